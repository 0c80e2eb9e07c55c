import { describe, expect, test } from 'vitest';
import { idleLab, screen, transcript } from '../../../simulator/transcript.ts';

/** What a fresh device of a profile answers to typed lines. */
function type(profile: string, script: string): string {
  return transcript(idleLab({ hub: [`vrp@${profile}`, '#\nreturn\n'] }), `@hub\n${script}`);
}

/** Prompts of `reference/vrp.md` 1.1. */
const PROMPTS: readonly (readonly [profile: string, line: string, prompt: string])[] = [
  ['ar', 'ike proposal 5', '[Huawei-ike-proposal-5]'],
  ['usg', 'ike proposal default', '[USG6000V1-ike-proposal-default]'],
  ['ar', 'ike peer rut1', '[Huawei-ike-peer-rut1]'],
  ['usg', 'ike user-table 10', '[USG6000V1-ike-user-table-10]'],
  ['ar', 'ike identity id1', '[Huawei-ike-identity-id1]'],
  ['ar', 'ipsec proposal tran1', '[Huawei-ipsec-proposal-tran1]'],
  ['ar', 'ipsec policy policy1 10 isakmp', '[Huawei-ipsec-policy-isakmp-policy1-10]'],
  ['ar', 'ipsec policy policy1 10 manual', '[Huawei-ipsec-policy-manual-policy1-10]'],
  ['ar', 'ipsec policy-template use1 10', '[Huawei-ipsec-policy-templet-use1-10]'],
  ['ar', 'ipsec policy policy1 10 isakmp template use1', '[Huawei]'],
  ['ar', 'ipsec profile profile1', '[Huawei-ipsec-profile-profile1]'],
  ['ar', 'ipsec efficient-vpn evpn mode client', '[Huawei-ipsec-efficient-vpn-evpn]'],
  ['ne', 'ipsec sa sa1', '[*HUAWEI-ipsec-sa-sa1]'],
  ['ar', 'acl 3000', '[Huawei-acl-adv-3000]'],
  ['ar', 'acl number 3000', '[Huawei-acl-adv-3000]'],
  ['ar', 'interface GigabitEthernet 0/0/1', '[Huawei-GigabitEthernet0/0/1]'],
  ['ar', 'int g0/0/1', '[Huawei-GigabitEthernet0/0/1]'],
  ['ar', 'interface tunnel 0/0/1', '[Huawei-Tunnel0/0/1]'],
  ['ar', 'interface loopback 0', '[Huawei-LoopBack0]'],
];

describe('views and prompts', () => {
  test.each(PROMPTS)('vrp@%s: %s', (profile, line, prompt) => {
    const lines = type(profile, `system-view\n${line}\nquit`).split('\n');
    expect(lines.at(-1)).toBe(`${prompt}quit`);
  });

  test('a command of system view may be typed in any other', () => {
    expect(type('usg', 'sy\nint g1/0/0\nacl 3000\nike peer a\nquit\nquit\nquit')).toBe(screen`
      <USG6000V1>sy
      Enter system view, return user view with Ctrl+Z.
      [USG6000V1]int g1/0/0
      [USG6000V1-GigabitEthernet1/0/0]acl 3000
      [USG6000V1-acl-adv-3000]ike peer a
      [USG6000V1-ike-peer-a]quit
      [USG6000V1]quit
      <USG6000V1>quit
    `);
  });

  test('the name of the device is that of its configuration, at once', () => {
    expect(type('ar', 'system-view\nsysname Hub-1\nike peer p\nreturn\nquit')).toBe(screen`
      <Huawei>system-view
      Enter system view, return user view with Ctrl+Z.
      [Huawei]sysname Hub-1
      [Hub-1]ike peer p
      [Hub-1-ike-peer-p]return
      <Hub-1>quit
    `);
  });
});

/** `reference/vrp.md` 1.5; the caret counts from the first column of the line with its prompt. */
const FAULTS: readonly (readonly [profile: string, line: string, caret: number, text: string])[] = [
  ['ar', 'foo', 0, "Error: Unrecognized command found at '^' position."],
  ['ne', 'foo', 0, "Error: Unrecognized command found at '^' position."],
  ['ar', 'ike peer', 8, "Error:Incomplete command found at '^' position."],
  ['ne', 'ike peer', 8, "Error: Incomplete command found at '^' position."],
  ['ar', 'ike p 5', 4, "Error:Ambiguous command found at '^' position."],
  ['ar', 'ike proposal 0', 13, "Error: Wrong parameter found at '^' position."],
  ['ar', 'ike heartbeat spi-list more', 23, "Error:Too many parameters found at '^' position."],
  ['ar', 'ike heartbeat seq-num old 5', 26, "Error:Too many parameters found at '^' position."],
];

describe('what a device refuses', () => {
  test.each(FAULTS)('vrp@%s: %s', (profile, line, caret, said) => {
    const prompt = profile === 'ne' ? '[~HUAWEI]' : '[Huawei]';
    const lines = type(profile, `system-view\n${line}`).split('\n');
    expect(lines.slice(-3)).toEqual([`${prompt}${line}`, `${' '.repeat(prompt.length + caret)}^`, said]);
  });
});

describe('help', () => {
  test('in the layout and the words of the device', () => {
    expect(type('ar-v2r3', 'sy\nike peer R3 ?\nipsec policy mypolicy 10 ?\nike peer R3 v1\npre-shared-key ?'))
      .toContain(screen`
      [Huawei]ike peer R3 ?
        v1    Only V1 SA's can be created
        v2    Only V2 SA's can be created
        <cr>  Please press ENTER to execute command 
    `);
  });
});

/** `reference/vrp.md` 1.4: facts of `ar-v2r3`. */
describe('the help screens of the reference, character by character', () => {
  const SCREENS: readonly (readonly [before: string, line: string, lines: string])[] = [
    [
      '',
      'ike ?',
      screen`
      heartbeat            IKE heartbeat detection
      heartbeat-timer      Specify IKE heartbeat timer
      local-name           Set local ID
      nat-keepalive-timer  Set the keepalive Interval parameter
      peer                 Specify IKE peer
      proposal             Config an IKE security proposal
      `,
    ],
    [
      '',
      'ipsec ?',
      screen`
      anti-replay      Config IPSec Anti replay
      decrypt          Decrypt
      df-bit           Set the df-bit value
      efficient-vpn    Efficient-vpn
      fragmentation    Set fragmentation
      policy           Config IPSec security policy
      policy-template  Policy template
      profile          Config IPSec security profile
      proposal         Config IPSec security proposal
      remote           Remote side
      sa               Specify the parameters of security association(SA)
      `,
    ],
    [
      '',
      'ipsec policy mypolicy ?',
      screen`
      INTEGER<1-10000>  The sequence number of IPSec policy
      shared            Shared
      `,
    ],
    [
      'ike peer R3 v1\n',
      'pre-shared-key ?',
      screen`
      cipher  Pre-shared-key with cipher text
      simple  Pre-shared-key with plain text
      `,
    ],
  ];
  test.each(SCREENS)('%s%s', (before, line, lines) => {
    const shown = type('ar-v2r3', `system-view\n${before}${line}`).split(`${line}\n`)[1];
    expect(shown?.replaceAll(/^ {2}/gm, '')).toBe(lines);
  });
});

describe('two-stage configuration', () => {
  test('nothing is in effect before commit', () => {
    expect(
      type(
        'ne',
        'system-view\nike peer a\nremote-address 10.0.0.1\ndisplay current-configuration configuration ike-peer | include remote\ncommit\ndisplay current-configuration configuration ike-peer | include remote\nreturn',
      ),
    ).toBe(screen`
      <HUAWEI>system-view
      Enter system view, return user view with return command.
      [~HUAWEI]ike peer a
      [*HUAWEI-ike-peer-a]remote-address 10.0.0.1
      [*HUAWEI-ike-peer-a]display current-configuration configuration ike-peer | include remote
      2024-11-09 08:50:30.000 
      [*HUAWEI-ike-peer-a]commit
      [~HUAWEI-ike-peer-a]display current-configuration configuration ike-peer | include remote
      2024-11-09 08:50:30.000 
       remote-address 10.0.0.1
      [~HUAWEI-ike-peer-a]return
    `);
  });
});

describe('configuration', () => {
  test('what no table knows is shown and saved as it was', () => {
    const file = screen`
      !Software Version V500R005C10SPC300
      #
       sysname HUB
      #
      interface GigabitEthernet1/0/0
       ip address 198.51.100.1 255.255.255.0
       service-manage ping permit
      #
      firewall zone trust
       set priority 85
       add interface GigabitEthernet1/0/1
      #
      return
    `;
    const shown = transcript(idleLab({ hub: ['vrp@usg', file] }), '@hub\ndisplay current-configuration');
    expect(shown.split('\n').slice(2).join('\n')).toBe(file);
  });

  test('save asks as the release does, and display this ends as it does', () => {
    expect(type('ar', 'save\ny\nsystem-view\nike peer p\nversion 1\nundo version 2\ndisplay this'))
      .toBe(screen`
      <Huawei>save
        The current configuration will be written to the device.
        Are you sure to continue? (y/n)[n]:y
        It will take several minutes to save configuration file, please wait.......
        Configuration file had been saved successfully
        Note: The configuration file will take effect after being activated
      <Huawei>system-view
      Enter system view, return user view with Ctrl+Z.
      [Huawei]ike peer p
      [Huawei-ike-peer-p]version 1
      [Huawei-ike-peer-p]undo version 2
      [Huawei-ike-peer-p]display this
      #
      ike peer p
       version 1
       undo version 2
      #
      return
    `);
  });

  test('what another object names cannot be deleted', () => {
    const script =
      'system-view\nike peer p\nipsec policy m 1 isakmp\nike-peer p\nquit\nundo ike peer p\nundo ike peer q\nundo ipsec policy m\nundo ike peer p\ndisplay current-configuration configuration ike-peer';
    expect(type('ar', script).split('\n').slice(-9)).toEqual([
      '[Huawei]undo ike peer p',
      'Error: The IKE peer is referenced by an IPSec policy.',
      '[Huawei]undo ike peer q',
      'Error: The IKE peer does not exist.',
      '[Huawei]undo ipsec policy m',
      '[Huawei]undo ike peer p',
      '[Huawei]display current-configuration configuration ike-peer',
      '#',
      'return',
    ]);
  });
});

describe('a full page', () => {
  test('stops at the pager, which takes a page, a line, or an end', () => {
    const lab = idleLab({ hub: ['vrp@ar', '#\nreturn\n'] });
    const script =
      '@screen 24\n@hub\nscreen-length 4 temporary\ndisplay current-configuration\n@key enter\n@key other\ndisplay clock';
    expect(transcript(lab, script)).toBe(screen`
      <Huawei>screen-length 4 temporary
      Info: The configuration takes effect on the current user terminal interface only.
      <Huawei>display current-configuration
      [V200R010C00SPC600]
      #
      return
      <Huawei>
      <Huawei>
      <Huawei>display clock
      2024-11-09 08:50:30
      UTC
    `);
  });
});

describe('what is left out of an output', () => {
  const FILE =
    '#\nike peer a\n remote-address 10.0.0.1\n#\nike peer b\n remote-address 10.0.0.2\n#\nreturn\n';
  const shown = (profile: string, script: string): string =>
    transcript(idleLab({ hub: [`vrp@${profile}`, FILE] }), `@hub\n${script}`)
      .split('\n')
      .slice(1)
      .join('\n');

  test('section prints what is indented below a line, ignore-case goes for what follows it', () => {
    expect(shown('ne', 'display current-configuration | section peer b')).toBe(screen`
      2024-11-09 08:50:30.000 
      ike peer b
       remote-address 10.0.0.2
    `);
    expect(
      shown('ne', 'display current-configuration | ignore-case | include PEER A | count').split('\n').at(-1),
    ).toBe('Total lines: 1.');
    expect(shown('ar', 'display current-configuration | section peer').split('\n').at(-1)).toBe(
      "Error: Unrecognized command found at '^' position.",
    );
  });

  test('at a full page /REGEX begins, -REGEX leaves out, +REGEX keeps', () => {
    const script = (key: string): string =>
      `@screen 24\n@hub\nscreen-length 2 temporary\ndisplay current-configuration\n@key ${key}`;
    const lab = (key: string): string[] =>
      transcript(idleLab({ hub: ['vrp@ar', FILE] }), script(key))
        .split('\n')
        .slice(-3);
    expect(lab('/b$')).toEqual(['  ---- More ----', 'ike peer b', ' remote-address 10.0.0.2']);
    expect(lab('+remote')).toEqual([
      '  ---- More ----',
      ' remote-address 10.0.0.1',
      ' remote-address 10.0.0.2',
    ]);
    expect(lab('-remote').slice(1)).toEqual(['ike peer a', '#']);
  });
});

/** `reference/vrp.md` 1.2. */
describe('the level of a user', () => {
  const NO_PERMISSION = 'Error: No permission to run the command.';
  const answer = (level: number, profile: string, line: string): string =>
    transcript(idleLab({ hub: [`vrp@${profile}`, '#\nreturn\n'] }, level), `@hub\n${line}`)
      .split('\n')
      .at(-1) ?? '';

  const REFUSED: readonly (readonly [level: number, profile: string, line: string])[] = [
    [0, 'ar', 'display ike sa'],
    [1, 'ar', 'system-view'],
    [2, 'ar', 'display current-configuration'],
    [2, 'usg', 'reset ike sa'],
    [1, 'ne', 'reset ike sa'],
    [2, 'ar', 'save'],
  ];
  test.each(REFUSED)('%i may not on vrp@%s: %s', (level, profile, line) => {
    expect(answer(level, profile, line)).toBe(NO_PERMISSION);
  });
  const TAKEN: readonly (readonly [level: number, profile: string, line: string])[] = [
    [1, 'ar', 'display ike sa'],
    [2, 'ar', 'system-view'],
    [3, 'ar', 'display current-configuration'],
    [3, 'usg', 'reset ike sa'],
    [2, 'ne', 'reset ike sa'],
  ];
  test.each(TAKEN)('%i may on vrp@%s: %s', (level, profile, line) => {
    expect(answer(level, profile, line)).not.toBe(NO_PERMISSION);
  });
});

describe('what the configuration is shown as', () => {
  /** `reference/vrp.md` 3.4 and 3.3. */
  test('proposals and peers of a USG', () => {
    const script =
      'system-view\nike proposal 12\nquit\nike peer fw2\nundo version 2\nike-proposal 12\nremote-address 203.0.113.2\nquit\ndisplay ike proposal number 12\ndisplay ike peer brief';
    expect(type('usg', script).split('\n').slice(-19).join('\n')).toBe(
      `[USG6000V1]display ike proposal number 12
2024-11-09 08:50:30.000 
Number of IKE Proposals: 1

-------------------------------------------
 IKE Proposal: 12
   Authentication Method      : PRE_SHARED
   Authentication Algorithm   : SHA2-256
   Encryption Algorithm       : AES-256
   Diffie-Hellman Group       : MODP-2048
   SA Duration(Seconds)       : 86400
   Integrity Algorithm        : HMAC-SHA2-256
   Prf Algorithm              : HMAC-SHA2-256
-------------------------------------------
[USG6000V1]display ike peer brief
2024-11-09 08:50:30.000 
Current ike peer number: 1                                             
---------------------------------------------------------------------------
Peer name        Version  Exchange-mode   Proposal   Id-type   RemoteAddr
---------------------------------------------------------------------------
fw2              v1       main            12         IP        203.0.113.2`
        .split('\n')
        .slice(-19)
        .join('\n'),
    );
  });

  /** `reference/vrp.md` 3.6. */
  test('IPsec proposals of an AR', () => {
    const script =
      'system-view\nipsec proposal tran1\nesp encryption-algorithm aes-128\ndisplay ipsec proposal name tran1';
    expect(type('ar', script).split('\n').slice(-5)).toEqual([
      'IPSec proposal name: tran1',
      ' Encapsulation mode: Tunnel',
      ' Transform         : esp-new',
      ' ESP protocol      : Authentication SHA2-HMAC-256',
      '                     Encryption     AES-128',
    ]);
  });
});

/** What is typed, and what the device keeps of it (`reference/vrp.md` 1.3, 1.8, 2.5 and 2.7). */
const KEPT: readonly (readonly [what: string, typed: string, ...shown: string[]])[] = [
  [
    'rules get numbers',
    'acl 3000\nrule permit ip\nrule 7 deny ip\nrule deny tcp',
    'acl number 3000',
    ' rule 5 permit ip',
    ' rule 7 deny ip',
    ' rule 10 deny tcp',
  ],
  [
    'masks are dotted',
    'int g0/0/1\nip address 10.1.1.1 24',
    'interface GigabitEthernet0/0/1',
    ' ip address 10.1.1.1 255.255.255.0',
  ],
  [
    'an interface has one primary address',
    'int g0/0/1\nip address 10.1.1.1 24\nip address 10.1.1.2 24\nip address 10.1.1.3 24 sub',
    'interface GigabitEthernet0/0/1',
    ' ip address 10.1.1.2 255.255.255.0',
    ' ip address 10.1.1.3 255.255.255.0 sub',
  ],
];
test.each(KEPT)('what is typed is kept in the words of the device: %s', (_what, typed, ...shown) => {
  const [, screenShown = ''] = type('ar', `system-view\n${typed}\ndisplay this`).split('display this\n');
  expect(screenShown.split('\n')).toEqual(['#', ...shown, '#', 'return']);
});

test('routes are kept with dotted masks, and found by either form', () => {
  const shown = type(
    'ar',
    'system-view\nip route-static 10.0.0.0 8 1.1.1.9\ndis cur | inc route\nundo ip route-static 10.0.0.0 255.0.0.0\ndis cur | inc route',
  ).split('\n');
  expect(shown.slice(3)).toEqual([
    '[Huawei]dis cur | inc route',
    'ip route-static 10.0.0.0 255.0.0.0 1.1.1.9',
    '[Huawei]undo ip route-static 10.0.0.0 255.0.0.0',
    '[Huawei]dis cur | inc route',
  ]);
});

test('an IPsec proposal that a policy names stays', () => {
  const shown = type(
    'ar',
    'system-view\nipsec proposal p\nipsec policy m 1 isakmp\nproposal p\nquit\nundo ipsec proposal p',
  );
  expect(shown.split('\n').at(-1)).toBe('Error: The IPSec proposal is referenced by an IPSec policy.');
});

test('an interface is shown by its short name', () => {
  const shown = type('ar', 'system-view\nint g0/0/1\nip address 10.1.1.1 24\ndis cur int g0/0/1');
  expect(shown).toContain('interface GigabitEthernet0/0/1\n ip address 10.1.1.1 255.255.255.0\n#\nreturn');
});

/** `reference/vrp.md` 1.3. */
test('TAB completes a word, or goes through several', () => {
  const session = idleLab({ hub: ['vrp@ar', '#\nreturn\n'] })
    .devices.get('hub')
    ?.open();
  session?.enter('system-view');
  const texts: string[] = [];
  for (let text = 'ike p'; texts.length < 3;) texts.push((text = session?.complete?.(text).text ?? ''));
  expect(texts).toEqual(['ike peer', 'ike proposal', 'ike peer']);
  expect(session?.complete?.('ike prop').text).toBe('ike proposal ');
  expect(session?.complete?.('ike nothing').text).toBe('ike nothing');
});

test('a view that is only entered again is no change', () => {
  const shown = type(
    'ne',
    'system-view\nike proposal 1\ncommit\nquit\nike proposal 1\nquit\nacl number 3000\ncommit\nacl 3000\nquit',
  );
  expect(shown.split('\n').slice(-4)).toEqual([
    '[~HUAWEI]acl number 3000',
    '[*HUAWEI-acl-adv-3000]commit',
    '[~HUAWEI-acl-adv-3000]acl 3000',
    '[~HUAWEI-acl-adv-3000]quit',
  ]);
});
