import type { Source } from '../diff/source.ts';
import type { Connected } from './connect.ts';
import type { Connection, Repair, Verdict } from './connection.ts';
import type { Effective } from './effective.ts';
import type { Which } from './end.ts';
import type { Problem, ProblemClass } from './problem.ts';
import { VERDICT_WORDS } from './verdict.ts';

/** How words are coloured; the identity where nothing is. */
export interface Paint {
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly good: (text: string) => string;
  readonly faint: (text: string) => string;
}

const PAINTS: Readonly<Record<Verdict, keyof Paint>> = {
  up: 'good',
  trouble: 'doubtful',
  unverifiable: 'doubtful',
  fails: 'bad',
};
/** What a class of problems does to a tunnel. */
export const CLASSES: Readonly<Record<ProblemClass, string>> = {
  stops: 'stops it',
  'shows-later': 'shows later',
  harmless: 'harmless difference',
  unverifiable: 'cannot be verified',
};

/** For people: each pair of peers, its problems with both values and where they are said, and what to type. */
export function printConnected({ ends, connections, alone }: Connected, paint: Paint): readonly string[] {
  return [
    ...connections.flatMap((connection) => [...printConnection(connection, paint), '']),
    ...(['left', 'right'] as const).flatMap((which) =>
      alone[which].map((peer) => `${ends[which].name}: peer ${peer} is for neither of the two`),
    ),
  ];
}

export function printConnection(connection: Connection, paint: Paint): readonly string[] {
  const { ends, peers, verdict, problems, assumed, nats } = connection;
  return [
    `${ends.left} ${peers.left} <=> ${ends.right} ${peers.right}: ${paint[PAINTS[verdict]](VERDICT_WORDS[verdict])}`,
    ...Object.entries(assumed).map(([which, address]) => {
      const name = which === 'left' ? ends.left : ends.right;
      return `  ${name} does not say its address: ${address} stands for it`;
    }),
    ...(['left', 'right'] as const).flatMap((which) =>
      nats[which] === undefined
        ? []
        : `  ${ends[which]} is behind a NAT device: the other end sees it at ${nats[which]}`,
    ),
    ...problems.flatMap((problem) => printProblem(problem, paint)),
    ...printRepairs(connection),
  ];
}

function printProblem(problem: Problem, paint: Paint): readonly string[] {
  const { left, right, exchange, cause, logs, when, code } = problem;
  const where = [cause?.replaceAll('-', ' '), exchange === undefined ? undefined : `in ${exchange}`]
    .filter((part) => part !== undefined)
    .join(' ');
  const title = left.words === right.words ? left.words : `${left.words} | ${right.words}`;
  const isHarmless = problem.class === 'harmless';
  const lines = [
    `  ${title}: ${CLASSES[problem.class]}${when === undefined ? '' : ` ${when}`}${where === '' ? '' : ` (${where})`}${code === undefined ? '' : ` [${code}]`}`,
    ...printEnd(left),
    ...printEnd(right),
    ...(['left', 'right'] as const).flatMap((which) =>
      logs[which].map((line) => `    ${problem[which].end} logs: ${line}`),
    ),
  ];
  return isHarmless ? lines.map(paint.faint) : lines;
}

function printEnd({ end, text, source }: Effective): readonly string[] {
  return [`    ${end}: ${text}${basisOf(source)}`, ...placesOf(source).map((place) => `      ${place}`)];
}
function basisOf({ why }: Source): string {
  return why === undefined ? '' : `  (${why})`;
}
function placesOf({ statements }: Source): readonly string[] {
  return statements.map(({ file, line, text }) => `${file}:${line}: ${text}`);
}

/** The end that protects less comes first: changing the other one would weaken it. */
function printRepairs({ ends, repairs, weaker }: Connection): readonly string[] {
  const order = weaker === 'right' ? (['right', 'left'] as const) : (['left', 'right'] as const);
  let isSecond = false;
  return order.flatMap((which) => {
    const repair = repairs[which];
    if (repair === undefined) return [];
    if (!repair.isTried) return [`  what to type at ${ends[which]}: connect the two alone`];
    if (repair.lines.length === 0) return [`  at ${ends[which]}: change by hand what is told above`];
    const before = isSecond ? 'or ' : '';
    isSecond = true;
    return printRepair(`${before}type at ${ends[which]}${whyHere(which, weaker)}:`, repair);
  });
}
function whyHere(which: Which, weaker: Which | undefined): string {
  if (weaker === undefined) return '';
  return which === weaker
    ? ' (better here: the other end protects more)'
    : ' (it would protect less than now)';
}
function printRepair(title: string, { lines, needed }: Repair): readonly string[] {
  return [
    `  ${title}`,
    ...lines.map((line) => `    ${line}`),
    ...needed.map((placeholder) => `  needed: ${placeholder}: replace it by its value`),
  ];
}
