import { hiddenText, networkOf, splitPrefix } from '../ir/address.ts';
import type { Policy, Selector, TrafficAddress } from '../ir/ipsec.ts';
import { selectorCovers } from '../ir/selectors.ts';

/** A selector that no traffic reaches, because an earlier one takes all of it. */
export interface HiddenSelector {
  readonly position: number;
  readonly hidden: Selector;
  readonly by: Selector;
}
interface Row {
  readonly policy: Policy;
  readonly selector: Selector;
}

/**
 * TG417: full cover by an earlier selector of the same SPD (`translation.md` 5.9). Each selector asks an index of
 * the earlier ones for the prefixes around its own, so that ten thousand tunnels are no matter.
 */
export function hiddenSelectors(policies: readonly Policy[]): ReadonlyMap<Policy, readonly HiddenSelector[]> {
  const index = new CoverIndex();
  const found = new Map<Policy, readonly HiddenSelector[]>();
  for (const policy of policies) {
    if (!policy.enabled || policy.kind === 'route-based') continue;
    const own = policy.selectors.flatMap((selector, position): readonly HiddenSelector[] => {
      const row = { policy, selector };
      const by = index.covering(row);
      index.add(row);
      return by === undefined ? [] : [{ position, hidden: selector, by: by.selector }];
    });
    if (own.length > 0) found.set(policy, own);
  }
  return found;
}

/** Earlier selectors by the prefixes of both ends; those that are no prefixes are looked through one by one. */
class CoverIndex {
  readonly #byLocal = new Map<string, Map<string, Row[]>>();
  readonly #others: Row[] = [];
  /** The prefix lengths that occur: only networks of these can be in the index. */
  readonly #lengths = new Set<number>();

  add(row: Row): void {
    const [local, remote] = [keyOf(row.selector.local), keyOf(row.selector.remote)];
    if (local === undefined || remote === undefined) {
      this.#others.push(row);
      return;
    }
    for (const address of [row.selector.local, row.selector.remote]) {
      if (address !== 'any' && 'prefix' in address) this.#lengths.add(splitPrefix(address.prefix).length);
    }
    let byRemote = this.#byLocal.get(local);
    if (byRemote === undefined) this.#byLocal.set(local, (byRemote = new Map()));
    const known = byRemote.get(remote);
    if (known === undefined) byRemote.set(remote, [row]);
    else known.push(row);
  }

  covering(row: Row): Row | undefined {
    const isCover = (earlier: Row): boolean =>
      sharesDatabase(earlier.policy, row.policy) &&
      coversDirection(earlier.selector, row.selector) &&
      selectorCovers(earlier.selector, row.selector);
    return this.#candidates(row.selector).find(isCover) ?? this.#others.find(isCover);
  }

  #candidates({ local, remote }: Selector): readonly Row[] {
    const remotes = this.#keysAround(remote);
    return this.#keysAround(local).flatMap((key) => {
      const byRemote = this.#byLocal.get(key);
      return byRemote === undefined ? [] : remotes.flatMap((other) => byRemote.get(other) ?? []);
    });
  }

  /** Every address that may cover this one. */
  #keysAround(address: TrafficAddress): readonly string[] {
    if (address === 'any') return ['any'];
    if (!('prefix' in address)) return ['any', ...WHOLE_FAMILIES];
    const { prefix } = address;
    const { address: first, length } = splitPrefix(prefix);
    if (hiddenText(first) !== undefined) return ['any', prefix];
    const shorter = [...this.#lengths].filter((candidate) => candidate <= length);
    return ['any', ...shorter.map((candidate) => networkOf(first, candidate))];
  }
}

const WHOLE_FAMILIES = ['0.0.0.0/0', '::/0'];

function coversDirection(outer: Selector, inner: Selector): boolean {
  return outer.direction === 'both' || outer.direction === inner.direction;
}

/** Policies bound to different interfaces, or of different VRFs, never see the same packet. */
function sharesDatabase(left: Policy, right: Policy): boolean {
  if (left.vrf !== right.vrf) return false;
  if (left.interfaces.length === 0 || right.interfaces.length === 0) {
    return left.interfaces.length === right.interfaces.length;
  }
  return left.interfaces.some((name) => right.interfaces.includes(name));
}

function keyOf(address: TrafficAddress): string | undefined {
  if (address === 'any') return 'any';
  return 'prefix' in address ? address.prefix : undefined;
}
