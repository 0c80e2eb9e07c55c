import { coveringPrefix, isIpv6Address } from '../../../ir/address.ts';
import type { Selector, TrafficAddress } from '../../../ir/ipsec.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import { describeSelector } from '../../../ir/selectors.ts';
import type { Rule } from './adjustment.ts';

/** The sides of a selector are prefixes: a range is refused, `any` takes the family of the other side or the tunnel. */
export const writeAsPrefixes: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    policies: gateway.policies.map((policy) => {
      if (policy.selectors.every(hasPrefixes)) return policy;
      const selectors = policy.selectors.map((selector, index) => {
        if (hasPrefixes(selector)) return selector;
        const place = {
          object: {
            kind: 'selector' as const,
            policy: { name: policy.name, sequence: policy.sequence },
            index,
          },
          path: 'policies.selectors',
          from: describeSelector(selector),
        };
        const origins = [...allOrigins(adjustment.origins, selector)];
        const ranges = [selector.local, selector.remote].filter((side) => side !== 'any' && 'first' in side);
        if (ranges.length > 0) {
          const note = 'tmsh has no address range for a selector';
          if (!adjustment.refuse('TG251', place, origins, note, 'write the range as prefixes'))
            return selector;
        }
        const every = { prefix: isIpv6(selector, policy.tunnel.local) ? '::/0' : '0.0.0.0/0' };
        if (selector.local === 'any' || selector.remote === 'any') {
          const note = `a selector has one address family: "any" becomes ${every.prefix}`;
          adjustment.note({ code: 'TG255', kind: 'approximated', ...place, to: every.prefix, origins, note });
        }
        return withMembers(adjustment.origins, selector, {
          local: asPrefix(selector.local, every),
          remote: asPrefix(selector.remote, every),
        });
      });
      return withMembers(adjustment.origins, policy, { selectors });
    }),
  });

/** A range that was let through becomes the smallest prefix around it. */
function asPrefix(side: TrafficAddress, every: { readonly prefix: Prefix }): TrafficAddress {
  if (side === 'any') return every;
  return 'prefix' in side ? side : { prefix: coveringPrefix(side.first, side.last) ?? every.prefix };
}

function hasPrefixes({ local, remote }: Selector): boolean {
  return local !== 'any' && 'prefix' in local && remote !== 'any' && 'prefix' in remote;
}

function isIpv6({ local, remote }: Selector, tunnel: string | undefined): boolean {
  const named = [local, remote].find((side) => side !== 'any');
  if (named !== undefined && 'prefix' in named) return named.prefix.includes(':');
  return tunnel !== undefined && isIpv6Address(tunnel);
}
