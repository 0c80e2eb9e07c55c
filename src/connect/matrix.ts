import type { Verdict } from './connection.ts';
import { worstVerdict } from './verdict.ts';
import type { Fleet } from './fleet.ts';

const MARKS: Readonly<Record<Verdict, string>> = { up: '+', trouble: '~', unverifiable: '?', fails: 'X' };
const NOTHING = '.';
/** A wider matrix fits no terminal: the pairs that do not come up are listed instead. */
const MOST_COLUMNS = 40;

/** Gateway by gateway, a mark for the worst tunnel between two. */
export function printMatrix({ ends, connected }: Fleet): readonly string[] {
  const pairs = new Map<string, Verdict>();
  for (const { ends: pair, connections } of connected) {
    const verdict = worstVerdict(connections.map((connection) => connection.verdict));
    if (verdict !== undefined) pairs.set(`${pair.left.name}\n${pair.right.name}`, verdict);
  }
  if (ends.length > MOST_COLUMNS) {
    const doubtful = [...pairs].filter(([, verdict]) => verdict !== 'up');
    return doubtful.map(([names, verdict]) => `${MARKS[verdict]} ${names.replace('\n', ' <=> ')}`);
  }
  const verdictOf = (one: string, other: string): Verdict | undefined =>
    pairs.get(`${one}\n${other}`) ?? pairs.get(`${other}\n${one}`);
  const width = Math.max(...ends.map(({ name }) => name.length));
  const digits = String(ends.length).length;
  const column = (text: string): string => text.padStart(digits + 1);
  return [
    `${' '.repeat(width + digits + 2)}${ends.map((_, index) => column(String(index + 1))).join('')}`,
    ...ends.map(({ name }, row) => {
      const marks = ends.map((other, index) => {
        if (index === row) return column(' ');
        const verdict = verdictOf(name, other.name);
        return column(verdict === undefined ? NOTHING : MARKS[verdict]);
      });
      return `${column(String(row + 1))} ${name.padEnd(width)}${marks.join('')}`;
    }),
    `${MARKS.up} comes up  ${MARKS.trouble} trouble later  ${MARKS.unverifiable} cannot be verified  ${MARKS.fails} fails`,
  ];
}
