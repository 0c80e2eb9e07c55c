import { describe, expect, it } from 'vitest';
import type { Gateway } from '../../src/ir/gateway.ts';
import type { Translation } from '../../src/translate/translate.ts';
import { rowsWith, translateText } from '../translate/translate-text.ts';
import { tmshTunnel, vrpTunnel } from './one-tunnel.ts';

/** The traps of `reference/algorithms.md` section 11 that VRP and tmsh can meet, by their numbers there. */

const IR = 'ir@1';
const V2 = { 'ike peer far\n': 'ike peer far\n undo version 1\n' };
const V1 = { 'ike peer far\n': 'ike peer far\n version 1\n' };

function vrp(changes: Readonly<Record<string, string>>, from = 'vrp@usg', to = 'tmsh@16'): Translation {
  return translateText(vrpTunnel(changes), { from, to });
}
function textOf({ written, bugs }: Translation): string {
  expect(bugs).toEqual([]);
  return written.map(({ text }) => text).join('');
}
function gatewayOf(translation: Translation): Gateway {
  const { gateway }: { readonly gateway: Gateway } = JSON.parse(textOf(translation));
  return gateway;
}
function espIntegrity(changes: Readonly<Record<string, string>>, from: string): string | undefined {
  return gatewayOf(vrp(changes, from, IR)).ipsecProposals[0]?.esp?.integrity[0]?.name;
}
/** The codes of a line with their status, those of the status alone. */
function statusOf(translation: Translation, text: string): string {
  return rowsWith(translation, text).join('; ');
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
    const translation = vrp({}, 'vrp@ar');
    expect(textOf(translation)).toContain('ike-phase2-auth-algorithm sha256');
    expect(statusOf(translation, 'esp authentication-algorithm')).toMatch(/^approximated TG217/);
    const note = translation.report.statements.flatMap(({ notes }) => notes).find((n) => n.code === 'TG217');
    expect(note?.note).toMatch(/truncates SHA-2 to 96 bits, tmsh(@16)? to 128/);
    expect(translation.diagnostics.map(({ code }) => code)).toContain('TG153');
  });

  it('phase 1 is not cut', () => {
    const [proposal] = gatewayOf(vrp({}, 'vrp@ar', IR)).ikeProposals;
    expect(proposal?.integrity).toEqual([{ name: 'AUTH_HMAC_SHA2_256_128' }]);
  });
});

describe('2: a combined cipher stands in both properties of tmsh', () => {
  it('is raised so', () => {
    const changes = {
      ...V2,
      ' esp encryption-algorithm aes-256': ' esp encryption-algorithm aes-256-gcm-128',
    };
    const translation = vrp({ ...changes, ' esp authentication-algorithm sha2-256\n': '' });
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

describe('3: lifetimes of tmsh are minutes', () => {
  it.each([
    [28_800, '480', 'adapted TG202'],
    [100, '1', 'approximated TG203'],
    [86_399, '1439', 'approximated TG203'],
  ])('%i s of IKE become %s min: %s', (seconds, minutes, row) => {
    const duration = ` prf hmac-sha2-256\n sa duration ${seconds}`;
    const translation = vrp({ ...V2, ' prf hmac-sha2-256': duration });
    expect(textOf(translation)).toMatch(new RegExp(`^ +lifetime ${minutes}$`, 'm'));
    expect(statusOf(translation, 'sa duration')).toMatch(new RegExp(`^${row}`));
  });

  it('a child SA of less than a minute lives one (TG203 or TG204)', () => {
    const translation = vrp({ ...V2, ' tunnel local': ' sa duration time-based 45\n tunnel local' });
    expect(textOf(translation)).toMatch(/ike-phase2-lifetime 1$/m);
    expect(statusOf(translation, 'time-based')).toMatch(/^approximated TG20[34]/);
  });

  it('480 and 60 min are 28800 and 3600 s', () => {
    const { ikeProposals, policies } = gatewayOf(translateText(tmshTunnel(), { from: 'tmsh@16', to: IR }));
    expect([ikeProposals[0]?.lifetimeSeconds, policies[0]?.lifetime.seconds]).toEqual([28_800, 3600]);
  });
});

describe('4: volumes are kilobytes on both sides', () => {
  it.each([
    [10_485_760, '10485760', 'exact'],
    [0, '0', 'exact'],
    [999, '1000', 'approximated TG204'],
  ])('%i KB become %s: %s', (kilobytes, text, row) => {
    const limit = ` sa duration traffic-based ${kilobytes}\n tunnel local`;
    const translation = vrp({ ...V2, ' tunnel local': limit });
    expect(textOf(translation)).toMatch(new RegExp(`ike-phase2-lifetime-kilobytes ${text}$`, 'm'));
    expect(statusOf(translation, 'traffic-based')).toBe(row);
  });

  it('of tmsh too', () => {
    const { policies } = gatewayOf(translateText(tmshTunnel(), { from: 'tmsh@16', to: IR }));
    expect(policies[0]?.lifetime.kilobytes).toBe(2048);
  });
});

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
    vrp({ ...V2, '\n encryption-algorithm aes-256': `\n encryption-algorithm aes-${bits}` }),
  );
  expect(text).toContain(`phase1-encrypt-algorithm ${word}\n`);
});

describe('8, 9: without "ike-proposal" every proposal of the device is offered', () => {
  const second = ' prf hmac-sha2-256\n#\nike proposal 2\n encryption-algorithm aes-128\n dh group14';
  const changes = { ...V2, ' prf hmac-sha2-256': second, ' ike-proposal 1\n': '' };

  it('lowers them all, the built-in one last, and warns', () => {
    const translation = vrp(changes, 'vrp@usg', IR);
    expect(gatewayOf(translation).peers[0]?.proposals).toEqual(['1', '2', 'default']);
    expect(translation.diagnostics.map(({ code }) => code)).toContain('TG151');
  });

  it('keeps the first where the target takes one (TG218)', () => {
    const translation = vrp(changes);
    expect(textOf(translation)).toContain('phase1-encrypt-algorithm aes256\n');
    expect(translation.report.statements.flatMap(({ notes }) => notes.map(({ code }) => code))).toContain(
      'TG218',
    );
  });

  it('never raises the built-in one: R 219 where it alone is left', () => {
    const alone = { ' ike-proposal 1\n': '', [IKE_PROPOSAL]: '' };
    const { report } = vrp({ ...V2, ...alone });
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
    const translation = vrp({ ...V2, [from]: to }, 'vrp@usg', target);
    expect([translation.report.verdict, statusOf(translation, line)]).toEqual(['refused', row]);
    expect(translation.written).toEqual([]);
  });

  it('an ECP group has no word under IKEv1', () => {
    const translation = vrp({ ...V1, ' dh group14': ' dh group19' }, 'vrp@ar');
    expect(statusOf(translation, 'dh group19')).toBe('error TG214');
  });
});

describe('11: identities are written out', () => {
  it('the own address, and the address behind a NAT', () => {
    const inner = ' remote-address 203.0.113.2\n remote-address authentication-address 10.9.9.9';
    const text = textOf(vrp({ ...V2, ' remote-address 203.0.113.2': inner }));
    expect(text).toContain('my-id-type address\n    my-id-value 198.51.100.1\n');
    expect(text).toContain('peers-id-type address\n    peers-id-value 10.9.9.9\n');
    expect(text).toContain('remote-address 203.0.113.2\n');
  });
});

it('12: each rule is a selector of its own', () => {
  const rules = `$&\n rule 10 permit ip source 10.3.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255`;
  const text = textOf(
    vrp({ ...V2, ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255': rules }),
  );
  expect(text.match(/^net ipsec traffic-selector/gm)).toHaveLength(2);
});

describe('14: what gives no confidentiality stays what it is', () => {
  it.each([
    ['GMAC', 'esp encryption-algorithm aes-256-gmac', 'aes-gmac256'],
    ['NULL', 'undo esp encryption-algorithm', 'null'],
  ])('%s', (_, line, word) => {
    const text = textOf(vrp({ ...V2, 'esp encryption-algorithm aes-256': line }));
    expect(text).toContain(`ike-phase2-encrypt-algorithm ${word}\n`);
  });

  it('neither encryption nor authentication is refused', () => {
    const nothing = { ' esp authentication-algorithm sha2-256': ' undo esp authentication-algorithm' };
    const both = { ...nothing, 'esp encryption-algorithm aes-256': 'undo esp encryption-algorithm' };
    expect(vrp({ ...V2, ...both }).report.verdict).toBe('refused');
    expect(statusOf(vrp({ ...V2, ...nothing }), 'undo esp authentication-algorithm')).toBe('error TG212');
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
    const translation = vrp({ ...V1, [from]: to }, 'vrp@ar');
    expect([translation.report.verdict, statusOf(translation, to.trim())]).toEqual(['refused', row]);
  });
});

it('19: exchange mode auto answers both and starts with main: tmsh has main alone (TG240)', () => {
  const changes = { 'ike peer far\n': 'ike peer far\n undo version 2\n exchange-mode auto\n' };
  expect(gatewayOf(vrp(changes, 'vrp@usg', IR)).peers[0]?.exchangeModes).toEqual(['main', 'aggressive']);
  const translation = vrp(changes);
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
