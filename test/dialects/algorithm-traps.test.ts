import { describe, expect, it } from 'vitest';
import { translateText } from '../translate/translate-text.ts';
import { gatewayOf, IR, statusOf, textOf, tmshTunnel, translateVrp, V1, V2 } from './one-tunnel.ts';

/** The traps of `reference/algorithms.md` section 11 that VRP and tmsh can meet, by their numbers there. */

function espIntegrity(changes: Readonly<Record<string, string>>, from: string): string | undefined {
  return gatewayOf(translateVrp(changes, from, IR)).ipsecProposals[0]?.esp?.integrity[0]?.name;
}
describe('1: tags of SHA2-256 are 96 or 128 bits', () => {
  const AR_SWITCH = { '#\nacl': '#\nipsec authentication sha2 compatible enable\n#\nacl' };
  const USG_SWITCH = { '#\nacl': '#\nipsec sha2 compatible enable\n#\nacl' };

  it.each([
    ['an AR without the switch', {}, 'vrp@ar', 'AUTH_HMAC_SHA2_256_96'],
    ['an AR with the switch', AR_SWITCH, 'vrp@ar', 'AUTH_HMAC_SHA2_256_128'],
    ['a USG', {}, 'vrp@usg', 'AUTH_HMAC_SHA2_256_128'],
    ['a USG with the switch', USG_SWITCH, 'vrp@usg', 'AUTH_HMAC_SHA2_256_128'],
  ])('%s', (_, changes, from, name) => {
    expect(espIntegrity(changes, from)).toBe(name);
  });

  it('96 bits become 128 with a loss that says so, in words', () => {
    const translation = translateVrp({}, 'vrp@ar');
    expect(textOf(translation)).toContain('ike-phase2-auth-algorithm sha256');
    expect(statusOf(translation, 'esp authentication-algorithm')).toMatch(/^approximated TG217/);
    const note = translation.report.statements.flatMap(({ notes }) => notes).find((n) => n.code === 'TG217');
    expect(note?.note).toMatch(/truncates SHA-2 to 96 bits, tmsh(@16)? to 128/);
    expect(translation.diagnostics.map(({ code }) => code)).toContain('TG153');
  });

  it('phase 1 is not cut', () => {
    const [proposal] = gatewayOf(translateVrp({}, 'vrp@ar', IR)).ikeProposals;
    expect(proposal?.integrity).toEqual([{ name: 'AUTH_HMAC_SHA2_256_128' }]);
  });
});

describe('2: a combined cipher stands in both properties of tmsh', () => {
  it('is raised so', () => {
    const changes = {
      ...V2,
      ' esp encryption-algorithm aes-256': ' esp encryption-algorithm aes-256-gcm-128',
    };
    const translation = translateVrp({ ...changes, ' esp authentication-algorithm sha2-256\n': '' });
    expect(textOf(translation)).toMatch(
      /ike-phase2-auth-algorithm aes-gcm256\n +ike-phase2-encrypt-algorithm aes-gcm256\n/,
    );
    expect(statusOf(translation, 'aes-256-gcm-128')).toBe('adapted TG216');
  });

  it.each([
    ['a cipher with another authentication', 'encrypt-algorithm aes256', 'encrypt-algorithm aes-gcm256'],
    ['an authentication with another cipher', 'auth-algorithm sha256', 'auth-algorithm aes-gcm256'],
    ['two lengths', 'auth-algorithm sha256\n    ike-phase2-encrypt-algorithm aes256', TWO_LENGTHS],
  ])('%s is an error of the source (TG118)', (_, from, to) => {
    const text = tmshTunnel({ [`ike-phase2-${from}`]: `ike-phase2-${to}` });
    const { diagnostics } = translateText(text, { from: 'tmsh@16', to: IR });
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
      'TG118',
    ]);
  });
});
const TWO_LENGTHS = 'auth-algorithm aes-gcm128\n    ike-phase2-encrypt-algorithm aes-gcm256';

it('6: "aes" of tmsh is AES-128', () => {
  const text = tmshTunnel({ 'phase1-encrypt-algorithm aes256': 'phase1-encrypt-algorithm aes' });
  const { ikeProposals } = gatewayOf(translateText(text, { from: 'tmsh@16', to: IR }));
  expect(ikeProposals[0]?.encryption).toEqual([{ name: 'ENCR_AES_CBC', keyLength: 128 }]);
});

it.each([
  ['128', 'aes128'],
  ['192', 'aes192'],
  ['256', 'aes256'],
])('7: AES-%s keeps its key length', (bits, word) => {
  const text = textOf(
    translateVrp({ ...V2, '\n encryption-algorithm aes-256': `\n encryption-algorithm aes-${bits}` }),
  );
  expect(text).toContain(`phase1-encrypt-algorithm ${word}\n`);
});

describe('8, 9: without "ike-proposal" every proposal of the device is offered', () => {
  const second = ' prf hmac-sha2-256\n#\nike proposal 2\n encryption-algorithm aes-128\n dh group14';
  const changes = { ...V2, ' prf hmac-sha2-256': second, ' ike-proposal 1\n': '' };

  it('lowers them all, the built-in one last, and warns', () => {
    const translation = translateVrp(changes, 'vrp@usg', IR);
    expect(gatewayOf(translation).peers[0]?.proposals).toEqual(['1', '2', 'default']);
    expect(translation.diagnostics.map(({ code }) => code)).toContain('TG151');
  });

  it('keeps the first where the target takes one (TG218)', () => {
    const translation = translateVrp(changes);
    expect(textOf(translation)).toContain('phase1-encrypt-algorithm aes256\n');
    expect(translation.report.statements.flatMap(({ notes }) => notes.map(({ code }) => code))).toContain(
      'TG218',
    );
  });

  it('names what a proposal says only for a peer that it is not kept for', () => {
    const other = 'ike peer other\n remote-address 203.0.113.9\n#\nike peer far\n undo version 1\n';
    const group = {
      ' dh group14': ' dh group20',
      '\n authentication-algorithm sha2-256': '\n authentication-algorithm sha2-384',
    };
    const translation = translateVrp({ ...group, 'ike peer far\n': other });
    expect(translation.bugs).toEqual([]);
    expect(statusOf(translation, 'authentication-algorithm sha2-384')).toBe('dropped TG209 TG119');
  });

  it('never raises the built-in one: R 219 where it alone is left', () => {
    const alone = { ' ike-proposal 1\n': '', [IKE_PROPOSAL]: '' };
    const { report } = translateVrp({ ...V2, ...alone });
    expect(report.verdict).toBe('refused');
    const found = [...report.statements.flatMap(({ notes }) => notes), ...report.defaults];
    expect(found.map(({ code }) => code)).toContain('TG219');
  });
});
const IKE_PROPOSAL = `ike proposal 1
 encryption-algorithm aes-256
 dh group14
 authentication-algorithm sha2-256
 authentication-method pre-share
 integrity-algorithm hmac-sha2-256
 prf hmac-sha2-256
#
`;

describe('10, 15: a group that cannot be said is refused, and PFS is never lost in silence', () => {
  it.each([
    ['dh group24', ' dh group14', ' dh group24', 'tmsh@16', 'error TG214'],
    ['pfs dh-group19', ' pfs dh-group14', ' pfs dh-group19', 'tmsh@14', 'error TG231'],
  ])('%s', (line, from, to, target, row) => {
    const translation = translateVrp({ ...V2, [from]: to }, 'vrp@usg', target);
    expect([translation.report.verdict, statusOf(translation, line)]).toEqual(['refused', row]);
    expect(translation.written).toEqual([]);
  });

  it('an ECP group has no word under IKEv1', () => {
    const translation = translateVrp({ ...V1, ' dh group14': ' dh group19' }, 'vrp@ar');
    expect(statusOf(translation, 'dh group19')).toBe('error TG214');
  });
});

describe('11: identities are written out', () => {
  it('the own address, and the address behind a NAT', () => {
    const inner = ' remote-address 203.0.113.2\n remote-address authentication-address 10.9.9.9';
    const text = textOf(translateVrp({ ...V2, ' remote-address 203.0.113.2': inner }));
    expect(text).toContain('my-id-type address\n    my-id-value 198.51.100.1\n');
    expect(text).toContain('peers-id-type address\n    peers-id-value 10.9.9.9\n');
    expect(text).toContain('remote-address 203.0.113.2\n');
  });
});

it('12: each rule is a selector of its own', () => {
  const rules = `$&\n rule 10 permit ip source 10.3.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255`;
  const text = textOf(
    translateVrp({
      ...V2,
      ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255': rules,
    }),
  );
  expect(text.match(/^net ipsec traffic-selector/gm)).toHaveLength(2);
});

describe('14: what gives no confidentiality stays what it is', () => {
  it.each([
    ['GMAC', 'esp encryption-algorithm aes-256-gmac', 'aes-gmac256'],
    ['NULL', 'undo esp encryption-algorithm', 'null'],
  ])('%s', (_, line, word) => {
    const text = textOf(translateVrp({ ...V2, 'esp encryption-algorithm aes-256': line }));
    expect(text).toContain(`ike-phase2-encrypt-algorithm ${word}\n`);
  });

  it('neither encryption nor authentication is refused', () => {
    const nothing = { ' esp authentication-algorithm sha2-256': ' undo esp authentication-algorithm' };
    const both = { ...nothing, 'esp encryption-algorithm aes-256': 'undo esp encryption-algorithm' };
    expect(translateVrp({ ...V2, ...both }).report.verdict).toBe('refused');
    expect(statusOf(translateVrp({ ...V2, ...nothing }), 'undo esp authentication-algorithm')).toBe(
      'error TG212',
    );
  });
});

describe('16: what only Huawei has is refused', () => {
  const encryption = '\n encryption-algorithm aes-256';
  it.each([
    ['sm4 for IKE', encryption, '\n encryption-algorithm sm4', 'error TG211'],
    ['sm1 for IKE', encryption, '\n encryption-algorithm sm1', 'error TG211'],
    ['sm4 for ESP', ' esp encryption-algorithm aes-256', ' esp encryption-algorithm sm4', 'error TG211'],
    [
      'sm3 for ESP',
      ' esp authentication-algorithm sha2-256',
      ' esp authentication-algorithm sm3',
      'error TG212',
    ],
    [
      'sm3 as IKEv1 hash',
      '\n authentication-algorithm sha2-256',
      '\n authentication-algorithm sm3',
      'error TG212',
    ],
    [
      'digital envelope',
      ' authentication-method pre-share',
      ' authentication-method digital-envelope',
      'error TG215',
    ],
  ])('%s', (_, from, to, row) => {
    const translation = translateVrp({ ...V1, [from]: to }, 'vrp@ar');
    expect([translation.report.verdict, statusOf(translation, to.trim())]).toEqual(['refused', row]);
  });
});

it('19: exchange mode auto answers both and starts with main: tmsh has main alone (TG240)', () => {
  const changes = { 'ike peer far\n': 'ike peer far\n undo version 2\n exchange-mode auto\n' };
  expect(gatewayOf(translateVrp(changes, 'vrp@usg', IR)).peers[0]?.exchangeModes).toEqual([
    'main',
    'aggressive',
  ]);
  const translation = translateVrp(changes);
  expect(textOf(translation)).toMatch(/^ +mode main$/m);
  expect(statusOf(translation, 'exchange-mode auto')).toBe('approximated TG240');
});

it.each([
  ['sha2-384', 'AUTH_HMAC_SHA2_384_192'],
  ['sha2-512', 'AUTH_HMAC_SHA2_512_256'],
])('20: %s is cut to half its length', (word, name) => {
  const changes = { ' esp authentication-algorithm sha2-256': ` esp authentication-algorithm ${word}` };
  expect([espIntegrity(changes, 'vrp@usg'), espIntegrity(changes, 'vrp@ar')]).toEqual([name, name]);
});
