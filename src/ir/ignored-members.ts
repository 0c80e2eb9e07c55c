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

/** What matters of a member: nothing, a part of its own members, or all of it. */
export type Share = 'none' | 'part' | 'all';

/** Members that cannot matter, by what they need. */
export class IgnoredMembers extends Map<MemberPath, string> {
  readonly #shares = new Map<MemberPath, ReadonlyMap<string, Share>>();

  /** By name those members of the objects at a path of which less than all matters. */
  sharesAt(path: MemberPath): ReadonlyMap<string, Share> {
    let shares = this.#shares.get(path);
    if (shares === undefined) this.#shares.set(path, (shares = this.#findShares(path)));
    return shares;
  }

  #findShares(path: MemberPath): ReadonlyMap<string, Share> {
    const below = [...this.keys()].filter((each) => each.startsWith(`${path}.`));
    return new Map(
      below.map((each) => {
        const [name = ''] = each.slice(path.length + 1).split('.');
        return [name, this.has(`${path}.${name}`) ? 'none' : 'part'];
      }),
    );
  }
}

/** The members that cannot matter for this peer, by what they need; its IKE proposals' members included. */
export function ignoredMembers(peer: Peer): IgnoredMembers {
  const isProbing = peer.dpd.mode !== 'off' && peer.dpd.mode !== 'answer';
  const kind =
    Number(peer.versions.includes('ikev1')) +
    2 * Number(peer.versions.includes('ikev2')) +
    4 * Number(isProbing);
  return BY_KIND[kind] ?? NOTHING_IGNORED;
}

/** The eight kinds of peers: with IKEv1 (1), with IKEv2 (2), with DPD that probes (4). */
const BY_KIND: readonly IgnoredMembers[] = Array.from({ length: 8 }, (_kind, bits) => {
  const ignored = new IgnoredMembers();
  if ((bits & 1) === 0) for (const path of IKEV1_ONLY) ignored.set(path, 'IKEv2');
  if ((bits & 2) === 0) for (const path of IKEV2_ONLY) ignored.set(path, 'IKEv1');
  if ((bits & 4) === 0) for (const path of PROBING_ONLY) ignored.set(path, 'this DPD mode');
  return ignored;
});

/** Without a peer nothing is negotiated: keys are set by hand, or nothing is protected. A check that is off has no window. */
export function ignoredPolicyMembers({
  peer,
  antiReplay,
}: Pick<Policy, 'peer' | 'antiReplay'>): IgnoredMembers {
  if (peer === undefined) return NOTHING_NEGOTIATED;
  return antiReplay.enabled ? NOTHING_IGNORED : NO_REPLAY_CHECK;
}
/** Of what belongs to nobody all members may matter. */
export const NOTHING_IGNORED = new IgnoredMembers();
const NOTHING_NEGOTIATED = new IgnoredMembers(NEGOTIATED_ONLY.map((path) => [path, 'manual keys']));

const NO_REPLAY_CHECK = new IgnoredMembers([['policies.antiReplay.window', 'anti-replay that is off']]);

/** Those of the IKE settings that cannot matter for any peer of the gateway. */
export function ignoredSettings({ peers }: Pick<Gateway, 'peers'>): IgnoredMembers {
  const ignored = new IgnoredMembers();
  if (peers.length > 0 && !peers.some(({ versions }) => versions.includes('ikev1'))) {
    ignored.set('ike.heartbeat', 'IKEv2');
  }
  if (peers.length > 0 && !peers.some(({ versions }) => versions.includes('ikev2'))) {
    ignored.set('ike.cookieThreshold', 'IKEv1');
  }
  return ignored;
}
