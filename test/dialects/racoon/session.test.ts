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
  ['racoonctl show-sa internal', [], 1],
  [
    'racoonctl delete-sa isakmp inet foo 2.2.2.2',
    ['Name or service not known: foo/(null)', 'racoonctl: kmpstat: Success'],
    1,
  ],
  ['racoonctl vpn-connect gateway.example', ['racoonctl: Cannot resolve destination address'], 1],
  [
    'racoonctl vpn-disconnect 203.0.113.2',
    ['racoonctl: racoon closed the admin connection before sending a reply header (EOF)'],
    1,
  ],
  ['racoonctl -d flush-sa isakmp', [' 08000000 00000000'], 0],
  ['racoonctl status', ['racoon status at 2024-11-09T08:50:30Z', '', '(no phase 1 SAs)', ''], 0],
  [
    'racoonctl status -v',
    ['racoon status at 2024-11-09T08:50:30Z', '', '(no phase 1 SAs)', '(no phase 2 SAs)', ''],
    0,
  ],
  [
    'racoonctl status -v -f json',
    ['{"schema_version":"2.0","timestamp":"2024-11-09T08:50:30Z","phase1":[],"phase2":[]}'],
    0,
  ],
  ['racoonctl status -q', ['racoonctl: usage: status [-v] [-f text|json] [--format=text|json]'], 1],
  ['setkey -V', ['setkey @(#) ipsec-tools'], 1],
  ['cat /etc/racoon/old-0 | grep -c remote', ['1'], 0],
  ['cat nosuch', ['cat: nosuch: No such file or directory'], 1],
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

test('an output goes through the programs of a shell', () => {
  const shown = type(
    'setkey -DP | head -1\nsetkey -DP | tail -n 1\nsetkey -DP | head -2 | grep prio\nsetkey -DP | head -x',
  );
  expect(shown.split('\n').filter((line) => !line.startsWith('root@'))).toEqual([
    '10.2.0.0/16[any] 10.1.0.0/16[any] 255',
    '\trefcnt=1',
    '\tout prio def ipsec',
    'head: invalid options',
  ]);
});
