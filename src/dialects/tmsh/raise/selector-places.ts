import { isIpv6Address, splitPrefix } from '../../../ir/address.ts';
import type { Gateway, Interface } from '../../../ir/gateway.ts';
import type { Policy, Selector } from '../../../ir/ipsec.ts';
import type { Said } from '../../dialect.ts';

/** A selector of the gateway: where it stands in its policy, and in the one order of the device. */
export interface SelectorPlace {
  readonly policy: Policy;
  readonly selector: Selector;
  readonly index: number;
  readonly order: number;
  /** The route domain that it is in. */
  readonly domain: string | undefined;
  /** It stands for a policy without selectors: all that is routed into a tunnel, or that a peer offers. */
  readonly isStandIn: boolean;
  /** The statements that opened the list and wrote the rule: every line of the selector says them. */
  readonly own: Said;
}

export function selectorPlaces({ policies, interfaces }: Gateway): readonly SelectorPlace[] {
  const tunnels = new Map(interfaces.map((candidate) => [candidate.name, candidate]));
  return policies
    .flatMap((policy): readonly Omit<SelectorPlace, 'order'>[] => {
      const tunnel = policy.kind === 'route-based' ? tunnels.get(policy.interfaces[0] ?? '') : undefined;
      const domain = tunnel === undefined ? policy.vrf : tunnel.vrf;
      if (policy.selectors.length === 0) {
        const selector = everything(familyOf(policy, tunnel));
        return [{ policy, selector, index: 0, domain, isStandIn: true, own: reasonsOf(policy) }];
      }
      return policy.selectors.map((selector, index) => {
        const own: Said = [
          [selector, 'name'],
          [selector, 'rule'],
        ];
        return { policy, selector, index, domain, isStandIn: false, own };
      });
    })
    .map((place, order) => ({ ...place, order }));
}

function everything(family: 4 | 6): Selector {
  const prefix = family === 6 ? '::/0' : '0.0.0.0/0';
  return { action: 'protect', local: { prefix }, remote: { prefix }, direction: 'both' };
}

function familyOf({ tunnel: { local } }: Policy, tunnel: Interface | undefined): 4 | 6 {
  if (tunnel !== undefined) return routedFamily(tunnel);
  return local !== undefined && isIpv6Address(local) ? 6 : 4;
}

/** What made the policy one without selectors: the header of a template, the binding of a profile. */
function reasonsOf(policy: Policy): Said {
  const said: Said = [
    [policy, 'selectors'],
    [policy, 'acceptSelectors'],
  ];
  return [...said, policy.kind === 'route-based' ? [policy, 'interfaces'] : [policy, 'name']];
}

/** The family of the one selector that stands for all that is routed into a tunnel: that of its addresses. */
function routedFamily({ addresses }: Interface): 4 | 6 {
  const inner = addresses.map((prefix) => isIpv6Address(splitPrefix(prefix).address));
  return inner.length > 0 && inner.every(Boolean) ? 6 : 4;
}
