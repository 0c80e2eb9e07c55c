import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { trafficSelector } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { describe } from '../../../ir/codes.ts';
import type { PortRange, TrafficAddress } from '../../../ir/ipsec.ts';
import type { Json } from '../../../ir/json.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import type { Said } from '../../dialect.ts';
import { PROTOCOLS } from '../words.ts';
import { prefixText } from './address-text.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';
import { referencesOf } from './ike-peer.ts';
import type { Names } from './names.ts';
import type { SelectorPlace } from './selector-places.ts';

/** `net ipsec traffic-selector`: one for each selector, numbered over the whole device. */
export function raiseTrafficSelector(context: RaisingContext, position: SelectorPlace, names: Names): void {
  const { policy, selector, order, own, domain } = position;
  const place = placeOf(position);
  const object = context.open(trafficSelector, names.selectors.get(selector) ?? '', own);
  context.put(
    object,
    'source-address',
    prefixText(prefixOf(selector.local), domain),
    place('local', prefixOf(selector.local)),
    [...own, [selector, 'local'], [policy, 'vrf'], ...endpointsOf(position)],
  );
  context.put(
    object,
    'destination-address',
    prefixText(prefixOf(selector.remote), domain),
    place('remote', prefixOf(selector.remote)),
    [...own, [selector, 'remote']],
  );
  putPort(context, object, 'source-port', selector.localPorts, place('localPorts', null), [
    ...own,
    [selector, 'localPorts'],
  ]);
  putPort(context, object, 'destination-port', selector.remotePorts, place('remotePorts', null), [
    ...own,
    [selector, 'remotePorts'],
  ]);
  if (selector.protocol !== undefined) {
    const word = protocolWord(selector.protocol);
    context.put(object, 'ip-protocol', word, place('protocol', selector.protocol), [
      ...own,
      [selector, 'protocol'],
    ]);
  }
  context.line(object, 'ipsec-policy', names.policies.get(policy) ?? '', [...own, ...referencesOf(policy)]);
  context.put(object, 'order', String(order), place('order', order), [...own, [policy, 'sequence']]);
  for (const property of ['action', 'direction'] as const) {
    const said = wordOfItsOwn(context, position, property);
    context.putUnlessImplied(object, property, selector[property], place(property, selector[property]), said);
  }
  noteOrder(context, position);
}

/** A rule says what it permits as a whole; only a statement of its own needs a line. */
function wordOfItsOwn(
  context: RaisingContext,
  { selector, own }: SelectorPlace,
  member: 'action' | 'direction',
): Said {
  const ofRule = new Set(context.writersOf(own));
  const isOwn = context.writersOf([[selector, member]]).some((origin) => !ofRule.has(origin));
  return isOwn ? [[selector, member]] : [];
}

/** In transport mode the selector's own address is that of the tunnel. */
function endpointsOf({ policy, selector }: SelectorPlace): Said {
  const isHost = prefixOf(selector.local).startsWith(`${policy.tunnel.local ?? ''}/`);
  return isHost
    ? [
        [policy.tunnel, 'local'],
        [policy.tunnel, 'remote'],
      ]
    : [];
}

function placeOf({ policy, index }: SelectorPlace): (member: string, from: Json) => Place {
  const { name, sequence } = policy;
  return (member, from) => ({
    object: { kind: 'selector', policy: { name, sequence }, index },
    path: `policies.selectors.${member}`,
    from,
  });
}

function putPort(
  context: RaisingContext,
  object: ConfigurationObject,
  property: string,
  range: PortRange | undefined,
  place: Place,
  said: Said,
): void {
  if (range === undefined) return;
  context.put(object, property, String(range.first), { ...place, from: range.first }, said);
}

/** A policy's place in its group becomes the `order` of its first selector; later ones count on. */
function noteOrder(context: RaisingContext, { policy, selector, index, order }: SelectorPlace): void {
  const place: Place = {
    object: { kind: 'policy', name: policy.name, sequence: policy.sequence },
    path: 'policies.sequence',
    from: policy.sequence,
  };
  const a = index === 0 ? policy.sequence : (selector.rule ?? index);
  if (a === order) return;
  const note = describe('TG253', { a, b: order });
  const said: Said = index === 0 ? [[policy, 'sequence']] : [[selector, 'rule']];
  context.adapt({ code: 'TG253', ...place, to: order, note }, context.writersOf(said));
}

/** Legal selectors have prefixes on both sides. */
export function prefixOf(side: TrafficAddress): Prefix {
  if (side === 'any' || !('prefix' in side)) throw new Error('a selector without a prefix');
  return side.prefix;
}

export function protocolWord(protocol: number): string {
  return Object.entries(PROTOCOLS).find(([, number]) => number === protocol)?.[0] ?? String(protocol);
}
