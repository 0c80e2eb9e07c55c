import type { Item, Sequence } from './syntax.ts';
import { classOf, classOfParameter, isKindOf, type WordClass } from './vocabulary.ts';

/** What may stand at a place, without names: lines that differ in names only are the same here. */
export type Step =
  | { readonly kind: 'keyword'; readonly word: string }
  | { readonly kind: 'class'; readonly wordClass: WordClass }
  | { readonly kind: 'choice'; readonly alternatives: readonly Steps[]; readonly optional: boolean }
  | { readonly kind: 'repeat'; readonly alternatives: readonly Steps[]; readonly minimum: 0 | 1 };
export type Steps = readonly Step[];
/** A step that takes at least one word. */
export type Head = Exclude<Step, { kind: 'choice' }>;

/** Lines merged into one tree over keywords and parameters of equal class: every decision looks at one word. */
export type Node<Line> =
  | { readonly kind: 'tail'; readonly line: Line; readonly steps: Steps }
  | { readonly kind: 'branch'; readonly branches: readonly Branch<Line>[]; readonly ends: readonly Line[] };
export interface Branch<Line> {
  readonly head: Head;
  readonly next: Node<Line>;
}

interface Pending<Line> {
  readonly line: Line;
  readonly steps: Steps;
}

const DEEPEST = 64;

/** Forgets the names of a line. */
export function stepsOf(sequence: Sequence): Steps {
  return sequence.map(stepOf);
}

function stepOf(item: Item): Step {
  switch (item.kind) {
    case 'keyword':
      return { kind: 'keyword', word: item.word };
    case 'parameter': {
      const word: Step = { kind: 'class', wordClass: classOfParameter(item.type) };
      return item.repeated || item.type.kind === 'rest'
        ? { kind: 'repeat', alternatives: [[word]], minimum: 1 }
        : word;
    }
    case 'choice': {
      const alternatives = item.alternatives.map(stepsOf);
      return item.repeated
        ? { kind: 'repeat', alternatives, minimum: item.optional ? 0 : 1 }
        : { kind: 'choice', alternatives, optional: item.optional };
    }
    default:
      return item satisfies never;
  }
}

/** Merges lines; choices and repetitions are expanded only where two lines meet in them. */
export function merge<Line>(lines: readonly Pending<Line>[], depth = 0): Node<Line> {
  const [only] = lines;
  if (only !== undefined && lines.length === 1 && only.steps.length > 0) {
    return { kind: 'tail', line: only.line, steps: only.steps };
  }
  if (depth > DEEPEST) throw new Error('two lines meet in different repetitions: write them as one line');
  const expanded = separateRepetitions(lines.flatMap(expandChoices));
  const ends = expanded.filter(({ steps }) => steps.length === 0).map(({ line }) => line);
  const groups = groupByHead(expanded.filter(({ steps }) => steps.length > 0));
  return {
    kind: 'branch',
    ends: [...new Set(ends)],
    branches: groups.map(({ head, rest }) => ({ head, next: merge(rest, depth + 1) })),
  };
}

/** Gives a line for each way in which it can begin. */
function expandChoices<Line>({ line, steps }: Pending<Line>): readonly Pending<Line>[] {
  const [first, ...rest] = steps;
  if (first?.kind === 'choice') {
    const ways = first.alternatives.map((alternative) => [...alternative, ...rest]);
    if (first.optional) ways.push(rest);
    return ways.flatMap((way) => expandChoices({ line, steps: way }));
  }
  if (first?.kind === 'repeat' && first.minimum === 0) {
    return [{ line, steps: [{ ...first, minimum: 1 }, ...rest] }, ...expandChoices({ line, steps: rest })];
  }
  return [{ line, steps }];
}

/** A repetition that another line meets is unrolled once: its first turn merges, the rest follows. */
function separateRepetitions<Line>(lines: readonly Pending<Line>[]): readonly Pending<Line>[] {
  const result = lines.flatMap((pending): readonly Pending<Line>[] => {
    const [first, ...rest] = pending.steps;
    if (first?.kind !== 'repeat') return [pending];
    const key = headKey(first);
    const meets = lines.some(
      ({ steps: [other] }) => other !== undefined && headKey(other) !== key && overlap(first, other),
    );
    if (!meets) return [pending];
    return first.alternatives
      .map((alternative): Pending<Line> => ({
        line: pending.line,
        steps: [...alternative, { ...first, minimum: 0 }, ...rest],
      }))
      .flatMap(expandChoices);
  });
  return result.length === lines.length && result.every((pending, index) => pending === lines[index])
    ? lines
    : separateRepetitions(result);
}

interface Group<Line> {
  readonly head: Head;
  readonly rest: Pending<Line>[];
}

/** One group for each head; a narrower head also takes the lines of the wider ones that accept its words. */
function groupByHead<Line>(lines: readonly Pending<Line>[]): readonly Group<Line>[] {
  const groups = new Map<string, Group<Line>>();
  const addHead = (head: Head): void => {
    if (!groups.has(headKey(head))) groups.set(headKey(head), { head, rest: [] });
  };
  for (const { steps } of lines) {
    const [head] = steps;
    if (head === undefined || head.kind === 'choice') continue;
    addHead(head);
  }
  // An IPv4 address is both: lines of either class must be found behind it.
  if (groups.has('class Mask') && groups.has('class Address')) addHead({ kind: 'class', wordClass: 'Ipv4' });
  for (const group of groups.values()) {
    for (const { line, steps } of lines) {
      const [head, ...rest] = steps;
      if (head !== undefined && accepts(head, group.head)) group.rest.push({ line, steps: rest });
    }
  }
  return [...groups.values()].toSorted((left, right) => width(left.head) - width(right.head));
}

function headKey(step: Step): string {
  switch (step.kind) {
    case 'keyword':
      return `keyword ${step.word}`;
    case 'class':
      return `class ${step.wordClass}`;
    case 'choice':
    case 'repeat':
      return JSON.stringify(step);
    default:
      return step satisfies never;
  }
}

/** Whether every word that `narrow` takes is one that `wide` takes. */
function accepts(wide: Step, narrow: Step): boolean {
  if (headKey(wide) === headKey(narrow)) return true;
  if (wide.kind !== 'class') return false;
  if (narrow.kind === 'class') return isKindOf(narrow.wordClass, wide.wordClass);
  return narrow.kind === 'keyword' && isKindOf(classOf(narrow.word), wide.wordClass);
}

function overlap(left: Step, right: Step): boolean {
  return firstSteps(left).some((a) => firstSteps(right).some((b) => accepts(a, b) || accepts(b, a)));
}

/** The keywords and classes that a step can begin with. */
function firstSteps(step: Step): readonly Step[] {
  if (step.kind === 'keyword' || step.kind === 'class') return [step];
  return step.alternatives.flatMap(([first]) => (first === undefined ? [] : firstSteps(first)));
}

/** Narrow heads are tried first. */
function width(head: Head): number {
  switch (head.kind) {
    case 'keyword':
      return 0;
    case 'class':
      return { Integer: 1, Ipv4: 1, Ipv6: 1, Address: 2, Mask: 2, Word: 3 }[head.wordClass];
    case 'repeat':
      return 4;
    default:
      return head satisfies never;
  }
}
