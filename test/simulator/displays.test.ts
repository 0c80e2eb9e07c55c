import { describe, expect, test } from 'vitest';
import { NO_LAYOUT } from '../../src/dialects/dialect-terminal.ts';
import { dialectOf, type Devices, idleLab, transcript } from './transcript.ts';

/**
 * The outputs that the references name (`vrp.md` 3, `tmsh.md` 4, `racoon.md` 1): each is printed in its layout, or, where no
 * reference has one, answered with an Info line and listed in docs/commands.md.
 */
const DEVICES: Devices = {
  'vrp@ar-v2r3': ['vrp@ar-v2r3', '#\nreturn\n'],
  'vrp@ar': ['vrp@ar', '#\nreturn\n'],
  'vrp@usg': ['vrp@usg', '#\nreturn\n'],
  'vrp@ne': ['vrp@ne', '#\nreturn\n'],
  tmsh: ['tmsh@16', 'net ipsec ike-peer /Common/p { remote-address 1.1.1.1 }\n'],
  racoon: ['racoon', 'remote anonymous { exchange_mode main; }\n'],
};

const NOT_NE = ['vrp@ar-v2r3', 'vrp@ar', 'vrp@usg'] as const;
const VRP = [...NOT_NE, 'vrp@ne'] as const;

const COMMANDS: readonly (readonly [devices: readonly string[], command: string])[] = [
  [VRP, 'display ike sa'],
  [NOT_NE.slice(1), 'display ike sa verbose remote 203.0.113.2'],
  [['vrp@ar-v2r3'], 'display ike sa v2 verbose'],
  [VRP, 'display ipsec sa'],
  [VRP, 'display ipsec sa brief'],
  [VRP, 'display ipsec sa duration'],
  [VRP, 'display ike peer'],
  [['vrp@ar', 'vrp@usg', 'vrp@ne'], 'display ike peer brief'],
  [VRP, 'display ike proposal'],
  [VRP, 'display ipsec proposal'],
  [VRP, 'display ipsec proposal brief'],
  [VRP, 'display ipsec policy'],
  [VRP, 'display ipsec policy brief'],
  [VRP, 'display ipsec policy-template'],
  [VRP, 'display ipsec profile'],
  [VRP, 'display ipsec statistics'],
  [NOT_NE, 'display ike offline-info'],
  [NOT_NE, 'display ipsec history record'],
  [NOT_NE, 'display ike error-info'],
  [NOT_NE, 'display ike statistics all'],
  [NOT_NE, 'display ikev2 statistics error'],
  [NOT_NE, 'display ikev2 statistics packet'],
  [NOT_NE, 'display ikev2 statistics notify-info'],
  [NOT_NE, 'display ikev2 statistics sa'],
  [NOT_NE, 'display ike global config'],
  [NOT_NE, 'display ipsec global config'],
  [NOT_NE, 'display ike identity'],
  [NOT_NE, 'display ike user-table'],
  [NOT_NE, 'display ipsec interface brief'],
  [NOT_NE, 'display ipsec efficient-vpn'],
  [NOT_NE, 'display ipsec statistics route'],
  [VRP, 'display acl all'],
  [VRP, 'display acl 3000'],
  [VRP, 'display device'],
  [VRP, 'display esn'],
  [['vrp@ne'], 'display ike statistics msg'],
  [['vrp@ne'], 'display ike offline history'],
  [['vrp@ne'], 'display ike error history'],
  [['vrp@ne'], 'display ipsec instance brief'],
  [['tmsh'], 'show net ipsec ike-sa'],
  [['tmsh'], 'show net ipsec ike-sa all-properties'],
  [['tmsh'], 'show net ipsec ipsec-sa'],
  [['tmsh'], 'show net ipsec ipsec-sa all-properties'],
  [['tmsh'], 'show net ipsec traffic-selector'],
  [['tmsh'], 'show net ipsec-stat'],
  [['tmsh'], 'show net ike-evt-stat'],
  [['tmsh'], 'show net ike-msg-stat'],
  [['tmsh'], 'run /util bash -c "racoonctl -ll show-sa isakmp"'],
  [['tmsh'], 'run /util bash -c "racoonctl show-sa esp"'],
  [['tmsh'], 'run /util bash -c "racoonctl show-schedule"'],
  [['racoon'], 'racoonctl show-sa isakmp'],
  [['racoon'], 'racoonctl -l show-sa isakmp'],
  [['racoon'], 'racoonctl -ll show-sa isakmp'],
  [['racoon'], 'racoonctl show-sa ipsec'],
  [['racoon'], 'racoonctl show-sa esp'],
  [['racoon'], 'racoonctl show-sa ah'],
  [['racoon'], 'racoonctl show-schedule'],
  [['racoon'], 'racoonctl show-event'],
  [['racoon'], 'racoonctl status'],
  [['racoon'], 'racoonctl status -v'],
  [['racoon'], 'racoonctl status -f json'],
  [['racoon'], 'setkey -D'],
  [['racoon'], 'setkey -DP'],
];

describe('each output of the references', () => {
  test.each(COMMANDS.flatMap(([devices, command]) => devices.map((device) => [device, command] as const)))(
    '%s: %s',
    (device, command) => {
      const [name = ''] = DEVICES[device] ?? [];
      const { dialect, profile } = dialectOf(name);
      const without = dialect.terminal?.commandsWithoutLayout?.(profile) ?? [];
      const shown = transcript(idleLab({ hub: DEVICES[device] ?? ['', ''] }), `@hub\n${command}`);
      expect(shown).not.toMatch(/\^|Syntax Error|command not found/);
      const isListed = without.some((each) => command.includes(each));
      expect([command, shown.includes(NO_LAYOUT)]).toEqual([command, isListed]);
    },
  );
});
