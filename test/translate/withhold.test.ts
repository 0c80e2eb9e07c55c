import { describe, expect, it } from 'vitest';
import { rowsWith, translateText, twoTunnels } from './translate-text.ts';

/** `translation.md` 0.2. */
describe('a tunnel that cannot be written goes whole, the other goes on', () => {
  const refused = translateText(
    twoTunnels({ ' remote-address 203.0.113.2': ' remote-address host-name west.example.com' }),
  );

  it('says at the top what is missing', () => {
    expect(refused.written[0]?.text.split('\n')[1]).toBe(
      '# INCOMPLETE: 1 tunnel is missing from this output: map1 20 [TG290]',
    );
    expect([refused.report.verdict, refused.bugs]).toEqual(['incomplete', []]);
  });

  it('writes nothing of the tunnel', () => {
    const text = refused.written[0]?.text ?? '';
    for (const word of ['west', '10.22.0.0', 'map1-20', 'Tg-Demo-west']) expect(text).not.toContain(word);
    for (const word of ['east', '10.21.0.0', 'map1-10']) expect(text).toContain(word);
  });

  it.each([
    [' remote-address host-name west.example.com', ['error TG245']],
    ['ike peer west', ['dropped TG209']],
    ['ike proposal 2', ['dropped TG209']],
    ['acl number 3002', ['dropped TG209']],
    ['10.22.0.0 0.0.255.255', ['dropped TG209']],
    ['ip route-static 10.22.0.0', ['dropped TG209']],
    ['ip route-static 10.21.0.0', ['adapted TG201']],
    ['ipsec proposal prop1', ['adapted TG291']],
    ['esp encryption-algorithm aes-256', ['exact']],
  ])('%s: %j', (text, expected) => {
    expect(rowsWith(refused, text.trim())).toEqual(expected);
  });

  it('points at the cause', () => {
    const row = refused.report.statements.find(({ text }) => text.includes('ike peer west'));
    const cause = refused.report.statements.find(({ text }) => text.includes('host-name'))?.line ?? 0;
    expect(row?.notes[0]?.note).toBe(`withheld with line ${cause}`);
  });
});

describe('statements of what cannot be written are all told of', () => {
  it('an ACL without a permit rule that is opened twice', () => {
    const acl = 'acl number 3002';
    const refused = translateText(
      twoTunnels({
        [acl]: `${acl}\n#\n${acl}`,
        ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.22':
          ' rule 5 deny ip source 10.1.0.0 0.0.255.255 destination 10.22',
      }),
    );
    expect(refused.bugs).toEqual([]);
    expect(rowsWith(refused, acl)).toEqual(['error TG135', 'adapted TG119']);
  });

  it('a peer of no version', () => {
    const refused = translateText('net ipsec ike-peer /Common/x {\n    version { }\n}\n', {
      from: 'tmsh@16',
      to: 'racoon@0.9',
    });
    expect(refused.bugs).toEqual([]);
    expect(rowsWith(refused, 'version')[0]).toContain('error TG106');
  });
});

describe('what withholds', () => {
  const rows: readonly (readonly [
    what: string,
    from: string,
    to: string,
    code: string,
    missing: readonly string[],
  ])[] = [
    [
      'a proposal that both share',
      ' esp encryption-algorithm aes-256',
      ' esp encryption-algorithm des',
      'TG211',
      ['map1 10', 'map1 20'],
    ],
    [
      'a line of the peer that cannot be read',
      ' remote-address 203.0.113.2',
      ' remote-address 203.0.113.299',
      'TG110',
      ['map1 20'],
    ],
    [
      'a line of its proposal that cannot be read',
      'ike proposal 2\n encryption-algorithm aes-256',
      'ike proposal 2\n encryption-algorithm aes-257',
      'TG110',
      ['map1 20'],
    ],
    ['a peer that is defined nowhere', ' ike-peer west', ' ike-peer north', 'TG114', ['map1 20']],
    ['an ACL that is defined nowhere', ' security acl 3002', ' security acl 3003', 'TG114', ['map1 20']],
    [
      'an IPsec proposal that is defined nowhere',
      ' ike-peer west\n proposal prop1',
      ' ike-peer west\n proposal prop2',
      'TG114',
      ['map1 20'],
    ],
    [
      'an ACL without a permit rule',
      ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.22',
      ' rule 5 deny ip source 10.1.0.0 0.0.255.255 destination 10.22',
      'TG135',
      ['map1 20'],
    ],
    [
      'a rule with a condition',
      ' destination 10.22.0.0 0.0.255.255',
      ' destination 10.22.0.0 0.0.255.255 dscp ef',
      'TG251',
      ['map1 20'],
    ],
    [
      'a port range',
      'rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.22.0.0 0.0.255.255',
      'rule 5 permit tcp source 10.1.0.0 0.0.255.255 destination 10.22.0.0 0.0.255.255 destination-port range 1000 2000',
      'TG251',
      ['map1 20'],
    ],
  ];
  it.each(rows)('%s', (_what, from, to, code, missing) => {
    const translation = translateText(twoTunnels({ [from]: to }));
    const errors = translation.report.statements.flatMap(({ notes }) =>
      notes.filter(({ status }) => status === 'error').map((note) => note.code),
    );
    expect([...new Set(errors)]).toEqual([code]);
    const text = translation.written[0]?.text;
    const told =
      missing.length === 2
        ? undefined
        : `1 tunnel is missing from this output: ${missing.join(', ')} [TG290]`;
    expect(text?.split('\n')[1]).toBe(told === undefined ? undefined : `# INCOMPLETE: ${told}`);
    expect([translation.report.verdict, translation.bugs]).toEqual([
      missing.length === 2 ? 'refused' : 'incomplete',
      [],
    ]);
  });
});

describe('--accept lifts a refusal that has a fallback', () => {
  it('wider: the smallest covering selector', () => {
    const ports = twoTunnels({
      'rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.22.0.0 0.0.255.255':
        'rule 5 permit tcp source 10.1.0.0 0.0.255.255 destination 10.22.0.0 0.0.255.255 destination-port range 1000 2000',
    });
    const { report, written, bugs } = translateText(ports, { accept: ['wider'] });
    expect([report.verdict, bugs]).toEqual(['lossy', []]);
    expect(written[0]?.text).not.toContain('destination-port');
    expect(rowsWith(translateText(ports, { accept: ['TG251'] }), 'range 1000')[0]).toMatch(
      /^approximated TG251/,
    );
  });

  it('weaker: the substitute of translation.md 2.3', () => {
    const des = twoTunnels({ ' esp encryption-algorithm aes-256': ' esp encryption-algorithm des' });
    const { report, written, bugs } = translateText(des, { accept: ['weaker'] });
    expect([report.verdict, bugs]).toEqual(['lossy', []]);
    expect(written[0]?.text).toContain('ike-phase2-encrypt-algorithm aes128');
  });

  it('not what has none', () => {
    const named = twoTunnels({ ' remote-address 203.0.113.2': ' remote-address host-name west.example.com' });
    expect(translateText(named, { accept: ['TG245'] }).report.verdict).toBe('incomplete');
  });
});

describe('a group that is bound to two interfaces', () => {
  const binding = (name: string, address: string): string =>
    `interface ${name}\n ip address ${address} 255.255.255.0\n ipsec policy map1\n#\n`;
  const text = twoTunnels({
    'return\n': `${binding('GigabitEthernet1/0/0', '198.51.100.1')}${binding('GigabitEthernet1/0/1', '192.0.2.1')}return\n`,
  }).replaceAll(' tunnel local 198.51.100.1\n', '');
  const translation = translateText(text);

  it('is written for the first, and is an error of the second alone', () => {
    expect([translation.report.verdict, translation.bugs]).toEqual(['incomplete', []]);
    expect(translation.written[0]?.text).toContain('tunnel-local-address 198.51.100.1');
    expect(translation.written[0]?.text).not.toContain('192.0.2.1');
    expect(rowsWith(translation, 'interface GigabitEthernet1/0/1')[0]).toMatch(/^error TG244/);
    expect(rowsWith(translation, 'ike peer east')).toEqual(['exact']);
  });
});
