/** Objects as JSON: each once, with its class; members refer to others by position. Shared ones stay shared, cycles stay. */
export interface Graph {
  readonly root: GraphValue;
  readonly objects: readonly GraphObject[];
}
/** JSON's own values; numbers that JSON cannot say; a reference to an object. */
export type GraphValue =
  | null
  | boolean
  | number
  | string
  | { readonly ref: number }
  | { readonly number: 'NaN' | 'Infinity' | '-Infinity' | '-0' };
/** `class`: its name in the registry; 'object', 'array', 'map', 'set', or a typed array of JavaScript. */
export interface GraphObject {
  readonly class: string;
  readonly values: readonly GraphValue[];
  /** Of 'object' and classes: the members' names. */
  readonly members?: readonly string[];
}

/** A class whose objects are saved member by member: it needs no constructor to come back. */
export type SavedClass = abstract new (...values: never[]) => object;
type TypedArray = Int32Array | Uint32Array | Float64Array | Uint8Array;
const TYPED_ARRAYS = { Int32Array, Uint32Array, Float64Array, Uint8Array } as const;

/** `classes`: those that may occur, by name; `externals`: objects that are not saved but named (functions, tables). */
export interface Registry {
  readonly classes: Readonly<Record<string, SavedClass>>;
  readonly externals: Readonly<Record<string, object>>;
}

/** Walks everything that can be reached. Throws for what the registry does not know: nothing is lost silently. */
export function saveGraph(root: object, registry: Registry): Graph {
  const names = new Map<object, string>();
  for (const [name, { prototype }] of Object.entries(registry.classes)) names.set(prototype, name);
  const externals = new Map(Object.entries(registry.externals).map(([name, object]) => [object, name]));
  const positions = new Map<object, number>();
  const found: object[] = [];
  const objects: GraphObject[] = [];
  const valueOf = (value: unknown): GraphValue => {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
    if (typeof value === 'number') return numberOf(value);
    if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot be saved`);
    let position = positions.get(value);
    if (position === undefined) {
      position = found.length;
      positions.set(value, position);
      found.push(value);
    }
    return { ref: position };
  };
  const rootValue = valueOf(root);
  for (let position = 0; position < found.length; position++) {
    const object = found[position];
    if (object !== undefined) objects.push(saveObject(object, valueOf, names, externals));
  }
  return { root: rootValue, objects };
}

function saveObject(
  object: object,
  valueOf: (value: unknown) => GraphValue,
  names: ReadonlyMap<object, string>,
  externals: ReadonlyMap<object, string>,
): GraphObject {
  const external = externals.get(object);
  if (external !== undefined) return { class: 'external', values: [external] };
  if (Array.isArray(object)) return { class: 'array', values: object.map(valueOf) };
  if (object instanceof Map) return { class: 'map', values: [...object].flat().map(valueOf) };
  if (object instanceof Set) return { class: 'set', values: Array.from(object, valueOf) };
  const typed = typedArrayName(object);
  if (typed !== undefined) return { class: typed.name, values: Array.from(typed.array, numberOf) };
  const prototype = Reflect.getPrototypeOf(object) ?? Object.prototype;
  const name = prototype === Object.prototype ? 'object' : names.get(prototype);
  if (name === undefined) throw new TypeError(`${object.constructor.name} cannot be saved`);
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return {
    class: name,
    members: entries.map(([member]) => member),
    values: entries.map(([, value]) => valueOf(value)),
  };
}

function typedArrayName(object: object): { readonly name: string; readonly array: TypedArray } | undefined {
  for (const [name, type] of Object.entries(TYPED_ARRAYS)) {
    if (object instanceof type) return { name, array: object };
  }
  return undefined;
}
function numberOf(value: number): GraphValue {
  if (Number.isNaN(value)) return { number: 'NaN' };
  if (value === Infinity) return { number: 'Infinity' };
  if (value === -Infinity) return { number: '-Infinity' };
  return Object.is(value, -0) ? { number: '-0' } : value;
}

/** The objects again, with their classes. Throws for a graph that is none: it is checked before anything is used. */
export function restoreGraph(graph: Graph, registry: Registry): unknown {
  const objects = graph.objects.map((object) => emptyFor(object, registry));
  const valueOf = (value: GraphValue | undefined): unknown => {
    if (value === undefined) throw new TypeError('a member has no value');
    if (value === null || typeof value !== 'object') return value;
    if ('number' in value) return Number(value.number);
    const object = objects[value.ref];
    if (object === undefined) throw new TypeError(`there is no object ${value.ref}`);
    return object;
  };
  graph.objects.forEach((saved, position) => {
    const object = objects[position];
    if (object !== undefined) fill(object, saved, valueOf);
  });
  return valueOf(graph.root);
}

function emptyFor({ class: name, values }: GraphObject, registry: Registry): object {
  switch (name) {
    case 'external': {
      const [wanted] = values;
      const object = typeof wanted === 'string' ? registry.externals[wanted] : undefined;
      if (object === undefined) throw new TypeError(`nothing is called ${JSON.stringify(wanted)}`);
      return object;
    }
    case 'array':
      return [];
    case 'map':
      return new Map();
    case 'set':
      return new Set();
    case 'object':
      return {};
    case 'Int32Array':
    case 'Uint32Array':
    case 'Float64Array':
    case 'Uint8Array':
      return new TYPED_ARRAYS[name](values.length);
    default: {
      const type = Object.hasOwn(registry.classes, name) ? registry.classes[name] : undefined;
      if (type === undefined) throw new TypeError(`there is no class ${name}`);
      const object: object = Object.create(type.prototype);
      return object;
    }
  }
}
function fill(object: object, saved: GraphObject, valueOf: (value: GraphValue | undefined) => unknown): void {
  const { class: name, values, members = [] } = saved;
  if (name === 'external') return;
  if (Array.isArray(object)) for (const value of values) object.push(valueOf(value));
  else if (object instanceof Map) {
    for (let index = 0; index < values.length; index += 2) {
      object.set(valueOf(values[index]), valueOf(values[index + 1]));
    }
  } else if (object instanceof Set) for (const value of values) object.add(valueOf(value));
  else if (typedArrayName(object) !== undefined) {
    values.forEach((value, index) => Reflect.set(object, index, valueOf(value)));
  } else {
    members.forEach((member, index) => {
      Object.defineProperty(object, member, {
        value: valueOf(values[index]),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    });
  }
}
