import type { Element, Group } from './blocks.ts';
import { checkValue } from './check-value.ts';
import { nameOf } from './modules.ts';
import { inFolder, isLiteral, unquote } from './names.ts';
import type { Component, Profile, Property } from './schema/property.ts';
import type { PropertyOperator, Statement, UnderstoodStatement, VariableValue } from './statement.ts';
import { type Filled, readVariable } from './variables.ts';

/** How properties are written: in a file of blocks, or in a command, where words may be cut short. */
export interface Writing {
  readonly profile: Profile;
  readonly isCommand: boolean;
  /** What relative names are relative to. */
  readonly folder: string;
}

/** The operators of a list (tmsh reference 1.6), and what they do to it. */
const LIST_OPERATORS: Readonly<Record<string, PropertyOperator>> = {
  add: 'add',
  delete: 'remove',
  'replace-all-with': 'set',
};

const PLAIN: Filled = { kind: 'plain' };

/** An optional pair of braces around all properties. */
export function bodyOf(elements: readonly Element[]): readonly Element[] {
  const [only] = elements;
  return elements.length === 1 && only?.kind === 'group' ? only.elements : elements;
}

/** Reads `property value` pairs with the schema of their component. */
export function readProperties(
  elements: readonly Element[],
  component: Component,
  writing: Writing,
): readonly Statement[] {
  const statements: Statement[] = [];
  let index = 0;
  while (index < elements.length) {
    const { end, understood } = readProperty(elements, index, component, writing);
    const [first, last] = [elements[index], elements[end - 1]];
    if (first !== undefined && last !== undefined) {
      statements.push({ start: first.start, end: last.end, component, understood });
    }
    index = end;
  }
  return statements;
}

interface Taken {
  readonly end: number;
  readonly understood: UnderstoodStatement;
}

function readProperty(
  elements: readonly Element[],
  index: number,
  component: Component,
  writing: Writing,
): Taken {
  const element = elements[index];
  if (element?.kind !== 'word') {
    return { end: index + 1, understood: { kind: 'unknown-property', word: '{' } };
  }
  const typed = element.image;
  const inFull = propertyNamed(component, typed, writing.profile);
  if (inFull !== undefined) return readValue(elements, index + 1, typed, inFull, writing);
  const names = namesOf(component, writing.profile);
  const mayBeCut = writing.isCommand && component.open !== true;
  const name = nameOf(typed, names, mayBeCut);
  const property = name === undefined ? undefined : component.properties[name];
  if (name === undefined || property === undefined) {
    const meant = mayBeCut ? names.filter((each) => each.startsWith(typed)) : [];
    return {
      end: endOfUnknown(elements, index, names),
      understood:
        component.open === true
          ? { kind: 'foreign' }
          : meant.length > 1
            ? { kind: 'ambiguous-word', word: typed, names: meant }
            : { kind: 'unknown-property', word: typed },
    };
  }
  const taken = readValue(elements, index + 1, name, property, writing);
  const { understood } = taken;
  if (understood.kind !== 'property') return taken;
  const rest = elements.slice(index + 1, taken.end).map(textOf);
  return { ...taken, understood: { ...understood, canonical: [name, ...rest].join(' ') } };
}

function propertyNamed({ properties }: Component, name: string, profile: Profile): Property | undefined {
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  return profile === '14' && property?.since === '16' ? undefined : property;
}

function namesOf(component: Component, profile: Profile): readonly string[] {
  const names = Object.keys(component.properties);
  return names.filter((name) => propertyNamed(component, name, profile) !== undefined);
}

function readValue(
  elements: readonly Element[],
  index: number,
  name: string,
  property: Property,
  writing: Writing,
): Taken {
  if (property.type.kind === 'flag') {
    return { end: index, understood: { kind: 'property', name, property, operator: 'set', value: '' } };
  }
  const [element, next] = [elements[index], elements[index + 1]];
  if (element === undefined) return { end: index, understood: { kind: 'missing-value', word: name } };
  if (isList(property)) {
    const operator = element.kind === 'word' ? LIST_OPERATORS[element.image] : undefined;
    if (operator !== undefined && next?.kind === 'group') {
      return { end: index + 2, understood: readList(wordsIn(next), operator, name, property, writing) };
    }
    if (element.kind === 'word' && element.image === 'modify' && next?.kind === 'group') {
      return { end: index + 2, understood: { kind: 'foreign' } };
    }
    if (element.kind === 'word' && element.image === 'default' && property.type.kind === 'list') {
      return { end: index + 1, understood: resetOf(name, property) };
    }
    const isNone = element.kind === 'word' && element.image === 'none';
    const texts = isNone ? [] : element.kind === 'word' ? [unquote(element.image)] : wordsIn(element);
    return { end: index + 1, understood: readList(texts, 'set', name, property, writing) };
  }
  const [only] = element.kind === 'group' ? element.elements : [element];
  if (only?.kind !== 'word' || (element.kind === 'group' && element.elements.length !== 1)) {
    return { end: index, understood: { kind: 'missing-value', word: name } };
  }
  return { end: index + 1, understood: readWord(only.image, name, property, writing) };
}

function readWord(image: string, name: string, property: Property, writing: Writing): UnderstoodStatement {
  const text = unquote(image);
  const filled = isLiteral(image) ? PLAIN : readVariable(name, property, text, writing.isCommand);
  if (filled.kind === 'needed') return { kind: 'needed-value', word: name, variable: filled.variable };
  if (filled.kind === 'placeholder') {
    const { value, variable } = filled;
    return { kind: 'property', name, property, operator: 'set', value, variable };
  }
  const mismatch = checkValue(property.type, text, writing.profile);
  if (mismatch !== undefined) {
    return text === 'default'
      ? resetOf(name, property)
      : { kind: 'wrong-value', word: name, text, property, mismatch };
  }
  const value = property.type.kind === 'reference' ? inFolder(text, writing.folder) : text;
  return { kind: 'property', name, property, operator: 'set', value };
}

function readList(
  texts: readonly string[],
  operator: PropertyOperator,
  name: string,
  property: Property,
  writing: Writing,
): UnderstoodStatement {
  const isReference = property.type.kind === 'list' && property.type.to !== undefined;
  const value: string[] = [];
  let variable: VariableValue | undefined;
  for (const text of texts) {
    const filled = isReference ? undefined : readVariable(name, property, text, writing.isCommand);
    if (filled?.kind === 'needed') variable = filled.variable;
    const mismatch = checkValue(property.type, text, writing.profile);
    if (filled?.kind !== 'needed' && mismatch !== undefined)
      return { kind: 'wrong-value', word: name, text, property, mismatch };
    value.push(isReference ? inFolder(text, writing.folder) : text);
  }
  if (variable !== undefined) return { kind: 'needed-value', word: name, variable };
  return { kind: 'property', name, property, operator, value };
}

function resetOf(name: string, property: Property): UnderstoodStatement {
  return { kind: 'property', name, property, operator: 'reset', value: [] };
}

function isList({ type }: Property): boolean {
  return type.kind === 'list' || type.kind === 'items';
}

/** The words of a list, or the names of its items. */
function wordsIn({ elements }: Group): readonly string[] {
  return elements.flatMap((element) => (element.kind === 'word' ? [unquote(element.image)] : []));
}

/** An element as it is shown in a sentence. */
function textOf(element: Element): string {
  if (element.kind === 'word') return element.image;
  return element.elements.length === 0 ? '{ }' : `{ ${element.elements.map(textOf).join(' ')} }`;
}

/**
 * Where an unknown property ends: with its line; where several stand on one line, behind its value.
 */
function endOfUnknown(elements: readonly Element[], index: number, names: readonly string[]): number {
  const next = elements.findIndex(({ opensLine }, position) => position > index && opensLine);
  const isOnOneLine = elements.every(({ opensLine }, position) => position === 0 || !opensLine);
  if (!isOnOneLine) return next === -1 ? elements.length : next;
  const isValue = (element: Element | undefined): boolean =>
    element?.kind === 'group' || (element !== undefined && !names.includes(element.image));
  const isOperator = (element: Element | undefined): boolean =>
    element?.kind === 'word' && (element.image === 'modify' || LIST_OPERATORS[element.image] !== undefined);
  const value = elements[index + 1];
  if (isOperator(value) && elements[index + 2]?.kind === 'group') return index + 3;
  return isValue(value) ? index + 2 : index + 1;
}
