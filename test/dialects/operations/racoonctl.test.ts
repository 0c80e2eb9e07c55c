import { describe, expect, it } from 'vitest';
import { told, typed } from './typed.ts';

const CLEARS = '"delete" "on-traffic" "not-selected"';
const PAIR = '{"version":"ikev1","localAddress":"192.0.2.1","remoteAddress":"198.51.100.2"}';
const INSUFFICIENT = 'TG106 1 racoonctl: insufficient arguments';
const INVALID = 'racoonctl: kmpstat: Invalid argument';

/** `reference/racoon.md` 1.1 to 1.4, 4.2 and 6: line, what it asks, or the code, the exit code and the first line of the answer. */
const ROWS: readonly (readonly [line: string, asks: string])[] = [
  ['racoonctl -ll show-sa isakmp', 'show-ike-sa {"version":"ikev1"} "brief"'],
  ['racoonctl -l -l ss isakmp', 'show-ike-sa {"version":"ikev1"} "brief"'],
  ['racoonctl -dls /tmp/racoon.sock ss esp', 'show-child-sa {"protocol":"esp"} "full"'],
  ['racoonctl show-sa ipsec', 'show-child-sa {} "full"'],
  ['racoonctl flush-sa isakmp', `clear-ike-sa {"version":"ikev1"} ${CLEARS}`],
  ['racoonctl fs ah', 'clear-child-sa {"protocol":"ah"} "on-traffic"'],
  ['racoonctl fs ipsec', 'clear-child-sa {} "on-traffic"'],
  ['racoonctl delete-sa isakmp inet 192.0.2.1 198.51.100.2', `clear-ike-sa ${PAIR} ${CLEARS}`],
  ['racoonctl ds esp inet 192.0.2.1/32[500] 198.51.100.2 any', `clear-ike-sa ${PAIR} ${CLEARS}`],
  [
    'racoonctl vpn-disconnect 198.51.100.2',
    `clear-ike-sa {"version":"ikev1","remoteAddress":"198.51.100.2"} ${CLEARS}`,
  ],
  ['racoonctl logout-user alice', `clear-ike-sa {"version":"ikev1","login":"alice"} ${CLEARS}`],
  ['racoonctl es isakmp inet 192.0.2.1 198.51.100.2', `initiate ${PAIR} "ike" false`],
  [
    'racoonctl establish-sa -n hub -w isakmp inet 192.0.2.1 198.51.100.2',
    `initiate ${PAIR.slice(0, -1)},"peer":"hub"} "ike" true`,
  ],
  [
    'racoonctl es esp inet 10.1.0.0/16[80] 10.2.0.0/16 tcp',
    'initiate {"version":"ikev1","trafficSelector":"10.1.0.0/16[80] 10.2.0.0/16 tcp"} "child" false',
  ],
  [
    'racoonctl vc -u alice 198.51.100.2',
    'initiate {"version":"ikev1","remoteAddress":"198.51.100.2","login":"alice"} "ike" true',
  ],
  ['racoonctl reload-config now', 'load-configuration "reload"'],
  ['racoonctl sc', 'show-timers'],
  ['racoonctl se', 'show-events true'],
  ['racoonctl gc inet 192.0.2.1 198.51.100.2', `show-certificate ${PAIR}`],
  ['racoonctl get-sa-cert inet 192.0.2.1 198.51.100.2', `show-certificate ${PAIR}`],
  ['racoonctl status -v -f json', 'show-ike-sa {"version":"ikev1"} "full"'],
  ['/usr/sbin/racoonctl st --format=text', 'show-ike-sa {"version":"ikev1"} "full"'],
  // exit codes and messages
  ['racoonctl', 'TG106 0 Usage:'],
  ['racoonctl -V', "TG101 0 racoonctl: invalid option -- 'V'"],
  ['racoonctl show', 'TG101 1 Invalid command [show]'],
  ['racoonctl Show-sa isakmp', 'TG101 1 Invalid command [Show-sa]'],
  ['racoonctl show-sa', INSUFFICIENT],
  ['racoonctl show-sa esp ah', 'TG107 1 racoonctl: insufficient arguments'],
  ['racoonctl flush-sa all', 'TG110 1 racoonctl: unknown protocol all'],
  [
    'racoonctl delete-sa ipsec inet 192.0.2.1 198.51.100.2',
    'TG110 1 racoonctl: kmpstat: Protocol not supported',
  ],
  ['racoonctl delete-sa isakmp inet 192.0.2.1', `TG106 1 ${INVALID}`],
  ['racoonctl delete-sa esp inet 192.0.2.1 198.51.100.2 sctp', `TG110 1 ${INVALID}`],
  [
    'racoonctl delete-sa isakmp ipv4 192.0.2.1 198.51.100.2',
    'TG110 1 racoonctl: kmpstat: Address family not supported by protocol',
  ],
  ['racoonctl delete-sa isakmp inet 192.0.2.1[500] 198.51.100.2', 'TG110 1 racoonctl: kmpstat: Success'],
  ['racoonctl es -w -u alice isakmp inet 192.0.2.1 198.51.100.2', 'TG110 1 racoonctl: unknown protocol -u'],
  ['racoonctl es -u', 'TG106 1 racoonctl: -u require an argument'],
  ['racoonctl show-event all', 'TG107 1 racoonctl: too many arguments'],
  ['racoonctl status all', 'TG107 1 racoonctl: too many arguments'],
  ['racoonctl status -x', 'TG110 1 racoonctl: usage: status [-v] [-f text|json] [--format=text|json]'],
  ['racoonctl vd', 'TG106 1 racoonctl: VPN gateway required'],
  ['racoonctl vc -u alice', 'TG106 1 racoonctl: VPN gateway required'],
  ['racoonctl vc', INSUFFICIENT],
  [`racoonctl lu ${'a'.repeat(32)}`, 'TG110 1 racoonctl: bad login (too long?)'],
  // setkey
  ['setkey -D', 'show-child-sa {} "full"'],
  ['setkey -DP', 'show-configuration "policy" true'],
  ['setkey -PD', 'show-configuration "policy" true'],
  ['setkey -F', 'clear-child-sa {} "on-traffic"'],
  ['setkey -f /etc/setkey.conf', 'load-configuration "merge" "/etc/setkey.conf"'],
  ['setkey', 'TG106 1 usage: setkey [-v] file ...'],
  ['setkey -q', 'TG101 1 usage: setkey [-v] file ...'],
  ['setkey -c', 'other'],
  [
    'echo "deleteall 192.0.2.1 198.51.100.2 esp; deleteall 198.51.100.2 192.0.2.1 esp;" | setkey -c',
    'clear-child-sa {"localAddress":"192.0.2.1","remoteAddress":"198.51.100.2","protocol":"esp"} "on-traffic"',
  ],
  ['ls -l', 'other'],
];

describe('what a line of racoonctl or setkey asks', () => {
  it.each(ROWS)('%s', (line, asks) => {
    expect(told(typed('racoon@0.9', line))).toBe(asks);
  });
  it('says that delete-sa of a protocol deletes the IKE SA', () => {
    expect(typed('racoon@0.9', 'racoonctl ds esp inet 192.0.2.1 198.51.100.2')).toMatchObject({
      diagnostics: [{ code: 'TG305' }],
    });
  });
  it('filters what it shows', () => {
    expect(typed('racoon@0.9', "racoonctl -ll show-sa isakmp | grep -v '192.0.2.1'")).toMatchObject({
      filters: [{ kind: 'exclude', pattern: '192.0.2.1' }],
    });
  });
});
