import fc from 'fast-check';
import { ENCRYPTION } from '../../src/ir/algorithms.ts';
import type { Gateway, Interface } from '../../src/ir/gateway.ts';
import type { IkeProposal, IkeSettings, Peer } from '../../src/ir/ike.ts';
import type {
  IpsecProposal,
  ManualSa,
  Policy,
  PortRange,
  Selector,
  TrafficAddress,
} from '../../src/ir/ipsec.ts';
import type {
  EncryptionTransform,
  HashName,
  Identity,
  IkeVersion,
  IntegrityName,
  PrfName,
  Secret,
} from '../../src/ir/scalars.ts';

/** Gateways as people have them: a few peers, each with policies of its own, and values that devices really take. */

const HERE = '198.51.100.1';
/** A proposal that several peers, or policies, may offer. */
const SHARED = '9';

/** A member that is mostly the usual one: gateways are alike but for a few lines. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}
function aFew<T>(...values: readonly T[]): fc.Arbitrary<T[]> {
  return fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
}

const AES: readonly EncryptionTransform[] = [128, 192, 256].map((keyLength) => ({
  name: 'ENCR_AES_CBC',
  keyLength,
}));
const IKE_CIPHERS: readonly EncryptionTransform[] = [...AES, { name: 'ENCR_3DES' }];
const ESP_CIPHERS: readonly EncryptionTransform[] = [
  ...AES,
  { name: 'ENCR_3DES' },
  { name: 'ENCR_AES_GCM_16', keyLength: 256 },
  { name: 'ENCR_NULL' },
];
const DH_GROUPS = [2, 5, 14, 15, 19] as const;
const HASHES: readonly (readonly [hash: HashName, integrity: IntegrityName, prf: PrfName])[] = [
  ['SHA2-256', 'AUTH_HMAC_SHA2_256_128', 'PRF_HMAC_SHA2_256'],
  ['SHA', 'AUTH_HMAC_SHA1_96', 'PRF_HMAC_SHA1'],
  ['SHA2-384', 'AUTH_HMAC_SHA2_384_192', 'PRF_HMAC_SHA2_384'],
  ['SHA2-512', 'AUTH_HMAC_SHA2_512_256', 'PRF_HMAC_SHA2_512'],
];

function ikeProposal(name: string): fc.Arbitrary<IkeProposal> {
  return fc
    .record({
      encryption: aFew(...IKE_CIPHERS),
      suites: aFew(...HASHES),
      dhGroups: aFew(...DH_GROUPS),
      lifetimeSeconds: mostly(86_400, 28_800, 3600, 604_800, 5000),
    })
    .map(({ suites, ...proposal }) => ({
      name,
      ...proposal,
      hashes: suites.map(([hash]) => hash),
      integrity: suites.map(([, integrity]) => ({ name: integrity })),
      prfs: suites.map(([, , prf]) => ({ name: prf })),
      authenticationMethod: 'pre-shared-key' as const,
    }));
}

function ipsecProposal(name: string): fc.Arbitrary<IpsecProposal> {
  const suites = HASHES.map(([, integrity]) => ({ name: integrity }));
  const esp = fc.record({ encryption: aFew(...ESP_CIPHERS), integrity: aFew(...suites) }).map((own) => {
    const [first] = own.encryption;
    const isCombined = first !== undefined && ENCRYPTION[first.name].combined;
    const encryption = own.encryption.filter((cipher) => ENCRYPTION[cipher.name].combined === isCombined);
    return { encryption, integrity: isCombined ? [] : own.integrity };
  });
  const ah = fc.record({ integrity: aFew(...suites) });
  return fc
    .record({
      protocols: fc.oneof(
        { weight: 6, arbitrary: fc.record({ esp }) },
        { weight: 1, arbitrary: fc.record({ ah }) },
        { weight: 1, arbitrary: fc.record({ esp, ah }) },
      ),
      encapsulation: mostly<IpsecProposal['encapsulation']>('tunnel', 'transport'),
      extendedSequenceNumbers: mostly(false, true),
    })
    .map(({ protocols, ...proposal }) => ({ name, ...protocols, ...proposal, compression: 'none' }));
}

function identity(address: string | undefined, fqdn: string): fc.Arbitrary<Identity> {
  return mostly<Identity>(
    address === undefined ? { type: 'ID_IPV4_ADDR' } : { type: 'ID_IPV4_ADDR', value: address },
    { type: 'ID_FQDN', value: fqdn },
    { type: 'ID_RFC822_ADDR', value: `vpn@${fqdn}` },
  );
}

function peerOf(index: number): fc.Arbitrary<Peer> {
  const [name, remote] = [`site${index}`, `203.0.113.${index}`];
  return fc
    .record({
      versions: fc.constantFrom<readonly IkeVersion[]>(['ikev1'], ['ikev2'], ['ikev2', 'ikev1']),
      mode: mostly<'main' | 'aggressive'>('main', 'aggressive'),
      enabled: index === 1 ? fc.constant(true) : mostly(true, false),
      remote: mostly<Peer['remote']>(
        [{ address: remote }],
        [{ address: remote }, { address: `203.0.113.${index + 100}` }],
        [{ first: `203.0.113.${index * 8}`, last: `203.0.113.${index * 8 + 3}` }],
        [{ fqdn: `${name}.example` }],
      ),
      proposals: mostly([`${index}`], [`${index}`, SHARED], [SHARED]),
      secret: mostly<Secret>({ psk: `Key-of-${name}` }, { unreadable: `psk:${name}` }),
      fragmentation: mostly<Peer['fragmentation']>('off', 'on'),
      initialContact: mostly(true, false),
      childSasDependOnIkeSa: mostly(false, true),
      rekey: mostly<Peer['rekey']>('on', 'off'),
      localId: identity(undefined, 'hub.example'),
      remoteId: identity(remote, `${name}.example`),
      verifyRemoteId: mostly(true, false),
      dpdMode: fc.constantFrom('off', 'answer', 'on-demand', 'periodic'),
      idleSeconds: mostly(30, 10, 60, 90),
      retryIntervalSeconds: mostly(15, 5),
      retries: mostly(3, 5),
      natTraversal: mostly<Peer['natTraversal']>('on', 'off'),
      lifetimeCheck: mostly<Peer['lifetimeCheck']>('shorter', 'obey', 'strict', 'claim', 'exact'),
    })
    .map(({ mode, remoteId, dpdMode, idleSeconds, retryIntervalSeconds, retries, secret, ...own }) => ({
      name,
      exchangeModes: own.versions.includes('ikev1') ? [mode] : [],
      localAuthentication: 'pre-shared-key',
      remoteAuthentication: 'pre-shared-key',
      preSharedKeys: [{ secret }],
      remoteIds: [remoteId],
      dpd: {
        mode: dpdMode,
        idleSeconds,
        retryIntervalSeconds,
        retries,
        payloadOrder: 'hash-notify',
        then: 'by-policy',
      },
      configurationPayload: 'none',
      ...own,
    }));
}

const PORT: fc.Arbitrary<PortRange> = fc.constantFrom({ first: 443, last: 443 }, { first: 8000, last: 8100 });
/** Networks of one side: some hold others, so that the order of evaluation counts. */
function network(site: number): fc.Arbitrary<TrafficAddress> {
  return fc.constantFrom(
    { prefix: `10.${site}.0.0/16` },
    { prefix: `10.${site}.1.0/24` },
    { prefix: `10.${site}.1.5/32` },
    { prefix: `10.${site}.2.0/24` },
    { prefix: `2001:db8:${site}::/48` },
  );
}
function isIpv6(address: TrafficAddress): boolean {
  return typeof address === 'object' && 'prefix' in address && address.prefix.includes(':');
}
function selector(site: number): fc.Arbitrary<Selector> {
  return fc
    .record({
      action: mostly<Selector['action']>('protect', 'discard', 'bypass'),
      local: network(0),
      remote: network(site),
      transport: mostly<{ protocol?: number; remotePorts?: PortRange; localPorts?: PortRange }>(
        {},
        { protocol: 6 },
      ),
      remotePorts: fc.option(PORT, { nil: undefined }),
    })
    .map(({ transport, remotePorts, ...own }) => ({
      ...own,
      ...transport,
      ...(transport.protocol === undefined || remotePorts === undefined ? {} : { remotePorts }),
      direction: 'both',
    }));
}

function policyOf(site: number, sequence: number): fc.Arbitrary<Policy> {
  return fc
    .record({
      selectors: fc
        .uniqueArray(selector(site), {
          minLength: 1,
          maxLength: 3,
          selector: (value) => JSON.stringify(value),
        })
        .map((all) => {
          const own = all.filter(({ local, remote }) => isIpv6(local) === isIpv6(remote));
          return own.some(({ action }) => action === 'protect') ? own : [PLAIN(site)];
        }),
      pfsGroups: fc.oneof(
        fc.constant<readonly number[]>([]),
        fc.constantFrom(...DH_GROUPS).map((group) => [group]),
      ),
      seconds: mostly(3600, 28_800, 86_400, 1000),
      kilobytes: mostly(1_843_200, 0, 10_485_760),
      initiation: mostly<Policy['initiation']>('on-traffic', 'at-once', 'never'),
      window: mostly(1024, 64, 32),
      isReplayChecked: mostly(true, false),
      dfBit: mostly<Policy['dfBit']>('copy', 'clear', 'set'),
      enabled: mostly(true, false),
      proposals: mostly([`prop${site}`], [`prop${site}`, SHARED], [SHARED]),
      selectorGrouping: mostly<Policy['selectorGrouping']>('separate', 'combined'),
      fragmentation: mostly<Policy['fragmentation']>('after-encryption', 'before-encryption'),
      routeInjection: mostly<Policy['routeInjection']>('none', 'static'),
    })
    .map(({ seconds, kilobytes, window, isReplayChecked, ...own }) => ({
      name: 'map1',
      sequence,
      kind: 'policy-based',
      peer: `site${site}`,
      acceptSelectors: 'configured',
      lifetime: { seconds, kilobytes },
      tunnel: { local: HERE },
      interfaces: ['GigabitEthernet0/0/1'],
      antiReplay: { enabled: isReplayChecked, window },
      ...own,
    }));
}
/** What two policies of one peer offer for one flow is the same: else nobody knows which of them a peer would answer. */
function agreed(policies: readonly Policy[]): readonly Policy[] {
  return policies.map((one) => ({ ...one, pfsGroups: policies[0]?.pfsGroups ?? [] }));
}

const PLAIN = (site: number): Selector => ({
  action: 'protect',
  local: { prefix: '10.0.0.0/16' },
  remote: { prefix: `10.${site}.0.0/16` },
  direction: 'both',
});

/** A tunnel with keys of its own: one SA for each direction. */
const BY_HAND = { name: 'map1', sequence: 99 } as const;
const THERE_BY_HAND = '203.0.113.77';
const MANUAL_SAS: readonly ManualSa[] = (['in', 'out'] as const).map((direction) => ({
  name: `map1-99-${direction}`,
  policy: BY_HAND,
  direction,
  protocol: 'esp',
  mode: 'tunnel',
  spi: direction === 'in' ? 12_345 : 54_321,
  source: direction === 'in' ? THERE_BY_HAND : HERE,
  destination: direction === 'in' ? HERE : THERE_BY_HAND,
  encryption: { name: 'ENCR_AES_CBC', keyLength: 128 },
  encryptionKey: { psk: '00112233445566778899aabbccddeeff', encoding: 'hex' },
  integrity: { name: 'AUTH_HMAC_SHA1_96' },
  integrityKey: { psk: '00112233445566778899aabbccddeeff00112233', encoding: 'hex' },
}));
const MANUAL_PROPOSAL: IpsecProposal = {
  name: 'byhand',
  esp: { encryption: [{ name: 'ENCR_AES_CBC', keyLength: 128 }], integrity: [{ name: 'AUTH_HMAC_SHA1_96' }] },
  encapsulation: 'tunnel',
  extendedSequenceNumbers: false,
  compression: 'none',
};
const MANUAL_POLICY: Policy = {
  ...BY_HAND,
  enabled: true,
  kind: 'policy-based',
  proposals: [MANUAL_PROPOSAL.name],
  selectors: [PLAIN(77)],
  selectorGrouping: 'separate',
  acceptSelectors: 'configured',
  pfsGroups: [],
  lifetime: { seconds: 0, kilobytes: 0 },
  initiation: 'on-traffic',
  tunnel: { local: HERE, remote: THERE_BY_HAND },
  interfaces: ['GigabitEthernet0/0/1'],
  antiReplay: { enabled: false, window: 32 },
  dfBit: 'copy',
  fragmentation: 'after-encryption',
  routeInjection: 'none',
};
function withManualKeys(gateway: Gateway): Gateway {
  return {
    ...gateway,
    ipsecProposals: [...gateway.ipsecProposals, MANUAL_PROPOSAL],
    policies: [...gateway.policies, MANUAL_POLICY],
    manualSas: MANUAL_SAS,
  };
}

const OUTSIDE: Interface = {
  name: 'GigabitEthernet0/0/1',
  kind: 'physical',
  addresses: [`${HERE}/24`],
  enabled: true,
};

/** A peer that may be anywhere comes last, and offers what it likes: a template. */
function withTemplate(gateway: Gateway): Gateway {
  const [[peer], policies] = [gateway.peers.slice(-1), gateway.policies.slice(0, -1)];
  const [policy] = gateway.policies.slice(-1);
  if (peer === undefined || policy === undefined) return gateway;
  const others = gateway.peers.slice(0, -1);
  const own: Policy = { ...policy, selectors: [], acceptSelectors: 'offered', initiation: 'never' };
  return {
    ...gateway,
    peers: [...others, { ...peer, remote: [] }],
    policies: [...policies.filter((one) => one.peer !== peer.name), own],
  };
}

/** One to three sites, each with one or two policies. */
const NEGOTIATED: fc.Arbitrary<Gateway> = fc
  .record({ sites: fc.integer({ min: 1, max: 3 }), policies: fc.integer({ min: 1, max: 2 }) })
  .chain(({ sites, policies }) => {
    const numbers = Array.from({ length: sites }, (_, index) => index + 1);
    const of = <T>(
      make: (site: number) => fc.Arbitrary<T>,
      ...others: readonly fc.Arbitrary<T>[]
    ): fc.Arbitrary<readonly T[]> => fc.tuple(...numbers.map((site) => make(site)), ...others);
    return fc.record({
      ike: fc.record({
        heartbeat: mostly<IkeSettings['heartbeat']>(
          { sequence: 'old', spiList: false },
          { sequence: 'new', spiList: true, sendIntervalSeconds: 20, timeoutSeconds: 60 },
        ),
        natKeepaliveSeconds: mostly(20, 0, 60),
        listen: fc.constant([]),
      }),
      interfaces: fc.constant([OUTSIDE]),
      routes: fc.constant([]),
      manualSas: fc.constant([]),
      ikeProposals: of((site) => ikeProposal(`${site}`), ikeProposal(SHARED)),
      peers: of(peerOf),
      ipsecProposals: of((site) => ipsecProposal(`prop${site}`), ipsecProposal(SHARED)),
      policies: of((site) =>
        fc.tuple(...Array.from({ length: policies }, (_, index) => policyOf(site, site * 10 + index))),
      ).map((all) => all.flatMap(agreed)),
    });
  });

/** Some have a tunnel by hand beside them, or end with a template. */
export const GATEWAYS: fc.Arbitrary<Gateway> = fc
  .tuple(NEGOTIATED, mostly(false, true), mostly(false, true))
  .map(([gateway, hasManualKeys, hasTemplate]) => {
    const manual = hasManualKeys ? withManualKeys(gateway) : gateway;
    return hasTemplate && !hasManualKeys ? withTemplate(manual) : manual;
  });
