import { virtual } from '../../../../grammars/tmsh/schema/network.ts';
import { splitPrefix, maskOf } from '../../../ir/address.ts';
import { describe } from '../../../ir/codes.ts';
import type { PortRange, Selector } from '../../../ir/ipsec.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import type { Said } from '../../dialect.ts';
import { addressText, prefixText } from './address-text.ts';
import type { RaisingContext } from './context.ts';
import type { Names } from './names.ts';
import type { SelectorPlace } from './selector-places.ts';
import { prefixOf, protocolWord } from './traffic-selector.ts';

interface Flow {
  readonly ending: 'in' | 'out';
  readonly source: Prefix;
  readonly destination: Prefix;
  readonly ports: PortRange | undefined;
}

/**
 * `ltm virtual`: in policy mode BIG-IP forwards the clear traffic of a selector through virtual servers, one for
 * each direction; a selector with a port needs the one that leads to it (`translation.md` 2.8). Selectors of one flow
 * share them, since no two may have the same addresses: `made` holds what is there already.
 */
export function raiseForwardingVirtuals(
  context: RaisingContext,
  position: SelectorPlace,
  names: Names,
  made: Set<string>,
): void {
  const { policy, selector, isStandIn, own } = position;
  const said: Said = isStandIn ? own : [[selector, selector.rule === undefined ? 'name' : 'rule']];
  const base = names.selectors.get(selector) ?? '';
  const flows = flowsOf(selector).filter(({ source, destination, ports }) => {
    const key = JSON.stringify([policy.vrf, selector.protocol, source, destination, ports]);
    const isFirst = !made.has(key);
    made.add(key);
    return isFirst;
  });
  for (const flow of flows) {
    const object = context.open(virtual, `${base}-${flow.ending}`, said);
    const { address, length } = splitPrefix(flow.destination);
    const separator = address.includes(':') ? '.' : ':';
    const port = flow.ports === undefined ? 0 : flow.ports.first;
    const put = (property: string, value: string | readonly string[]): void => {
      context.line(object, property, value, said);
    };
    put('destination', `/Common/${addressText(address, policy.vrf)}${separator}${port}`);
    put('ip-forward', '');
    if (selector.protocol !== undefined) put('ip-protocol', protocolWord(selector.protocol));
    const every = address.includes(':') ? 'any6' : 'any';
    put('mask', length === 0 ? every : maskOf(flow.destination));
    put('profiles', ['/Common/fastL4']);
    put('source', prefixText(flow.source, policy.vrf));
    put('translate-address', 'disabled');
    put('translate-port', 'disabled');
  }
  noteVirtuals(context, flows.length, position, said);
}

function flowsOf(selector: Selector): readonly Flow[] {
  const [local, remote] = [prefixOf(selector.local), prefixOf(selector.remote)];
  const { localPorts, remotePorts, direction } = selector;
  const outward: Flow = { ending: 'out', source: local, destination: remote, ports: remotePorts };
  const inward: Flow = { ending: 'in', source: remote, destination: local, ports: localPorts };
  if (local === remote) return [outward];
  const portless = localPorts === undefined && remotePorts === undefined;
  return [
    ...(direction !== 'out' && (portless || localPorts !== undefined) ? [inward] : []),
    ...(direction !== 'in' && (portless || remotePorts !== undefined) ? [outward] : []),
  ];
}

function noteVirtuals(
  context: RaisingContext,
  count: number,
  { policy, selector, index }: SelectorPlace,
  said: Said,
): void {
  if (count === 0) return;
  const note = describe('TG280', {
    object: count === 1 ? 'one forwarding virtual server' : `${count} forwarding virtual servers`,
    done: 'added',
    target: context.target,
    why: 'forwards the traffic of a selector through them',
  });
  const object = {
    kind: 'selector' as const,
    policy: { name: policy.name, sequence: policy.sequence },
    index,
  };
  const place = { object, path: 'policies.selectors', from: prefixOf(selector.remote), to: count };
  context.adapt({ code: 'TG280', ...place, note }, context.writersOf(said));
}
