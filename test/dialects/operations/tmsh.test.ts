import { describe, expect, it } from 'vitest';
import { told, typed } from './typed.ts';

const CLEARS = '"delete" "on-traffic" "not-selected"';

/** The vendor's page, and tmsh reference 1.4, 1.7, 1.10, 1.11, 2.6, 4.4 and 4.6: line, what it asks. */
const ROWS: readonly (readonly [line: string, asks: string])[] = [
  // clouddocs, "View the ISAKMP SA"
  ['show net ipsec ike-sa', 'show-ike-sa {"version":"ikev2"} "brief"'],
  ['tmsh show net ipsec ike-sa all-properties', 'show-ike-sa {"version":"ikev2"} "full"'],
  [
    'show net ipsec ike-sa peer-ip 10.2.2.2',
    'show-ike-sa {"version":"ikev2","remoteAddress":"10.2.2.2"} "brief"',
  ],
  ['show net ipsec ike-sa peer-name ike-10202', 'show-ike-sa {"version":"ikev2","peer":"ike-10202"} "brief"'],
  ['show net ipsec ike-sa route-domain 1', 'show-ike-sa {"version":"ikev2","vrf":"1"} "brief"'],
  [
    'show net ipsec ike-sa traffic-selector /Common/selector-10202 all-properties',
    'show-ike-sa {"version":"ikev2","trafficSelector":"selector-10202"} "full"',
  ],
  ['tmsh del net ipsec ike-sa', `clear-ike-sa {"version":"ikev2"} ${CLEARS}`],
  [
    'delete net ipsec ike-sa peer-ip 10.2.2.2',
    `clear-ike-sa {"version":"ikev2","remoteAddress":"10.2.2.2"} ${CLEARS}`,
  ],
  ['delete net ipsec ike-sa { peer-name x }', `clear-ike-sa {"version":"ikev2","peer":"x"} ${CLEARS}`],
  ['del net ipsec ipsec-sa', 'clear-child-sa {} "on-traffic"'],
  ['racoonctl -ll show-sa isakmp', 'show-ike-sa {"version":"ikev1"} "brief"'],
  ['run /util bash -c "racoonctl -ll show-sa isakmp"', 'show-ike-sa {"version":"ikev1"} "brief"'],
  [
    '[root@bigip-1-1:Active:Standalone] config # tmsh show net ipsec ike-sa',
    'show-ike-sa {"version":"ikev2"} "brief"',
  ],
  [
    'root@(bigip1)(cfg-sync Standalone)(Active)(/Common)(tmos)# del net ipsec ike-sa peer-ip 203.0.113.2',
    `clear-ike-sa {"version":"ikev2","remoteAddress":"203.0.113.2"} ${CLEARS}`,
  ],
  ['sh net ipsec ike-s all-prop', 'show-ike-sa {"version":"ikev2"} "full"'],
  ['show /net ipsec ike-sa', 'show-ike-sa {"version":"ikev2"} "brief"'],
  // child SAs
  ['show net ipsec ipsec-sa', 'show-child-sa {} "brief"'],
  ['show net ipsec ipsec-sa all-properties', 'show-child-sa {} "full"'],
  ['delete net ipsec ipsec-sa spi 200026402', 'clear-child-sa {"spi":200026402} "on-traffic"'],
  [
    'delete net ipsec ipsec-sa src-addr 172.16.1.1 dst-addr 172.16.2.1',
    'clear-child-sa {"localAddress":"172.16.1.1","remoteAddress":"172.16.2.1"} "on-traffic"',
  ],
  ['delete net ipsec ipsec-sa traffic-selector ts1', 'clear-child-sa {"trafficSelector":"ts1"} "on-traffic"'],
  ['show net ipsec traffic-selector ts1', 'show-child-sa {"trafficSelector":"ts1"} "brief"'],
  // counters, configuration, session
  ['show net ipsec-stat raw', 'show-statistics "ipsec"'],
  ['show net ike-evt-stat', 'show-statistics "ike-events"'],
  ['reset-stats net ike-msg-stat', 'clear-statistics "ike-messages"'],
  ['list net ipsec', 'show-configuration false'],
  ['list net ipsec ike-peer fwb all-properties', 'show-configuration {"kind":"peer","name":"fwb"} true'],
  ['list net ipsec ike-daemon', 'show-configuration {"kind":"ike-settings"} false'],
  ['show running-config net ipsec traffic-selector', 'show-configuration "selector" false'],
  ['save sys config', 'save-configuration'],
  ['load sys config', 'load-configuration "replace"'],
  ['load sys config file /var/x.conf merge', 'load-configuration "merge" "/var/x.conf"'],
  ['modify cli preference display-threshold 0 pager disabled', 'set-paging 0'],
  // what it refuses
  ['show net ipsec ike-sa foo', 'TG101 1 Syntax Error: "foo" unknown property'],
  ['show net ipsec ike-sa peer x', 'TG110 1 Syntax Error: "peer" ambiguous argument'],
  ['show net ipsec ike-sa peer-ip', 'TG106 1 Syntax Error: "peer-ip" requires a value'],
  ['show net ipsec ike-sa peer-ip 10.2.2', 'TG110 1 Syntax Error: "peer-ip" invalid value "10.2.2"'],
  ['delete net ipsec ipsec-sa spi abc', 'TG110 1 Data Input Error: invalid integer "abc"'],
  ['list net ipsec ike-peer fwb versoin', 'TG101 1 Syntax Error: "versoin" unknown property'],
  ['racoonctl status', 'TG101 1 Invalid command [status]'],
  // other commands
  ['show sys version', 'other'],
  ['list ltm virtual', 'other'],
  ['delete net ipsec ike-peer fwb', 'other'],
];

describe('what a line of tmsh asks', () => {
  it.each(ROWS)('%s', (line, asks) => {
    expect(told(typed('tmsh@16', line))).toBe(asks);
    expect(told(typed('tmsh@14', line))).toBe(asks);
  });
  it('stands in a module', () => {
    expect(told(typed('tmsh@16', 'show ike-sa', { view: 'net ipsec' }))).toBe(
      'show-ike-sa {"version":"ikev2"} "brief"',
    );
  });
  it('filters what it shows', () => {
    expect(typed('tmsh@16', 'list net ipsec ike-peer | grep -v remote')).toMatchObject({
      filters: [{ kind: 'exclude', pattern: 'remote' }],
    });
    expect(typed('tmsh@16', 'show net ipsec ike-sa | count')).toMatchObject({ filters: [{ kind: 'count' }] });
  });
});
