import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { Selector, TrafficAddress } from '../../../ir/ipsec.ts';
import { derived, type Origin, sourced, type Sourced } from '../../../ir/origins.ts';
import { sameJson } from '../../../ir/json.ts';
import { describeSainfo } from '../identity.ts';
import { type LoweringContext, originOf } from './context.ts';
import { isOf, Sections } from './find.ts';
import type { SpdPair } from './pairs.ts';
import type { LoweredRemote } from './remote.ts';
import { type LoweredSainfo, noteUnreached } from './sainfo.ts';
import { flowKey } from './spd.ts';
import { readStack, type Stack } from './stack.ts';

/** Traffic and what becomes of it, before it is a selector. */
export interface DraftSelector {
  readonly action: Selector['action'];
  readonly local: TrafficAddress;
  readonly remote: TrafficAddress;
  readonly protocol: number | undefined;
  readonly localPort: number | undefined;
  readonly remotePort: number | undefined;
  readonly direction: Selector['direction'];
  readonly origins: readonly Origin[];
}
/** Entries that stand together, with one remote, one stack and equal `sainfo` contents. */
export interface Draft {
  /** Absent: nothing is negotiated (exceptions alone, manual keys). */
  readonly remote: LoweredRemote | undefined;
  readonly sainfos: LoweredSainfo[];
  readonly stack: Stack;
  readonly selectors: DraftSelector[];
  readonly origins: Origin[];
  readonly faults: Diagnostic[];
  /** The responder takes what its peer offers. */
  readonly offered?: true;
  /** It only answers: its policies are made when the peer asks. */
  readonly answers?: true;
}

/** What manual keys between the ends of a stack protect with, if there are any. */
type SuiteOfKeys = (stack: Stack) => LoweredSainfo | undefined;

const NO_STACK: Stack = {
  esp: false,
  ah: false,
  compressed: false,
  mode: 'tunnel',
  local: undefined,
  remote: undefined,
  faults: [],
};

/** Policies from entries of the SPD: consecutive ones that mean the same are one (`translation.md` 1.3). */
export function draftPolicies(
  context: LoweringContext,
  pairs: readonly SpdPair[],
  remotes: readonly LoweredRemote[],
  sainfos: readonly LoweredSainfo[],
  manual: SuiteOfKeys,
): readonly Draft[] {
  const drafts: Draft[] = [];
  const sections = new Sections(remotes, sainfos);
  let waiting: DraftSelector[] = [];
  for (const pair of pairs) {
    const selector = draftSelector(pair);
    if (selector.action !== 'protect') {
      waiting.push(selector);
      for (const found of pair.faults) context.report(found);
      continue;
    }
    const next = draftOne(context, pair, selector, sections, manual);
    const last = drafts.at(-1);
    const isSame = last !== undefined && waiting.length === 0 && continues(last, next);
    const draft = isSame ? last : next;
    if (isSame) {
      last.selectors.push(...next.selectors);
      last.sainfos.push(...next.sainfos);
      last.origins.push(...next.origins);
      last.faults.push(...next.faults);
    } else drafts.push(next);
    draft.selectors.unshift(...(isSame ? [] : waiting));
    waiting = [];
  }
  if (waiting.length > 0) {
    const origins = waiting.flatMap((selector) => selector.origins);
    drafts.push({ remote: undefined, sainfos: [], stack: NO_STACK, selectors: waiting, origins, faults: [] });
  }
  return drafts;
}

function draftOne(
  context: LoweringContext,
  pair: SpdPair,
  selector: DraftSelector,
  sections: Sections,
  manual: SuiteOfKeys,
): Draft {
  const stack = readStack(context, pair);
  const keyed = manual(stack);
  const remote = keyed === undefined ? sections.remoteOf(stack.remote, pair.entry) : undefined;
  const faults = [...pair.faults, ...stack.faults];
  const found = remote === undefined ? keyed : sections.sainfoOf(pair.entry, remote);
  if (remote === undefined && keyed === undefined) {
    const details = { object: 'remote', name: stack.remote ?? 'of this entry' };
    faults.push(diagnostic('TG114', details, originOf(pair.entry.reading.origins)));
  }
  if (remote !== undefined && found === undefined) {
    const [source = '', destination = '', protocol = ''] = flowKey(pair.entry).split(' ');
    faults.push(diagnostic('TG163', { source, destination, protocol }, originOf(pair.entry.reading.origins)));
  }
  return {
    remote,
    sainfos: found === undefined ? [] : [found],
    stack,
    selectors: [{ ...selector, origins: [...(found?.header.origins ?? []), ...selector.origins] }],
    origins: [...pair.entry.reading.origins],
    faults,
  };
}

function continues(last: Draft, next: Draft): boolean {
  const [a, b] = [last.sainfos[0], next.sainfos[0]];
  if (last.remote !== next.remote || a === undefined || b === undefined) return false;
  return sameStack(last.stack, next.stack) && (a === b || sameContents(a, b));
}

function sameStack(left: Stack, right: Stack): boolean {
  const meaning = ({ esp, ah, compressed, mode, local, remote }: Stack): object => ({
    esp,
    ah,
    compressed,
    mode,
    local: local?.value,
    remote,
  });
  return sameJson(meaning(left), meaning(right));
}

function sameContents(left: LoweredSainfo, right: LoweredSainfo): boolean {
  const meaning = (sainfo: LoweredSainfo): object => ({
    encryption: sainfo.encryption.value,
    integrity: sainfo.integrity.value,
    compression: sainfo.compression.value,
    pfsGroups: sainfo.pfsGroups.value,
    lifetime: sainfo.lifetime.value,
  });
  return sameJson(meaning(left), meaning(right));
}

function draftSelector({ entry, direction, readings }: SpdPair): DraftSelector {
  const { source, destination, protocol, action } = entry;
  const actions = { ipsec: 'protect', none: 'bypass', discard: 'discard' } as const;
  return {
    action: actions[action],
    local: { prefix: source.prefix },
    remote: { prefix: destination.prefix },
    protocol,
    localPort: source.port?.first,
    remotePort: destination.port?.first,
    direction,
    origins: readings.flatMap(({ origins }) => origins),
  };
}

/** Policies without an entry of the SPD: those that a responder makes, and those that setkey would have made. */
export function draftUnwritten(
  context: LoweringContext,
  remotes: readonly LoweredRemote[],
  sainfos: readonly LoweredSainfo[],
  reached: ReadonlySet<LoweredSainfo>,
  hasSetkey: boolean,
  listening: string | undefined,
): readonly Draft[] {
  const free = sainfos.filter((sainfo) => !reached.has(sainfo));
  const used = new Set<LoweredSainfo>();
  const drafts = remotes.flatMap((remote): readonly Draft[] => {
    const own = free.filter((sainfo) => isOf(sainfo, remote));
    const generating = remote.generates !== undefined;
    if (generating) {
      for (const sainfo of own) used.add(sainfo);
      return own.map((sainfo) => draftGenerated(remote, sainfo, listening));
    }
    if (hasSetkey || remote.peer.remote.length === 0) return [];
    const assumed = own.filter(
      ({ local, remote: far }) => local.kind === 'address' && far.kind === 'address',
    );
    for (const sainfo of assumed) used.add(sainfo);
    return assumed.map((sainfo) => draftAssumed(context, remote, sainfo, listening));
  });
  for (const sainfo of free) if (!used.has(sainfo)) noteUnreached(context, sainfo);
  return drafts;
}

/** The peer's own identifiers become the policy; with addresses in the `sainfo`, only these. */
function draftGenerated(remote: LoweredRemote, sainfo: LoweredSainfo, listening: string | undefined): Draft {
  const selector = selectorOf(sainfo);
  return {
    remote,
    sainfos: [sainfo],
    stack: stackBetween(remote, listening),
    selectors: selector === undefined ? [] : [selector],
    origins: [...sainfo.header.origins, ...(remote.generates?.origins ?? [])],
    faults: [],
    answers: true,
    ...(selector === undefined ? { offered: true as const } : {}),
  };
}

/** TG164: tunnel mode between the two ends is what these files are made for. */
function draftAssumed(
  context: LoweringContext,
  remote: LoweredRemote,
  sainfo: LoweredSainfo,
  listening: string | undefined,
): Draft {
  const stack = stackBetween(remote, listening);
  const details = { local: stack.local?.value ?? 'this end', remote: stack.remote ?? 'the peer' };
  context.report(diagnostic('TG164', details, originOf(sainfo.header.origins)));
  const selector = selectorOf(sainfo);
  const faults: readonly Diagnostic[] =
    selector === undefined
      ? [
          diagnostic(
            'TG106',
            { what: `the SPD entry of sainfo ${describeSainfo(sainfo.object.headers[0]?.values ?? {})}` },
            originOf(sainfo.header.origins),
          ),
        ]
      : [];
  return {
    remote,
    sainfos: [sainfo],
    stack,
    selectors: selector === undefined ? [] : [selector],
    origins: [...sainfo.header.origins],
    faults: [...faults],
  };
}

function stackBetween({ ownAddress, peer }: LoweredRemote, listening: string | undefined): Stack {
  const [entry] = peer.remote;
  const fallback: Sourced<string> | undefined = listening === undefined ? undefined : derived(listening);
  return {
    ...NO_STACK,
    esp: true,
    local: ownAddress ?? fallback,
    remote: entry !== undefined && 'address' in entry ? entry.address : undefined,
  };
}

/** The selector that a `sainfo` names by itself. */
function selectorOf({ local, remote, header }: LoweredSainfo): DraftSelector | undefined {
  if (local.kind !== 'address' || remote.kind !== 'address') return undefined;
  const protocol = local.protocol === 'any' ? remote.protocol : local.protocol;
  return {
    action: 'protect',
    local: local.address,
    remote: remote.address,
    protocol: protocol === 'any' ? undefined : protocol,
    localPort: local.port === 'any' ? undefined : local.port,
    remotePort: remote.port === 'any' ? undefined : remote.port,
    direction: 'both',
    origins: header.origins,
  };
}

/** The value of an optional member, from its statements. */
export function optional<T>(value: T | undefined, origins: readonly Origin[]): Sourced<T> | undefined {
  return value === undefined ? undefined : sourced(value, origins);
}
