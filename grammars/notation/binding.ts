import type { Values } from '../objects/object.ts';
import { checkParameter, type Mismatch } from './parameter-type.ts';
import type { Choice, Item, Parameter, Sequence } from './syntax.ts';
import { classOf, classOfParameter, isKindOf } from './vocabulary.ts';
import { endOfWord, type Words } from './words.ts';

type MutableValues = Record<string, string | string[]>;
/** Takes words from an index on and gives the index behind them, or −1. */
type Matcher = (words: Words, at: number, values: MutableValues) => number;
interface Compiled {
  readonly match: Matcher;
  /** Whether a word can begin it. */
  readonly begins: (image: string) => boolean;
  readonly canBeEmpty: boolean;
}

/** A line of the table made ready to name the arguments of what was typed. */
export interface Binding {
  /** The arguments of the words, by name; nothing where the words are not this line. */
  bind(words: Words): Values | undefined;
  /** What is wrong with the arguments: ranges and enumerations, which the grammar does not look at. */
  check(values: Values): Problem | undefined;
}
export interface Problem {
  readonly parameter: string;
  /** How a message names the parameter: by the keyword before it, else by its name. */
  readonly label: string;
  readonly text: string;
  readonly mismatch: Mismatch | { readonly kind: 'twice' };
}

/** Compiles a line once; binding and checking then walk no notation. */
export function compileBinding(sequence: Sequence): Binding {
  const { match } = compileSequence(sequence);
  const parameters = parametersOf(sequence);
  const repetitions = repeatedChoices(sequence);
  return {
    bind(words) {
      const values: MutableValues = {};
      return match(words, words.first, values) === words.end ? values : undefined;
    },
    check(values) {
      for (const { parameter, label } of parameters) {
        const value = values[parameter.name];
        if (value === undefined) continue;
        for (const text of typeof value === 'string' ? [value] : value) {
          const mismatch = checkParameter(parameter.type, text);
          if (mismatch !== undefined) return { parameter: parameter.name, label, text, mismatch };
        }
        if (hasRepeats(value)) {
          return { parameter: parameter.name, label, text: value.join(' '), mismatch: { kind: 'twice' } };
        }
      }
      for (const name of repetitions) {
        const taken = values[name];
        const repeated = taken !== undefined && hasRepeats(taken) ? taken.find(isNotFirst) : undefined;
        if (repeated !== undefined) {
          return { parameter: name, label: repeated, text: repeated, mismatch: { kind: 'twice' } };
        }
      }
      return undefined;
    },
  };
}

function hasRepeats(value: Values[string]): value is readonly string[] {
  return typeof value !== 'string' && value.some(isNotFirst);
}
function isNotFirst(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) < index;
}

/** The names of the choices of which each alternative may be taken once. A choice without a name could not be checked, nor printed. */
function repeatedChoices(sequence: Sequence): readonly string[] {
  return sequence.flatMap((item): readonly string[] => {
    if (item.kind !== 'choice') return [];
    if (item.repeated && item.name === undefined) throw new Error('a repeated choice must have a name');
    const inner = item.alternatives.flatMap(repeatedChoices);
    return item.repeated && item.name !== undefined ? [item.name, ...inner] : inner;
  });
}

export interface LabelledParameter {
  readonly parameter: Parameter;
  readonly label: string;
}

/** The parameters of a line in its order, with the names that messages use. */
export function parametersOf(sequence: Sequence): readonly LabelledParameter[] {
  let keyword: string | undefined;
  return sequence.flatMap((item): readonly LabelledParameter[] => {
    const before = keyword;
    keyword = item.kind === 'keyword' ? item.word : undefined;
    switch (item.kind) {
      case 'keyword':
        return [];
      case 'parameter':
        return [{ parameter: item, label: before ?? item.name }];
      case 'choice':
        return item.alternatives.flatMap((alternative) =>
          parametersOf(
            before === undefined ? alternative : [{ kind: 'keyword', word: before }, ...alternative],
          ),
        );
      default:
        return item satisfies never;
    }
  });
}

function compileSequence(sequence: Sequence): Compiled {
  const parts = sequence.map(compileItem);
  const openers = parts.slice(0, parts.findIndex(({ canBeEmpty }) => !canBeEmpty) + 1 || parts.length);
  return {
    match(words, at, values) {
      let index = at;
      for (const { match } of parts) {
        index = match(words, index, values);
        if (index === -1) return -1;
      }
      return index;
    },
    begins: (image) => openers.some(({ begins }) => begins(image)),
    canBeEmpty: parts.every(({ canBeEmpty }) => canBeEmpty),
  };
}

function compileItem(item: Item): Compiled {
  switch (item.kind) {
    case 'keyword':
      return compileKeyword(item.word);
    case 'parameter':
      return item.type.kind === 'rest' ? compileRest(item.name) : compileParameter(item);
    case 'choice':
      return item.repeated ? compileRepetition(item) : compileChoice(item);
    default:
      return item satisfies never;
  }
}

function compileKeyword(word: string): Compiled {
  return {
    match: ({ images, end }, at) => (at < end && images[at] === word ? at + 1 : -1),
    begins: (image) => image === word,
    canBeEmpty: false,
  };
}

function compileParameter({ name, type, repeated }: Parameter): Compiled {
  const wanted = classOfParameter(type);
  const begins =
    wanted === 'Word' ? (): boolean => true : (image: string): boolean => isKindOf(classOf(image), wanted);
  const matchOne: Matcher = ({ images, end }, at, values) => {
    const image = at < end ? images[at] : undefined;
    if (image === undefined || !begins(image)) return -1;
    values[name] = image;
    return at + 1;
  };
  const matchMany: Matcher = ({ images, end }, at, values) => {
    const taken: string[] = [];
    for (let index = at; index < end; index++) {
      const image = images[index];
      if (image === undefined || !begins(image)) break;
      taken.push(image);
    }
    if (taken.length === 0) return -1;
    values[name] = taken;
    return at + taken.length;
  };
  return { match: repeated ? matchMany : matchOne, begins, canBeEmpty: false };
}

/** To the end of the line, blanks between the words as typed. */
function compileRest(name: string): Compiled {
  return {
    match(words, at, values) {
      const { text, starts, end } = words;
      if (at >= end) return -1;
      values[name] = text.slice(starts[at], endOfWord(words, end - 1));
      return end;
    },
    begins: () => true,
    canBeEmpty: false,
  };
}

function compileAlternatives(choice: Choice): readonly (Compiled & { readonly label: string })[] {
  return choice.alternatives.map((alternative) => ({
    ...compileSequence(alternative),
    label: alternativeLabel(alternative),
  }));
}

/** A named choice gives the leading keywords of the alternative taken; of one that begins with a parameter: "". */
export function alternativeLabel(alternative: Sequence): string {
  const firstOther = alternative.findIndex(({ kind }) => kind !== 'keyword');
  return alternative
    .slice(0, firstOther === -1 ? alternative.length : firstOther)
    .map((item) => (item.kind === 'keyword' ? item.word : ''))
    .join(' ');
}

function compileChoice(choice: Choice): Compiled {
  const alternatives = compileAlternatives(choice);
  const { name, optional } = choice;
  const begins = (image: string): boolean => alternatives.some((alternative) => alternative.begins(image));
  return {
    match(words, at, values) {
      const image = at < words.end ? words.images[at] : undefined;
      if (image !== undefined) {
        for (const alternative of alternatives) {
          if (!alternative.begins(image)) continue;
          const behind = alternative.match(words, at, values);
          if (behind === -1) continue;
          if (name !== undefined) values[name] = alternative.label;
          return behind;
        }
      }
      return optional ? at : -1;
    },
    begins,
    canBeEmpty: optional,
  };
}

function compileRepetition(choice: Choice): Compiled {
  const alternatives = compileAlternatives(choice);
  const { name, optional } = choice;
  return {
    match(words, at, values) {
      const labels: string[] = [];
      let index = at;
      while (index < words.end) {
        const image = words.images[index] ?? '';
        const taken = alternatives.find((alternative) => alternative.begins(image));
        const behind = taken?.match(words, index, values) ?? -1;
        if (taken === undefined || behind === -1) break;
        labels.push(taken.label);
        index = behind;
      }
      if (labels.length === 0) return optional ? at : -1;
      if (name !== undefined) values[name] = labels;
      return index;
    },
    begins: (image) => alternatives.some((alternative) => alternative.begins(image)),
    canBeEmpty: optional,
  };
}
