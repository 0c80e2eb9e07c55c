import type { Gateway } from '../ir/gateway.ts';
import { ignoredMembers, ignoredPolicyMembers, ignoredSettings } from '../ir/ignored-members.ts';
import type { MemberPath } from '../ir/limits.ts';
import { allOrigins, type Origin, type Origins, originsOf } from '../ir/origins.ts';

/** Statements behind members that matter for some peer or policy (`ir.md` section 10 rule 3). */
export function heededOrigins(gateway: Gateway, origins: Origins): ReadonlySet<Origin> {
  const heeded = new Set<Origin>();
  const proposals = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
  const addMembers = (object: object, path: string, ignored: ReadonlyMap<MemberPath, string>): void => {
    for (const [name, value] of Object.entries(object)) {
      const memberPath = `${path}.${name}`;
      if (ignored.has(memberPath)) continue;
      const hasIgnored = [...ignored.keys()].some((candidate) => candidate.startsWith(`${memberPath}.`));
      if (hasIgnored && typeof value === 'object' && value !== null) {
        addMembers(value, memberPath, ignored);
        continue;
      }
      for (const origin of originsOf(origins, object, name)) heeded.add(origin);
      for (const origin of allOrigins(origins, value)) heeded.add(origin);
    }
  };
  for (const peer of gateway.peers) {
    const ignored = ignoredMembers(peer);
    addMembers(peer, 'peers', ignored);
    for (const name of peer.proposals) {
      const proposal = proposals.get(name);
      if (proposal !== undefined) addMembers(proposal, 'ikeProposals', ignored);
    }
  }
  for (const policy of gateway.policies) addMembers(policy, 'policies', ignoredPolicyMembers(policy));
  const { peers: _peers, ikeProposals: _proposals, policies: _policies, ike, ...others } = gateway;
  addMembers(ike, 'ike', ignoredSettings(gateway));
  for (const origin of allOrigins(origins, others)) heeded.add(origin);
  return heeded;
}
