import { splitPrefix } from '../../../ir/address.ts';
import type { Gateway, Route } from '../../../ir/gateway.ts';
import type { Policy, Selector } from '../../../ir/ipsec.ts';
import type { NameRule } from '../../../ir/limits.ts';
import { adaptNames } from '../../../text/adapt-name.ts';
import { NAMES } from '../limits.ts';

/** The full paths of the objects that a gateway becomes (`translation.md` 1.4 and 1.5). */
export interface Names {
  /** By the peer's name. */
  readonly peers: ReadonlyMap<string, string>;
  readonly policies: ReadonlyMap<Policy, string>;
  readonly selectors: ReadonlyMap<Selector, string>;
  readonly routes: ReadonlyMap<Route, string>;
}

export function nameObjects({ peers, policies, routes }: Gateway): Names {
  const selectors = policies.flatMap((policy) => {
    const names = selectorNames(policy);
    return policy.selectors.map((selector, index) => ({ selector, name: names[index] ?? '' }));
  });
  return {
    peers: fullNames(
      peers.map(({ name }) => name),
      peers.map(({ name }) => name),
    ),
    policies: fullNames(policies, policies.map(policyName)),
    selectors: fullNames(
      selectors.map(({ selector }) => selector),
      selectors.map(({ name }) => name),
    ),
    routes: fullNames(routes, routes.map(routeName)),
  };
}

/** `map1-1` */
export function policyName({ name, sequence }: Policy): string {
  return `${name}-${sequence}`;
}

/** `map1-1-r5`; further ones of one rule `map1-1-r5-2`; without a rule number by position. */
function selectorNames(policy: Policy): readonly string[] {
  const seen = new Map<string, number>();
  return policy.selectors.map(({ rule }, index) => {
    const name = `${policyName(policy)}-${rule === undefined ? `s${index + 1}` : `r${rule}`}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  });
}

/** `default`, or network and length: a slash has another meaning in a path. */
function routeName({ destination }: Route): string {
  if (destination === '0.0.0.0/0') return 'default';
  if (destination === '::/0') return 'default-inet6';
  const { address, length } = splitPrefix(destination);
  return `${address}-${length}`;
}

function fullNames<Key>(
  keys: readonly Key[],
  names: readonly string[],
  rule: NameRule = NAMES,
): ReadonlyMap<Key, string> {
  const adapted = adaptNames(names, rule);
  return new Map(keys.map((key, index) => [key, `/Common/${adapted[index] ?? ''}`]));
}
