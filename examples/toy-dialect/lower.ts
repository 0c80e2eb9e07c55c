import { ObjectReader, type Reading } from '../../grammars/notation/face.ts';
import type { Read } from '../../src/dialects/dialect.ts';
import { networkOf } from '../../src/ir/address.ts';
import { diagnostic } from '../../src/ir/codes.ts';
import { Findings } from '../../src/ir/findings.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import type { IkeProposal, IkeSettings, Peer, PreSharedKey } from '../../src/ir/ike.ts';
import type { IpsecProposal, Policy, Selector } from '../../src/ir/ipsec.ts';
import type { Lowered } from '../../src/ir/lowered.ts';
import { assemble, byDefault, derived, type SourcedMembers, sourced } from '../../src/ir/origins.ts';
import { table, tunnels } from './grammar.ts';

/** What every device of this make does, in the order of the IR: nobody can configure it. */
const PROPOSAL: Omit<SourcedMembers<IkeProposal>, 'name'> = {
  encryption: byDefault([{ name: 'ENCR_AES_CBC', keyLength: 256 }]),
  hashes: byDefault(['SHA2-256']),
  integrity: byDefault([{ name: 'AUTH_HMAC_SHA2_256_128' }]),
  prfs: byDefault([{ name: 'PRF_HMAC_SHA2_256' }]),
  dhGroups: byDefault([14]),
  authenticationMethod: byDefault('pre-shared-key'),
  lifetimeSeconds: byDefault(86_400),
};
const IPSEC: Omit<SourcedMembers<IpsecProposal>, 'name'> = {
  esp: byDefault({
    encryption: [{ name: 'ENCR_AES_CBC', keyLength: 256 }],
    integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }],
  }),
  encapsulation: byDefault('tunnel'),
  extendedSequenceNumbers: byDefault(false),
  compression: byDefault('none'),
};

type Tunnel = Reading<
  | 'name'
  | 'here'
  | 'peer'
  | 'local-network'
  | 'local-length'
  | 'remote-network'
  | 'remote-length'
  | 'secret-text'
>;

/** Objects → IR, every default written out; `sourced` values carry the origin of their statement. */
export function lower({ objects, statements, diagnostics }: Read, profile: string): Lowered {
  const findings = new Findings();
  const face = new ObjectReader(table.model, profile, findings.used).face(tunnels, objects);
  // Each tunnel asks for the one proposal there is: one that nobody asks for is the device's own.
  const name = sourced(
    'toy',
    face.all('tunnel').flatMap((tunnel) => tunnel.origins),
  );
  const made = face.all('tunnel').map((tunnel, index) => ({
    peer: lowerPeer(tunnel, findings),
    policy: lowerPolicy(tunnel, index + 1, findings),
  }));
  const { origins } = findings;
  const gateway = assemble<Gateway>(origins, {
    ike: byDefault(
      assemble<IkeSettings>(origins, {
        heartbeat: byDefault({ sequence: 'old', spiList: false }),
        natKeepaliveSeconds: byDefault(20),
        listen: byDefault([]),
      }),
    ),
    interfaces: derived([]),
    routes: derived([]),
    ikeProposals: derived(made.length === 0 ? [] : [assemble<IkeProposal>(origins, { name, ...PROPOSAL })]),
    peers: derived(made.map(({ peer }) => peer)),
    ipsecProposals: derived(made.length === 0 ? [] : [assemble<IpsecProposal>(origins, { name, ...IPSEC })]),
    policies: derived(made.map(({ policy }) => policy)),
    manualSas: derived([]),
  });
  // What a dialect knows to be no IPsec is said, never passed over.
  const told = new Set(diagnostics.flatMap(({ origin }) => origin ?? []));
  for (const [origin, { row }] of statements.entries()) {
    const isForeign = row !== undefined && table.rows[row]?.options.unread === 'out-of-scope';
    if (isForeign && !told.has(origin)) findings.report(diagnostic('TG104', {}, { origin }));
  }
  const { used, diagnostics: found, faulty } = findings;
  return { gateway, origins, used, diagnostics: found, faulty };
}

function lowerPeer(tunnel: Tunnel, { origins }: Findings): Peer {
  const address = tunnel.text('peer') ?? '';
  const key = assemble<PreSharedKey>(origins, {
    secret: sourced({ psk: tunnel.text('secret-text') ?? '' }, tunnel.origins),
  });
  return assemble<Peer>(origins, {
    name: sourced(tunnel.text('name') ?? '', tunnel.origins),
    enabled: derived(true),
    versions: byDefault(['ikev2']),
    exchangeModes: byDefault([]),
    remote: sourced([{ address }], tunnel.origins),
    proposals: derived(['toy']),
    localAuthentication: byDefault('pre-shared-key'),
    remoteAuthentication: byDefault('pre-shared-key'),
    preSharedKeys: sourced([key], tunnel.origins),
    localId: byDefault({ type: 'ID_IPV4_ADDR' }),
    remoteIds: derived([{ type: 'ID_IPV4_ADDR', value: address }]),
    verifyRemoteId: derived(true),
    dpd: byDefault({
      mode: 'periodic',
      idleSeconds: 30,
      retryIntervalSeconds: 15,
      retries: 3,
      payloadOrder: 'hash-notify',
      then: 'by-policy',
    }),
    natTraversal: byDefault('on'),
    fragmentation: byDefault('off'),
    initialContact: byDefault(true),
    childSasDependOnIkeSa: byDefault(false),
    lifetimeCheck: byDefault('shorter'),
    rekey: byDefault('on'),
    configurationPayload: byDefault('none'),
  });
}

function lowerPolicy(tunnel: Tunnel, sequence: number, { origins }: Findings): Policy {
  const side = (name: 'local' | 'remote'): { readonly prefix: string } => ({
    prefix: networkOf(tunnel.text(`${name}-network`) ?? '', tunnel.number(`${name}-length`) ?? 32),
  });
  const selector = assemble<Selector>(origins, {
    action: derived('protect'),
    local: sourced(side('local'), tunnel.origins),
    remote: sourced(side('remote'), tunnel.origins),
    direction: derived('both'),
  });
  return assemble<Policy>(origins, {
    name: sourced(tunnel.text('name') ?? '', tunnel.origins),
    sequence: derived(sequence),
    enabled: derived(true),
    kind: derived('policy-based'),
    peer: sourced(tunnel.text('name') ?? '', tunnel.origins),
    proposals: derived(['toy']),
    selectors: sourced([selector], tunnel.origins),
    selectorGrouping: derived('separate'),
    acceptSelectors: derived('configured'),
    pfsGroups: byDefault([14]),
    lifetime: byDefault({ seconds: 3600, kilobytes: 0 }),
    initiation: byDefault('on-traffic'),
    tunnel: derived(
      assemble<Policy['tunnel']>(origins, { local: sourced(tunnel.text('here') ?? '', tunnel.origins) }),
    ),
    interfaces: derived([]),
    antiReplay: byDefault({ enabled: true, window: 1024 }),
    dfBit: byDefault('copy'),
    fragmentation: byDefault('before-encryption'),
    routeInjection: byDefault('none'),
  });
}
