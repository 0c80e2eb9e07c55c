import { splitPrefix } from '../../../ir/address.ts';
import type { Gateway, Route } from '../../../ir/gateway.ts';
import type { ManualSa, Policy, Selector } from '../../../ir/ipsec.ts';
import { adaptNames } from '../../../text/adapt-name.ts';
import { factoryNames } from '../lower/factory.ts';
import { NAMES } from '../limits.ts';
import type { SelectorPlace } from './selector-places.ts';

/** The full paths of the objects that a gateway becomes (`translation.md` 1.4 and 1.5). */
export interface Names {
  /** By the peer's name. */
  readonly peers: ReadonlyMap<string, string>;
  readonly policies: ReadonlyMap<Policy, string>;
  readonly selectors: ReadonlyMap<Selector, string>;
  readonly selectorsOf: ReadonlyMap<Policy, readonly string[]>;
  readonly routes: ReadonlyMap<Route, string>;
  /** Tunnel profiles of route-based policies. */
  readonly profiles: ReadonlyMap<Policy, string>;
  readonly manualSas: ReadonlyMap<ManualSa, string>;
}

export function nameObjects(gateway: Gateway, places: readonly SelectorPlace[]): Names {
  const { peers, policies, routes, manualSas } = gateway;
  const peerNames = peers.map(({ name }) => name);
  const routed = policies.filter(({ kind }) => kind === 'route-based');
  const selectors = fullNames(
    places.map(({ selector }) => selector),
    selectorNames(places),
    factoryNames('net ipsec traffic-selector'),
  );
  const policyNames = fullNames(policies, policies.map(policyName), factoryNames('net ipsec ipsec-policy'));
  return {
    peers: fullNames(peerNames, peerNames, factoryNames('net ipsec ike-peer')),
    policies: policyNames,
    selectors,
    selectorsOf: byPolicy(places, selectors),
    routes: fullNames(routes, routes.map(routeName)),
    profiles: fullNames(
      routed,
      routed.map((policy) => `${shortName(policyNames.get(policy) ?? '')}-prof`),
    ),
    manualSas: fullNames(
      manualSas,
      manualSas.map(({ name }) => name),
    ),
  };
}

/** `map1-1`; a policy of a tunnel interface has no sequence. */
export function policyName({ name, sequence, kind }: Policy): string {
  return kind === 'route-based' ? name : `${name}-${sequence}`;
}

/** Without the folder that every object is in. */
export function shortName(path: string): string {
  return path.replace(/^\/Common\//, '');
}

/** `map1-1-r5`; further ones of one rule `map1-1-r5-2`; without a rule number by position; for all traffic `prof1-any`. */
function selectorNames(places: readonly SelectorPlace[]): readonly string[] {
  const seen = new Map<Policy, Map<string, number>>();
  return places.map(({ policy, selector: { rule }, index, isStandIn }) => {
    const ending = isStandIn ? 'any' : rule === undefined ? `s${index + 1}` : `r${rule}`;
    const counts = seen.get(policy) ?? new Map<string, number>();
    seen.set(policy, counts);
    const count = (counts.get(ending) ?? 0) + 1;
    counts.set(ending, count);
    const name = `${policyName(policy)}-${ending}`;
    return count === 1 ? name : `${name}-${count}`;
  });
}

function byPolicy(
  places: readonly SelectorPlace[],
  names: ReadonlyMap<Selector, string>,
): ReadonlyMap<Policy, readonly string[]> {
  const found = new Map<Policy, string[]>();
  for (const { policy, selector } of places) {
    const known = found.get(policy) ?? [];
    known.push(names.get(selector) ?? '');
    found.set(policy, known);
  }
  return found;
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
  reserved: readonly string[] = [],
): ReadonlyMap<Key, string> {
  const adapted = adaptNames(names, NAMES, reserved);
  return new Map(keys.map((key, index) => [key, `/Common/${adapted[index] ?? ''}`]));
}
