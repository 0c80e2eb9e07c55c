import { coveringPrefix, isIpv6Address } from '../../ir/address.ts';
import type { Selector, TrafficAddress } from '../../ir/ipsec.ts';
import { allOrigins, withMembers } from '../../ir/origins.ts';
import type { Prefix } from '../../ir/scalars.ts';
import type { Rule } from '../dialect-adjustment.ts';
import { mapSelectors, placeOfSelector } from './selectors.ts';

/** In the words of a dialect: what holds a selector, why a range is refused, and what a person does. */
export interface PrefixWords {
  readonly holder: 'rule' | 'selector';
  readonly refusal: string;
  readonly todo: string;
}

/** The sides of a selector are prefixes: a range is refused, `any` takes the family of the other side or the tunnel. */
export function writeAsPrefixes({ holder, refusal, todo }: PrefixWords): Rule {
  return (gateway, adjustment) =>
    mapSelectors(gateway, adjustment, (selector, policy, index) => {
      const sides = [selector.local, selector.remote];
      if (sides.every((side) => side !== 'any' && 'prefix' in side)) return selector;
      const place = placeOfSelector(policy, selector, index);
      const origins = [...allOrigins(adjustment.origins, selector)];
      const hasRange = sides.some((side) => side !== 'any' && 'first' in side);
      if (hasRange && !adjustment.refuse('TG251', place, origins, refusal, todo)) return selector;
      const every = { prefix: isIpv6(selector, policy.tunnel.local) ? '::/0' : '0.0.0.0/0' };
      if (sides.includes('any')) {
        const note = `a ${holder} has one address family: "any" becomes ${every.prefix}`;
        adjustment.note({ code: 'TG255', kind: 'approximated', ...place, to: every.prefix, origins, note });
      }
      return withMembers(adjustment.origins, selector, {
        local: asPrefix(selector.local, every),
        remote: asPrefix(selector.remote, every),
      });
    });
}

/** A range that was let through becomes the smallest prefix around it. */
function asPrefix(side: TrafficAddress, every: { readonly prefix: Prefix }): TrafficAddress {
  if (side === 'any') return every;
  return 'prefix' in side ? side : { prefix: coveringPrefix(side.first, side.last) ?? every.prefix };
}

function isIpv6({ local, remote }: Selector, tunnel: string | undefined): boolean {
  const named = [local, remote].find((side) => side !== 'any');
  if (named !== undefined && 'prefix' in named) return isIpv6Address(named.prefix);
  return tunnel !== undefined && isIpv6Address(tunnel);
}
