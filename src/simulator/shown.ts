import { halfCount } from '../dialects/dialect-halves.ts';
import type { Shown } from '../dialects/dialect-outputs.ts';
import type { ShownBeside } from '../dialects/dialect-terminal.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Operation, SaSelector } from '../ir/operation.ts';
import type { CapturedChildSa, CapturedIkeSa } from '../ir/captured.ts';
import type { IkeSa, IkeSaMark, Result } from '../ir/result.ts';
import { lengthOf } from '../text/lines.ts';
import type { Gateways } from './gateways.ts';

/** What is shown of a configuration. */
type Configured = Pick<Gateway, 'ikeProposals' | 'peers' | 'ipsecProposals' | 'policies'>;

/** What a device of a dialect shows beside what the engine and its configuration say. */
export interface OfDevice {
  /** The packet processor that it gives an SA to. */
  readonly processorOf: (sa: number) => number | undefined;
  /** Marks of every IKE SA. */
  readonly marks: readonly IkeSaMark[];
  readonly beside: ShownBeside;
}

/** What an operation shows of a device whose configuration means `running`. SAs are taken from the engine one by one while they are printed. */
export function shownOf(
  gateways: Gateways,
  device: string,
  running: Configured,
  operation: Operation,
  { processorOf, marks, beside }: OfDevice,
): Shown {
  const select = 'select' in operation ? operation.select : {};
  const place = <Sa extends { readonly id: number }>(sa: Sa): Sa & { readonly processor?: number } => {
    const processor = processorOf(sa.id);
    return processor === undefined ? sa : { ...sa, processor };
  };
  const mark = (sa: IkeSa): IkeSa => (marks.length === 0 ? sa : { ...sa, marks: [...sa.marks, ...marks] });
  const ikeSasOf = (selected: SaSelector): Iterable<CapturedIkeSa & { readonly id: number }> =>
    mapped(gateways.ikeSas(device, selected), (sa) => place(mark(sa)));
  const childSasOf = (selected: SaSelector): Iterable<CapturedChildSa & { readonly id: number }> =>
    mapped(gateways.childSas(device, selected), place);
  const ikeSas = again(() => ikeSasOf(select));
  const childSas = again(() => childSasOf(select));
  const records = 'remoteAddress' in operation ? { remoteAddress: operation.remoteAddress } : {};
  const ask = (kind: 'show-offline-log' | 'show-failure-log'): Result =>
    gateways.execute(device, { kind, ...withoutUndefined(records) });
  const offlineLog = again(() => {
    const result = ask('show-offline-log');
    return result.kind === 'offline-log' ? result.records : [];
  });
  const failureLog = again(() => {
    const result = ask('show-failure-log');
    return result.kind === 'failure-log' ? result.failures : [];
  });
  return {
    ikeSas,
    childSas,
    offlineLog,
    failureLog,
    events: again(() => {
      const result = gateways.execute(device, { kind: 'show-events', follow: false });
      return result.kind === 'events' ? result.events : [];
    }),
    timers: again(() => {
      const result = gateways.execute(device, { kind: 'show-timers' });
      return result.kind === 'timers' ? result.timers : [];
    }),
    ...(operation.kind === 'show-statistics' ? statisticsOf(gateways.execute(device, operation)) : {}),
    ikeProposals: [...running.ikeProposals, ...(beside.ikeProposals ?? [])].filter(
      isAsked(operation, 'ike-proposal'),
    ),
    peers: running.peers.filter(isAsked(operation, 'peer')),
    ipsecProposals: running.ipsecProposals.filter(isAsked(operation, 'ipsec-proposal')),
    policies: running.policies.filter(isAsked(operation, 'policy')),
    ...(beside.settings === undefined ? {} : { settings: beside.settings }),
    securityPolicies: beside.securityPolicies ?? [],
    selectors: again(() => gateways.selectors(device)),
    counts: {
      get ikeSas() {
        return lengthOf(ikeSas);
      },
      get childSas() {
        return lengthOf(childSas);
      },
      get halves() {
        return sumOf(childSas, halfCount);
      },
      get offlineLog() {
        return lengthOf(offlineLog);
      },
      get failureLog() {
        return lengthOf(failureLog);
      },
    },
    ikeSa: finder(ikeSasOf),
    childSa: finder(childSasOf),
  };
}

/** Whether an operation that shows configuration asks for an object: it may name one of the kind. */
function isAsked(
  operation: Operation,
  kind: 'ike-proposal' | 'peer' | 'ipsec-proposal' | 'policy',
): (object: { readonly name: string; readonly sequence?: number }) => boolean {
  const asked = operation.kind === 'show-configuration' ? operation.object : undefined;
  if (asked?.kind !== kind) return () => true;
  return ({ name, sequence }) =>
    name === asked.name && (asked.kind !== 'policy' || sequence === asked.sequence);
}

function statisticsOf(result: Result): Pick<Shown, 'statistics'> {
  return result.kind === 'statistics' ? { statistics: result.statistics } : {};
}

function withoutUndefined({ remoteAddress }: { readonly remoteAddress?: string | undefined }): {
  readonly remoteAddress?: string;
} {
  return remoteAddress === undefined ? {} : { remoteAddress };
}

function* mapped<From, To>(all: Iterable<From>, change: (one: From) => To): Generator<To> {
  for (const one of all) yield change(one);
}

function sumOf<T>(all: Iterable<T>, count: (one: T) => number): number {
  let sum = 0;
  for (const one of all) sum += count(one);
  return sum;
}

/** Something that can be gone through more than once. */
function again<T>(begin: () => Iterable<T>): Iterable<T> {
  return { [Symbol.iterator]: () => begin()[Symbol.iterator]() };
}

/**
 * Finds records by their number without a table of all of them: they come with falling numbers, and an output asks for
 * them in about that order.
 */
function finder<Record extends { readonly id: number }>(
  begin: (select: SaSelector) => Iterable<Record>,
): (id: number) => Record | undefined {
  let rest: Iterator<Record> | undefined;
  let at: IteratorResult<Record> | undefined;
  return (id) => {
    if (rest === undefined || at === undefined || at.done === true || at.value.id < id) {
      rest = begin({})[Symbol.iterator]();
      at = rest.next();
    }
    while (at.done !== true && at.value.id > id) at = rest.next();
    return at.done === true || at.value.id !== id ? undefined : at.value;
  };
}
