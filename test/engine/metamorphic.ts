import { restoreSimulation, type Snapshot, type TraceRecord } from '../../src/engine/index.ts';
import { configureBoth, ENDS, Lab, labOf } from './lab.ts';
import { carryOut, optionsOf, type Plan, type Step } from './random-labs.ts';

// 19: names and addresses mean nothing, and what does not meet does not disturb. Texts are renamed as a whole, never in part.

type Names = Readonly<Record<string, string>>;

/** Addresses keep their length, which lengths of messages depend on, and change their order. */
const OTHER_OBJECTS: Names = {
  '198.51.100.1': '203.0.113.99',
  '203.0.113.2': '192.0.2.201',
  '192.0.2.99': '192.0.2.33',
  '10.1.0.0/16': '172.29.0.0/16',
  '10.2.0.0/16': '172.21.0.0/16',
  '10.1.0.5': '172.29.0.5',
  '10.2.0.9': '172.21.0.9',
  // the same as traffic selectors have them
  '0a010000': 'ac1d0000',
  '0a01ffff': 'ac1dffff',
  '0a010005': 'ac1d0005',
  '0a020009': 'ac150009',
  '0a020000': 'ac150000',
  '0a02ffff': 'ac15ffff',
  'to-a': 'zweigstelle',
  'to-b': 'amt',
  '1': 'suite-b',
  map: 'another-policy',
  p: 'esp-proposal',
  '3000': 'interesting',
  nat: 'box',
};
const OTHER_GATEWAYS: Names = { a: 'west', b: 'an-east', 'a\nb': 'west\nan-east', 'b\na': 'an-east\nwest' };
/** A pair of gateways that never meets `a` and `b`; its objects have the same names. */
const OTHER_PAIR: Names = {
  a: 'c',
  b: 'd',
  '198.51.100.1': '198.51.100.7',
  '203.0.113.2': '203.0.113.7',
  fault: 'fault of c and d',
};
/** What identities are hashed into: it stands for octets that nobody reads. */
const DIGESTS: ReadonlySet<string> = new Set(['tag']);

function renamed<T>(value: T, names: Names): T {
  const copy: T = JSON.parse(JSON.stringify(value), (key, member: unknown) => {
    if (DIGESTS.has(key)) return 0;
    return typeof member === 'string' ? (names[member] ?? member) : member;
  });
  return copy;
}
/** A new configuration has the plain names. */
function withoutConfiguring(one: Plan): Plan {
  return { ...one, steps: one.steps.filter((step) => step.do !== 'configure') };
}
function reversed(names: Names): Names {
  return Object.fromEntries(Object.entries(names).map(([from, to]) => [to, from]));
}

/** Everything has another name or address. Random streams are a gateway's own by its name: it gets its new one when they have begun. */
export function underOtherNames(plan: Plan): readonly string[] {
  const one = withoutConfiguring(plan);
  const options = optionsOf(one);
  const plain = labOf(options);
  const rename = <T>(value: T): T => renamed(value, OTHER_OBJECTS);
  const other = labOf({ ...options, rename, network: rename(options.network) ?? {} });
  const lab = new Lab(restoreSimulation(withOtherGateways(other.simulation.snapshot())));
  carryOut(plain, one);
  carryOut(lab, { ...one, steps: renamed(one.steps, { ...OTHER_OBJECTS, ...OTHER_GATEWAYS }) });
  return firstDifference(
    plain.simulation.trace.map((record) => JSON.stringify(renamed(record, {}))),
    lab.simulation.trace.map((record) => JSON.stringify(renamed(record, reversed(OTHER_OBJECTS)))),
  );
}
/** In its members only: what they are called stays. */
function withOtherGateways({ graph, ...rest }: Snapshot): Snapshot {
  const objects = graph.objects.map((object) => ({
    ...object,
    values: renamed(object.values, OTHER_GATEWAYS),
  }));
  return { ...rest, graph: { ...graph, objects } };
}

/** Two more gateways, configured before the others, do the same things at the same times between themselves. */
export function besideOthers(plan: Plan): readonly string[] {
  const one = withoutConfiguring(plan);
  const options = optionsOf(one);
  const alone = labOf(options);
  const beside = labOf({ ...options, rename: (value) => renamed(value, OTHER_PAIR) });
  configureBoth(beside.simulation, options);
  carryOut(alone, one);
  carryOut(beside, { ...one, steps: one.steps.flatMap(forBothPairs) });
  return firstDifference(linesOf(alone.simulation.trace, 0), linesOf(beside.simulation.trace, ENDS.length));
}
function forBothPairs(step: Step): readonly Step[] {
  return step.do === 'wait' ? [step] : [renamed(step, OTHER_PAIR), step];
}
/** The trace of two gateways from a position on; SAs have numbers of the whole simulation: here in the order of their birth. */
function linesOf(trace: readonly TraceRecord[], first: number): readonly string[] {
  const numbers = new Map<number, number>();
  return trace.flatMap((record) => {
    if (record.gateway < first || record.gateway >= first + ENDS.length) return [];
    const gateway = record.gateway - first;
    if (!('sa' in record)) return JSON.stringify({ ...record, gateway });
    const sa = numbers.get(record.sa) ?? numbers.size;
    numbers.set(record.sa, sa);
    return JSON.stringify({ ...record, gateway, sa });
  });
}

function firstDifference(wanted: readonly string[], found: readonly string[]): readonly string[] {
  const length = Math.max(wanted.length, found.length);
  for (let index = 0; index < length; index++) {
    if (wanted[index] !== found[index])
      return [`19: record ${index}: ${wanted[index]}`, `became ${found[index]}`];
  }
  return [];
}
