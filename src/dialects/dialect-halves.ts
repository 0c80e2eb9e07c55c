import type { Apart, CapturedChildSa, CapturedHalf, Seen } from '../ir/captured.ts';
import type { Endpoint, SaHalf } from '../ir/result.ts';
import { cell, type Cell, type Codec } from '../text/layout/form.ts';

/** One direction of a child SA, as outputs show it that list each direction by itself. */
export interface DirectedHalf {
  readonly source: Seen<Endpoint>;
  readonly destination: Seen<Endpoint>;
  /** Absent: the output does not say which end is local. */
  readonly direction?: 'in' | 'out';
  readonly half: CapturedHalf;
  /** What it says of both directions. */
  readonly child: Omit<CapturedChildSa, 'inbound' | 'outbound' | 'local' | 'remote'>;
}

/** A member of one direction as a cell, in rows that hold a direction. */
export function halfCell<Value>(
  codec: Codec<Value>,
  get: (half: Seen<SaHalf>) => Value | undefined,
  put: (value: Value) => Seen<SaHalf>,
): Cell<{ readonly half?: Seen<SaHalf> }> {
  return cell(
    codec,
    ({ half }) => (half === undefined ? undefined : get(half)),
    (value) => ({ half: put(value) }),
  );
}

/** Both directions of each child SA together; a half without its other one stays alone. */
export function pairHalves(halves: readonly DirectedHalf[]): readonly CapturedChildSa[] {
  const pairs: (Partial<Record<'in' | 'out', DirectedHalf>> & { readonly order: number })[] = [];
  const waiting = new Map<string, typeof pairs>();
  for (const half of halves) {
    const direction = half.direction ?? 'in';
    const key = endsOf(half, direction);
    const alike = waiting.get(key) ?? [];
    const partner = alike.find((pair) => pair[direction] === undefined && belongTogether(pair, half));
    if (partner !== undefined) {
      partner[direction] = half;
      alike.splice(alike.indexOf(partner), 1);
      continue;
    }
    const pair = { [direction]: half, order: pairs.length };
    pairs.push(pair);
    waiting.set(key, [...alike, pair]);
  }
  return pairs.map(childOf);
}

function endsOf({ source, destination, half, child }: DirectedHalf, direction: 'in' | 'out'): string {
  const [local, remote] = direction === 'in' ? [destination, source] : [source, destination];
  return [local.address, remote.address, half.protocol, child.mode].join(' ');
}

/** Request ids of one pair follow each other, or are none. */
function belongTogether(pair: Partial<Record<'in' | 'out', DirectedHalf>>, { half }: DirectedHalf): boolean {
  const other = (pair.in ?? pair.out)?.half.requestId ?? 0;
  const own = half.requestId ?? 0;
  return other === 0 || own === 0 || Math.abs(own - other) <= 1;
}

function childOf(pair: Partial<Record<'in' | 'out', DirectedHalf>>): CapturedChildSa {
  const { in: inbound, out: outbound } = pair;
  const local = outbound?.source ?? inbound?.destination;
  const remote = outbound?.destination ?? inbound?.source;
  const differing = APART.filter((member) => isApart(inbound?.child[member], outbound?.child[member]));
  return {
    ...inbound?.child,
    ...outbound?.child,
    ...(local === undefined ? {} : { local }),
    ...(remote === undefined ? {} : { remote }),
    ...(inbound === undefined ? {} : { inbound: [halfApart(inbound, differing)] }),
    ...(outbound === undefined ? {} : { outbound: [halfApart(outbound, differing)] }),
  };
}

const APART = [
  'created',
  'hardExpires',
  'softExpires',
  'hardKilobytes',
  'softKilobytes',
  'processor',
] as const satisfies readonly (keyof Apart)[];

function isApart(left: number | undefined, right: number | undefined): boolean {
  return left !== undefined && right !== undefined && left !== right;
}

function halfApart({ half, child }: DirectedHalf, members: readonly (keyof Apart)[]): CapturedHalf {
  if (members.length === 0) return half;
  return { ...half, apart: Object.fromEntries(members.map((member) => [member, child[member]])) };
}

/** The directions of a child SA, each by itself. */
export function* halvesOf(
  child: CapturedChildSa,
  order: readonly ('in' | 'out')[],
): Generator<DirectedHalf, void> {
  const { inbound = [], outbound = [], local = {}, remote = {}, ...both } = child;
  for (const direction of order) {
    const [source, destination] = direction === 'in' ? [remote, local] : [local, remote];
    for (const half of direction === 'in' ? inbound : outbound) {
      yield { source, destination, direction, half, child: { ...both, ...half.apart } };
    }
  }
}

/** Whether it is known by more than its IKE SA. */
export function hasSpi(sa: CapturedChildSa): boolean {
  return halfCount(sa) > 0;
}

/** How many of its directions have an SPI. */
export function halfCount({ inbound = [], outbound = [] }: CapturedChildSa): number {
  return [...inbound, ...outbound].filter(({ spi }) => spi !== undefined).length;
}

/**
 * Tells which end is local where an output does not: peers are known from IKE SAs, and of the ends of a pair
 * `first` is what the device lists first; `assume` is told which address was taken for local where that alone decides.
 */
export function withDirections(
  halves: readonly DirectedHalf[],
  remotes: ReadonlySet<string>,
  first: 'in' | 'out',
  assume: (local: string) => void,
): readonly DirectedHalf[] {
  const locals = new Set<string>();
  return halves.map((half) => {
    if (half.direction !== undefined) return half;
    const [source = '', destination = ''] = [half.source.address, half.destination.address];
    const isOut = remotes.has(destination) || locals.has(source);
    const isIn = remotes.has(source) || locals.has(destination);
    const isUnknown = isOut === isIn;
    const direction = isUnknown ? first : isOut ? 'out' : 'in';
    const local = direction === 'in' ? destination : source;
    if (isUnknown) assume(local);
    locals.add(local);
    return { ...half, direction };
  });
}
