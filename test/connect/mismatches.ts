import type { ProblemClass } from '../../src/connect/problem.ts';
import type { Which } from '../../src/connect/end.ts';
import type { MemberPath } from '../../src/ir/limits.ts';
import type { ExchangeName } from '../../src/ir/result.ts';
import {
  ahInstead,
  type Change,
  dpd,
  esp,
  hosts,
  ike,
  ikeSettings,
  ipsec,
  peers,
  policies,
} from './changes.ts';

/** What is wrong at the right end, and how connect must name it. */
export interface Mismatch {
  readonly what: string;
  /** Of both ends, before one of them is changed. */
  readonly base?: Change;
  readonly change: Change;
  /** Class, and the member of the right end. */
  readonly found: readonly [severity: ProblemClass, path: MemberPath];
  /** Of what stops: the exchange, and the end that refuses while the left one starts. */
  readonly at?: readonly [exchange: ExchangeName, seenBy: Which];
  /** Of what shows later: words of when. */
  readonly when?: string;
  /** Where it can be said at the left, and at the right; all languages of the group where absent. */
  readonly left?: readonly string[];
  readonly right?: readonly string[];
  /** Files cannot be repaired by typing: somebody has to issue another certificate. */
  readonly isByHand?: true;
  /** A NAT device stands before the left end. */
  readonly behindNat?: true;
  /** One end alone has words for a repair: a device of VRP cannot send an address that is not its own. */
  readonly repairedAt?: Which;
  /** What is written otherwise in the right end's text: `change` cannot say it. */
  readonly edit?: readonly [from: string, to: string];
}

const AES_128 = { name: 'ENCR_AES_CBC', keyLength: 128 } as const;
const AES_256 = { name: 'ENCR_AES_CBC', keyLength: 256 } as const;
const CERTIFICATES: Change = (gateway) =>
  peers({
    localAuthentication: 'rsa-signature',
    remoteAuthentication: 'rsa-signature',
    certificates: { certificate: 'gateway', key: 'gateway', authority: 'company', verify: true },
  })(ike({ authenticationMethod: 'rsa-signature' })(gateway));
/** racoon refuses what is not the very same; the others have no word for it, and always do. */
const EXACT = peers({ lifetimeCheck: 'exact' });
const HEARTBEATS = ikeSettings({
  heartbeat: { sequence: 'old', spiList: false, sendIntervalSeconds: 20, timeoutSeconds: 60 },
});

/** Of both versions; `stage` names the exchanges of a version. */
function common(stage: {
  readonly ike: ExchangeName;
  readonly authentication: ExchangeName;
  readonly child: ExchangeName;
}): readonly Mismatch[] {
  return [
    {
      what: 'IKE encryption',
      change: ike({ encryption: [{ name: 'ENCR_3DES' }] }),
      found: ['stops', 'ikeProposals.encryption'],
      at: [stage.ike, 'right'],
    },
    {
      what: 'key length of IKE encryption',
      base: (gateway) => EXACT(ike({ encryption: [AES_256] })(gateway)),
      change: ike({ encryption: [AES_128] }),
      found: ['stops', 'ikeProposals.encryption'],
      at: [stage.ike, 'right'],
    },
    {
      what: 'IKE DH group',
      change: ike({ dhGroups: [5] }),
      found: ['stops', 'ikeProposals.dhGroups'],
      at: [stage.ike, 'right'],
    },
    {
      what: 'pre-shared key',
      change: peers({ preSharedKeys: [{ secret: { psk: 'Another-Key-26' } }] }),
      found: ['stops', 'peers.preSharedKeys'],
      at: [stage.authentication, 'right'],
    },
    {
      what: 'address of the peer',
      change: peers({
        remote: [{ address: '192.0.2.99' }],
        remoteIds: [{ type: 'ID_IPV4_ADDR', value: '192.0.2.99' }],
      }),
      found: ['stops', 'peers.remote'],
      at: [stage.ike, 'right'],
    },
    {
      what: 'own address',
      change: policies(({ tunnel }) => ({ tunnel: { ...tunnel, local: '192.0.2.77' } })),
      found: ['stops', 'policies.tunnel.local'],
    },
    {
      what: 'ESP encryption',
      change: esp({ encryption: [{ name: 'ENCR_3DES' }] }),
      found: ['stops', 'ipsecProposals.esp.encryption'],
      at: [stage.child, 'right'],
    },
    {
      what: 'key length of ESP encryption',
      base: (gateway) => EXACT(esp({ encryption: [AES_256] })(gateway)),
      change: esp({ encryption: [AES_128] }),
      found: ['stops', 'ipsecProposals.esp.encryption'],
      at: [stage.child, 'right'],
    },
    {
      what: 'ESP integrity',
      change: esp({ integrity: [{ name: 'AUTH_HMAC_SHA1_96' }] }),
      found: ['stops', 'ipsecProposals.esp.integrity'],
      at: [stage.child, 'right'],
    },
    {
      what: 'IPsec protocol',
      base: peers({ natTraversal: 'off' }),
      change: ahInstead,
      found: ['stops', 'ipsecProposals.ah'],
      at: [stage.child, 'right'],
      left: ['vrp@usg', 'vrp@ar', 'tmsh@16'],
      right: ['vrp@usg', 'vrp@ar', 'tmsh@16'],
    },
    {
      what: 'encapsulation mode',
      base: hosts,
      change: ipsec(() => ({ encapsulation: 'transport' })),
      found: ['stops', 'ipsecProposals.encapsulation'],
      at: [stage.child, 'right'],
    },
    {
      what: 'selectors of another network',
      change: policies(({ selectors }) => ({
        selectors: selectors.map((selector) => ({ ...selector, local: { prefix: '10.77.0.0/16' } })),
      })),
      found: ['stops', 'policies.selectors'],
      at: [stage.child, 'right'],
    },
    {
      what: 'NAT traversal',
      base: peers({ natTraversal: 'on' }),
      change: peers({ natTraversal: 'off' }),
      found: ['shows-later', 'peers.natTraversal'],
      when: 'NAT device',
    },
    {
      what: 'NAT traversal, where a NAT device stands between',
      base: peers({ natTraversal: 'on' }),
      change: peers({ natTraversal: 'off' }),
      found: ['shows-later', 'peers.natTraversal'],
      when: 'every packet is dropped',
      behindNat: true,
      left: ['tmsh@16', 'racoon@0.9'], // their identities are written, and stay what they are
    },
    {
      what: 'DPD at one end',
      change: peers({
        dpd: {
          mode: 'answer',
          idleSeconds: 30,
          retryIntervalSeconds: 15,
          retries: 3,
          payloadOrder: 'hash-notify',
          then: 'by-policy',
        },
      }),
      found: ['shows-later', 'peers.dpd.mode'],
      when: 'dies without a word',
    },
    {
      what: 'an end that never starts',
      change: policies(() => ({ initiation: 'never' })),
      found: ['harmless', 'policies.initiation'],
    },
    {
      what: 'both ends never start',
      base: policies(() => ({ initiation: 'never' })),
      change: policies(() => ({ initiation: 'never' })),
      found: ['stops', 'policies.initiation'],
    },
    {
      what: 'IPsec lifetime',
      left: ['vrp@usg', 'vrp@ar', 'tmsh@16'],
      right: ['vrp@usg', 'vrp@ar', 'tmsh@16'],
      change: policies(({ lifetime }) => ({ lifetime: { ...lifetime, seconds: 1800 } })),
      found: ['harmless', 'policies.lifetime.seconds'],
    },
    {
      what: 'IPsec lifetime by volume',
      change: policies(({ lifetime }) => ({ lifetime: { ...lifetime, kilobytes: 500_000 } })),
      found: ['harmless', 'policies.lifetime.kilobytes'],
      left: ['vrp@usg', 'vrp@ar', 'tmsh@16'],
      right: ['vrp@usg', 'vrp@ar', 'tmsh@16'],
    },
    {
      what: 'IKE lifetime',
      left: ['vrp@usg', 'vrp@ar', 'tmsh@16'],
      right: ['vrp@usg', 'vrp@ar', 'tmsh@16'],
      change: ike({ lifetimeSeconds: 7200 }),
      found: ['harmless', 'ikeProposals.lifetimeSeconds'],
    },
    {
      what: 'certificates of an authority with another name',
      base: CERTIFICATES,
      change: peers({
        certificates: { certificate: 'branch', key: 'branch', authority: 'somebody', verify: true },
      }),
      found: ['unverifiable', 'peers.certificates'],
      isByHand: true,
      left: ['tmsh@16'],
      right: ['tmsh@16'],
    },
  ];
}

/** No device's text says them; the vendor-neutral one does. */
export const NEUTRAL: readonly Mismatch[] = [
  {
    what: 'extended sequence numbers',
    change: ipsec(() => ({ extendedSequenceNumbers: true })),
    found: ['harmless', 'ipsecProposals.extendedSequenceNumbers'],
  },
];

export const IKEV2: readonly Mismatch[] = [
  ...common({ ike: 'ike-sa-init', authentication: 'ike-auth', child: 'ike-auth' }),
  {
    what: 'version',
    base: ike({ hashes: ['SHA2-256'] }),
    change: peers({ versions: ['ikev1'], exchangeModes: ['main'] }),
    found: ['stops', 'peers.versions'],
    at: ['ike-sa-init', 'right'],
  },
  {
    what: 'IKE integrity',
    change: ike({ integrity: [{ name: 'AUTH_HMAC_SHA1_96' }] }),
    found: ['stops', 'ikeProposals.integrity'],
    at: ['ike-sa-init', 'right'],
  },
  {
    what: 'PRF',
    change: ike({ prfs: [{ name: 'PRF_HMAC_SHA1' }] }),
    found: ['stops', 'ikeProposals.prfs'],
    at: ['ike-sa-init', 'right'],
  },
  {
    what: 'compression',
    change: ipsec(() => ({ compression: 'deflate' })),
    found: ['harmless', 'ipsecProposals.compression'],
    right: ['tmsh@16'],
  },
  {
    what: 'PFS group',
    change: policies(() => ({ pfsGroups: [5] })),
    found: ['shows-later', 'policies.pfsGroups'],
    when: 'at a rekeying',
  },
  {
    what: 'PFS at one end',
    change: policies(() => ({ pfsGroups: [] })),
    found: ['shows-later', 'policies.pfsGroups'],
    when: 'at a rekeying',
  },
  {
    what: 'identity that is sent',
    change: peers({ localId: { type: 'ID_FQDN', value: 'wrong.example' } }),
    found: ['stops', 'peers.localId'],
    at: ['ike-auth', 'left'],
  },
  {
    what: 'identity that is expected',
    repairedAt: 'right',
    change: peers({ remoteIds: [{ type: 'ID_IPV4_ADDR', value: '192.0.2.99' }] }),
    found: ['stops', 'peers.remoteIds'],
    at: ['ike-auth', 'right'],
  },
  {
    what: 'type of the identity that is expected',
    base: peers({ localId: { type: 'ID_FQDN', value: 'gateway.example' } }),
    change: peers({ remoteIds: [{ type: 'ID_RFC822_ADDR', value: 'gateway.example' }] }),
    found: ['stops', 'peers.remoteIds'],
    at: ['ike-auth', 'right'],
  },
  {
    what: 'authentication method',
    change: (gateway) =>
      peers({
        localAuthentication: 'rsa-signature',
        remoteAuthentication: 'rsa-signature',
        certificates: { certificate: 'branch', key: 'branch', authority: 'company', verify: true },
      })(ike({ authenticationMethod: 'rsa-signature' })(gateway)),
    found: ['stops', 'peers.remoteAuthentication'],
    at: ['ike-auth', 'right'],
    right: ['tmsh@16'],
    isByHand: true,
  },
  {
    what: 'narrower selectors',
    change: policies(({ selectors }) => ({
      selectors: selectors.map((selector) => ({ ...selector, local: { prefix: '10.20.5.0/24' } })),
    })),
    found: ['shows-later', 'policies.selectors'],
    when: 'with traffic',
  },
];

export const IKEV1: readonly Mismatch[] = [
  ...common({ ike: 'main-mode', authentication: 'main-mode', child: 'quick-mode' }),
  {
    what: 'version',
    base: ike({ integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }], prfs: [{ name: 'PRF_HMAC_SHA2_256' }] }),
    change: peers({ versions: ['ikev2'], exchangeModes: [] }),
    found: ['stops', 'peers.versions'],
    at: ['main-mode', 'right'],
    right: ['tmsh@16'],
  },
  {
    what: 'version, where the payload order of DPD is what a peer of IKEv2 leaves at its default',
    base: (gateway) =>
      dpd({ payloadOrder: 'notify-hash' })(
        ike({ integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }], prfs: [{ name: 'PRF_HMAC_SHA2_256' }] })(
          gateway,
        ),
      ),
    change: peers({ versions: ['ikev2'], exchangeModes: [] }),
    found: ['stops', 'peers.versions'],
    at: ['main-mode', 'right'],
    left: ['vrp@ar'],
    right: ['vrp@ar'],
  },
  {
    what: 'exchange mode',
    change: peers({ exchangeModes: ['aggressive'] }),
    found: ['stops', 'peers.exchangeModes'],
    at: ['main-mode', 'right'],
  },
  {
    what: 'compression',
    change: ipsec(() => ({ compression: 'deflate' })),
    found: ['stops', 'ipsecProposals.compression'],
    at: ['quick-mode', 'right'],
    left: ['tmsh@16', 'racoon@0.9'],
    right: ['tmsh@16', 'racoon@0.9'],
  },
  {
    what: 'IKE hash',
    change: ike({ hashes: ['SHA'] }),
    found: ['stops', 'ikeProposals.hashes'],
    at: ['main-mode', 'right'],
  },
  {
    what: 'authentication method',
    change: (gateway) =>
      peers({ certificates: { certificate: 'branch', key: 'branch', authority: 'company', verify: true } })(
        ike({ authenticationMethod: 'rsa-signature' })(gateway),
      ),
    found: ['stops', 'ikeProposals.authenticationMethod'],
    at: ['main-mode', 'right'],
    right: ['tmsh@16', 'racoon@0.9'],
    isByHand: true,
  },
  {
    what: 'PFS group',
    change: policies(() => ({ pfsGroups: [5] })),
    found: ['stops', 'policies.pfsGroups'],
    at: ['quick-mode', 'right'],
  },
  {
    what: 'PFS at one end',
    base: EXACT,
    change: policies(() => ({ pfsGroups: [] })),
    found: ['stops', 'policies.pfsGroups'],
    at: ['quick-mode', 'right'],
  },
  {
    what: 'identity that is sent',
    change: peers({ localId: { type: 'ID_FQDN', value: 'wrong.example' } }),
    found: ['stops', 'peers.localId'],
  },
  {
    what: 'identity that is expected',
    repairedAt: 'right',
    change: peers({ remoteIds: [{ type: 'ID_IPV4_ADDR', value: '192.0.2.99' }] }),
    found: ['stops', 'peers.remoteIds'],
    at: ['main-mode', 'right'],
  },
  {
    what: 'narrower selectors',
    change: policies(({ selectors }) => ({
      selectors: selectors.map((selector) => ({ ...selector, local: { prefix: '10.20.5.0/24' } })),
    })),
    found: ['stops', 'policies.selectors'],
    at: ['quick-mode', 'right'],
  },
  {
    what: 'a lifetime that has to be equal (proposal_check exact)',
    base: peers({ lifetimeCheck: 'exact' }),
    change: ike({ lifetimeSeconds: 7200 }),
    found: ['stops', 'ikeProposals.lifetimeSeconds'],
    at: ['main-mode', 'right'],
    left: ['racoon@0.9'],
    right: ['racoon@0.9'],
  },
  {
    what: 'a lifetime that is too long for one end (proposal_check strict)',
    base: peers({ lifetimeCheck: 'strict' }),
    change: ike({ lifetimeSeconds: 7200 }),
    found: ['shows-later', 'ikeProposals.lifetimeSeconds'],
    when: 'when near starts',
    left: ['vrp@ar', 'tmsh@16', 'racoon@0.9'],
    right: ['racoon@0.9'],
  },
  {
    what: 'a lifetime that the initiator of racoon does not learn of',
    change: ike({ lifetimeSeconds: 7200 }),
    found: ['shows-later', 'ikeProposals.lifetimeSeconds'],
    left: ['racoon@0.9'],
    right: ['tmsh@16'],
  },
  {
    what: 'an IPsec lifetime that the initiator of racoon does not learn of',
    change: policies(({ lifetime }) => ({ lifetime: { ...lifetime, seconds: 1800 } })),
    found: ['shows-later', 'policies.lifetime.seconds'],
    when: 'child hard expiry',
    left: ['racoon@0.9'],
    right: ['tmsh@16', 'racoon@0.9'],
  },
  {
    what: 'tags of SHA-256 cut to 96 bits',
    base: esp({ integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }] }),
    change: (gateway) => gateway,
    found: ['shows-later', 'ipsecProposals.esp.integrity'],
    when: 'every packet is dropped',
    right: ['vrp@ar'],
    edit: ['ipsec authentication sha2 compatible enable', 'undo ipsec authentication sha2 compatible enable'],
  },
  {
    what: 'heartbeats that nobody sends',
    base: HEARTBEATS,
    change: (gateway) => gateway,
    found: ['shows-later', 'ike.heartbeat.sendIntervalSeconds'],
    left: ['vrp@ar'],
    right: ['tmsh@16', 'racoon@0.9'],
    isByHand: true,
  },
  {
    what: 'heartbeats that nobody expects, while DPD watches',
    base: ikeSettings({ heartbeat: { sequence: 'old', spiList: false, sendIntervalSeconds: 20 } }),
    change: ikeSettings({ heartbeat: { sequence: 'old', spiList: false } }),
    found: ['harmless', 'ike.heartbeat.timeoutSeconds'],
    left: ['vrp@ar'],
  },
  {
    what: 'heartbeats that nobody expects, and nothing else watches',
    base: (gateway) =>
      ikeSettings({ heartbeat: { sequence: 'old', spiList: false, sendIntervalSeconds: 20 } })(
        dpd({ mode: 'answer' })(gateway),
      ),
    change: ikeSettings({ heartbeat: { sequence: 'old', spiList: false } }),
    found: ['shows-later', 'ike.heartbeat.timeoutSeconds'],
    when: 'dies without a word',
    left: ['vrp@ar'],
  },
  {
    what: 'heartbeats that come too seldom',
    base: HEARTBEATS,
    change: ikeSettings({
      heartbeat: { sequence: 'old', spiList: false, sendIntervalSeconds: 600, timeoutSeconds: 60 },
    }),
    found: ['shows-later', 'ike.heartbeat.sendIntervalSeconds'],
    left: ['vrp@ar'],
    right: ['vrp@ar'],
  },
  {
    what: 'sequence numbers of heartbeats',
    base: HEARTBEATS,
    change: ikeSettings({
      heartbeat: { sequence: 'new', spiList: false, sendIntervalSeconds: 20, timeoutSeconds: 60 },
    }),
    found: ['shows-later', 'ike.heartbeat.sequence'],
    left: ['vrp@ar'],
    right: ['vrp@ar'],
  },
  {
    what: 'payload order of DPD messages',
    change: dpd({ payloadOrder: 'notify-hash' }),
    found: ['shows-later', 'peers.dpd.payloadOrder'],
    right: ['vrp@ar'],
  },
];
