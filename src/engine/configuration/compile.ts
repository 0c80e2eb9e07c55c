import { hiddenText, splitPrefix } from '../../ir/address.ts';
import type { EngineBehaviour } from '../../ir/behaviour.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { IpsecProposal, Policy, Selector } from '../../ir/ipsec.ts';
import type { Address } from '../../ir/scalars.ts';
import { SpdEntry } from '../gateway/records.ts';
import type { TrafficSelector } from '../message/payloads.ts';
import { type ChildOffer, childOffer } from '../negotiation/child-proposals.ts';
import { type IkeOffer, ikeOffer } from '../negotiation/ike-proposals.ts';
import { EVERY_FLOW, flowOf, sideOf } from '../negotiation/traffic-selectors.ts';
import { GatewayConfiguration } from './gateway-configuration.ts';
import { PeerConfiguration } from './peer-configuration.ts';

/** Follows the names of a gateway that `check` found consistent. `addresses`: those that its text does not say. */
export function compile(
  gateway: Gateway,
  behaviour: EngineBehaviour,
  addresses: readonly Address[],
): GatewayConfiguration {
  const peers = compilePeers(gateway);
  const byName = new Map(peers.map((peer) => [peer.peer.name, peer]));
  const proposals = new Map(gateway.ipsecProposals.map((proposal) => [proposal.name, proposal]));
  const chosenLists = new Shared<readonly IpsecProposal[]>();
  const offers = new Shared<ChildOffer>();
  const sides = new Shared<readonly TrafficSelector[]>();
  const side: typeof sideOf = (address, protocol, ports) =>
    sides.get(JSON.stringify([address, protocol, ports]), () => sideOf(address, protocol, ports));
  const entries: SpdEntry[] = [];
  for (const policy of gateway.policies) {
    if (!policy.enabled) continue;
    const peer = policy.peer === undefined ? null : (byName.get(policy.peer) ?? null);
    const names = policy.proposals.join('\n');
    const chosen = chosenLists.get(names, () =>
      policy.proposals.flatMap((name) => proposals.get(name) ?? []),
    );
    const offerOf = (groups: readonly number[]): ChildOffer =>
      offers.get(`${names}\n${groups.join()}`, () => childOffer(chosen, groups));
    const common = {
      policy,
      peer,
      proposals: chosen,
      offer: offerOf(policy.pfsGroups),
      firstOffer: offerOf([]),
    };
    for (const row of rowsOf(policy, peer, side)) {
      const index = entries.length;
      const { first } = behaviour.requestIds;
      const requestId = first === 0 ? 0 : first + 2 * index;
      entries.push(new SpdEntry({ index, requestId, ...common, ...row }));
    }
  }
  return new GatewayConfiguration(gateway, ownAddresses(gateway, addresses), peers, entries);
}

/** What is made once for each key. */
class Shared<T> {
  private readonly made = new Map<string, T>();

  get(key: string, make: () => T): T {
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.made.set(key, value);
    return value;
  }
}

function compilePeers(gateway: Gateway): readonly PeerConfiguration[] {
  const proposals = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
  const locals = new Map<string, Set<Address>>();
  for (const { peer, tunnel } of gateway.policies) {
    if (peer === undefined) continue;
    const known = locals.get(peer) ?? new Set();
    locals.set(peer, known);
    if (tunnel.local !== undefined) known.add(tunnel.local);
  }
  const offers = new Shared<IkeOffer>();
  return gateway.peers.map((peer, index) => {
    const chosen = peer.proposals.flatMap((name) => proposals.get(name) ?? []);
    const offer = offers.get(peer.proposals.join('\n'), () => ikeOffer(chosen));
    return new PeerConfiguration(index, peer, chosen, offer, [...(locals.get(peer.name) ?? [])]);
  });
}

type Row = Pick<SpdEntry, 'action' | 'selectors' | 'local' | 'remote' | 'direction'>;

/**
 * One child SA for each selector, or one for all of them; whatever is routed there where it has none. Quick mode has one pair
 * of identities (RFC 2409 section 5.5): there each selector has its own.
 */
function rowsOf(policy: Policy, peer: PeerConfiguration | null, side: typeof sideOf): readonly Row[] {
  const { selectors, selectorGrouping } = policy;
  if (selectors.length === 0) {
    return [{ action: 'protect', selectors: [], direction: 'both', ...EVERY_FLOW }];
  }
  if (selectorGrouping === 'separate' || peer?.peer.versions[0] === 'ikev1') {
    return selectors.map((selector) => rowOf([selector], selector, side));
  }
  return groupsOf(selectors).map(([first, ...rest]) => rowOf([first, ...rest], first, side));
}
function rowOf(selectors: readonly Selector[], { action, direction }: Selector, side: typeof sideOf): Row {
  return { action, selectors, direction, ...flowOf(selectors, side) };
}
/** Runs of equal action and direction: order of evaluation stays. */
function groupsOf(selectors: readonly Selector[]): readonly [Selector, ...Selector[]][] {
  const groups: [Selector, ...Selector[]][] = [];
  for (const selector of selectors) {
    const last = groups.at(-1);
    const isSame = last?.[0].action === selector.action && last[0].direction === selector.direction;
    if (last !== undefined && isSame) last.push(selector);
    else groups.push([selector]);
  }
  return groups;
}

/** Interfaces, tunnel ends and listening addresses; hidden ones are nobody's. */
function ownAddresses(gateway: Gateway, given: readonly Address[]): readonly Address[] {
  const all = [
    ...given,
    ...gateway.policies.flatMap(({ tunnel }) => tunnel.local ?? []),
    ...gateway.ike.listen.map(({ address }) => address),
    ...gateway.interfaces.flatMap(({ addresses, enabled }) =>
      enabled ? addresses.map((prefix) => splitPrefix(prefix).address) : [],
    ),
  ];
  return [...new Set(all)].filter((address) => hiddenText(address) === undefined);
}
