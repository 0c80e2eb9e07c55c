import type { Block, Element } from './blocks.ts';
import { namesIn, resolvePath } from './modules.ts';
import { keyOf, unquote } from './names.ts';
import { readProperties, type Writing } from './properties.ts';
import type { Component } from './schema/property.ts';
import type { Statement, UnderstoodStatement } from './statement.ts';
import { componentNamed } from './table.ts';

/** Components whose body is a program: one statement. */
const PROGRAMS: ReadonlySet<string> = new Set(['ltm rule', 'gtm rule', 'cli script', 'sys icall script']);
/** The module whose components are all known: a word that is none of them is an error. */
const COMPLETE = 'net ipsec';

/** An object of a file: `module component name { properties }`. */
export interface ObjectBlock {
  readonly component: Component | undefined;
  /** What it is, for messages: "net self /Common/ext". */
  readonly what: string;
  /** Where it begins. */
  readonly start: number;
  readonly isProgram: boolean;
  /** Its header has no brace: what follows up to a brace too many is its body. */
  readonly isUnopened: boolean;
}

/** Reads a block whose first word is a module; what the braces hold is read with it. */
export function readObject(
  { elements, closed }: Block,
  writing: Writing,
): { readonly object: ObjectBlock; readonly statements: readonly Statement[] } {
  const position = elements.findIndex(({ kind }) => kind === 'group');
  const group = elements[position];
  const words = elements
    .slice(0, position === -1 ? elements.length : position)
    .flatMap((element) => (element.kind === 'word' ? [element] : []));
  const path = words.map(({ image }) => image);
  const component = componentNamed(path.slice(0, 3).join(' ')) ?? componentNamed(path.slice(0, 2).join(' '));
  const object: ObjectBlock = {
    component,
    what: path.join(' '),
    start: elements[0]?.start ?? 0,
    isProgram: PROGRAMS.has(path.slice(0, 2).join(' ')) || PROGRAMS.has(path.slice(0, 3).join(' ')),
    isUnopened: group?.kind !== 'group',
  };
  const header = statementOf(words, headerOf(object, path, closed), component);
  const body = group?.kind === 'group' ? readBody(group.elements, object, writing) : [];
  const rest = position === -1 ? [] : readBody(elements.slice(position + 1), object, writing);
  return { object, statements: [...header, ...body, ...rest] };
}

function headerOf(
  { component, what, isUnopened }: ObjectBlock,
  path: readonly string[],
  closed: boolean,
): UnderstoodStatement {
  const names = path.slice(component?.name.split(' ').length ?? 0);
  const name = component === undefined ? {} : { name: keyOf(component, unquote(names[0] ?? '')) };
  if (isUnopened) return { kind: 'unopened', what, ...name };
  if (!closed) return { kind: 'unclosed', what, ...name };
  if (component === undefined) return unknownComponent(path) ?? { kind: 'foreign' };
  const wanted = component.singleton === '' ? 0 : 1;
  return names.length === wanted ? { kind: 'header', verb: 'block', ...name } : { kind: 'wrong-header' };
}

/** A component that nothing of tmsh has, where all of them are known. */
export function unknownComponent(path: readonly string[]): UnderstoodStatement | undefined {
  const word = path[2] ?? '';
  const isKnown = path.slice(0, 2).join(' ') !== COMPLETE || namesIn(['net', 'ipsec']).includes(word);
  return isKnown ? undefined : { kind: 'unknown-component', word, module: COMPLETE };
}

/** What stands in the braces of an object, or behind its broken ones. */
export function readBody(
  elements: readonly Element[],
  { component, isProgram }: ObjectBlock,
  writing: Writing,
): readonly Statement[] {
  if (component !== undefined) return readProperties(elements, component, writing);
  const parts = isProgram && elements.length > 0 ? [elements] : splitLines(elements);
  return parts.flatMap((part) => statementOf(part, { kind: 'foreign' }));
}

/** A statement over elements that stand together. */
export function statementOf(
  elements: readonly Element[],
  understood: UnderstoodStatement,
  component?: Component,
): readonly Statement[] {
  const [first, last] = [elements[0], elements.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { start } = first;
  return [{ start, end: last.end, ...(component === undefined ? {} : { component }), understood }];
}

export function splitLines(elements: readonly Element[]): readonly (readonly Element[])[] {
  const lines: Element[][] = [];
  for (const element of elements) {
    const line = lines.at(-1);
    if (line === undefined || element.opensLine) lines.push([element]);
    else line.push(element);
  }
  return lines;
}

/** Whether words begin an object of a file: a module, and something in it. */
export function beginsObject(words: readonly string[]): boolean {
  const [first = '', second] = words;
  return second !== undefined && resolvePath([first], [])?.words === 1;
}
