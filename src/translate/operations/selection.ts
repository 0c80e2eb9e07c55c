import type { SaSelector } from '../../ir/operation.ts';
import type { Facts, KnownSa } from './known-sas.ts';

/** Whether a selector takes an SA; `maybe`: what is known of the SA does not tell. */
export type Match = 'yes' | 'no' | 'maybe';
export type Level = 'ike' | 'child';

export function matchOf(select: SaSelector, facts: Facts, level: Level): Match {
  const found = level === 'child' ? withEitherEnd(select, facts) : membersOf(select, facts);
  if (found.includes('no')) return 'no';
  return found.includes('maybe') ? 'maybe' : 'yes';
}

/**
 * The unit of child SAs is the pair, because IKE deletes both halves: one end named, as source or as destination, names every pair
 * that has this end.
 */
function withEitherEnd(select: SaSelector, facts: Facts): readonly Match[] {
  const { localAddress, remoteAddress, ...others } = select;
  const rest = membersOf(others, facts);
  const ends = [facts.localAddress, facts.remoteAddress];
  const named = [localAddress, remoteAddress].filter((end) => end !== undefined);
  return [...rest, ...named.map((end) => anyOf(ends, end))];
}

function anyOf<T>(known: readonly (T | undefined)[], wanted: T): Match {
  if (known.includes(wanted)) return 'yes';
  return known.includes(undefined) ? 'maybe' : 'no';
}

function membersOf({ spi, ...select }: SaSelector, facts: Facts): readonly Match[] {
  const ofSpi = spi === undefined ? [] : [facts.spis === undefined ? 'maybe' : anyOf(facts.spis, spi)];
  const known = new Map<string, unknown>(Object.entries(facts));
  return [
    ...ofSpi,
    ...Object.entries(select).map(([member, value]): Match => {
      const fact = known.get(member);
      if (fact === undefined) return 'maybe';
      if (member === 'policy') return isPolicy(select.policy, facts.policy) ? 'yes' : 'no';
      return JSON.stringify(fact) === JSON.stringify(value) ? 'yes' : 'no';
    }),
  ];
}

function isPolicy(wanted: SaSelector['policy'], known: SaSelector['policy']): boolean {
  return wanted?.name === known?.name && [undefined, known?.sequence].includes(wanted?.sequence);
}

/** Whether one selection reaches no more SAs than another, in every state that is compatible with what is known. */
export type Containment =
  | { readonly kind: 'contained' }
  /** It would reach SAs that are not meant. */
  | { readonly kind: 'wider'; readonly also: readonly KnownSa[] }
  /** Nothing known says whether it would; `members`: what the narrower one names and the other does not. */
  | { readonly kind: 'unknown'; readonly members: readonly string[] };

export interface ContainmentQuestion {
  /** In the target's words. */
  readonly reached: SaSelector;
  /** In the source's words. */
  readonly wanted: SaSelector;
  readonly level: Level;
  readonly known: readonly KnownSa[] | undefined;
  /** Both devices have the same names. */
  readonly keepsNames: boolean;
}

/** Members whose values mean the same on every device. */
const NEUTRAL: ReadonlySet<string> = new Set([
  'version',
  'remoteAddress',
  'localAddress',
  'remoteId',
  'spi',
  'protocol',
  'login',
]);
/** Those that two devices of one kind share. */
const NAMES: ReadonlySet<string> = new Set([
  'peer',
  'policy',
  'trafficSelector',
  'interface',
  'vrf',
  'processor',
]);

export function containmentOf(question: ContainmentQuestion): Containment {
  const members = unsaidMembers(question);
  const { reached, wanted, level, known = [] } = question;
  const hit = known.filter(({ target }) => matchOf(reached, target, level) !== 'no');
  const also = hit.filter(
    ({ source, target }) =>
      matchOf(reached, target, level) === 'yes' && matchOf(wanted, source, level) === 'no',
  );
  if (also.length > 0) return { kind: 'wider', also };
  const isInside = hit.length > 0 && hit.every(({ source }) => matchOf(wanted, source, level) === 'yes');
  return members.length === 0 || isInside ? { kind: 'contained' } : { kind: 'unknown', members };
}

/** An SA is known by its SPI and its destination (RFC 4301 4.1): what else is said of it selects nothing. */
const IMPLIED_BY_SPI: ReadonlySet<string> = new Set(['protocol', 'localAddress', 'remoteAddress']);

function isSameSpi(reached: SaSelector, wanted: SaSelector): boolean {
  const ends = new Set([wanted.localAddress, wanted.remoteAddress]);
  const named = [reached.localAddress, reached.remoteAddress].filter((end) => end !== undefined);
  return reached.spi !== undefined && reached.spi === wanted.spi && named.some((end) => ends.has(end));
}

/** What the wanted selector names and the one that reaches does not: each lets it reach more. */
export function unsaidMembers({
  reached,
  wanted,
  level,
  keepsNames,
}: Omit<ContainmentQuestion, 'known'>): readonly string[] {
  const said = new Map<string, unknown>(Object.entries(reached));
  const ends = level === 'child' ? [reached.localAddress, reached.remoteAddress] : [];
  return Object.entries(wanted)
    .filter(([member, value]) => {
      const isComparable = NEUTRAL.has(member) || (keepsNames && NAMES.has(member));
      if (!isComparable) return true;
      if (member === 'policy') return !isPolicy(wanted.policy, reached.policy);
      if (IMPLIED_BY_SPI.has(member) && isSameSpi(reached, wanted)) return false;
      const isEnd = member === 'localAddress' || member === 'remoteAddress';
      if (isEnd && ends.includes(wanted[member])) return false;
      return JSON.stringify(said.get(member)) !== JSON.stringify(value);
    })
    .map(([member]) => member);
}
