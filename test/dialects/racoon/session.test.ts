import { expect, test } from 'vitest';
import { idleLab, screen, transcript } from '../../simulator/transcript.ts';

const CONF =
  'remote 198.51.100.1 { exchange_mode main; proposal { encryption_algorithm aes 256; hash_algorithm sha256; authentication_method pre_shared_key; dh_group 14; } }\n';
const SETKEY = 'spdadd 10.2.0.0/16 10.1.0.0/16 any -P out ipsec esp/tunnel/192.0.2.9-198.51.100.1/require;\n';

function type(script: string): string {
  return transcript(idleLab({ old: ['racoon', CONF, SETKEY] }), `@old\n${script}`);
}

/** `reference/racoon.md` 1.4: what is printed, and the exit status. */
const PROGRAMS: readonly (readonly [line: string, printed: readonly string[], status: number])[] = [
  ['racoonctl show-sa isakmp', ['Destination            Cookies                           Created'], 0],
  [
    'racoonctl -l show-sa isakmp',
    ['Destination            Cookies                           ST S  V E Created             Phase2'],
    0,
  ],
  ['racoonctl flush-sa isakmp', [], 0],
  ['racoonctl foo', ['Invalid command [foo]', 'racoonctl: kmpstat: Invalid argument'], 1],
  ['racoonctl show-sa', ['racoonctl: insufficient arguments'], 1],
  ['racoonctl show-sa foo', ['racoonctl: unknown protocol foo'], 1],
  ['racoonctl delete-sa ipsec inet 1.1.1.1 2.2.2.2', ['racoonctl: kmpstat: Protocol not supported'], 1],
  ['racoonctl delete-sa isakmp inet 1.1.1.1 2.2.2.2', [], 0],
  ['nosuch', ['-bash: nosuch: command not found'], 127],
];

test.each(PROGRAMS)('%s', (line, printed, status) => {
  expect(type(`${line}\necho $?`).split('\n')).toEqual([
    `root@old:~# ${line}`,
    ...printed,
    'root@old:~# echo $?',
    String(status),
  ]);
});

test('policies are dumped, added, flushed, and read again', () => {
  expect(
    type(
      'setkey -DP\nsetkey -c <<EOF\nspdadd 10.9.0.0/16 10.1.0.0/16 any -P out discard;\nEOF\nsetkey -DP | grep -c spid\nsetkey -FP; setkey -DP\nracoonctl rc\nsetkey -DP | grep -c spid',
    ),
  ).toBe(screen`
    root@old:~# setkey -DP
    10.2.0.0/16[any] 10.1.0.0/16[any] 255
    	out prio def ipsec
    	esp/tunnel/192.0.2.9-198.51.100.1/require
    	created: Nov  9 08:50:30 2024  lastused:                     
    	lifetime: 0(s) validtime: 0(s)
    	spid=9 seq=0 pid=730
    	refcnt=1
    root@old:~# setkey -c <<EOF
    > spdadd 10.9.0.0/16 10.1.0.0/16 any -P out discard;
    > EOF
    root@old:~# setkey -DP | grep -c spid
    2
    root@old:~# setkey -FP; setkey -DP
    No SPD entries.
    root@old:~# racoonctl rc
    root@old:~# setkey -DP | grep -c spid
    1
  `);
});
