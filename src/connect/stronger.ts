import { DH_GROUPS } from '../ir/algorithms.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { IkeProposal } from '../ir/ike.ts';
import type { IpsecProposal, Policy } from '../ir/ipsec.ts';
import { isWeakerIke, isWeakerIpsec } from '../translate/legalize/proposal-strength.ts';
import { otherOf, type Which } from './end.ts';
import { holderOf } from './parameters.ts';
import type { Peering } from './peering.ts';
import type { Finding } from './problem.ts';

/**
 * The end that protects less in what the two do not agree on: it is the one to change. Absent: neither does, or each in
 * something else. Strength as RFC 8247 and 8221 say it.
 */
export function weakerEnd(
  gateways: Readonly<Record<Which, Gateway>>,
  peering: Peering,
  findings: readonly Finding[],
): Which | undefined {
  const parts = { left: partsOf(gateways.left, peering.left), right: partsOf(gateways.right, peering.right) };
  const isWeaker = (which: Which): boolean =>
    findings.some(({ paths }) => protectsLess(paths[which], parts[which], parts[otherOf(which)]));
  const [left, right] = [isWeaker('left'), isWeaker('right')];
  if (left === right) return undefined;
  return left ? 'left' : 'right';
}

interface Parts {
  readonly ike: IkeProposal | undefined;
  readonly ipsec: IpsecProposal | undefined;
  readonly policy: Policy | undefined;
}
function partsOf(gateway: Gateway, { name, proposals }: Peering[Which]): Parts {
  const policy = gateway.policies.find(({ peer }) => peer === name);
  return {
    ike: gateway.ikeProposals.find((proposal) => proposal.name === proposals[0]),
    ipsec: gateway.ipsecProposals.find((proposal) => proposal.name === policy?.proposals[0]),
    policy,
  };
}

function protectsLess(path: string, own: Parts, other: Parts): boolean {
  const { root } = holderOf(path);
  if (root === 'ikeProposals') {
    return own.ike !== undefined && other.ike !== undefined && isWeakerIke(own.ike, other.ike);
  }
  if (root === 'ipsecProposals') {
    return own.ipsec !== undefined && other.ipsec !== undefined && isWeakerIpsec(own.ipsec, other.ipsec);
  }
  return path === 'policies.pfsGroups' && groupStrength(own.policy) < groupStrength(other.policy);
}
/** In bits; 0: no PFS. */
function groupStrength(policy: Policy | undefined): number {
  return DH_GROUPS.get(policy?.pfsGroups[0] ?? 0)?.strength ?? 0;
}
