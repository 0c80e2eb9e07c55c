import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { virtual } from '../../../../grammars/tmsh/schema/network.ts';
import { networkOf, prefixLength } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Selector, TrafficAddress } from '../../../ir/ipsec.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import { readAddress, readPrefix } from './address.ts';
import { type LoweringContext, neutralName } from './context.ts';
import { statementsOf } from './factory.ts';

/**
 * Forwarding virtual servers whose source and destination are those of a selector, either way round, follow from
 * the selectors (`translation.md` 2.8); any other virtual server is no matter of IPsec.
 */
export function consumeForwardingVirtuals(context: LoweringContext, selectors: readonly Selector[]): void {
  const flows = new Set(
    selectors.flatMap(({ local, remote }) => {
      const [a, b] = [prefixOf(local), prefixOf(remote)];
      return a === undefined || b === undefined ? [] : [`${a} ${b}`, `${b} ${a}`];
    }),
  );
  for (const object of context.objects(virtual)) {
    if (!object.slots.has('ip-forward') || !flows.has(flowOf(object))) continue;
    const found = diagnostic('TG280', {
      object: `forwarding virtual server ${neutralName(object.key)}`,
      done: 'follows from its traffic-selector',
      target: 'the gateway',
      why: 'has no need of it',
    });
    for (const origin of statementsOf(object)) {
      context.used.add(origin);
      context.report({ ...found, origin });
    }
  }
}

function prefixOf(side: TrafficAddress): Prefix | undefined {
  return side !== 'any' && 'prefix' in side ? side.prefix : undefined;
}

function flowOf(object: ConfigurationObject): string {
  const { prefix: source } = readPrefix(textOf(object, 'source') ?? '0.0.0.0/0');
  return `${source} ${destinationOf(object)}`;
}

/** `/Common/10.20.0.0:0` and `mask 255.255.0.0`; IPv6 `/Common/2001:db8::.0`. */
function destinationOf(object: ConfigurationObject): string {
  const name = (textOf(object, 'destination') ?? '').split('/').at(-1) ?? '';
  const text = name.split(':').length > 2 ? name.replace(/\.\w+$/, '') : name.replace(/:\w+$/, '');
  const { address } = readAddress(text);
  const mask = textOf(object, 'mask');
  if (address === undefined) return '';
  const length = mask === 'any' || mask === 'any6' ? 0 : lengthOf(mask, address.includes(':'));
  return length === undefined ? '' : networkOf(address, length);
}

function lengthOf(mask: string | undefined, isIpv6: boolean): number | undefined {
  if (mask === undefined) return isIpv6 ? 128 : 32;
  const length = isIpv6 ? maskLength(mask) : prefixLength(mask);
  return length === undefined || length > (isIpv6 ? 128 : 32) ? undefined : length;
}

function maskLength(mask: string): number | undefined {
  const groups = mask.replace(/::.*$/, '').split(':').filter(Boolean);
  const bits = groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.replace(/0+$/, '').length : undefined;
}

function textOf(object: ConfigurationObject, property: string): string | undefined {
  const value = object.slots.get(property)?.at(-1)?.values['value'];
  return typeof value === 'string' ? value : undefined;
}
