import { freeName } from '../dialect-names.ts';
import { addressesBetween } from '../../ir/address.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Peer } from '../../ir/ike.ts';
import type { Policy } from '../../ir/ipsec.ts';
import { withMembers } from '../../ir/origins.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../dialect-adjustment.ts';
import { textOfAddress } from './peer-addresses.ts';

/** A longer range would be a page of peers (`translation.md` 2.4, R06). */
const MOST_ADDRESSES = 16;

/**
 * A peer at a range of addresses becomes one peer for each address, with its policies, where there are few; a longer range,
 * and that of a tunnel interface, stays for who refuses it.
 */
export const splitPeerRanges: Rule = (gateway, adjustment) => {
  const routed = new Set(gateway.policies.flatMap(({ kind, peer }) => (kind === 'route-based' ? peer : [])));
  const names = new Set(gateway.peers.map(({ name }) => name));
  const parts = new Map<string, readonly Peer[]>();
  for (const peer of gateway.peers) {
    const split = routed.has(peer.name) ? undefined : partsOf(peer, names, adjustment);
    if (split !== undefined) parts.set(peer.name, split);
  }
  if (parts.size === 0) return gateway;
  return withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.flatMap((peer) => parts.get(peer.name) ?? [peer]),
    policies: gateway.policies.flatMap((policy) => {
      const peers = parts.get(policy.peer ?? '');
      return peers === undefined ? [policy] : copiesFor(policy, peers, gateway, adjustment);
    }),
  });
};

function partsOf(peer: Peer, names: Set<string>, adjustment: Adjustment): readonly Peer[] | undefined {
  const [only, ...others] = peer.remote;
  if (only === undefined || others.length > 0 || !('first' in only)) return undefined;
  const addresses = addressesBetween(only.first, only.last, MOST_ADDRESSES);
  if (addresses === undefined) return undefined;
  adjustment.note({
    code: 'TG254',
    kind: 'adapted',
    object: peerReference(peer),
    path: 'peers.remote',
    from: textOfAddress(only),
    to: addresses.length,
    origins: writersOf(adjustment, peer, 'remote'),
    note: `one peer at a range of addresses becomes ${addresses.length} peers`,
  });
  return addresses.map((address, index) => {
    const name = index === 0 ? peer.name : freeName(peer.name, names);
    return withMembers(adjustment.origins, peer, { name, remote: [{ address }] });
  });
}

/** The sequences behind the policy's own as far as they are free, so that a group keeps its numbers. */
function copiesFor(
  policy: Policy,
  peers: readonly Peer[],
  { policies }: Gateway,
  { origins }: Adjustment,
): readonly Policy[] {
  const { name, sequence } = policy;
  const next = Math.min(
    ...policies.flatMap((other) => (other.name === name && other.sequence > sequence ? other.sequence : [])),
  );
  const hasRoom = sequence + peers.length <= next;
  return peers.map((peer, index) =>
    withMembers(origins, policy, {
      peer: peer.name,
      sequence: hasRoom ? sequence + index : sequence,
      selectors: policy.selectors.map((selector) => withMembers(origins, selector, {})),
      tunnel: withMembers(origins, policy.tunnel, {}),
      antiReplay: withMembers(origins, policy.antiReplay, {}),
      lifetime: withMembers(origins, policy.lifetime, {}),
    }),
  );
}
