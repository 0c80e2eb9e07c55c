import { isAlgorithmName } from '../ir/algorithms.ts';
import { sameJson } from '../ir/json.ts';
import type { BringUp, EngineEnds } from './bring-up.ts';
import type { Finding } from './problem.ts';

/**
 * Conversations that went on without trouble until every SA was renewed. Ends that differ from them in names, addresses
 * and keys alone, and whose tunnels came up as they are meant, renew them as well: a fleet has many such.
 */
export class WatchedRenewals {
  readonly #untroubled = new Set<string>();

  /** What watching finds; nothing where the same was watched before. */
  onceFor(ends: EngineEnds, runs: readonly BringUp[], watch: () => readonly Finding[]): readonly Finding[] {
    if (!runs.every(isAsMeant)) return watch();
    const key = conversationKey(ends);
    if (this.#untroubled.has(key)) return [];
    const found = watch();
    if (found.length === 0) this.#untroubled.add(key);
    return found;
  }
}

/** Everything came up that was to, nothing narrower, and packets pass. */
function isAsMeant({ flows, failures }: BringUp): boolean {
  return (
    failures.left.length + failures.right.length === 0 &&
    flows.every(
      ({ outcome, delivered, child, selector }) =>
        outcome === 'up' &&
        delivered &&
        child !== undefined &&
        sameJson([child.selector.local, child.selector.remote], [selector.local, selector.remote]),
    )
  );
}

/** Both ends with every name, address and key replaced by the number of its first appearance. */
function conversationKey({ left, right }: EngineEnds): string {
  const numbers = new Map<string, number>();
  const numbered = (text: string): string => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return `${text.includes(':') ? 'v6 ' : ''}${known}`;
  };
  return JSON.stringify([left, right], (key, value: unknown) => {
    if (PLACES_IN_LISTS.has(key)) return undefined;
    if (typeof value === 'string')
      return LITERALS.has(key) && !isAlgorithmName(value) ? numbered(value) : value;
    const isList = LISTS.has(key) && Array.isArray(value);
    return isList ? value.map((item: unknown) => (typeof item === 'string' ? numbered(item) : item)) : value;
  });
}
/** Members that hold a name, an address or a key. */
const LITERALS: ReadonlySet<string> = new Set([
  'name',
  'description',
  'hostname',
  'localName',
  'peer',
  'address',
  'first',
  'last',
  'fqdn',
  'prefix',
  'local',
  'remote',
  'value',
  'psk',
]);
const LISTS: ReadonlySet<string> = new Set(['proposals', 'interfaces', 'addresses']);
/** The order of a list says them too. */
const PLACES_IN_LISTS: ReadonlySet<string> = new Set(['sequence', 'rule']);
