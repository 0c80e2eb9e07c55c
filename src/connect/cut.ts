import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';

/**
 * A gateway with one peer and what is for it. Nothing starts by itself: who starts is chosen, and a policy that
 * never starts still does not.
 */
export function cutToPeer(gateway: Gateway, peer: Peer): Gateway {
  const policies = gateway.policies.filter((policy) => policy.peer === peer.name);
  const ike = new Set(peer.proposals);
  const ipsec = new Set(policies.flatMap(({ proposals }) => proposals));
  return {
    ...gateway,
    interfaces: [],
    routes: [],
    manualSas: [],
    peers: [peer],
    ikeProposals: gateway.ikeProposals.filter(({ name }) => ike.has(name)),
    ipsecProposals: gateway.ipsecProposals.filter(({ name }) => ipsec.has(name)),
    policies: policies.map((policy) =>
      policy.initiation === 'at-once' ? { ...policy, initiation: 'on-traffic' } : policy,
    ),
  };
}
