import { compareGateways, type Difference } from '../ir/comparison.ts';
import type { Gateway } from '../ir/gateway.ts';
import { ignoredSettings } from '../ir/ignored-members.ts';
import { sameJson } from '../ir/json.ts';
import type { MeaningDifference, Subject } from './difference.ts';
import { isJsonRecord, type JsonRecord, membersOf } from './json-shapes.ts';
import { toldPath, wordsFor } from './members.ts';
import { pathsOf } from './proposals.ts';
import { showValue } from './show-value.ts';
import type { Side } from './side.ts';
import { named } from './subjects.ts';
import { find, tellChanged, tellWhole } from './tell.ts';

/** What belongs to no tunnel alone: IKE settings, routes, manual SAs, tunnel interfaces. */
export function compareSurroundings(
  a: Side,
  b: Side,
  left: Gateway,
  right: Gateway,
): readonly MeaningDifference[] {
  const differences = compareGateways(left, right, { unreached: false });
  const ignored = new Set([...ignoredSettings(left).keys(), ...ignoredSettings(right).keys()]);
  const settings = differences.filter(
    ({ object, path }) => object.kind === 'ike-settings' && !ignored.has(path),
  );
  const paths = [...new Set(settings.map(({ path }) => toldPath(path)))];
  return [
    ...paths.map((path): MeaningDifference => ({
      kind: 'changed',
      subjects: [{ kind: 'ike-settings', text: 'IKE settings' }],
      path,
      ...tellChanged(
        path,
        find(a.lowered.origins, left.ike, 'ike', path),
        find(b.lowered.origins, right.ike, 'ike', path),
      ),
    })),
    ...SETS.flatMap((set) =>
      compareSet(
        set,
        differences,
        { side: a, index: new ObjectIndex(set, left) },
        { side: b, index: new ObjectIndex(set, right) },
      ),
    ),
  ];
}

interface IndexedSide {
  readonly side: Side;
  readonly index: ObjectIndex;
}
/** Objects that are compared as a set: how those of both sides find each other, and what they are called. */
interface SetOfObjects {
  readonly path: 'routes' | 'manualSas' | 'interfaces';
  readonly kind: Subject['kind'];
  readonly key: readonly string[];
  subject(key: JsonRecord): string;
}
const SETS: readonly SetOfObjects[] = [
  {
    path: 'routes',
    kind: 'route',
    key: ['destination', 'vrf'],
    subject: ({ destination }) => `route to ${showValue(destination)}`,
  },
  {
    path: 'manualSas',
    kind: 'manual-sa',
    key: ['spi', 'destination'],
    subject: ({ spi, destination }) => `manual SA ${showValue(spi)} to ${showValue(destination)}`,
  },
  {
    path: 'interfaces',
    kind: 'interface',
    key: ['name'],
    subject: ({ name }) => `tunnel interface ${showValue(name)}`,
  },
];

function compareSet(
  set: SetOfObjects,
  differences: readonly Difference[],
  a: IndexedSide,
  b: IndexedSide,
): readonly MeaningDifference[] {
  const own = differences.filter(({ path }) => path === set.path);
  const rights = own.flatMap(({ right }) => (isJsonRecord(right) ? [right] : []));
  const lefts = own.flatMap(({ left }) => (isJsonRecord(left) ? [left] : []));
  const told: MeaningDifference[] = [];
  for (const left of lefts) {
    const partner = rights.findIndex((right) => set.key.every((name) => sameJson(left[name], right[name])));
    const [right] = partner === -1 ? [] : rights.splice(partner, 1);
    if (right === undefined) told.push(lone(set, a, left, 'left'));
    else told.push(...changed(set, [a, left], [b, right]));
  }
  return [...told, ...rights.map((right) => lone(set, b, right, 'right'))];
}

function changed(
  set: SetOfObjects,
  [a, left]: readonly [IndexedSide, JsonRecord],
  [b, right]: readonly [IndexedSide, JsonRecord],
): readonly MeaningDifference[] {
  const [x, y] = [a.index.find(left), b.index.find(right)];
  return pathsOf(set.path, left, right).map((path) => ({
    kind: 'changed',
    subjects: [subjectOf(set, left, x, y)],
    path,
    ...tellChanged(
      path,
      find(a.side.lowered.origins, x, set.path, path),
      find(b.side.lowered.origins, y, set.path, path),
    ),
  }));
}

function lone(
  set: SetOfObjects,
  { side, index }: IndexedSide,
  value: JsonRecord,
  which: 'left' | 'right',
): MeaningDifference {
  const object = index.find(value);
  return {
    kind: which === 'left' ? 'only-left' : 'only-right',
    subjects: [
      which === 'left' ? subjectOf(set, value, object, undefined) : subjectOf(set, value, undefined, object),
    ],
    path: set.path,
    words: wordsFor(set.path),
    [which]: tellWhole(set.path, find(side.lowered.origins, object, set.path, set.path)),
  };
}

function subjectOf(
  set: SetOfObjects,
  key: JsonRecord,
  left: object | undefined,
  right: object | undefined,
): Subject {
  const nameOf = (object: object | undefined): string | undefined =>
    object !== undefined && 'name' in object ? String(object.name) : undefined;
  return { kind: set.kind, text: set.subject(key), ...named(nameOf(left), nameOf(right)) };
}

/** The objects of one side by their key, so that one that a difference quotes is found. */
class ObjectIndex {
  readonly #set: SetOfObjects;
  readonly #byKey = new Map<string, object[]>();

  constructor(set: SetOfObjects, gateway: Gateway) {
    this.#set = set;
    for (const object of gateway[set.path]) {
      const key = this.#keyOf(object);
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, [object]);
      else known.push(object);
    }
  }

  /** The object that a difference quotes; of a manual SA without its name. */
  find(value: JsonRecord): object | undefined {
    return this.#byKey.get(this.#keyOf(value))?.find((object) => {
      const members = membersOf(object);
      return Object.entries(value).every(([name, own]) => sameJson(own, members.get(name)));
    });
  }

  #keyOf(object: object): string {
    const members = membersOf(object);
    return JSON.stringify(this.#set.key.map((name) => members.get(name)));
  }
}
