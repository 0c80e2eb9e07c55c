import { html } from '../translate/report/html-text.ts';
import type { Connected } from './connect.ts';
import type { Verdict } from './connection.ts';
import type { Fleet } from './fleet.ts';
import { CLASSES } from './print-text.ts';
import { layOut, type Layout, type Mark } from './topology-layout.ts';
import { VERDICT_WORDS, VERDICTS, worstVerdict } from './verdict.ts';

interface Look {
  readonly width: number;
  /** Colours alone do not tell everybody. */
  readonly dashes?: string;
}
export const COLOURS: Readonly<Record<Verdict, string>> = {
  up: '#2e7d32',
  trouble: '#b26a00',
  unverifiable: '#757575',
  fails: '#b00020',
};
const LOOKS: Readonly<Record<Verdict, Look>> = {
  up: { width: 1.2 },
  trouble: { width: 2.2, dashes: '9 4' },
  unverifiable: { width: 2.2, dashes: '2 4' },
  fails: { width: 2.8 },
};
const LONGEST_NAME = 40;
/** So many lines that come up are seen one by one; of more each is fainter. */
const DISTINCT_LINES = 120;
const LEAST_OPACITY = 0.15;
const LEGEND_LINE = 18;

/** A pair of gateways as it is drawn. */
interface Line {
  readonly left: number;
  readonly right: number;
  readonly verdict: Verdict;
  readonly title: string;
}

/** The gateways, a line for each pair of them in the colour of its worst tunnel; what is wrong lies above what is not. */
export function* topologySvg({ ends, connected }: Fleet): Iterable<string> {
  const places = new Map(ends.map(({ name }, index) => [name, index]));
  const lines = connected
    .map((pair) => lineOf(pair, places))
    .toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
  const ofEnd = ends.map((): Line[] => []);
  for (const line of lines) {
    ofEnd[line.left]?.push(line);
    ofEnd[line.right]?.push(line);
  }
  const names = ends.map(({ name }) => shortened(name));
  const layout = layOut(
    names,
    ofEnd.map(({ length }) => length),
  );
  const { size } = layout;
  const height = size + (VERDICTS.length + 1) * LEGEND_LINE;
  yield `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${height}" width="${size}" height="${height}" font-family="system-ui, sans-serif" font-size="12">\n`;
  yield '<style>line:hover { stroke-width: 5; stroke-opacity: 1 }</style>\n';
  yield `<rect width="${size}" height="${height}" fill="white"/>\n`;
  for (const line of lines) yield drawnLine(line, layout, lines.length);
  for (const [index, mark] of layout.marks.entries()) {
    yield gatewayMark(mark, names[index] ?? '', ends[index]?.name ?? '', ofEnd[index] ?? []);
  }
  yield* legend(size, lines);
  yield '</svg>\n';
}

function lineOf({ ends, connections }: Connected, places: ReadonlyMap<string, number>): Line {
  const verdict = worstVerdict(connections.map((connection) => connection.verdict)) ?? 'unverifiable';
  const problems = connections.flatMap((connection) =>
    connection.problems.flatMap(({ class: severity, left }) =>
      severity === 'harmless' ? [] : `${left.words}: ${CLASSES[severity]}`,
    ),
  );
  const title = [`${ends.left.name} - ${ends.right.name}: ${VERDICT_WORDS[verdict]}`, ...new Set(problems)];
  return {
    left: places.get(ends.left.name) ?? 0,
    right: places.get(ends.right.name) ?? 0,
    verdict,
    title: title.join('\n'),
  };
}

function drawnLine({ left, right, verdict, title }: Line, { marks }: Layout, count: number): string {
  const [from, to] = [marks[left], marks[right]];
  if (from === undefined || to === undefined) return '';
  const opacity = verdict === 'up' ? Math.max(LEAST_OPACITY, Math.min(1, DISTINCT_LINES / count)) : 1;
  return `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" ${strokeOf(verdict)} stroke-opacity="${opacity.toFixed(2)}"><title>${html(title)}</title></line>\n`;
}
function strokeOf(verdict: Verdict): string {
  const { width, dashes } = LOOKS[verdict];
  const dashed = dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`;
  return `stroke="${COLOURS[verdict]}" stroke-width="${width}"${dashed}`;
}

/** A dot in the colour of its worst tunnel; empty where it has none. */
function gatewayMark({ x, y, text }: Mark, shown: string, name: string, lines: readonly Line[]): string {
  const worst = worstVerdict(lines.map(({ verdict }) => verdict));
  const [colour, fill] = worst === undefined ? ['#757575', 'white'] : [COLOURS[worst], COLOURS[worst]];
  const title = worst === undefined ? 'nobody here points at it' : countsOf(lines).join(', ');
  const turn = text.turned === 0 ? '' : ` transform="rotate(${text.turned} ${text.x} ${text.y})"`;
  return (
    `<g><title>${html(`${name}: ${title}`)}</title>` +
    `<circle cx="${x}" cy="${y}" r="5" fill="${fill}" stroke="${colour}" stroke-width="1.5"/>` +
    `<text x="${text.x}" y="${text.y}" dominant-baseline="middle" text-anchor="${text.anchor}"${turn}` +
    ` paint-order="stroke" stroke="white" stroke-width="3">${html(shown)}</text></g>\n`
  );
}

function countsOf(lines: readonly Line[]): readonly string[] {
  return VERDICTS.flatMap((verdict) => {
    const count = lines.filter((line) => line.verdict === verdict).length;
    return count === 0 ? [] : `${count} ${VERDICT_WORDS[verdict]}`;
  });
}

function* legend(top: number, lines: readonly Line[]): Iterable<string> {
  for (const [index, verdict] of VERDICTS.entries()) {
    const y = top + LEGEND_LINE * (index + 0.5);
    const count = lines.filter((line) => line.verdict === verdict).length;
    yield `<line x1="10" y1="${y}" x2="44" y2="${y}" ${strokeOf(verdict)}/><text x="52" y="${y}" dominant-baseline="middle">${VERDICT_WORDS[verdict]} (${count})</text>\n`;
  }
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}
