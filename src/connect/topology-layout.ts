/** Where a gateway is drawn, and its name. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly text: TextPlace;
}
export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Degrees. */
  readonly turned: number;
}
/** Pixels. */
export interface Layout {
  readonly marks: readonly Mark[];
  readonly size: number;
}

/** Room along the circle for each gateway. */
const STEP = 18;
const LEAST_RADIUS = 140;
const CHARACTER = 7;
const GAP = 10;
const TURN = 2 * Math.PI;
/** More names than these do not fit beside each other unless they are turned. */
const MOST_UPRIGHT = 12;

/**
 * Gateways on a circle, in the order of their names; those that have to do with most of the others stand in the middle.
 * `degrees`: how many others each has to do with.
 */
export function layOut(names: readonly string[], degrees: readonly number[]): Layout {
  const hubs = hubsOf(degrees);
  const order = names.map((_, index) => index).toSorted((a, b) => compareNames(names[a], names[b]));
  const outer = order.filter((index) => !hubs.has(index));
  const inner = order.filter((index) => hubs.has(index));
  const radius = Math.max(LEAST_RADIUS, (outer.length * STEP) / TURN);
  const innerRadius = inner.length === 1 ? 0 : Math.max(30, (inner.length * 3 * STEP) / TURN);
  const longest = Math.max(0, ...names.map(({ length }) => length));
  const centre = radius + GAP + 20 + CHARACTER * longest;
  const marks = new Map<number, Mark>([
    ...outer.map((index, place): [number, Mark] => [index, onCircle(centre, radius, place, outer.length)]),
    ...inner.map((index, place): [number, Mark] => {
      const { x, y } = onCircle(centre, innerRadius, place, inner.length);
      return [index, { x, y, text: { x, y: rounded(y - GAP - 4), anchor: 'middle', turned: 0 } }];
    }),
  ]);
  return { marks: names.flatMap((_, index) => marks.get(index) ?? []), size: Math.ceil(2 * centre) };
}

const collator = new Intl.Collator('en', { numeric: true });
function compareNames(one = '', other = ''): number {
  return collator.compare(one, other);
}

/** Who has to do with at least half of the others, while few have. */
function hubsOf(degrees: readonly number[]): ReadonlySet<number> {
  const found = degrees.flatMap((degree, index) => (degree >= (degrees.length - 1) / 2 ? index : []));
  return new Set(degrees.length > 3 && found.length <= degrees.length / 4 ? found : []);
}

function onCircle(centre: number, radius: number, place: number, count: number): Mark {
  const angle = (TURN * place) / Math.max(1, count) - TURN / 4;
  const at = (distance: number): Pick<Mark, 'x' | 'y'> => ({
    x: rounded(centre + distance * Math.cos(angle)),
    y: rounded(centre + distance * Math.sin(angle)),
  });
  const degrees = (360 * place) / Math.max(1, count) - 90;
  const isLeft = degrees > 90;
  if (count > MOST_UPRIGHT) {
    const turned = rounded(isLeft ? degrees + 180 : degrees);
    return { ...at(radius), text: { ...at(radius + GAP), anchor: isLeft ? 'end' : 'start', turned } };
  }
  const side = Math.cos(angle);
  const anchor = Math.abs(side) < 0.1 ? 'middle' : side < 0 ? 'end' : 'start';
  return { ...at(radius), text: { ...at(radius + GAP + (anchor === 'middle' ? 4 : 0)), anchor, turned: 0 } };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
