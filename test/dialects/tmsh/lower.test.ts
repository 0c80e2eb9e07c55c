import { describe, expect, it } from 'vitest';
import type { Gateway } from '../../../src/ir/gateway.ts';
import type { Json } from '../../../src/ir/json.ts';
import { translateText } from '../../translate/translate-text.ts';
import { gatewayOf, IR, statusOf, tmshTunnel } from '../one-tunnel.ts';

type Changes = Readonly<Record<string, string>>;

/** A line in the ike-peer, the ipsec-policy, the traffic-selector, or the ike-daemon. */
const peer = (line: string): Changes => ({
  '    phase1-auth-method': `    ${line}\n    phase1-auth-method`,
});
const policy = (line: string): Changes => ({ '    mode tunnel': `    ${line}\n    mode tunnel` });
const selector = (line: string): Changes => ({ '    source-address': `    ${line}\n    source-address` });
const daemon = (line: string): Changes => ({
  'net ipsec ike-peer': `net ipsec ike-daemon /Common/ikedaemon {\n    ${line}\n}\nnet ipsec ike-peer`,
});
const V1: Changes = { 'version { v2 }': 'version { v1 }' };
const RSA: Changes = { 'phase1-auth-method pre-shared-key': 'phase1-auth-method rsa-signature' };
const ANY: Changes = {
  ...V1,
  'remote-address 203.0.113.2': 'remote-address any',
  'tunnel-remote-address 203.0.113.2': 'tunnel-remote-address any',
  '    peers-id-type address\n    peers-id-value 203.0.113.2\n': '',
};
const EVERY: Changes = {
  '10.2.0.0/16': '0.0.0.0/0',
  '10.1.0.0/16': '0.0.0.0/0',
};

type Fact = readonly [
  id: string,
  changes: Changes,
  /** What the IR has. */
  path: string,
  value: Json,
  /** The statement, what becomes of it in the IR, and what in VRP. */
  text: string,
  inIr: string,
  inVrp: string,
];

/** `translation.md` 2, the column T→V, and the value that stands between. */
const FACTS: readonly Fact[] = [
  ['G05', daemon('natt-keep-alive 30'), 'ike.natKeepaliveSeconds', 30, 'natt-keep', 'exact', 'exact'],
  [
    'G05: off',
    daemon('natt-keep-alive 0'),
    'ike.natKeepaliveSeconds',
    0,
    'natt-keep',
    'exact',
    'approximated TG264',
  ],
  ['G12', peer('replay-window-size 128'), 'policies.0.antiReplay.window', 128, 'replay', 'exact', 'exact'],
  [
    'G12: rounded',
    peer('replay-window-size 100'),
    'policies.0.antiReplay.window',
    100,
    'replay',
    'exact',
    'approximated TG204',
  ],
  ['G14', daemon('isakmp-port 500'), 'ike.listen', [], 'isakmp-port', 'adapted TG285', 'adapted TG285'],
  [
    'G14: not supported',
    daemon('isakmp-natt-port 4501'),
    'ike.listen',
    [],
    'isakmp-natt',
    'dropped TG285',
    'dropped TG285',
  ],
  ['G15', daemon('log-level debug'), 'ike.listen', [], 'log-level', 'dropped TG284', 'dropped TG284'],
  [
    'G20',
    daemon('log-publisher /Common/x'),
    'ike.listen',
    [],
    'log-publisher',
    'out-of-scope TG104',
    'out-of-scope TG104',
  ],
  [
    'G21',
    peer('ip4-dhcp x'),
    'peers.0.configurationPayload',
    'none',
    'ip4-dhcp',
    'dropped TG162',
    'dropped TG162',
  ],
  [
    'R02',
    { 'version { v2 }': 'version { v1 v2 }' },
    'peers.0.versions',
    ['ikev2', 'ikev1'],
    'version',
    'exact',
    'adapted TG100',
  ],
  [
    'R03',
    { ...V1, ...peer('mode aggressive') },
    'peers.0.exchangeModes',
    ['aggressive'],
    'mode agg',
    'exact',
    'exact',
  ],
  ['R03: IKEv2', peer('mode aggressive'), 'peers.0.exchangeModes', [], 'mode agg', 'exact', 'adapted TG119'],
  ['R10', peer('remote-port 600'), 'peers.0.remotePort', 600, 'remote-port', 'exact', 'dropped TG285'],
  [
    'G14: of a peer',
    peer('local-port 500'),
    'ike.listen',
    [],
    'local-port',
    'adapted TG285',
    'adapted TG285',
  ],
  [
    'R14',
    { 'preshared-key Tg-Demo-2026': 'preshared-key-encrypted $M$Qx$0123456789abcdefABCDEF==' },
    'peers.0.preSharedKeys',
    [{ secret: { unreadable: 'psk:far' } }],
    'preshared',
    'approximated TG120',
    'approximated TG120 TG270',
  ],
  [
    'R15',
    { ...RSA, ...peer('my-cert-file hub.crt') },
    'peers.0.certificates.certificate',
    '/Common/hub.crt',
    'my-cert-file',
    'exact',
    'dropped TG272',
  ],
  [
    'R15: key',
    { ...RSA, ...peer('my-cert-key-file /Common/hub.key') },
    'peers.0.certificates.key',
    '/Common/hub.key',
    'my-cert-key-file',
    'exact',
    'dropped TG272',
  ],
  [
    'R16',
    { ...RSA, ...peer('ca-cert-file /Common/ca.crt') },
    'peers.0.certificates.authority',
    '/Common/ca.crt',
    'ca-cert-file',
    'exact',
    'dropped TG272',
  ],
  [
    'R16: list',
    { ...RSA, ...peer('crl-file /Common/ca.crl') },
    'peers.0.certificates.revocationList',
    '/Common/ca.crl',
    'crl-file',
    'exact',
    'dropped TG272',
  ],
  [
    'R16: verified',
    { ...RSA, ...peer('verify-cert true') },
    'peers.0.certificates.verify',
    true,
    'verify-cert',
    'exact',
    'dropped TG272',
  ],
  [
    'R16: of a peer with a key',
    peer('verify-cert false'),
    'peers.0.certificates',
    null,
    'verify-cert',
    'adapted TG100',
    'adapted TG100',
  ],
  [
    'R17',
    { ...V1, ...RSA, ...peer('peers-cert-file /Common/far.crt') },
    'peers.0.certificates.peerCertificate',
    '/Common/far.crt',
    'peers-cert-file',
    'exact',
    'dropped TG272',
  ],
  [
    'R18',
    { 'my-id-type address': 'my-id-type keyid-tag', 'my-id-value 198.51.100.1': 'my-id-value abc' },
    'peers.0.localId',
    { type: 'ID_KEY_ID', value: 'abc' },
    'my-id-type',
    'exact',
    'exact',
  ],
  [
    'R19',
    { 'my-id-value 198.51.100.1': 'my-id-value 10.9.9.9' },
    'peers.0.localId.value',
    '10.9.9.9',
    'my-id-value',
    'exact',
    'approximated TG241',
  ],
  [
    'R20: no value, no check',
    { '    peers-id-value 203.0.113.2\n': '' },
    'peers.0.remoteIds',
    [],
    'peers-id-type',
    'adapted TG100',
    'adapted TG100',
  ],
  [
    '5.14: what a device has unasked',
    { 'my-id-type address\n    my-id-value 198.51.100.1': 'my-id-type asn1dn' },
    'peers.0.localId',
    { type: 'ID_DER_ASN1_DN' },
    'my-id-type',
    'exact',
    'approximated TG241',
  ],
  [
    'R24',
    { 'nat-traversal on': 'nat-traversal force' },
    'peers.0.natTraversal',
    'force',
    'nat-traversal',
    'exact',
    'approximated TG260',
  ],
  [
    'R25',
    { 'dpd-delay 0': 'dpd-delay 30' },
    'peers.0.dpd.mode',
    'periodic',
    'dpd-delay',
    'exact',
    'adapted TG254',
  ],
  ['R25: none', {}, 'peers.0.dpd.mode', 'answer', 'dpd-delay', 'exact', 'adapted TG100'],
  ['R30', peer('passive true'), 'policies.0.initiation', 'never', 'passive', 'exact', 'approximated TG265'],
  ['R31', peer('state disabled'), 'peers.0.enabled', false, 'state', 'exact', 'approximated TG265'],
  [
    'R35',
    { ...V1, ...peer('proxy-support enabled') },
    'peers.0.enabled',
    true,
    'proxy',
    'adapted TG100',
    'adapted TG100',
  ],
  [
    'R35: off',
    { ...V1, ...peer('proxy-support disabled') },
    'peers.0.enabled',
    true,
    'proxy',
    'dropped TG286',
    'dropped TG286',
  ],
  [
    'R35: IKEv2',
    peer('proxy-support disabled'),
    'peers.0.enabled',
    true,
    'proxy',
    'adapted TG119',
    'adapted TG119',
  ],
  [
    '2.2: proposal-check',
    { ...V1, ...peer('proposal-check claim') },
    'peers.0.lifetimeCheck',
    'claim',
    'proposal-check',
    'adapted TG102',
    'adapted TG102 TG206',
  ],
  [
    'R40',
    peer('description "to the far end"'),
    'peers.0.description',
    'to the far end',
    'description',
    'exact',
    'exact',
  ],
  [
    'R07',
    { ...ANY, ...EVERY, ...peer('passive true\n    generate-policy unique') },
    'peers.0.remote',
    [],
    'remote-address any',
    'adapted TG246; adapted TG100',
    'adapted TG246 TG100; adapted TG100',
  ],
  [
    'R34',
    { ...ANY, ...EVERY, ...peer('passive true\n    generate-policy unique') },
    'policies.0.acceptSelectors',
    'offered',
    'generate',
    'exact',
    'adapted TG100',
  ],
  [
    'C10',
    { ...ANY, ...EVERY, ...peer('passive true\n    generate-policy unique') },
    'policies.0.selectors',
    [],
    'source-address',
    'adapted TG255',
    'adapted TG255 TG100',
  ],
  [
    'R34: with selectors',
    { ...ANY, ...peer('passive true\n    generate-policy on') },
    'policies.0.acceptSelectors',
    'configured',
    'generate',
    'exact',
    'adapted TG100',
  ],
  [
    'R34: IKEv2',
    peer('generate-policy on'),
    'policies.0.acceptSelectors',
    'configured',
    'generate',
    'adapted TG119',
    'adapted TG119',
  ],
  [
    'S02',
    {
      ...policy('protocol ah'),
      'encrypt-algorithm aes256\n    ike-phase2-lifetime 60':
        'encrypt-algorithm null\n    ike-phase2-lifetime 60',
    },
    'ipsecProposals.0.ah.integrity',
    [{ name: 'AUTH_HMAC_SHA2_256_128' }],
    'ike-phase2-encrypt',
    'adapted TG119',
    'adapted TG119',
  ],
  [
    'S04',
    { 'ike-phase2-encrypt-algorithm aes256': 'ike-phase2-encrypt-algorithm null' },
    'ipsecProposals.0.esp.encryption',
    [{ name: 'ENCR_NULL' }],
    'ike-phase2-encrypt',
    'exact',
    'exact',
  ],
  [
    'S09',
    policy('ipcomp deflate'),
    'ipsecProposals.0.compression',
    'deflate',
    'ipcomp',
    'exact',
    'approximated TG222',
  ],
  [
    'S09: none',
    policy('ipcomp null'),
    'ipsecProposals.0.compression',
    'none',
    'ipcomp',
    'exact',
    'adapted TG100',
  ],
  ['C04', {}, 'policies.0.pfsGroups', [14], 'ike-phase2-perfect', 'exact', 'exact'],
  [
    'C05',
    {},
    'policies.0.lifetime.seconds',
    3600,
    'ike-phase2-lifetime 60',
    'adapted TG202',
    'adapted TG202',
  ],
  ['C06', {}, 'policies.0.lifetime.kilobytes', 2048, 'kilobytes', 'exact', 'exact'],
  [
    'T05',
    selector('ip-protocol tcp'),
    'policies.0.selectors.0.protocol',
    6,
    'ip-protocol',
    'exact',
    'adapted TG254',
  ],
  [
    'T05: every',
    selector('ip-protocol 255'),
    'policies.0.selectors.0.protocol',
    null,
    'ip-protocol',
    'adapted TG100',
    'adapted TG100',
  ],
  [
    'T06',
    selector('ip-protocol tcp\n    destination-port https'),
    'policies.0.selectors.0.remotePorts',
    { first: 443, last: 443 },
    'destination-port',
    'exact',
    'adapted TG254',
  ],
  [
    'T09: bypass',
    selector('action bypass'),
    'policies.0.selectors.0.action',
    'bypass',
    'action',
    'exact',
    'adapted TG254',
  ],
  [
    'T12',
    selector('direction both'),
    'policies.0.selectors.0.direction',
    'both',
    'direction',
    'exact',
    'adapted TG254',
  ],
];

/** `peers.0.remote`; null where there is no such member. */
function valueAt(gateway: Gateway, path: string): unknown {
  return (
    path
      .split('.')
      .reduce<unknown>(
        (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
        gateway,
      ) ?? null
  );
}

describe('what a property says, and what becomes of it', () => {
  it.each(FACTS.map(([what, ...rest]) => ({ what, rest })))('$what', ({ rest }) => {
    const [changes, path, value, text, inIr, inVrp] = rest;
    const source = tmshTunnel(changes);
    const toIr = translateText(source, { from: 'tmsh@16', to: IR });
    const toVrp = translateText(source, { from: 'tmsh@16', to: 'vrp@ar' });
    expect(valueAt(gatewayOf(toIr), path)).toEqual(value);
    expect([toIr.bugs, toVrp.bugs]).toEqual([[], []]);
    expect([statusOf(toIr, text), statusOf(toVrp, text)]).toEqual([inIr, inVrp]);
  });
});

/** Objects that no peer is tied to. */
describe('what is tied to no peer', () => {
  it('R34: a peer without selectors makes no policy', () => {
    const idle =
      'net ipsec ike-peer /Common/idle {\n    generate-policy unique\n    passive true\n    replay-window-size 100\n' +
      '    phase1-auth-method pre-shared-key\n    preshared-key Tg-Demo-2026\n    remote-address any\n    version { v1 }\n}\n';
    const translation = translateText(tmshTunnel() + idle, { from: 'tmsh@16', to: 'vrp@ar' });
    expect(translation.bugs).toEqual([]);
    for (const text of ['generate-policy', 'passive', 'replay-window-size 100']) {
      expect(statusOf(translation, text)).toBe('dropped TG115');
    }
  });

  it.each([
    [
      'bypass',
      'adapted TG254 TG254',
      [' rule 5 deny ip source 10.1.5.0 0.0.0.255 destination 10.2.5.0 0.0.0.255'],
    ],
    ['discard', 'error TG252', []],
  ])('T09: %s counts for every peer', (action, status, lines) => {
    const exception =
      `net ipsec traffic-selector /Common/out {\n    action ${action}\n    destination-address 10.2.5.0/24\n` +
      '    order 0\n    source-address 10.1.5.0/24\n}\n';
    const source = exception + tmshTunnel({ 'order 0': 'order 1' });
    const translation = translateText(source, { from: 'tmsh@16', to: 'vrp@ar' });
    expect(translation.bugs).toEqual([]);
    expect(statusOf(translation, `action ${action}`)).toBe(status);
    const written = translation.written.flatMap(({ text }) => text.split('\n'));
    expect(written.filter((line) => line.includes('10.2.5.0'))).toEqual(lines);
  });

  it('what is not there is not lost', () => {
    const translation = translateText(tmshTunnel(peer('my-cert-key-passphrase none')), {
      from: 'tmsh@16',
      to: 'vrp@ar',
    });
    expect(statusOf(translation, 'passphrase')).toBe('adapted TG100');
  });
});

describe('what is refused where it is read', () => {
  it.each([
    ['S03: isession', { 'mode tunnel': 'mode isession' }, 'mode isession', 'error TG221'],
    ['R07: IKEv2', peer('peer-dynamic-ip enabled'), 'peer-dynamic-ip', 'error TG246'],
    ['R07: a list of IKEv2', peer('address-list /Common/l'), 'address-list', 'error TG246'],
    ['T16: two families', { '10.2.0.0/16': '2001:db8::/32' }, 'source-address', 'error TG118'],
    ['T05: 256', selector('ip-protocol 256'), 'ip-protocol', 'error TG110'],
    ['R19: no address', { 'my-id-value 198.51.100.1': 'my-id-value hub' }, 'my-id-value', 'error TG110'],
  ])('%s', (_, changes, text, status) => {
    const translation = translateText(tmshTunnel(changes), { from: 'tmsh@16', to: IR });
    expect([statusOf(translation, text), translation.written]).toEqual([status, []]);
  });

  it('T12: one direction alone has no word in VRP', () => {
    for (const direction of ['in', 'out']) {
      const source = tmshTunnel(selector(`direction ${direction}`));
      const { report, bugs } = translateText(source, { from: 'tmsh@16', to: 'vrp@ar' });
      expect([report.verdict, bugs]).toEqual(['refused', []]);
      const { policies } = gatewayOf(translateText(source, { from: 'tmsh@16', to: IR }));
      expect(policies[0]?.selectors[0]?.direction).toBe(direction);
    }
  });
});
