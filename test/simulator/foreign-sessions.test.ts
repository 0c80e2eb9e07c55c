import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Devices, dialectOf, idleLab, liveLab, transcript } from './transcript.ts';

/** Changes that are typed in another dialect than the device's own (docs/decisions/sessions-in-another-dialect.md). */

const exampleOf = (name: string): string => readFileSync(`examples/${name}`, 'utf8');
const DEVICES: Devices = {
  hub: ['vrp@usg', exampleOf('ikev2/hub.cfg')],
  spoke: ['tmsh@16', exampleOf('ikev2/bigip.conf')],
  old: ['racoon', ...['racoon.conf', 'psk.txt', 'setkey.conf'].map((name) => exampleOf(`ikev1/${name}`))],
};

const type = (script: string): string => transcript(idleLab(DEVICES), script);

/** What is typed, and lines that must be on the screen. */
const CARRIED: readonly (readonly [what: string, script: string, ...seen: string[]])[] = [
  [
    'a lifetime, from VRP to tmsh',
    '@spoke vrp\nsystem-view\nipsec policy vpn-1 10\nsa duration time-based 7200\n@spoke\nlist net ipsec ipsec-policy to-hub',
    'Info: On the device: modify net ipsec ipsec-policy /Common/to-hub { ike-phase2-lifetime 120 }',
    '    ike-phase2-lifetime 120',
  ],
  [
    'what is undone',
    '@spoke vrp\nsystem-view\nipsec policy vpn-1 10\nundo pfs',
    'Info: On the device: modify net ipsec ipsec-policy /Common/to-hub { ike-phase2-perfect-forward-secrecy none }',
  ],
  [
    'a key, which is not shown',
    '@hub tmsh\nmodify net ipsec ike-peer spoke preshared-key Another-Key-2',
    'Info: On the device:  pre-shared-key *****',
  ],
  [
    'a lifetime, from tmsh to VRP',
    '@hub tmsh\nmodify net ipsec ipsec-policy map1-1 ike-phase2-lifetime 30\n@hub\ndisplay current-configuration | include time-based',
    'Info: On the device:  sa duration time-based 1800',
    ' sa duration time-based 1800',
  ],
  [
    'a network; the route that it leaves stays',
    '@hub tmsh\nmodify net ipsec traffic-selector map1-1-r5 destination-address 10.3.0.0/16\n@hub\ndisplay current-configuration',
    ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.3.0.0 0.0.255.255',
    ' ip route-static 10.2.0.0 255.255.0.0 198.51.100.254'.trim(),
  ],
  [
    'a whole transaction',
    '@hub tmsh\ncreate cli transaction\nmodify net ipsec ipsec-policy map1-1 ike-phase2-lifetime 30\nmodify net ipsec ike-peer spoke lifetime 100\nsubmit cli transaction',
    'Info: On the device:  sa duration 6000',
    'Info: On the device:  sa duration time-based 1800',
  ],
  [
    'what two-stage configuration commits',
    '@spoke vrp@ne\nsystem-view\nike proposal 1\nsa duration 7200\ncommit',
    'Info: On the device: modify net ipsec ike-peer /Common/hub { lifetime 120 }',
  ],
  [
    'what means nothing alone: the mode of DPD with its times',
    '@spoke vrp\nsystem-view\nike peer hub\nundo dpd type\ndpd type periodic\ndpd idle-time 40',
    'Info: On the device: modify net ipsec ike-peer /Common/hub { dpd-delay 0 }',
    'Info: On the device: modify net ipsec ike-peer /Common/hub { dpd-delay 30 }',
    'Info: On the device: modify net ipsec ike-peer /Common/hub { dpd-delay 40 }',
  ],
  [
    'a new tunnel, when it means something',
    [
      '@hub tmsh',
      'create net ipsec ike-peer x remote-address 203.0.113.9 phase1-auth-method pre-shared-key preshared-key k version add { v2 } phase1-encrypt-algorithm aes256 my-id-type address my-id-value 198.51.100.1 peers-id-type address peers-id-value 203.0.113.9',
      'create net ipsec ipsec-policy pol mode tunnel tunnel-local-address 198.51.100.1 tunnel-remote-address 203.0.113.9 ike-phase2-auth-algorithm sha256 ike-phase2-encrypt-algorithm aes256',
      'create net ipsec traffic-selector ts source-address 10.1.0.0/16 destination-address 10.9.0.0/16 ipsec-policy pol',
      'modify net ipsec ike-peer x traffic-selector add { ts }',
      '@hub',
      'display current-configuration',
    ].join('\n'),
    'Info: This has no meaning for a tunnel yet: the session keeps it, the device does not.',
    'Info: On the device: ike peer x',
    'Warning: peer 203.0.113.9: DPD retries: the device has 3, not 5.',
    'ipsec policy map1 2 isakmp',
  ],
];

const REFUSED: readonly (readonly [what: string, script: string, said: string])[] = [
  [
    'a value that the device would have otherwise',
    '@spoke vrp\nsystem-view\nipsec policy vpn-1 10\nsa duration time-based 7201',
    'Error: tunnel to 198.51.100.1, 10.2.0.0/16 to 10.1.0.0/16: IPsec SA lifetime: the device has 7200 s, not 7201 s.',
  ],
  [
    'anything on a device that is configured by files',
    '@old vrp\nsystem-view\nike proposal 1\nsa duration 7200',
    'Error: Nothing is typed at a device of racoon: its files are written, and loaded in its own shell.',
  ],
];

describe('a change in another dialect', () => {
  test.each(CARRIED)('%s is carried over', (_what, script, ...seen) => {
    const lines = type(script).split('\n');
    expect(lines.filter((line) => line.startsWith('Error'))).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(seen));
  });

  test.each(REFUSED)('%s is refused, and nothing changes', (_what, script, said) => {
    const [first = ''] = script.split('\n');
    const [, name = ''] = /^@(\w+)/.exec(first) ?? [];
    const lab = idleLab(DEVICES);
    const saved = (): unknown => lab.devices.get(name)?.host().save();
    const before = saved();
    expect(transcript(lab, script).split('\n')).toContain(said);
    expect(saved()).toEqual(before);
  });

  test('leaves what the session cannot see as it was', () => {
    const lab = idleLab(DEVICES);
    const saved = (): string =>
      (lab.devices.get('spoke')?.host().save() ?? []).map(({ text }) => text).join('');
    const before = saved();
    transcript(lab, '@spoke vrp\nsystem-view\nipsec policy vpn-1 10\nsa duration time-based 7200');
    expect(saved()).toBe(before.replace('ike-phase2-lifetime 60', 'ike-phase2-lifetime 120'));
  });

  test('is what the tunnel has when it comes up again', () => {
    const shown = transcript(
      liveLab(DEVICES),
      [
        '@hub tmsh',
        'modify net ipsec ipsec-policy map1-1 ike-phase2-lifetime 30',
        '@wait 10s',
        '@hub',
        'display ipsec sa duration',
      ].join('\n'),
    );
    expect(shown).toContain('1800');
  });

  test('a session is told that what it kept is gone, because somebody else changed the device', () => {
    const shown = type(
      [
        '@spoke vrp',
        'system-view',
        'ike proposal 9',
        '@spoke',
        'modify net ipsec ipsec-policy to-hub ike-phase2-lifetime 90',
        '@spoke vrp',
        'ipsec policy vpn-1 10',
        'sa duration time-based 7200',
        'display current-configuration configuration ike-proposal',
      ].join('\n'),
    );
    expect(shown).toContain(
      'Warning: The device was changed by somebody else: what this session kept for itself is gone.',
    );
    expect(shown.split('\n')).not.toContain('ike proposal 9');
  });

  test('what is refused stays uncommitted where a device commits', () => {
    const shown = type(
      '@spoke vrp@ne\nsystem-view\nike proposal 1\nsa duration 7201\ncommit\nclear configuration candidate\ndisplay this',
    ).split('\n');
    expect(shown.filter((line) => /^[[]/.test(line)).slice(-2)).toEqual([
      '[*HUAWEI-ike-proposal-1]clear configuration candidate',
      '[~HUAWEI-ike-proposal-1]display this',
    ]);
    expect(shown.some((line) => line.startsWith('Error: '))).toBe(true);
    expect(shown).toContain(' sa duration 28800');
  });

  test('a session that another one overtakes sees what runs', () => {
    const shown = type(
      '@hub tmsh\nlist net ipsec ipsec-policy map1-1 ike-phase2-lifetime\n@hub\nsystem-view\nipsec policy map1 1\nsa duration time-based 7200\n@hub tmsh\nlist net ipsec ipsec-policy map1-1 ike-phase2-lifetime',
    );
    expect(shown).toContain('    ike-phase2-lifetime 120');
  });
});

/** By the dialect that is typed in: changes of the objects that begin a line of its listing. */
const CHANGES = {
  'vrp@usg': {
    list: 'display current-configuration',
    of: (line: string): readonly string[] => {
      if (line.startsWith('ike peer')) return [line, 'undo nat traversal', 'remote-address 203.0.113.78'];
      if (/^ike proposal \d/.test(line)) return [line, 'dh group16', 'sa duration 7201'];
      return /^ipsec policy \S+ \d+ isakmp/.test(line)
        ? [line, 'undo pfs', 'sa duration time-based 1800']
        : [];
    },
  },
  'tmsh@16': {
    list: 'list net ipsec one-line',
    of: (line: string): readonly string[] => {
      const [, component = '', name = ''] = /^net ipsec (\S+) (\S+) /.exec(line) ?? [];
      const changes: Readonly<Record<string, readonly string[]>> = {
        'ike-peer': ['lifetime 77', 'dpd-delay 17', 'remote-address 203.0.113.77'],
        'ipsec-policy': ['ike-phase2-lifetime 33', 'ike-phase2-perfect-forward-secrecy modp4096'],
        'traffic-selector': ['destination-address 10.99.0.0/16'],
      };
      if (/default|anonymous/.test(name)) return [];
      return (changes[component] ?? []).map((change) => `modify net ipsec ${component} ${name} ${change}`);
    },
  },
} as const;

const ROSETTA = 'fixtures/rosetta';
const FIXTURES = readdirSync(ROSETTA, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(`${ROSETTA}/${name}`)
      .filter((file) => file === 'vrp.cfg' || file === 'tmsh.conf')
      .map((file) => [name, file] as const),
  );

/** The profile that a fixture's name begins with. */
function profileOf(name: string): string {
  const [profile] = /^(?:ar|usg|ne)(?=-)/.exec(name) ?? ['ar-v2r3'];
  return profile;
}

describe('changes of many gateways are carried over, or change nothing', () => {
  test.each(FIXTURES)('%s %s', (name, file) => {
    const text = readFileSync(`${ROSETTA}/${name}/${file}`, 'utf8');
    const own = file === 'vrp.cfg' ? `vrp@${profileOf(name)}` : 'tmsh@16';
    const other = file === 'vrp.cfg' ? 'tmsh@16' : 'vrp@usg';
    const device = idleLab({ x: [own, text] }).devices.get('x');
    const session = device?.open(dialectOf(other));
    if (device === undefined || session === undefined) throw new Error(name);
    const { list, of } = CHANGES[other];
    const lines = [...session.enter(list).lines].flatMap(of);
    if (other === 'vrp@usg') session.enter('system-view');
    const saved = (): string => JSON.stringify(device.host().save());
    for (const line of lines) {
      const before = saved();
      const { lines: shown, refused } = session.enter(line);
      const isTyped = [...shown].some((each) => each.startsWith('Info: On the device'));
      expect([line, saved() !== before]).toEqual([line, isTyped && refused !== true]);
    }
  });
});
