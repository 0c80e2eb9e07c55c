import { describe, expect, test } from 'vitest';
import { type Graph, type Registry, restoreGraph, saveGraph } from '../../src/engine/snapshot/graph.ts';

class Point {
  x = 1;
  next: Point | null = null;
}
const table = { name: 'a table of functions' };
const REGISTRY: Registry = { classes: { Point }, externals: { table } };

function roundTrip(root: object): unknown {
  const graph: Graph = JSON.parse(JSON.stringify(saveGraph(root, REGISTRY)));
  return restoreGraph(graph, REGISTRY);
}

describe('objects as JSON, and back', () => {
  test.each<readonly [string, object]>([
    ['numbers that JSON cannot say', [Number.NaN, Infinity, -Infinity, -0, 0, 1.5, 2 ** 53]],
    ['what JSON says itself', { text: 'x', flag: true, nothing: null, list: [1, [2]] }],
    [
      'a map',
      new Map<unknown, unknown>([
        ['a', { b: 1 }],
        [7, new Map()],
      ]),
    ],
    ['a set', new Set(['a', 7, null])],
    [
      'arrays of numbers',
      [
        new Int32Array([1, -2]),
        new Uint32Array([4_294_967_295]),
        new Uint8Array([255]),
        new Float64Array([0.5, Number.NaN]),
      ],
    ],
    ['an object without a prototype', Object.assign(Object.create(null), { a: 1 })],
  ])('%s', (_name, root) => {
    expect(roundTrip(root)).toEqual(root);
  });
  test('a member that is undefined is not there', () => {
    expect(Object.keys(Object(roundTrip({ a: undefined, b: 1 })))).toEqual(['b']);
  });
  test('classes, what is shared, and cycles', () => {
    const [first, second] = [new Point(), new Point()];
    first.next = second;
    second.next = first;
    const restored = roundTrip([first, second]);
    if (!Array.isArray(restored)) throw new TypeError('no array');
    const [one, other] = restored;
    expect([one instanceof Point, one.next === other, other.next === one, one.x]).toEqual([
      true,
      true,
      true,
      1,
    ]);
  });
  test('what is external is only named', () => {
    const restored = roundTrip({ table });
    expect(Object(restored).table).toBe(table);
  });
});

class Stranger {
  readonly name = 'stranger';
}
describe('what cannot be saved is refused', () => {
  test.each<readonly [string, object, string]>([
    ['a function', { f: () => 0 }, 'a function cannot be saved'],
    ['a bigint', { n: 1n }, 'a bigint cannot be saved'],
    ['a class that nobody registered', [new Stranger()], 'Stranger cannot be saved'],
  ])('%s', (_name, root, text) => {
    expect(() => saveGraph(root, REGISTRY)).toThrow(text);
  });
});

describe('what is no graph is refused', () => {
  test.each<readonly [string, Graph, string]>([
    [
      'a member without a value',
      { root: { ref: 0 }, objects: [{ class: 'object', members: ['a'], values: [] }] },
      'a member has no value',
    ],
    ['a reference to nothing', { root: { ref: 3 }, objects: [] }, 'there is no object 3'],
    [
      'an unknown class',
      { root: { ref: 0 }, objects: [{ class: 'toString', values: [] }] },
      'there is no class toString',
    ],
    [
      'an external without a name',
      { root: { ref: 0 }, objects: [{ class: 'external', values: [7] }] },
      'nothing is called 7',
    ],
  ])('%s', (_name, graph, text) => {
    expect(() => restoreGraph(graph, REGISTRY)).toThrow(text);
  });
});
