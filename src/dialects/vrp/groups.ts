import type { Gateway } from '../../ir/gateway.ts';
import type { Policy } from '../../ir/ipsec.ts';
import type { Address } from '../../ir/scalars.ts';
import { NAMES } from './profile-limits.ts';

/** How a policy is created: as what starts, as what answers whoever has the key, or with keys of its own. */
export type PolicyMode = 'isakmp' | 'template' | 'manual';

/** A policy with its place in its group; of a template also that in the template. */
export interface GroupMember {
  readonly policy: Policy;
  readonly mode: PolicyMode;
  readonly sequence: number;
  readonly templateSequence: number;
}
/** The policies that one interface is bound to. */
export interface PolicyGroup {
  readonly name: string;
  readonly local: Address | undefined;
  readonly interfaces: readonly string[];
  /** As the device looks them up. */
  readonly members: readonly GroupMember[];
}

const STEP = 10;
export const LAST_SEQUENCE = 10_000;

/**
 * The groups of a gateway: those of the source where its policies are in groups as VRP has them, else one for each
 * local address, `vpn-1`, `vpn-2`, with sequences 10, 20, 30 (`translation.md` 1.5).
 */
export function groupsOf(gateway: Gateway): readonly PolicyGroup[] {
  const modeOf = policyModes(gateway);
  const policies = gateway.policies.filter(({ kind }) => kind === 'policy-based');
  const groups = isGrouped(policies, modeOf)
    ? [...byKey(policies, ({ name }) => name)].map(([name, members]) => keptGroup(name, members, modeOf))
    : [...byKey(policies, addressKey).values()].map((members, index) =>
        newGroup(`vpn-${index + 1}`, members, modeOf),
      );
  return groups.toSorted((left, right) => rankOf(left) - rankOf(right));
}

/** Whether the policies of the source are in groups as VRP has them; then their names are kept. */
export function hasGroups(gateway: Gateway): boolean {
  const policies = gateway.policies.filter(({ kind }) => kind === 'policy-based');
  return isGrouped(policies, policyModes(gateway));
}

/** Bound groups first, then those that hold what the device creates first: the order in which files are lowered. */
function rankOf({ interfaces, members }: PolicyGroup): number {
  if (interfaces.length > 0) return 0;
  return 1 + Math.min(...members.map(({ mode }) => MODES.indexOf(mode)));
}
const MODES: readonly PolicyMode[] = ['isakmp', 'template', 'manual'];

export function policyModes({ peers }: Gateway): (policy: Policy) => PolicyMode {
  const unknown = new Set(peers.filter(({ remote }) => remote.length === 0).map(({ name }) => name));
  return ({ peer, acceptSelectors }) => {
    if (peer === undefined) return 'manual';
    return acceptSelectors === 'offered' || unknown.has(peer) ? 'template' : 'isakmp';
  };
}

/** Whether names and sequences are those of groups: rules of lists, one address for each group, one template, last. */
function isGrouped(policies: readonly Policy[], modeOf: (policy: Policy) => PolicyMode): boolean {
  const whole = new RegExp(`^(?:${NAMES.pattern})$`);
  const isPlaced = ({ name, sequence, selectors }: Policy): boolean =>
    sequence >= 1 &&
    sequence <= LAST_SEQUENCE &&
    name.length <= NAMES.maxLength &&
    whole.test(name) &&
    selectors.every(({ rule }) => rule !== undefined);
  if (!policies.every(isPlaced)) return false;
  const groups = [...byKey(policies, ({ name }) => name).values()];
  const addresses = groups.map((members) => new Set(members.map(addressKey)));
  if (addresses.some(({ size }) => size > 1)) return false;
  if (new Set(addresses.flatMap((set) => [...set])).size < groups.length) return false;
  return groups.every((members) => {
    const answering = new Set(members.filter(isTemplate).map(({ sequence }) => sequence));
    const others = members.filter((policy) => !isTemplate(policy)).map(({ sequence }) => sequence);
    const last = Math.max(0, ...others);
    return (
      new Set(others).size === others.length &&
      answering.size < 2 &&
      [...answering].every((sequence) => sequence > last)
    );
  });
  function isTemplate(policy: Policy): boolean {
    return modeOf(policy) === 'template';
  }
}

function addressKey({ name, tunnel: { local } }: Policy): string {
  return local ?? `of ${name}`;
}

function keptGroup(
  name: string,
  policies: readonly Policy[],
  modeOf: (policy: Policy) => PolicyMode,
): PolicyGroup {
  const sorted = policies.toSorted((left, right) => left.sequence - right.sequence);
  return groupOf(name, sorted, modeOf, (policy) => policy.sequence);
}

/** Templates last, all in one sequence of the group. */
function newGroup(
  name: string,
  policies: readonly Policy[],
  modeOf: (policy: Policy) => PolicyMode,
): PolicyGroup {
  const starting = policies.filter((policy) => modeOf(policy) !== 'template');
  const answering = policies.filter((policy) => modeOf(policy) === 'template');
  const count = starting.length + Math.min(1, answering.length);
  const step = Math.max(1, Math.min(STEP, Math.floor(LAST_SEQUENCE / Math.max(1, count))));
  const places = new Map(starting.map((policy, index) => [policy, (index + 1) * step]));
  const last = (starting.length + 1) * step;
  return groupOf(name, [...starting, ...answering], modeOf, (policy) => places.get(policy) ?? last);
}

function groupOf(
  name: string,
  policies: readonly Policy[],
  modeOf: (policy: Policy) => PolicyMode,
  sequenceOf: (policy: Policy) => number,
): PolicyGroup {
  let answering = 0;
  return {
    name,
    local: policies[0]?.tunnel.local,
    interfaces: policies[0]?.interfaces ?? [],
    members: policies.map((policy) => {
      const mode = modeOf(policy);
      if (mode === 'template') answering++;
      return { policy, mode, sequence: sequenceOf(policy), templateSequence: answering * STEP };
    }),
  };
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const known = found.get(keyOf(item));
    if (known === undefined) found.set(keyOf(item), [item]);
    else known.push(item);
  }
  return found;
}
