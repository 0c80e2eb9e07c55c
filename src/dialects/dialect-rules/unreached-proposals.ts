import { allOrigins, withMembers } from '../../ir/origins.ts';
import type { Adjustment, Rule } from '../dialect-adjustment.ts';

/** An IKE suite lives in its peer, an IPsec suite in its tunnel: what nothing refers to has no place in `dialect`. */
export function dropUnreachedProposals(dialect: string): Rule {
  return (gateway, adjustment) => {
    const ike = new Set(gateway.peers.flatMap(({ proposals }) => proposals));
    const ipsec = new Set(gateway.policies.flatMap(({ proposals }) => proposals));
    return withMembers(adjustment.origins, gateway, {
      ikeProposals: reached(gateway.ikeProposals, ike, 'ike-proposal', dialect, adjustment),
      ipsecProposals: reached(gateway.ipsecProposals, ipsec, 'ipsec-proposal', dialect, adjustment),
    });
  };
}

function reached<P extends { readonly name: string }>(
  proposals: readonly P[],
  names: ReadonlySet<string>,
  kind: 'ike-proposal' | 'ipsec-proposal',
  dialect: string,
  adjustment: Adjustment,
): readonly P[] {
  return proposals.filter((proposal) => {
    if (names.has(proposal.name)) return true;
    adjustment.note({
      code: 'TG115',
      kind: 'dropped',
      object: { kind, name: proposal.name },
      path: kind === 'ike-proposal' ? 'ikeProposals' : 'ipsecProposals',
      from: proposal.name,
      origins: [...allOrigins(adjustment.origins, proposal)],
      note: `${kind.replace('-', ' ')} ${proposal.name} belongs to no tunnel, and ${dialect} keeps proposals inside tunnels`,
    });
    return false;
  });
}
