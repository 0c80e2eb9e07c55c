import type { Mismatch } from '../notation/parameter-type.ts';
import { type Block, type Element, type Group, parseBlocks, type WordElement } from './blocks.ts';
import { checkValue } from './check-value.ts';
import { fullName, unquote } from './names.ts';
import type { Component, Profile, Property } from './schema/property.ts';
import { componentNamed } from './table.ts';

/** A statement: an object's header, or one property with its value. Offsets are into the file's text. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  readonly component?: Component;
  readonly understood: UnderstoodStatement;
}
/** `foreign`: of a component that IPsec does not need. */
export type UnderstoodStatement =
  | { readonly kind: 'header'; readonly name: string }
  | {
      readonly kind: 'property';
      readonly name: string;
      readonly property: Property;
      readonly value: string | readonly string[];
    }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unknown-property'; readonly word: string }
  | { readonly kind: 'missing-value'; readonly word: string }
  | { readonly kind: 'wrong-value'; readonly word: string; readonly mismatch: Mismatch }
  | { readonly kind: 'wrong-header' }
  | { readonly kind: 'unclosed' }
  | { readonly kind: 'too-deep'; readonly limit: number }
  | { readonly kind: 'not-a-block'; readonly word: string };

/** Components whose body is a program: one statement. */
const PROGRAMS: ReadonlySet<string> = new Set(['ltm rule', 'gtm rule', 'cli script', 'sys icall script']);
const SMALLEST_PART = 1 << 18;
/** The parser descends with the braces: no configuration comes near this. */
const DEEPEST = 200;

/** Reads a file of blocks (bigip.conf, SCF, what `list` prints). Never throws. */
export function readDocument(text: string, profile: Profile): readonly Statement[] {
  const statements: Statement[] = [];
  if (depthOf(text) > DEEPEST) {
    return [{ start: 0, end: text.length, understood: { kind: 'too-deep', limit: DEEPEST } }];
  }
  let at = 0;
  while (at < text.length) {
    const part = nextPart(text, at);
    const reader = new BlockReader(at - 1, profile, statements);
    for (const block of part.blocks) reader.read(block);
    at = part.end;
  }
  return statements;
}

/** How deep the braces of a text go, whatever they stand in. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const { 0: brace } of text.matchAll(/[{}]/g)) {
    depth = brace === '{' ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/**
 * A part of a large file that ends behind a block, so that its tokens can go before the next one is read. A part
 * that ends inside a block (an iRule with a brace in the first column) is taken twice as large.
 */
function nextPart(text: string, at: number): { readonly blocks: readonly Block[]; readonly end: number } {
  for (let size = SMALLEST_PART; ; size *= 2) {
    const brace = at + size < text.length ? text.indexOf('\n}', at + size) : -1;
    const lineEnd = brace === -1 ? -1 : text.indexOf('\n', brace + 1);
    const end = lineEnd === -1 ? text.length : lineEnd;
    const blocks = parseBlocks(`\n${text.slice(at, end)}\n`);
    if (end === text.length || blocks.every(({ closed }) => closed)) return { blocks, end };
  }
}

class BlockReader {
  readonly #base: number;
  readonly #profile: Profile;
  readonly #statements: Statement[];

  constructor(base: number, profile: Profile, statements: Statement[]) {
    this.#base = base;
    this.#profile = profile;
    this.#statements = statements;
  }

  read({ elements, closed }: Block): void {
    const words = elements.filter((element) => element.kind === 'word');
    const group = elements.find((element) => element.kind === 'group');
    const [first] = words;
    const last = words.at(-1);
    if (first === undefined || last === undefined || group === undefined || first !== elements[0]) {
      const word = first?.image ?? '{';
      this.#add(elements, { kind: 'not-a-block', word });
      return;
    }
    const component = componentOf(words);
    const path = words.map(({ image }) => image);
    if (!closed) this.#add([first, last], { kind: 'unclosed' }, component);
    if (component === undefined) {
      if (closed) this.#add([first, last], { kind: 'foreign' });
      this.#foreign(
        group,
        PROGRAMS.has(path.slice(0, 2).join(' ')) || PROGRAMS.has(path.slice(0, 3).join(' ')),
      );
      return;
    }
    const names = path.slice(component.name.split(' ').length);
    const wanted = component.singleton === '' ? 0 : 1;
    if (closed) {
      this.#add(
        [first, last],
        names.length === wanted
          ? { kind: 'header', name: fullName(unquote(names[0] ?? '')) }
          : { kind: 'wrong-header' },
        component,
      );
    }
    this.#properties(group.elements, component);
  }

  #add(elements: readonly Element[], understood: UnderstoodStatement, component?: Component): void {
    const [first] = elements;
    const last = elements.at(-1);
    if (first === undefined || last === undefined) return;
    this.#statements.push({
      start: this.#base + first.start,
      end: this.#base + last.end,
      ...(component === undefined ? {} : { component }),
      understood,
    });
  }

  /** What stands in a body that no table knows: a statement a line, or one for a whole program. */
  #foreign({ elements }: Group, whole: boolean): void {
    const statements = whole && elements.length > 0 ? [elements] : splitLines(elements);
    for (const statement of statements) this.#add(statement, { kind: 'foreign' });
  }

  #properties(elements: readonly Element[], component: Component): void {
    let index = 0;
    while (index < elements.length) {
      const taken = this.#property(elements, index, component);
      this.#add(elements.slice(index, taken.end), taken.understood, component);
      index = taken.end;
    }
  }

  #property(
    elements: readonly Element[],
    index: number,
    component: Component,
  ): { readonly end: number; readonly understood: UnderstoodStatement } {
    const element = elements[index];
    if (element?.kind !== 'word')
      return { end: index + 1, understood: { kind: 'unknown-property', word: '{' } };
    const name = element.image;
    const property = component.properties[name];
    if (property === undefined || (property.since === '16' && this.#profile === '14')) {
      const end = endOfLine(elements, index);
      return {
        end,
        understood: component.open === true ? { kind: 'foreign' } : { kind: 'unknown-property', word: name },
      };
    }
    if (property.type.kind === 'flag') {
      return { end: index + 1, understood: { kind: 'property', name, property, value: '' } };
    }
    const value = elements[index + 1];
    if (value === undefined || (value.kind === 'group') !== isGrouped(property, value)) {
      return { end: index + 1, understood: { kind: 'missing-value', word: name } };
    }
    const texts = value.kind === 'word' ? [unquote(value.image)] : wordsIn(value);
    const given = value.kind === 'word' && texts[0] === 'none' && isGroup(property) ? [] : texts;
    for (const text of given) {
      const mismatch = checkValue(property.type, text, this.#profile);
      if (mismatch !== undefined)
        return { end: index + 2, understood: { kind: 'wrong-value', word: name, mismatch } };
    }
    return {
      end: index + 2,
      understood: { kind: 'property', name, property, value: isGroup(property) ? given : (texts[0] ?? '') },
    };
  }
}

function componentOf(words: readonly WordElement[]): Component | undefined {
  const path = words.map(({ image }) => image);
  return componentNamed(path.slice(0, 3).join(' ')) ?? componentNamed(path.slice(0, 2).join(' '));
}

function isGroup({ type }: Property): boolean {
  return type.kind === 'list' || type.kind === 'items';
}

/** A list stands in braces, or is one word (`none`); every other value is a word. */
function isGrouped(property: Property, value: Element): boolean {
  return isGroup(property) && value.kind === 'group';
}

/** The words of a list, or the names of its items. */
function wordsIn({ elements }: Group): readonly string[] {
  return elements.flatMap((element) => (element.kind === 'word' ? [unquote(element.image)] : []));
}

function endOfLine(elements: readonly Element[], index: number): number {
  const next = elements.findIndex(({ opensLine }, position) => position > index && opensLine);
  return next === -1 ? elements.length : next;
}

function splitLines(elements: readonly Element[]): readonly (readonly Element[])[] {
  const lines: Element[][] = [];
  for (const element of elements) {
    const line = lines.at(-1);
    if (line === undefined || element.opensLine) lines.push([element]);
    else line.push(element);
  }
  return lines;
}
