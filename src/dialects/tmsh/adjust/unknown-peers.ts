import type { Peer } from '../../../ir/ike.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { withMembers } from '../../../ir/origins.ts';
import {
  type Adjustment,
  peerReference,
  policyReference,
  type Rule,
  writersOf,
} from '../../dialect-adjustment.ts';

/**
 * Peers that may be anywhere (`translation.md` 5.2): IKEv1 answers them with `remote-address any`, `passive` and
 * `generate-policy`; for IKEv2 no release up to 15 has a word, and those after have none that is known.
 */
export const answerUnknownPeers: Rule = (gateway, adjustment) => {
  const unknown = new Set(gateway.peers.filter(({ remote }) => remote.length === 0));
  for (const peer of unknown) checkPeer(peer, adjustment);
  const peers = new Map(gateway.peers.map((peer) => [peer.name, peer]));
  const transport = new Set(
    gateway.ipsecProposals
      .filter(({ encapsulation }) => encapsulation === 'transport')
      .map(({ name }) => name),
  );
  return withMembers(adjustment.origins, gateway, {
    policies: gateway.policies.map((policy) => {
      const peer = peers.get(policy.peer ?? '');
      if (peer === undefined || policy.kind === 'route-based') return policy;
      const isTransport = policy.proposals.some((name) => transport.has(name));
      return answered(policy, peer, isTransport, adjustment);
    }),
  });
};

function checkPeer(peer: Peer, adjustment: Adjustment): void {
  const place = { object: peerReference(peer), path: 'peers.remote', from: [] };
  const origins = writersOf(adjustment, peer, 'remote', 'name');
  if (peer.versions.includes('ikev2')) {
    const note = 'peers with unknown addresses: tmsh answers them in IKEv1 alone';
    adjustment.refuse('TG246', place, origins, note, 'limit the peer to IKEv1, or give it an address');
    return;
  }
  const note =
    'peers with unknown addresses: "remote-address any" with "generate-policy", which no device has confirmed';
  adjustment.note({ code: 'TG246', kind: 'approximated', ...place, to: 'any', origins, note });
}

function answered(policy: Policy, peer: Peer, isTransport: boolean, adjustment: Adjustment): Policy {
  const object = policyReference(policy);
  const isUnknown = peer.remote.length === 0;
  const isOffered = policy.acceptSelectors === 'offered';
  const refuse = (path: string, origins: readonly number[], note: string): Policy => {
    adjustment.refuse('TG246', { object, path, from: policy.name }, origins, note);
    return policy;
  };
  if (policy.selectors.length === 0 && !isOffered) {
    const note = 'a policy without selectors protects nothing: tmsh has no such policy';
    return refuse('policies.selectors', writersOf(adjustment, policy, 'selectors', 'name'), note);
  }
  if (!isUnknown && !isOffered) return policy;
  if (isTransport && (isUnknown || policy.selectors.length === 0)) {
    const note = 'transport mode protects hosts that are named, not whoever comes';
    return refuse('policies.selectors', writersOf(adjustment, policy, 'proposals'), note);
  }
  if (isOffered && peer.versions.includes('ikev2')) {
    if (policy.selectors.length === 0) {
      const note = 'tmsh takes what the peer offers in IKEv1 alone';
      return refuse('policies.acceptSelectors', writersOf(adjustment, policy, 'name'), note);
    }
    return configured(policy, adjustment);
  }
  if (isUnknown && policy.selectors.length > 0) noteExactSelectors(policy, adjustment);
  return onlyAnswering(
    isUnknown && policy.selectors.length > 0 ? configured(policy, adjustment) : policy,
    adjustment,
  );
}

/** A list limits what a template accepts; racoon accepts its entries as they are. */
function noteExactSelectors(policy: Policy, adjustment: Adjustment): void {
  adjustment.note({
    code: 'TG246',
    kind: 'approximated',
    object: policyReference(policy),
    path: 'policies.selectors',
    from: policy.selectors.length,
    origins: writersOf(adjustment, policy, 'selectors'),
    note: 'peers with unknown addresses: the rules are accepted as they are, not what lies inside them',
  });
}

function configured(policy: Policy, adjustment: Adjustment): Policy {
  if (policy.acceptSelectors === 'configured') return policy;
  adjustment.note({
    code: 'TG246',
    kind: 'approximated',
    object: policyReference(policy),
    path: 'policies.acceptSelectors',
    from: 'offered',
    to: 'configured',
    origins: writersOf(adjustment, policy, 'acceptSelectors'),
    note: 'only the selectors that are named are accepted',
  });
  return withMembers(adjustment.origins, policy, { acceptSelectors: 'configured' });
}

/** There is nothing to start: neither an address nor a flow. */
function onlyAnswering(policy: Policy, adjustment: Adjustment): Policy {
  if (policy.initiation === 'never') return policy;
  if (policy.selectors.length > 0 && policy.acceptSelectors === 'offered') return policy;
  adjustment.note({
    code: 'TG246',
    kind: 'approximated',
    object: policyReference(policy),
    path: 'policies.initiation',
    from: policy.initiation,
    to: 'never',
    origins: writersOf(adjustment, policy, 'initiation'),
    note: 'peers with unknown addresses start the tunnel themselves',
  });
  return withMembers(adjustment.origins, policy, { initiation: 'never' });
}

/** `generate-policy` belongs to the peer: what one policy of it takes, all of them take. */
export const offerWithinPeer: Rule = (gateway, adjustment) => {
  const offering = new Set<string>();
  for (const { peer, acceptSelectors } of gateway.policies) {
    if (peer !== undefined && acceptSelectors === 'offered') offering.add(peer);
  }
  const fixed = new Set(
    gateway.peers.flatMap(({ name, remote }) => (remote.length > 0 && offering.has(name) ? name : [])),
  );
  const mixed = new Set(
    gateway.policies.flatMap(({ peer, acceptSelectors }) =>
      peer !== undefined && fixed.has(peer) && acceptSelectors === 'configured' ? peer : [],
    ),
  );
  if (mixed.size === 0) return gateway;
  return withMembers(adjustment.origins, gateway, {
    policies: gateway.policies.map((policy) => {
      if (!mixed.has(policy.peer ?? '') || policy.acceptSelectors === 'configured') return policy;
      if (policy.selectors.length > 0) return configured(policy, adjustment);
      const place = { object: policyReference(policy), path: 'policies.acceptSelectors', from: 'offered' };
      const note = `an ike-peer takes what is offered for all its policies: another one of ${policy.peer ?? ''} has selectors`;
      adjustment.refuse('TG246', place, writersOf(adjustment, policy, 'name'), note);
      return policy;
    }),
  });
};
