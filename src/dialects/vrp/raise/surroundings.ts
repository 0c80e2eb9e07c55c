import type { Gateway } from '../../../ir/gateway.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import type { IpsecProposal, Policy } from '../../../ir/ipsec.ts';
import { type AccessList, planAccessLists } from '../access-lists.ts';
import { hasGroups } from '../groups.ts';
import { limitsOfProfile } from '../profile-limits.ts';
import { nameIpsecProposals, namePeers, numberIkeProposals } from '../names.ts';

/** What the objects of a gateway are called in VRP, and how they refer to each other. */
export interface Surroundings {
  readonly gateway: Gateway;
  /** Names that are written, by their own. */
  readonly peers: ReadonlyMap<string, string>;
  readonly ikeProposals: ReadonlyMap<string, string>;
  readonly ipsecProposals: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<Policy, AccessList>;
  peer(name: string | undefined): Peer | undefined;
  ikeProposal(name: string | undefined): IkeProposal | undefined;
  ipsecProposalsOf(policy: Policy): readonly IpsecProposal[];
  policiesOf(peer: Peer): readonly Policy[];
}

export function surroundingsOf(gateway: Gateway, profile: string): Surroundings {
  const peers = byName(gateway.peers);
  const ikeProposals = byName(gateway.ikeProposals);
  const ipsecProposals = byName(gateway.ipsecProposals);
  const policies = new Map<string, Policy[]>();
  for (const policy of gateway.policies) {
    const known = policies.get(policy.peer ?? '');
    if (known === undefined) policies.set(policy.peer ?? '', [policy]);
    else known.push(policy);
  }
  return {
    gateway,
    peers: namePeers(gateway),
    ikeProposals: numberIkeProposals(gateway, limitsOfProfile(profile).proposalNumbers),
    ipsecProposals: nameIpsecProposals(gateway, !hasGroups(gateway)),
    lists: planAccessLists(gateway),
    peer: (name) => peers.get(name ?? ''),
    ikeProposal: (name) => ikeProposals.get(name ?? ''),
    ipsecProposalsOf: (policy) => policy.proposals.flatMap((name) => ipsecProposals.get(name) ?? []),
    policiesOf: ({ name }) => policies.get(name) ?? [],
  };
}

function byName<T extends { readonly name: string }>(objects: readonly T[]): ReadonlyMap<string, T> {
  return new Map(objects.map((object) => [object.name, object]));
}
