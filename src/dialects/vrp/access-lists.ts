import type { Gateway } from '../../ir/gateway.ts';
import type { Policy, Selector } from '../../ir/ipsec.ts';
import { isIpv6Address } from '../../ir/address.ts';
import { groupsOf } from './groups.ts';

/** An access list of its own number and family; policies with equal rules of one source list share it. */
export interface AccessList {
  readonly number: string;
  readonly family: 4 | 6;
  readonly vrf: string | undefined;
  readonly rules: readonly NumberedRule[];
}
export interface NumberedRule {
  readonly id: number;
  /** The selector of each policy that shares the list. */
  readonly selectors: readonly Selector[];
}

const FIRST = 3000;
const LAST = 3999;
const STEP = 5;

/**
 * The list of each policy: the source's number where it has one that is free, else the first free one from 3000 on
 * (`translation.md` 1.5). A policy for which none is left has none.
 */
export function planAccessLists(gateway: Gateway): ReadonlyMap<Policy, AccessList> {
  const policies = groupsOf(gateway)
    .flatMap(({ members }) => members.map(({ policy }) => policy))
    .filter(({ selectors }) => selectors.length > 0);
  const plan = new ListPlan();
  for (const policy of policies) plan.keep(policy);
  for (const policy of policies) plan.number(policy);
  return plan.lists(policies);
}

class ListPlan {
  /** By family and number, the rules that the number stands for. */
  readonly #contents = new Map<string, string>();
  readonly #numbers = new Map<Policy, string>();
  readonly #next = { 4: FIRST, 6: FIRST };

  /** The source's own number, unless it stands for other rules already. */
  keep(policy: Policy): void {
    const number = ownNumber(policy);
    if (number === undefined) return;
    const key = `${familyOfPolicy(policy)} ${number}`;
    const content = contentOf(policy);
    if ((this.#contents.get(key) ?? content) !== content) return;
    this.#contents.set(key, content);
    this.#numbers.set(policy, number);
  }

  number(policy: Policy): void {
    if (this.#numbers.has(policy)) return;
    const family = familyOfPolicy(policy);
    while (this.#contents.has(`${family} ${this.#next[family]}`)) this.#next[family]++;
    const number = this.#next[family];
    if (number > LAST) return;
    this.#contents.set(`${family} ${number}`, contentOf(policy));
    this.#numbers.set(policy, String(number));
  }

  lists(policies: readonly Policy[]): ReadonlyMap<Policy, AccessList> {
    const sharing = new Map<string, Policy[]>();
    for (const policy of policies) {
      const number = this.#numbers.get(policy);
      if (number === undefined) continue;
      const key = `${familyOfPolicy(policy)} ${number}`;
      const known = sharing.get(key);
      if (known === undefined) sharing.set(key, [policy]);
      else known.push(policy);
    }
    return new Map(
      [...sharing].flatMap(([key, holders]) => {
        const list = listOf(holders, key.slice(2));
        return holders.map((policy): [Policy, AccessList] => [policy, list]);
      }),
    );
  }
}

function listOf(holders: readonly Policy[], number: string): AccessList {
  const [first] = holders;
  const selectors = first?.selectors ?? [];
  const ids = ruleIds(selectors);
  return {
    number,
    family: first === undefined ? 4 : familyOfPolicy(first),
    vrf: first?.vrf,
    rules: selectors.map((_selector, index) => ({
      id: ids[index] ?? 0,
      selectors: holders.flatMap((holder) => holder.selectors[index] ?? []),
    })),
  };
}

/** The numbers of the source where they are in order, else every fifth one. */
function ruleIds(selectors: readonly Selector[]): readonly number[] {
  const own = selectors.map(({ rule }) => rule ?? -1);
  const isOrdered = own.every((rule, index) => rule > (own[index - 1] ?? -1));
  return isOrdered ? own : selectors.map((_selector, index) => (index + 1) * STEP);
}

function ownNumber({ selectors }: Policy): string | undefined {
  const [first] = selectors;
  const name = first?.name;
  const isNumber = name !== undefined && /^3\d{3}$/.test(name);
  return isNumber && selectors.every((selector) => selector.name === name && selector.rule !== undefined)
    ? name
    : undefined;
}

function familyOfPolicy({ selectors: [first] }: Policy): 4 | 6 {
  return first === undefined ? 4 : familyOf(first);
}

/** The family of a rule, whose sides are prefixes. */
export function familyOf({ local, remote }: Selector): 4 | 6 {
  const isIpv6 = [local, remote].some(
    (side) => side !== 'any' && 'prefix' in side && isIpv6Address(side.prefix),
  );
  return isIpv6 ? 6 : 4;
}

function contentOf({ selectors, vrf }: Policy): string {
  const rules = selectors.map((selector) =>
    Object.entries(selector).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );
  return JSON.stringify([vrf ?? null, rules]);
}
