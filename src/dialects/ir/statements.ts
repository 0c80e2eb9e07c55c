import { createRequire } from 'node:module';
import type * as library from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import type { Json } from '../../ir/json.ts';

/** A member with a value that holds no other member: `"lifetimeSeconds": 28800`. */
export interface MemberStatement {
  readonly start: number;
  readonly end: number;
}
/** A document as text and as values: which statements made each member of each object. */
export interface JsonDocument {
  readonly statements: readonly MemberStatement[];
  readonly value: Json;
  /** For each object the statements of its members. */
  readonly members: ReadonlyMap<object, Readonly<Record<string, readonly number[]>>>;
  /** Span of the value that a JSON Pointer names. */
  readonly spanOf: (pointer: string) => MemberStatement;
}
export interface JsonProblem {
  readonly message: string;
  readonly offset: number;
}

/** Nesting deeper than this is no IR document. */
const DEEPEST = 64;

/** Reads JSON with the position of every member. Its library is loaded here: no other dialect waits for it. */
export function readJson(text: string): JsonDocument | JsonProblem {
  const problem = syntaxProblem(text);
  if (problem !== undefined) return problem;
  const { parseTree }: typeof library = createRequire(import.meta.url)('jsonc-parser');
  const root = parseTree(text);
  if (root === undefined) return { message: 'there is no JSON value', offset: 0 };
  const reader = new TreeReader();
  const { value } = reader.read(root);
  return {
    statements: reader.statements,
    value,
    members: reader.members,
    spanOf: (pointer) => find(root, pointer),
  };
}

/** JSON as the standard has it: no comments, no commas behind the last element; the runtime knows best. */
function syntaxProblem(text: string): JsonProblem | undefined {
  if (depthOf(text) > DEEPEST) {
    return { message: `it is nested deeper than ${DEEPEST} levels`, offset: 0 };
  }
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    return { message: 'it is not JSON', offset: Math.min(offset, text.length) };
  }
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const { 0: token } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

class TreeReader {
  readonly statements: MemberStatement[] = [];
  readonly members = new Map<object, Record<string, readonly number[]>>();

  /** A value, and the statements in it. */
  read(node: Node): { readonly value: Json; readonly origins: readonly number[] } {
    if (node.type === 'object') return this.#object(node);
    if (node.type === 'array') {
      const read = (node.children ?? []).map((child) => this.read(child));
      return { value: read.map(({ value }) => value), origins: read.flatMap(({ origins }) => origins) };
    }
    const value: Json = node.value;
    return { value, origins: [] };
  }

  #object(node: Node): { readonly value: Json; readonly origins: readonly number[] } {
    const object: Record<string, Json> = {};
    const own: Record<string, readonly number[]> = {};
    for (const { children: [key, value] = [], offset, length } of node.children ?? []) {
      if (key === undefined || value === undefined) continue;
      const name = String(key.value);
      const before = this.statements.length;
      if (isLeaf(value)) this.statements.push({ start: offset, end: offset + length });
      const read = this.read(value);
      object[name] = read.value;
      own[name] = isLeaf(value) ? [before] : read.origins;
    }
    this.members.set(object, own);
    return { value: object, origins: Object.values(own).flat() };
  }
}

/** Holds no other member: a scalar, or a list of scalars. An empty object says nothing. */
function isLeaf({ type, children }: Node): boolean {
  if (type === 'object') return false;
  return (
    type !== 'array' || (children ?? []).every((child) => child.type !== 'object' && child.type !== 'array')
  );
}

function find(root: Node, pointer: string): MemberStatement {
  let node = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const next =
      node.type === 'array'
        ? node.children?.[Number(name)]
        : node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
    if (next === undefined) break;
    node = next;
  }
  return { start: node.offset, end: node.offset + node.length };
}
