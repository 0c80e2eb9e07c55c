import { describe, expect, it } from 'vitest';
import { told, typed } from './typed.ts';

const AR = '"keep" "at-once" "by-policy"';
const USG = '"delete" "by-policy" "by-policy"';
const NE = '"delete" "on-traffic" "at-once"';
const UNRECOGNIZED = "Error: Unrecognized command found at '^' position.";
const INCOMPLETE = "Error:Incomplete command found at '^' position.";
const AMBIGUOUS = "Error:Ambiguous command found at '^' position.";
const WRONG = "Error: Wrong parameter found at '^' position.";
const TOO_MANY = "Error:Too many parameters found at '^' position.";

/** The vendor's pages, and `reference/vrp.md` 1.5 and 3: profile, line, what it asks. */
const ROWS: readonly (readonly [profile: string, line: string, asks: string])[] = [
  // AR500 V200R007, "reset ike sa": { all | conn-id N }, 1 to 200704; nothing alone
  ['ar', 'reset ike sa all', `clear-ike-sa {} ${AR}`],
  ['ar-v2r3', 'reset ike sa all', `clear-ike-sa {} ${AR}`],
  ['ar', 'reset ike sa conn-id 1', `clear-ike-sa {"connectionId":1} ${AR}`],
  ['ar', 'reset ike sa conn-id 200704', `clear-ike-sa {"connectionId":200704} ${AR}`],
  ['ar', 'reset ike sa conn-id 200705', `TG111 0 ^21 ${WRONG}`],
  ['ar', 'reset ike sa conn-id 0', `TG111 0 ^21 ${WRONG}`],
  ['ar', 'reset ike sa conn-id x', `TG110 0 ^21 ${WRONG}`],
  ['ar', 'reset ike sa', `TG106 0 ^12 ${INCOMPLETE}`],
  ['ar-v2r3', 'reset ike sa', `TG106 0 ^12 ${INCOMPLETE}`],
  ['ar', 'reset ike sa conn-id', `TG106 0 ^20 ${INCOMPLETE}`],
  ['ar', 'reset ike sa all now', `TG107 0 ^17 ${TOO_MANY}`],
  ['ar', 'reset ike sa every', `TG101 0 ^13 ${UNRECOGNIZED}`],
  ['ar', 'res ike sa a', `clear-ike-sa {} ${AR}`],
  ['ar', 'RESET IKE SA CONN-ID 7', `clear-ike-sa {"connectionId":7} ${AR}`],
  ['ar-v2r3', 'reset ike sa remote 203.0.113.2', `TG101 0 ^13 ${UNRECOGNIZED}`],
  // USG6000E, "reset ike sa": [ conn-id N | remote A ] [ slot S cpu C ], 1 to 4294967295; nothing: all
  ['usg', 'reset ike sa', `clear-ike-sa {} ${USG}`],
  ['usg', 'reset ike sa conn-id 4294967295', `clear-ike-sa {"connectionId":4294967295} ${USG}`],
  ['usg', 'reset ike sa conn-id 4294967296', `TG111 0 ^21 ${WRONG}`],
  ['usg', 'reset ike sa remote 203.0.113.2', `clear-ike-sa {"remoteAddress":"203.0.113.2"} ${USG}`],
  ['usg', 'reset ike sa remote 2001:DB8:0::2', `clear-ike-sa {"remoteAddress":"2001:db8::2"} ${USG}`],
  ['usg', 'reset ike sa slot 1 cpu 0', `clear-ike-sa {"processor":{"slot":1,"cpu":0}} ${USG}`],
  [
    'usg',
    'reset ike sa conn-id 7 slot 1 cpu 0',
    `clear-ike-sa {"connectionId":7,"processor":{"slot":1,"cpu":0}} ${USG}`,
  ],
  ['usg', 'reset ike sa slot 1', `TG106 0 ^19 ${INCOMPLETE}`],
  ['usg', 'reset ike sa all', `TG101 0 ^13 ${UNRECOGNIZED}`],
  ['usg', 're i s', `TG110 0 ^3 ${AMBIGUOUS}`],
  // NE40E
  ['ne', 'reset ike sa', `clear-ike-sa {} ${NE}`],
  ['ne', 'reset ike sa 7', `clear-ike-sa {"connectionId":7} ${NE}`],
  ['ne', 'reset ike sa 65536', `TG111 0 ^13 ${WRONG}`],
  [
    'ne',
    'reset ike sa remote 203.0.113.2 slot 3 speed 20',
    `clear-ike-sa {"remoteAddress":"203.0.113.2","processor":{"slot":3}} ${NE}`,
  ],
  ['ne', 'reset ike sa 7 7', "TG101 0 ^15 Error: Unrecognized command found at '^' position."],
  // child SAs
  ['ar', 'reset ipsec sa', 'clear-child-sa {} "on-traffic"'],
  ['usg', 'reset ipsec sa remote 203.0.113.2', 'clear-child-sa {"remoteAddress":"203.0.113.2"} "on-traffic"'],
  [
    'usg',
    'reset ipsec sa policy map1 10',
    'clear-child-sa {"policy":{"name":"map1","sequence":10}} "on-traffic"',
  ],
  ['usg', 'reset ipsec sa profile p1', 'clear-child-sa {"policy":{"name":"p1"}} "on-traffic"'],
  [
    'usg',
    'reset ipsec sa parameters 203.0.113.2 esp 256',
    'clear-child-sa {"remoteAddress":"203.0.113.2","protocol":"esp","spi":256} "on-traffic"',
  ],
  ['usg', 'reset ipsec sa parameters 203.0.113.2 esp 255', `TG111 0 ^42 ${WRONG}`],
  // showing
  ['ar', 'display ike sa', 'show-ike-sa {} "brief"'],
  ['ar', 'dis ike sa', 'show-ike-sa {} "brief"'],
  ['ar', 'display ike sa verbose', 'show-ike-sa {} "full"'],
  ['usg', 'display ike sa verbose', `TG106 0 ^22 ${INCOMPLETE}`],
  ['usg', 'display ike sa verbose connection-id 7', 'show-ike-sa {"connectionId":7} "full"'],
  ['ar-v2r3', 'display ike sa', 'show-ike-sa {"version":"ikev1"} "brief"'],
  ['ar-v2r3', 'display ike sa v2', 'show-ike-sa {"version":"ikev2"} "brief"'],
  ['ar', 'display ike sa v2', `TG101 0 ^15 ${UNRECOGNIZED}`],
  ['ar', 'display ike sa remote 203.0.113.2', 'show-ike-sa {"remoteAddress":"203.0.113.2"} "brief"'],
  [
    'ar',
    'display ike sa remote-id-type fqdn remote-id branch1',
    'show-ike-sa {"remoteId":{"type":"ID_FQDN","value":"branch1"}} "brief"',
  ],
  [
    'ne',
    'display ike sa verbose conn_id 7 slot 1',
    'show-ike-sa {"connectionId":7,"processor":{"slot":1}} "full"',
  ],
  ['ar', 'display ipsec sa brief', 'show-child-sa {} "brief"'],
  ['ar', 'display ipsec sa policy map1', 'show-child-sa {"policy":{"name":"map1"}} "full"'],
  // USG6000E, "display ike offline-info": [ peer A ]
  ['usg', 'display ike offline-info', 'show-offline-log'],
  ['usg', 'display ike offline-info peer 2.1.1.2', 'show-offline-log "2.1.1.2"'],
  ['ar', 'dis ike off p 2.1.1.2', 'show-offline-log "2.1.1.2"'],
  ['ne', 'display ike offline history', 'show-offline-log'],
  ['ne', 'display ike offline-info', "TG101 0 ^12 Error: Unrecognized command found at '^' position."],
  ['usg', 'display ike error-info', 'show-failure-log'],
  ['ar', 'display ike statistics msg', 'show-statistics "ike-messages"'],
  ['usg', 'display ipsec statistics', 'show-statistics "ipsec"'],
  ['usg', 'display ike peer name fwb', 'show-configuration {"kind":"peer","name":"fwb"} true'],
  ['usg', 'display ike proposal number 1', 'show-configuration {"kind":"ike-proposal","name":"1"} true'],
  [
    'usg',
    'display ipsec policy name map1 1',
    'show-configuration {"kind":"policy","name":"map1","sequence":1} true',
  ],
  ['ar', 'dis cu', 'show-configuration false'],
  ['ar', 'dis c', `TG110 0 ^4 ${AMBIGUOUS}`],
  ['ar', 'display this', 'show-configuration false'],
  ['ar', 'reset ike statistics all', 'clear-statistics "ike"'],
  ['usg', 'reset ipsec statistics', 'clear-statistics "ipsec"'],
  ['usg', 'reset ike offline-info', 'clear-log "offline"'],
  ['ar', 'save', 'save-configuration'],
  ['ar', 'screen-length 0 temporary', 'set-paging 0'],
  ['ar', 'screen-length 513 temporary', `TG111 0 ^14 ${WRONG}`],
  ['ar', 'sy', 'enter-mode "configuration"'],
  // other features: words of IPsec are no abbreviation of theirs
  ['ar', 'display ip routing-table', 'other'],
  ['ar', 'reset ip statistics', 'other'],
  ['ar', 'display version', 'other'],
  ['ar', 'ike peer hub', 'other'],
];

describe('what a line of VRP asks', () => {
  it.each(ROWS)('%s: %s', (profile, line, asks) => {
    expect(told(typed(`vrp@${profile}`, line))).toBe(asks);
  });
});

describe('where a line of VRP is typed', () => {
  it('clears in user view only', () => {
    expect(told(typed('vrp@ar', 'reset ike sa all', { view: 'system' }))).toBe('other');
    expect(told(typed('vrp@ar', 'reset ike sa all', { view: 'user' }))).toBe(`clear-ike-sa {} ${AR}`);
    expect(told(typed('vrp@ar', 'run reset ike sa all', { view: 'system' }))).toBe(`clear-ike-sa {} ${AR}`);
  });
  it('shows in every view', () => {
    expect(told(typed('vrp@ar', 'display ike sa', { view: 'ike-peer' }))).toBe('show-ike-sa {} "brief"');
  });
  it.each([
    ['ar', 2, 'TG110 0 Error: No permission to run the command.'],
    ['ar', 3, `clear-ike-sa {} ${AR}`],
  ])('needs level 3 to clear on %s: %i', (profile, level, asks) => {
    expect(told(typed(`vrp@${profile}`, 'reset ike sa all', { level }))).toBe(asks);
  });
  it('needs level 2 to clear on ne', () => {
    expect(told(typed('vrp@ne', 'reset ike sa', { level: 2 }))).toBe(`clear-ike-sa {} ${NE}`);
  });
  it('shows the object of the view', () => {
    const object = { kind: 'peer', name: 'hub' } as const;
    expect(told(typed('vrp@ar', 'display this', { view: 'ike-peer', object }))).toBe(
      'show-configuration {"kind":"peer","name":"hub"} false',
    );
  });
  it('filters what it shows', () => {
    expect(typed('vrp@ar', 'display ike sa | include 203.0.113.2')).toMatchObject({
      kind: 'operation',
      filters: [{ kind: 'include', pattern: '203.0.113.2' }],
    });
  });
});
