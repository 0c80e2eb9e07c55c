import { describe, expect, test } from 'vitest';
import { Session } from '../../src/simulator/session/session.ts';
import { type Devices, idleLab } from './transcript.ts';

/** What client programs send, and what they must see (`reference/clients.md`; the row's first word is its section). */

const CONFIGURATIONS: Readonly<Record<string, string>> = {
  vrp: '#\nsysname Huawei\n#\nreturn\n',
  tmsh: 'net ipsec ike-peer /Common/p { remote-address 1.1.1.1 }\n',
  racoon: 'remote anonymous { exchange_mode main; }\n',
};

interface Typed {
  /** All that is on the screen: prompts, what is echoed, outputs. */
  readonly screen: string;
  /** What the last line brought. */
  readonly reply: string;
  readonly prompt: string;
  readonly isOpen: boolean;
}

function open(dialect: string, rows = 0): Session {
  const [name = ''] = dialect.split('@');
  const devices: Devices = { Huawei: [dialect, CONFIGURATIONS[name] ?? ''] };
  const device = idleLab(devices).devices.get('Huawei');
  if (device === undefined) throw new Error(dialect);
  return new Session(device.open(), { rows });
}

function type(dialect: string, lines: readonly string[], rows = 0): Typed {
  const session = open(dialect, rows);
  let [screen, reply] = ['', ''];
  for (const line of lines) {
    if (!session.isOpen) break;
    screen += `${session.prompt}${line}\n`;
    reply = [...session.type(line).lines].map((text) => `${text}\n`).join('');
    screen += reply;
  }
  return {
    screen: screen + session.prompt,
    reply,
    prompt: session.isOpen ? session.prompt : '',
    isOpen: session.isOpen,
  };
}

const VRP = ['vrp@ar-v2r3', 'vrp@ar', 'vrp@usg', 'vrp@ne'] as const;
const VRP5 = ['vrp@ar-v2r3', 'vrp@ar', 'vrp@usg'] as const;
const TMSH = ['tmsh@14', 'tmsh@16'] as const;

/** The prompts that each client waits for. */
const CLIENT_PROMPTS = {
  scrapliUser: /^(?:hrp_[a|m|s])?<[a-z0-9.\-_@()/:]{1,48}>\s*$/im,
  scrapliConfiguration:
    /^(?!\[V\d{3}R\d{3}C\d{2,3}.*\])(?=(?:hrp_[a|m|s])?\[~{0,1}\*{0,1}[a-z0-9.\-_@/:]{1,64}\]$).*$/im,
  ansibleUser: /[\r\n]?<.+>\s*$/,
  ansibleConfiguration: /\[.+\]\s*$/,
  ansibleBigip: /[\w+\-.:/[\]@]*(?:\([^()]+\)){0,5}[>#]\s*$/,
  ansibleBash: /^\[\w+@[\w\-.:]+\].*[>#$]\s*$/,
  oxidizedVrp: /^.*(?:<[\w.-]+>)$/,
  rancid: /^.+[>#]/,
  netmikoTmsh: /tmos.*#/,
} as const;

/** What they take for an error. */
const ANSIBLE_ERRORS =
  /% ?Error: |^% \w+|invalid input|(?:incomplete|ambiguous) command|not found|syntax error|unknown command|Error\[\d+\]: |Error:/im;
/** What makes netmiko's autodetection let go of an answer. */
const DISCARDED = [
  '% Invalid input detected',
  'syntax error, expecting',
  'Error: Unrecognized command',
  '%Error',
  'command not found',
  'Syntax Error: unexpected argument',
  '% Unrecognized command found at',
  '% Unknown command, the error locates at',
];

type Where = 'screen' | 'reply' | 'prompt';
type Row = readonly [
  fact: string,
  dialects: readonly string[],
  lines: readonly string[],
  where: Where,
  seen: RegExp,
];

const LOGIN = ['', 'screen-length 0 temporary', ''];
const ROWS: readonly Row[] = [
  // netmiko, Huawei.
  ['C1 the prompt of user view', VRP, ['', ''], 'prompt', /^<Huawei>$/],
  [
    'C1 the answer to screen-length has the base prompt',
    VRP,
    LOGIN,
    'screen',
    /temporary\nInfo: .*\n<Huawei>/,
  ],
  [
    'C2 screen-length of VRP5',
    VRP5,
    LOGIN,
    'screen',
    /Info: The configuration takes effect on the current user terminal interface only\./,
  ],
  [
    'C1 a command, then exactly the same prompt',
    VRP,
    [...LOGIN, '', 'display version'],
    'screen',
    /Huawei Versatile Routing[^]*\n<Huawei>$/,
  ],
  ['C1 config_mode', VRP, [...LOGIN, 'system-view', ''], 'prompt', /^\[~?Huawei\]$/],
  [
    'C2 send_config_set',
    VRP,
    ['system-view', 'ike proposal 10'],
    'prompt',
    /^\[\*?Huawei-ike-proposal-10\]$/,
  ],
  ['C1 exit_config_mode', VRP, ['system-view', 'return'], 'prompt', /^<Huawei>$/],
  [
    'C1 no bracket behind return',
    VRP5,
    ['system-view', 'ike proposal 10', 'return', ''],
    'prompt',
    /^<Huawei>$/,
  ],
  ['C2 save_config asks', VRP, ['save'], 'prompt', /[Cc]ontinue\?.*$/],
  ['C2 save_config is answered', VRP, ['save', 'y'], 'screen', /save[^]*\n<Huawei>$/],
  ['C2 save_config with a capital', VRP, ['save', 'Y'], 'prompt', /^<Huawei>$/],
  [
    'C1 exit is harmless in user view',
    VRP,
    ['exit'],
    'screen',
    /Error: ?Unrecognized command found at '\^' position\.\n<Huawei>$/,
  ],
  [
    'C2 VRP8 shows what is uncommitted',
    ['vrp@ne'],
    ['system-view', 'ike proposal 5'],
    'prompt',
    /^\[\*Huawei-ike-proposal-5\]$/,
  ],
  [
    'C1 commit',
    ['vrp@ne'],
    ['system-view', 'ike proposal 5', 'commit'],
    'prompt',
    /^\[~Huawei-ike-proposal-5\]$/,
  ],
  [
    'C1 commit with a comment',
    ['vrp@ne'],
    ['system-view', 'ike proposal 5', 'commit comment "x"'],
    'prompt',
    /^\[~Huawei-ike-proposal-5\]$/,
  ],
  [
    'C5 napalm leaves without committing',
    ['vrp@ne'],
    ['system-view', 'ike proposal 5', 'return', 'n'],
    'prompt',
    /^<Huawei>$/,
  ],
  // netmiko, F5.
  ['C2 the prompt of tmsh', TMSH, [''], 'prompt', CLIENT_PROMPTS.netmikoTmsh],
  [
    'C1 tmsh in tmsh',
    TMSH,
    ['', '', 'tmsh'],
    'screen',
    /^Syntax Error: unexpected argument "tmsh"\n.*\(tmos\)# $/m,
  ],
  ['C1 the pager of tmsh', TMSH, ['modify cli preference pager disabled display-threshold 0'], 'reply', /^$/],
  [
    'C4 the pager of tmsh, the other way round',
    TMSH,
    ['modify cli preference display-threshold 0 pager disabled'],
    'reply',
    /^$/,
  ],
  ['C1 the width of the terminal', TMSH, ['run /util bash -c "stty cols 255"'], 'reply', /^$/],
  [
    'C4 the width, without its errors',
    TMSH,
    ['run /util bash -c "stty cols 1000000" 2> /dev/null'],
    'reply',
    /^$/,
  ],
  ['C2 quit goes back from tmsh', TMSH, ['run util bash', 'tmsh', 'quit'], 'prompt', /# $/],
  ['C1 the prompt of bash', TMSH, ['run util bash'], 'prompt', /[$#]\s?$/],
  // netmiko's autodetection.
  ['C2 a Huawei', VRP, ['display version'], 'reply', /Huawei Versatile Routing Platform Software/],
  [
    'C2 a BIG-IP in tmsh',
    TMSH,
    ['show sys version'],
    'reply',
    /Sys::Version\nMain Package\n {2}Product {5}BIG-IP\n {2}Version {5}1\d\./,
  ],
  ['C2 a BIG-IP in bash', TMSH, ['run util bash', 'cat /etc/issue'], 'reply', /BIG-IP/],
  ['C2 a Linux', ['racoon'], ['uname -a'], 'reply', /Linux/],
  // scrapli.
  ['C3 the prompt of user view', VRP, [''], 'prompt', CLIENT_PROMPTS.scrapliUser],
  [
    'C3 the prompt of configuration',
    VRP,
    ['system-view', 'ike peer p'],
    'prompt',
    CLIENT_PROMPTS.scrapliConfiguration,
  ],
  [
    'C3 its opening lines only give prompts',
    VRP,
    ['screen-length 0 temporary', 'screen-width 256', 'y', ''],
    'prompt',
    CLIENT_PROMPTS.scrapliUser,
  ],
  ['C3 de-escalates with quit', VRP, ['system-view', 'quit'], 'prompt', CLIENT_PROMPTS.scrapliUser],
  ['C3 a refusal has Error:', VRP, ['display foo'], 'reply', /Error:/],
  [
    'C3 the first line of a configuration',
    ['vrp@ar'],
    ['display current-configuration'],
    'reply',
    /^\[V\d{3}R\d{3}C\d{2,3}.*\]\n/,
  ],
  // Ansible, Huawei.
  ['C4 the prompt of user view', VRP, [''], 'screen', CLIENT_PROMPTS.ansibleUser],
  ['C4 the prompt of configuration', VRP, ['system-view'], 'screen', CLIENT_PROMPTS.ansibleConfiguration],
  ['C4 the version', VRP, ['display version'], 'reply', /Huawei.+\n.*Version \S+/],
  ['C4 the model', ['vrp@ne'], ['display version'], 'reply', /HUAWEI (\S+) uptime/],
  [
    'C4 ce_config',
    ['vrp@ne'],
    ['mmi-mode enable', 'system-view immediately', 'ike proposal 5', 'display current-configuration '],
    'reply',
    /Software Version[^]*return\n$/,
  ],
  [
    'C4 ce_config leaves',
    ['vrp@ne'],
    ['mmi-mode enable', 'system-view immediately', 'return', 'undo mmi-mode enable'],
    'screen',
    /undo mmi-mode enable\n<Huawei>$/,
  ],
  [
    'C4 discards a candidate',
    ['vrp@ne'],
    ['system-view', 'ike proposal 5', 'clear configuration candidate'],
    'prompt',
    /^\[~/,
  ],
  // Ansible, F5.
  ['C4 the prompt of tmsh', TMSH, [''], 'prompt', CLIENT_PROMPTS.ansibleBigip],
  ['C4 the prompt of bash', TMSH, ['run util bash'], 'prompt', CLIENT_PROMPTS.ansibleBash],
  ['C4 tmsh -v', TMSH, ['run util bash', 'tmsh -v'], 'reply', /Version {5}1\d\./],
  [
    'C4 tmsh -c',
    TMSH,
    ['run util bash', 'tmsh -c "cd /Common; list net ipsec ike-peer p"'],
    'reply',
    /^net ipsec ike-peer p \{\n/,
  ],
  [
    'C4 tmsh modify from bash',
    TMSH,
    ['run util bash', 'tmsh modify cli preference display-threshold 0 pager disabled'],
    'reply',
    /^$/,
  ],
  // Oxidized and RANCID.
  ['C5 the prompt', VRP, [''], 'prompt', CLIENT_PROMPTS.oxidizedVrp],
  [
    'C5 all of the configuration',
    ['vrp@ne'],
    ['display current-configuration all'],
    'reply',
    /Software Version/,
  ],
  [
    'C5 the version, by exec',
    TMSH,
    ['run util bash', 'tmsh -q show sys version'],
    'reply',
    /Product {5}BIG-IP/,
  ],
  [
    'C5 the configuration, by exec',
    TMSH,
    ['run util bash', 'tmsh -q list'],
    'reply',
    /^net ipsec ike-peer p \{$/m,
  ],
  [
    'C5 the version, by its absolute path',
    TMSH,
    ['run util bash', 'tmsh show /sys version'],
    'reply',
    /Product {5}BIG-IP/,
  ],
  ['C5 commands of other vendors', VRP, ['more off'], 'reply', /^\s+\^\nError: ?Unrecognized command/],
  [
    'C5 commands of other vendors, with a blank',
    VRP,
    ['auto-complete off '],
    'reply',
    /^\s+\^\nError: ?Unrecognized command/,
  ],
  [
    'C5 commands of other vendors in bash',
    TMSH,
    ['run util bash', 'terminal length 0'],
    'reply',
    /^-bash: terminal: command not found\n$/,
  ],
  ['C5 display startup', VRP, ['display startup'], 'reply', /Next startup saved-configuration file/],
  ['C5 display device', VRP, ['display device'], 'reply', /^(?!.*Error)/s],
  ['C5 the prompt of the root folder', TMSH, ['cd /'], 'prompt', /\(\/\)\(tmos\)# $/],
  [
    'C5 everything',
    TMSH,
    ['cd /', 'list all-properties recursive'],
    'reply',
    /net ipsec ike-peer \/Common\/p \{/,
  ],
  ['C5 a filter', VRP, ['display current-configuration | include sysname'], 'reply', /^ *sysname Huawei$/m],
  ["C5 a file of one's own", VRP, ['save cfg.cfg'], 'prompt', /Y\/N/],
  ['C5 display esn', VRP, ['display esn'], 'reply', /^(?!.*Error)/s],
  ['C5 no pager', ['vrp@ne'], ['display current-configuration | no-more'], 'reply', /return\n$/],
  [
    'C5 pxssh',
    ['racoon'],
    ['unset PROMPT_COMMAND', String.raw`PS1='[PEXPECT]\$ '`],
    'prompt',
    /^\[PEXPECT\][$#] $/,
  ],
  ['C5 a program that fails', ['racoon'], ['racoonctl foo', 'echo $?'], 'reply', /^[1-9]\d*\n$/],
  // The checklist.
  ['C6.1 an empty line', [...VRP, ...TMSH, 'racoon'], [''], 'reply', /^$/],
  ['C6.5 a prompt of VRP8', ['vrp@ne'], ['system-view'], 'prompt', /^\[~Huawei\]$/],
  [
    'C6.6 the fields of a prompt of tmsh',
    TMSH,
    [''],
    'prompt',
    /^root@\(Huawei\)\(cfg-sync Standalone\)\(Active\)\(\/Common\)\(tmos\)# $/,
  ],
  [
    'C6.7 shells in shells',
    TMSH,
    ['run util bash', 'tmsh', 'run util bash', 'racoonctl show-sa isakmp'],
    'reply',
    /^Source/,
  ],
  ['C6.11 racoonctl fails with its usage', ['racoon'], ['racoonctl'], 'reply', /Usage/],
  ['C6.12 count', ['vrp@ne'], ['display current-configuration | count'], 'reply', /^Total lines: \d+\.$/m],
  [
    'C6.12 begin',
    VRP,
    ['display current-configuration | begin sysname'],
    'reply',
    /^(?:\S+ \S+ \n)? *sysname Huawei\n/,
  ],
  ['C6.12 exclude', VRP, ['display current-configuration | exclude sysname'], 'reply', /^(?![^]*sysname)/],
  ['C6.17 another name, at once', VRP5, ['system-view', 'sysname Other'], 'prompt', /^\[Other\]$/],
];

const CASES = ROWS.flatMap(([fact, dialects, ...row]) =>
  dialects.map((dialect) => [fact, dialect, ...row] as const),
);

describe('what client programs must see', () => {
  test.each(CASES)('%s: %s', (_fact, dialect, lines, where, seen) => {
    expect(type(dialect, lines)[where]).toMatch(seen);
  });
});

/** Whole sessions as they were traced: each line is answered, and the last prompt is the one that the client waits for. */
const SESSIONS: readonly (readonly [
  client: string,
  dialects: readonly string[],
  lines: string,
  ends: RegExp,
])[] = [
  [
    'netmiko huawei',
    VRP5,
    '|screen-length 0 temporary|||display version||display foo||system-view||ike proposal 10||return|||save|n||exit|',
    /^<Huawei>$/,
  ],
  [
    'netmiko huawei_vrpv8',
    ['vrp@ne'],
    '|screen-length 0 temporary|||system-view||ike proposal 10|commit||return||exit|',
    /^<Huawei>$/,
  ],
  [
    'netmiko f5_tmsh',
    TMSH,
    '||tmsh||modify cli preference pager disabled display-threshold 0|run /util bash -c "stty cols 255"||show net ipsec ike-sa|',
    /\(tmos\)# $/,
  ],
  [
    'scrapli',
    VRP5,
    '|screen-length 0 temporary|screen-width 256|y||||display version|display foo||system-view||ike proposal 10|quit||quit||exit',
    /^<Huawei>$/,
  ],
  [
    'RANCID',
    VRP,
    '|screen-length 0 temporary|more off|auto-complete off ||display version|display startup|display device|display device manufacture-info|display transceiver verbose|display debugging|dir /all /all-filesystems|display current-configuration',
    /^<Huawei>$/,
  ],
  [
    'RANCID bigip13',
    TMSH,
    'modify cli preference pager disabled display-threshold 0|show sys version|show sys hardware|show sys license |cd /|show /net recursive route static|list all-properties recursive',
    /\(\/\)\(tmos\)# $/,
  ],
  [
    'Ansible bigip',
    TMSH,
    'run util bash|tmsh modify cli preference display-threshold 0 pager disabled|tmsh -v|tmsh -c "show net ipsec ike-sa"',
    /\] config # $/,
  ],
  [
    'Ansible ce_config',
    ['vrp@ne'],
    'screen-length 0 temporary|display current-configuration |mmi-mode enable|system-view immediately|ike proposal 5|commit|display current-configuration |return|undo mmi-mode enable',
    /^<Huawei>$/,
  ],
];

describe('whole sessions', () => {
  test.each(
    SESSIONS.flatMap(([client, dialects, ...row]) =>
      dialects.map((dialect) => [client, dialect, ...row] as const),
    ),
  )('%s: %s', (_client, dialect, lines, ends) => {
    const { prompt, isOpen } = type(dialect, lines.split('|'), 24);
    expect(isOpen).toBe(true);
    expect(prompt).toMatch(ends);
  });

  test.each(VRP)('quit in user view ends the session: %s', (dialect) => {
    expect(type(dialect, ['quit']).isOpen).toBe(false);
  });
});

describe('autodetection', () => {
  const PROBES = [
    'show version',
    'display version',
    'show system',
    'uname -a',
    'software show',
    'show hardware',
    'get system status',
    'show copyright',
    'cat /etc/issue',
    'show sys version',
  ];
  const RIGHT: Readonly<Record<string, readonly string[]>> = {
    vrp: ['display version'],
    tmsh: ['show sys version'],
    racoon: ['uname -a'],
  };
  test.each([...VRP, ...TMSH])('every other probe is let go of: %s', (dialect) => {
    const right = RIGHT[dialect.split('@')[0] ?? ''] ?? [];
    for (const probe of PROBES) {
      const { reply } = type(dialect, [probe]);
      const isDiscarded = DISCARDED.some((text) => reply.includes(text));
      expect([probe, isDiscarded]).toEqual([probe, !right.includes(probe)]);
    }
  });
});

/** Outputs and errors are told apart by their words alone (C6.14 and 16). */
describe('an output that is no error', () => {
  const SHOWN: readonly (readonly [dialects: readonly string[], lines: string])[] = [
    [
      VRP,
      'display ike sa|display ipsec sa|display ike peer|display ike proposal|display ipsec proposal|display ipsec policy|display ipsec statistics|display version|display startup|display current-configuration|display clock|display saved-configuration',
    ],
    [
      TMSH,
      'show net ipsec ike-sa|show net ipsec ipsec-sa all-properties|show net ipsec-stat|show net ike-evt-stat|show net ike-msg-stat|list net ipsec|list all-properties|show net|show sys version',
    ],
    [
      ['racoon'],
      'racoonctl show-sa isakmp|racoonctl -ll show-sa isakmp|racoonctl show-sa esp|racoonctl status|racoonctl show-schedule|setkey -D|setkey -DP',
    ],
  ];
  test.each(
    SHOWN.flatMap(([dialects, lines]) =>
      dialects.flatMap((dialect) => lines.split('|').map((line) => [dialect, line] as const)),
    ),
  )('has no words of one: %s, %s', (dialect, line) => {
    expect(type(dialect, [line]).reply).not.toMatch(ANSIBLE_ERRORS);
  });

  test.each([...VRP, ...TMSH, 'racoon'])('a session begins with its prompt alone: %s', (dialect) => {
    const { prompt } = open(dialect);
    expect(prompt.trim().split('\n')).toHaveLength(1);
  });
});

describe('refusals', () => {
  const REFUSED: readonly (readonly [dialects: readonly string[], line: string, text: RegExp])[] = [
    [VRP, 'display foo', /^ +\^\nError: Unrecognized command found at '\^' position\.\n$/],
    [TMSH, 'show foo', /^Syntax Error: unexpected argument "foo"\n$/],
    [['racoon'], 'foo', /^-bash: foo: command not found\n$/],
  ];
  test.each(REFUSED.flatMap(([dialects, ...row]) => dialects.map((dialect) => [dialect, ...row] as const)))(
    'have the words that clients know: %s, %s',
    (dialect, line, text) => {
      const { reply } = type(dialect, [line]);
      expect(reply).toMatch(text);
      expect(reply).toMatch(ANSIBLE_ERRORS);
    },
  );
});
