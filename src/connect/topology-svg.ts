import { html } from '../translate/report/html-text.ts';
import type { Verdict } from './connection.ts';
import { worstVerdict } from './verdict.ts';
import type { Fleet } from './fleet.ts';

const COLOURS: Readonly<Record<Verdict, string>> = {
  up: '#2e7d32',
  trouble: '#b26a00',
  unverifiable: '#757575',
  fails: '#b00020',
};
const MEANINGS: Readonly<Record<Verdict, string>> = {
  up: 'comes up',
  trouble: 'comes up, trouble later',
  unverifiable: 'cannot be verified',
  fails: 'fails',
};
/** Room along the circle for each gateway, and for the longest of its names. */
const STEP = 18;
const LEAST_RADIUS = 120;
const CHARACTER = 7;
const LONGEST_NAME = 40;
const TURN = 2 * Math.PI;

/** The gateways on a circle, a line for each pair of them in the colour of its worst tunnel. */
export function* topologySvg({ ends, connected }: Fleet): Iterable<string> {
  const names = ends.map(({ name }) =>
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
  );
  const radius = Math.max(LEAST_RADIUS, (names.length * STEP) / TURN);
  const margin = 30 + CHARACTER * Math.max(0, ...names.map(({ length }) => length));
  const size = Math.ceil(2 * (radius + margin));
  const place = (index: number, distance: number): readonly [x: number, y: number] => {
    const angle = (TURN * index) / Math.max(1, names.length) - TURN / 4;
    return [rounded(size / 2 + distance * Math.cos(angle)), rounded(size / 2 + distance * Math.sin(angle))];
  };
  const places = new Map(ends.map((end, index) => [end.name, index]));
  yield `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" font-family="system-ui, sans-serif" font-size="12">\n`;
  yield `<rect width="${size}" height="${size}" fill="white"/>\n`;
  for (const { ends: pair, connections } of connected) {
    const verdict = worstVerdict(connections.map((connection) => connection.verdict)) ?? 'unverifiable';
    const [x1, y1] = place(places.get(pair.left.name) ?? 0, radius);
    const [x2, y2] = place(places.get(pair.right.name) ?? 0, radius);
    yield `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${COLOURS[verdict]}" stroke-width="${verdict === 'up' ? 1.5 : 2.5}"><title>${html(`${pair.left.name} - ${pair.right.name}: ${MEANINGS[verdict]}`)}</title></line>\n`;
  }
  for (const [index, name] of names.entries()) yield gatewayMark(name, index, names.length, place, radius);
  yield legend(size);
  yield '</svg>\n';
}

function gatewayMark(
  name: string,
  index: number,
  count: number,
  place: (index: number, distance: number) => readonly [x: number, y: number],
  radius: number,
): string {
  const [x, y] = place(index, radius);
  const [textX, textY] = place(index, radius + 10);
  const degrees = (360 * index) / Math.max(1, count) - 90;
  const isLeft = degrees > 90 && degrees < 270;
  const turned = rounded(isLeft ? degrees + 180 : degrees);
  const anchor = isLeft ? 'end' : 'start';
  return `<circle cx="${x}" cy="${y}" r="5" fill="#1565c0"/><text x="${textX}" y="${textY}" dominant-baseline="middle" text-anchor="${anchor}" transform="rotate(${turned} ${textX} ${textY})">${html(name)}</text>\n`;
}

function legend(size: number): string {
  const verdicts: readonly Verdict[] = ['up', 'trouble', 'unverifiable', 'fails'];
  return verdicts
    .map((verdict, index) => {
      const y = size - 14 - 16 * (verdicts.length - 1 - index);
      return `<line x1="10" y1="${y}" x2="34" y2="${y}" stroke="${COLOURS[verdict]}" stroke-width="2.5"/><text x="40" y="${y}" dominant-baseline="middle">${MEANINGS[verdict]}</text>\n`;
    })
    .join('');
}
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
