import type { Gateway } from './gateway.ts';
import type { Peer } from './ike.ts';
import type { Policy } from './ipsec.ts';
import type { MemberPath } from './limits.ts';

const IKEV1_ONLY: readonly MemberPath[] = [
  'ikeProposals.hashes',
  'ikeProposals.authenticationMethod',
  'peers.exchangeModes',
  'peers.dpd.payloadOrder',
  'peers.lifetimeCheck',
  'peers.childSasDependOnIkeSa',
];
const IKEV2_ONLY: readonly MemberPath[] = [
  'ikeProposals.integrity',
  'ikeProposals.prfs',
  'peers.localAuthentication',
  'peers.remoteAuthentication',
  'peers.reauthenticationSeconds',
  'peers.mobike',
];
const PROBING_ONLY: readonly MemberPath[] = [
  'peers.dpd.idleSeconds',
  'peers.dpd.retryIntervalSeconds',
  'peers.dpd.retries',
  'peers.dpd.then',
];

const NEGOTIATED_ONLY: readonly MemberPath[] = [
  'policies.acceptSelectors',
  'policies.antiReplay',
  'policies.initiation',
  'policies.lifetime',
  'policies.pfsGroups',
];

/** The members that cannot matter for this peer, by what they need; its IKE proposals' members included. */
export function ignoredMembers(peer: Peer): ReadonlyMap<MemberPath, string> {
  const isProbing = peer.dpd.mode !== 'off' && peer.dpd.mode !== 'answer';
  const kind =
    Number(peer.versions.includes('ikev1')) +
    2 * Number(peer.versions.includes('ikev2')) +
    4 * Number(isProbing);
  return BY_KIND[kind] ?? NOTHING;
}

/** The eight kinds of peers: with IKEv1 (1), with IKEv2 (2), with DPD that probes (4). */
const BY_KIND: readonly ReadonlyMap<MemberPath, string>[] = Array.from({ length: 8 }, (_kind, bits) => {
  const ignored = new Map<MemberPath, string>();
  if ((bits & 1) === 0) for (const path of IKEV1_ONLY) ignored.set(path, 'IKEv2');
  if ((bits & 2) === 0) for (const path of IKEV2_ONLY) ignored.set(path, 'IKEv1');
  if ((bits & 4) === 0) for (const path of PROBING_ONLY) ignored.set(path, 'this DPD mode');
  return ignored;
});

/** Without a peer nothing is negotiated: keys are set by hand, or nothing is protected. */
export function ignoredPolicyMembers({ peer }: Pick<Policy, 'peer'>): ReadonlyMap<MemberPath, string> {
  return peer === undefined ? NOTHING_NEGOTIATED : NOTHING;
}
const NOTHING: ReadonlyMap<MemberPath, string> = new Map();
const NOTHING_NEGOTIATED: ReadonlyMap<MemberPath, string> = new Map(
  NEGOTIATED_ONLY.map((path) => [path, 'manual keys']),
);

/** Those of the IKE settings that cannot matter for any peer of the gateway. */
export function ignoredSettings({ peers }: Pick<Gateway, 'peers'>): ReadonlyMap<MemberPath, string> {
  const ignored = new Map<MemberPath, string>();
  if (peers.length > 0 && !peers.some(({ versions }) => versions.includes('ikev1'))) {
    ignored.set('ike.heartbeat', 'IKEv2');
  }
  if (peers.length > 0 && !peers.some(({ versions }) => versions.includes('ikev2'))) {
    ignored.set('ike.cookieThreshold', 'IKEv1');
  }
  return ignored;
}
