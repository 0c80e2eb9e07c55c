import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { Selector } from '../../../ir/ipsec.ts';
import { type LoweringContext, originOf, type Reading } from './context.ts';
import { flowKey, type SpdEntry, type SpdRequest } from './spd.ts';

/** Traffic of both directions, from the outbound view: its entry `out`, and what mirrors it. */
export interface SpdPair {
  /** As an `out` entry, written or not. */
  readonly entry: SpdEntry;
  readonly direction: Selector['direction'];
  /** Every entry behind it. */
  readonly readings: readonly Reading[];
  readonly faults: readonly Diagnostic[];
}

/** Entries in the order of the kernel, each `out` with its mirror image `in` (`translation.md` 1.7 and 5.13). */
export function pairEntries(context: LoweringContext, entries: readonly SpdEntry[]): readonly SpdPair[] {
  const outs = entries.filter(({ direction }) => direction === 'out');
  const ins = new Map(
    entries.filter(({ direction }) => direction === 'in').map((entry) => [flowKey(entry), entry]),
  );
  const forwards = entries.filter(({ direction }) => direction === 'fwd');
  const pairs: SpdPair[] = outs.map((out) => {
    const mirror = ins.get(flowKey(out, true));
    if (mirror !== undefined) ins.delete(flowKey(mirror));
    return mirror === undefined ? alone(context, out) : pairOf(context, out, mirror);
  });
  for (const entry of ins.values()) pairs.push(alone(context, mirrorOf(entry)));
  for (const forward of forwards) consumeForward(context, forward, entries, pairs);
  return pairs.toSorted((left, right) => left.entry.priority - right.entry.priority);
}

function pairOf(context: LoweringContext, out: SpdEntry, mirror: SpdEntry): SpdPair {
  const readings = [out.reading, mirror.reading];
  const faults = [...out.faults];
  note(context, mirror, `the mirror image of the out entry for ${flowKey(out)}`);
  if (out.action !== mirror.action) {
    if (out.action === 'ipsec' && mirror.action === 'none')
      return { entry: out, direction: 'out', readings, faults };
    if (out.action === 'none' && mirror.action === 'ipsec') {
      return { entry: { ...mirrorOf(mirror), priority: out.priority }, direction: 'in', readings, faults };
    }
    faults.push(notMirrored(out));
  } else if (!isMirrored(out, mirror)) faults.push(notMirrored(mirror));
  return { entry: out, direction: 'both', readings, faults };
}

function notMirrored({ reading, ...entry }: SpdEntry): Diagnostic {
  return diagnostic('TG165', { selector: flowKey({ ...entry, reading }) }, originOf(reading.origins));
}

/** One direction alone: people mean both. A strict reader has refused it. */
function alone(context: LoweringContext, entry: SpdEntry): SpdPair {
  note(context, entry, 'both directions: its mirror image is missing');
  return { entry, direction: 'both', readings: [entry.reading], faults: entry.faults };
}

function note(context: LoweringContext, { reading }: SpdEntry, canonical: string): void {
  context.report(diagnostic('TG102', { canonical }, originOf(reading.origins)));
}

/** setkey makes `fwd` entries from the `in` ones; files for `setkey -k` write them. */
function consumeForward(
  context: LoweringContext,
  forward: SpdEntry,
  entries: readonly SpdEntry[],
  pairs: SpdPair[],
): void {
  const twin = entries.find((entry) => entry.direction === 'in' && flowKey(entry) === flowKey(forward));
  const isEqual =
    twin !== undefined && twin.action === forward.action && sameRequests(twin.requests, forward.requests);
  if (isEqual) {
    note(context, forward, 'what follows from the in entry');
    return;
  }
  const found = notMirrored(forward);
  context.report(found);
  const index = pairs.findIndex(({ entry }) => flowKey(entry) === flowKey(forward, true));
  const pair = pairs[index];
  if (pair !== undefined) pairs[index] = { ...pair, faults: [...pair.faults, found] };
}

/** The entry of the other direction. */
export function mirrorOf(entry: SpdEntry): SpdEntry {
  const { source, destination, requests } = entry;
  return {
    ...entry,
    direction: entry.direction === 'out' ? 'in' : 'out',
    source: destination,
    destination: source,
    requests: requests.map(({ ends, ...rest }) => ({
      ...rest,
      ends: ends === undefined ? undefined : [ends[1], ends[0]],
    })),
  };
}

export function isMirrored(out: SpdEntry, mirror: SpdEntry): boolean {
  return sameRequests(mirrorOf(out).requests, mirror.requests);
}

/** The level belongs to each direction: an `in` entry may be laxer. */
function sameRequests(left: readonly SpdRequest[], right: readonly SpdRequest[]): boolean {
  const text = ({ protocol, mode, ends }: SpdRequest): string =>
    `${protocol}/${mode}/${ends?.join('-') ?? ''}`;
  return (
    left.length === right.length &&
    left.every((request, index) => text(request) === text(right[index] ?? request))
  );
}
