import { installChild, setChildState } from '../gateway/child-sas.ts';
import type { ChildSaRecord } from '../gateway/records.ts';
import { childInstalled } from '../gateway/requests.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { TrafficSelector } from '../message/payloads.ts';
import { sameFlow, sameSelector } from '../negotiation/traffic-selectors.ts';
import { usableIkeSa } from './children-fate.ts';
import { childKey } from './keys.ts';
import type { AgreedChild, Ikev1Sa, QuickExchange } from './records.ts';
import { TIMER } from './timers.ts';

/** Puts what a quick mode settled on in the SA database; an older child SA for the same traffic is replaced. */
export function installNegotiated(gateway: GatewayState, exchange: QuickExchange, agreed: AgreedChild): void {
  const { sa, entry, request } = exchange;
  const isOnlyAh = agreed.suite.espEncryption === 0;
  // A second SPI may have been offered for a proposal that was not chosen.
  const isBoth = !isOnlyAh && agreed.suite.ahIntegrity !== 0;
  const child = installChild(gateway, {
    ikeSa: holderOf(sa),
    version: 1,
    entry,
    path: sa.path,
    localPort: sa.localPort,
    remotePort: sa.remotePort,
    isInitiator: exchange.isInitiator,
    negotiated: {
      suite: agreed.suite,
      local: listOf(exchange.local, entry.local),
      remote: listOf(exchange.remote, entry.remote),
    },
    inboundSpi: isOnlyAh ? exchange.ahSpi : exchange.espSpi,
    outboundSpi: isOnlyAh ? agreed.ahSpi : agreed.espSpi,
    inboundAhSpi: isBoth ? exchange.ahSpi : 0,
    outboundAhSpi: isBoth ? agreed.ahSpi : 0,
    key: childKey(sa.key, exchange.nonceInitiator, exchange.nonceResponder),
    hardSeconds: agreed.hardSeconds,
    hardKilobytes: agreed.hardKilobytes,
  });
  replaceOlder(gateway, child, exchange.created);
  if (request !== null) childInstalled(gateway, request);
}
/** The IKE SA that has been replaced meanwhile leaves its child SAs to the one that took its place. */
function holderOf(sa: Ikev1Sa): Ikev1Sa {
  return sa.state === 'rekeyed' ? (usableIkeSa(sa.path, sa) ?? sa) : sa;
}
/** The configured list where it says the same: most child SAs share it. */
function listOf(range: TrafficSelector, configured: readonly TrafficSelector[]): readonly TrafficSelector[] {
  const [only] = configured;
  return configured.length === 1 && only !== undefined && sameSelector(only, range) ? configured : [range];
}

/**
 * IKEv1 has no word for "in place of": the later child SA for the same traffic replaces the earlier one. Of two whose
 * quick modes crossed the one with the larger SPI survives, at both ends.
 */
function replaceOlder(gateway: GatewayState, child: ChildSaRecord, begun: number): void {
  const olders: ChildSaRecord[] = [];
  for (let other = child.ikeSa?.firstChild ?? null; other !== null; other = other.nextOfIkeSa) {
    const isLive = other.state === 'installed' || other.state === 'rekeying';
    if (isLive && other !== child && other.entry === child.entry && sameFlow(other, child))
      olders.push(other);
  }
  for (const other of olders) {
    const haveCrossed = other.isInitiator !== child.isInitiator && begun <= other.created;
    if (!haveCrossed) countRekey(gateway, child);
    const isLosing = haveCrossed && largerSpi(child) < largerSpi(other);
    if (isLosing) return replace(gateway, child, other);
    replace(gateway, other, child);
  }
}
function largerSpi({ inboundSpi, outboundSpi }: ChildSaRecord): number {
  return Math.max(inboundSpi >>> 0, outboundSpi >>> 0);
}
function countRekey(gateway: GatewayState, { isInitiator }: ChildSaRecord): void {
  if (isInitiator) gateway.counters.childRekeyedByUs++;
  else gateway.counters.childRekeyedByPeer++;
}

function replace(gateway: GatewayState, loser: ChildSaRecord, survivor: ChildSaRecord): void {
  loser.replacement = survivor;
  loser.sends = false;
  loser.softTimer = gateway.cancel(loser.softTimer);
  setChildState(gateway, loser, 'rekeyed');
  const milliseconds = 1000 * gateway.behaves(1).replacedChildSa.deleteAfterSeconds;
  const hardExpiry = gateway.world.queue.due(loser.hardTimer) ?? Infinity;
  if (gateway.time + milliseconds < hardExpiry) gateway.after(milliseconds, TIMER.replacedChild, loser);
}
