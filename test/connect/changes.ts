import type { Gateway } from '../../src/ir/gateway.ts';
import type { IkeProposal, Peer } from '../../src/ir/ike.ts';
import type { IpsecProposal, Policy } from '../../src/ir/ipsec.ts';

/** A gateway with every object of a kind changed. */
export type Change = (gateway: Gateway) => Gateway;

export const peers =
  (change: Partial<Peer>): Change =>
  (gateway) => ({ ...gateway, peers: gateway.peers.map((peer) => ({ ...peer, ...change })) });
export const ike =
  (change: Partial<IkeProposal>): Change =>
  (gateway) => ({
    ...gateway,
    ikeProposals: gateway.ikeProposals.map((proposal) => ({ ...proposal, ...change })),
  });
export const ipsec =
  (change: (proposal: IpsecProposal) => Partial<IpsecProposal>): Change =>
  (gateway) => ({
    ...gateway,
    ipsecProposals: gateway.ipsecProposals.map((proposal) => ({ ...proposal, ...change(proposal) })),
  });
export const policies =
  (change: (policy: Policy) => Partial<Policy>): Change =>
  (gateway) => ({
    ...gateway,
    policies: gateway.policies.map((policy) => ({ ...policy, ...change(policy) })),
  });
export const esp = (change: Partial<NonNullable<IpsecProposal['esp']>>): Change =>
  ipsec(({ esp: own }) => (own === undefined ? {} : { esp: { ...own, ...change } }));
