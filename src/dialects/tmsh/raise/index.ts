import { ikeDaemon } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { IpsecProposal, Policy } from '../../../ir/ipsec.ts';
import type { Origins } from '../../../ir/origins.ts';
import type { Raised, Said, Style } from '../../dialect.ts';
import { RaisingContext } from './context.ts';
import { raiseForwardingVirtuals } from './forwarding-virtual.ts';
import { raiseIkePeer } from './ike-peer.ts';
import { raiseIpsecPolicy } from './ipsec-policy.ts';
import { nameObjects } from './names.ts';
import { raiseRoutes, raiseSelfAddresses } from './network.ts';
import { raiseManualSas } from './manual-security-association.ts';
import { type SelectorPlace, selectorPlaces } from './selector-places.ts';
import { raiseTrafficSelector } from './traffic-selector.ts';
import { raiseTunnels } from './tunnel.ts';

/** Legal IR → objects of tmsh. Total: what tmsh cannot say never comes here. */
export function raise(gateway: Gateway, origins: Origins, profile: string, style: Style): Raised {
  const context = new RaisingContext(origins, profile, style);
  const places = selectorPlaces(gateway);
  const names = nameObjects(gateway, places);
  const peers = new Map(gateway.peers.map((peer) => [peer.name, peer]));
  const ikeProposals = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
  const ipsecProposals = new Map(gateway.ipsecProposals.map((proposal) => [proposal.name, proposal]));
  const policiesOf = policiesByPeer(gateway);
  raiseSettings(context, gateway);
  raiseRoutes(context, gateway, names);
  raiseSelfAddresses(context, gateway);
  for (const peer of gateway.peers) {
    const proposal = ikeProposals.get(peer.proposals[0] ?? '');
    if (proposal === undefined) throw new Error(`${peer.name} has no IKE proposal`);
    raiseIkePeer(context, peer, { names, proposal, policies: policiesOf.get(peer.name) ?? [] });
  }
  for (const policy of gateway.policies) {
    const proposal = ipsecProposals.get(policy.proposals[0] ?? '');
    if (proposal === undefined) throw new Error(`${policy.name} is not whole`);
    raiseIpsecPolicy(context, policy, { names, proposal, peer: peers.get(policy.peer ?? '') });
  }
  raiseManualSas(context, gateway, names);
  const virtuals = new Set<string>();
  for (const position of places) {
    raiseTrafficSelector(context, position, names);
    if (isForwarded(position.policy, ipsecProposals))
      raiseForwardingVirtuals(context, position, names, virtuals);
    noteListing(context, position);
  }
  raiseTunnels(context, gateway, names, places.length);
  return context.result();
}

/** Virtual servers forward the clear traffic of policies in tunnel mode; a tunnel interface is routed to. */
function isForwarded(
  { kind, proposals: [first = ''] }: Policy,
  proposals: ReadonlyMap<string, IpsecProposal>,
): boolean {
  return kind === 'policy-based' && proposals.get(first)?.encapsulation !== 'transport';
}

function raiseSettings(context: RaisingContext, { ike }: Gateway): void {
  const seconds = ike.natKeepaliveSeconds;
  const said = [[ike, 'natKeepaliveSeconds']] as const;
  if (seconds === 0 && context.writersOf(said).length === 0) return;
  const object = context.open(ikeDaemon, ikeDaemon.singleton ?? '', said);
  const place = {
    object: { kind: 'ike-settings' as const },
    path: 'ike.natKeepaliveSeconds',
    from: seconds,
  };
  context.put(object, 'natt-keep-alive', String(seconds), place, said);
}

function policiesByPeer({ policies }: Gateway): ReadonlyMap<string, readonly Policy[]> {
  const byPeer = new Map<string, Policy[]>();
  for (const policy of policies) {
    const known = byPeer.get(policy.peer ?? '');
    if (known === undefined) byPeer.set(policy.peer ?? '', [policy]);
    else known.push(policy);
  }
  return byPeer;
}

/** One access list becomes several objects; a selector for everything deserves a word. */
function noteListing(context: RaisingContext, position: SelectorPlace): void {
  const { policy, selector, index, isStandIn, own } = position;
  const object = {
    kind: 'selector' as const,
    policy: { name: policy.name, sequence: policy.sequence },
    index,
  };
  const place = { object, path: 'policies.selectors', from: selector.name ?? null };
  if (index === 0 && selector.rule !== undefined) {
    const count = policy.selectors.length;
    const b = count === 1 ? 'traffic selector' : 'traffic selectors';
    const note = describe('TG254', { a: `access list (${selector.name ?? ''})`, count, b });
    context.adapt({ code: 'TG254', ...place, note }, context.writersOf([[selector, 'name']]));
  }
  const sides = [selector.local, selector.remote];
  if (sides.every((side) => side !== 'any' && 'prefix' in side && side.prefix.endsWith('/0'))) {
    const said: Said = isStandIn ? own : [[selector, 'rule']];
    const note = `${describe('TG255', {})}: ${extentOf(position)}`;
    context.adapt({ code: 'TG255', ...place, note }, context.writersOf(said));
  }
}

function extentOf({ policy, isStandIn }: SelectorPlace): string {
  if (policy.kind === 'route-based') return 'what is routed into the tunnel is protected';
  return isStandIn ? 'what the peer offers decides' : 'also what manages the device';
}
