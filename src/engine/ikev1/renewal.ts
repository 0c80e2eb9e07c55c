import type { Policy } from '../../ir/ipsec.ts';
import { setChildState } from '../gateway/child-sas.ts';
import { setIkeSaState } from '../gateway/ike-sas.ts';
import { mayRekey } from '../gateway/lifetimes.ts';
import type { ChildSaRecord } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import { refreshPath } from './dangling-children.ts';
import { initiatePhase1 } from './phase1.ts';
import { exchangeFor } from './quick-exchanges.ts';
import { beginRekey } from './quick-mode-initiator.ts';
import { Ikev1Sa } from './records.ts';

/**
 * The soft lifetime of an IKE SA is over: a complete new phase 1 begins beside it (IKEv1 knows no rekeying), if anything
 * needs the SA and this end is one that renews.
 */
export function renewIkeSa(gateway: GatewayState, sa: Ikev1Sa): void {
  if (sa.state !== 'established' || !isRenewedHere(gateway, sa) || isBeingRenewed(sa)) return;
  const replacement = initiatePhase1(gateway, sa.peer, sa.path);
  if (replacement === null) return;
  replacement.renews = sa;
  setIkeSaState(gateway, sa, 'rekeying');
}
function isRenewedHere(gateway: GatewayState, sa: Ikev1Sa): boolean {
  const { childRekeyBy, ikeRenewalNeedsLiveness = false } = gateway.behaves(1);
  const { rekey, dpd } = sa.peer.peer;
  if (sa.firstChild === null || (childRekeyBy === 'initiator' && !sa.isInitiator)) return false;
  const isWatched = sa.peerAnswersProbes && (dpd.mode === 'periodic' || dpd.mode === 'on-demand');
  if (ikeRenewalNeedsLiveness && rekey === 'on' && !isWatched) return false;
  return mayBegin(sa.firstChild.entry.policy, sa);
}
/** A policy that only answers begins nothing, but what it began before it was so. */
function mayBegin({ initiation }: Policy, { isInitiator }: { readonly isInitiator: boolean }): boolean {
  return initiation !== 'never' || isInitiator;
}
function isBeingRenewed(sa: Ikev1Sa): boolean {
  for (let other = sa.path.first; other !== null; other = other.olderOnPath) {
    if (other.state === 'connecting' && other.peer === sa.peer) return true;
  }
  return false;
}

/**
 * The soft lifetime of a child SA is over: a quick mode for the same traffic begins, under its IKE SA, or another of
 * the same addresses; without one, phase 1 comes first.
 */
export function rekeyChild(gateway: GatewayState, child: ChildSaRecord): void {
  const { entry } = child;
  const path = refreshPath(gateway, child);
  if (child.state !== 'installed' || entry.peer === null) return;
  if (!mayRekey(gateway, child) || !mayBegin(entry.policy, child)) return;
  if (exchangeFor(path, entry, child) !== null) return;
  let connecting = false;
  for (let sa = path.first; sa !== null; sa = sa.olderOnPath) {
    if (!(sa instanceof Ikev1Sa)) continue;
    if (sa.state === 'established') {
      beginRekey(gateway, sa, child);
      return;
    }
    connecting ||= sa.state === 'connecting';
  }
  setChildState(gateway, child, 'rekeying');
  if (!connecting) initiatePhase1(gateway, entry.peer, path);
}
