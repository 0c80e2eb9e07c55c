import type { Peer } from '../../ir/ike.ts';
import type { IpsecProposal, Policy } from '../../ir/ipsec.ts';

/**
 * Policies that are made when the peer asks, and have no entry in the SPD: those that take what it offers, and those
 * of a peer whose address nothing tells (`translation.md` 5.2).
 */
export function isMadeOnDemand(
  peer: Peer,
  { selectors, tunnel }: Policy,
  proposal: IpsecProposal | undefined,
): boolean {
  if (selectors.length === 0) return true;
  return peer.remote.length === 0 && tunnel.remote === undefined && proposal?.encapsulation !== 'transport';
}
