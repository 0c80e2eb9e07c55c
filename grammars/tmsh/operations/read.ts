import type { Words } from '../../notation/words.ts';
import type { Mismatch } from '../../notation/parameter-type.ts';
import type { Understood } from '../../notation/command-language.ts';
import type { Values } from '../../objects/object.ts';
import type { Element, WordElement } from '../blocks.ts';
import { nameOf, namesFor, resolvePath, type TypedPath } from '../modules.ts';
import { unquote } from '../names.ts';
import type { Profile } from '../schema/property.ts';
import { componentNamed } from '../table.ts';
import type { Verb } from '../verbs.ts';
import { filterOf, type LineFilter, splitPipeline } from './pipeline.ts';
import { operationLanguage } from './table.ts';

/** A command that configures nothing, as the grammar reads it. Offsets are into the file's text. */
export type OperationReading =
  | {
      readonly kind: 'command';
      /** Slot of the table. */
      readonly command: string;
      readonly values: Values;
      readonly filters: readonly LineFilter[];
      readonly canonical?: string;
    }
  | {
      readonly kind: 'list';
      /** Module or component; empty: everything. */
      readonly path: readonly string[];
      readonly name?: string;
      readonly options: readonly string[];
      /** Only these are listed. */
      readonly properties: readonly string[];
      readonly filters: readonly LineFilter[];
      readonly canonical?: string;
    }
  /** A command of bash: racoonctl, the only one that is IPsec. */
  | { readonly kind: 'bash'; readonly text: string; readonly filters: readonly LineFilter[] }
  | {
      readonly kind: 'refused';
      readonly why:
        'unexpected' | 'unknown-property' | 'no-value' | 'invalid-integer' | 'invalid-value' | 'ambiguous';
      /** The word at fault; of a wrong value the property. */
      readonly word: string;
      readonly value?: string;
      readonly start: number;
      readonly end: number;
      readonly expected: readonly string[];
    };

export interface TypedOperation {
  /** Without prompt. */
  readonly elements: readonly Element[];
  readonly verb: Verb;
  /** The module that the session is in. */
  readonly module: readonly string[];
  readonly profile: Profile;
}

/** Reads a command that is no change of the configuration; nothing: it is none that concerns IPsec. */
export function readOperation(typed: TypedOperation): OperationReading | undefined {
  const { verb, module, profile } = typed;
  const { elements, filters } = splitPipeline(typed.elements);
  const words = flat(elements);
  const images = words.map(({ image }) => image);
  if (verb === 'run') return readBash(images, elements, filters);
  if (verb === 'list') return readList(words.slice(1), { module, verb, filters, isCut: images[0] !== verb });
  const second = images[1] ?? '';
  if (verb === 'show' && second.length > 2 && 'running-config'.startsWith(second)) {
    return readList(words.slice(2), { module, verb: 'list', filters, isCut: true });
  }
  const path = resolvePath(images.slice(1), module, verb);
  if (path === undefined || !isOperational(verb, path.path.join(' '))) return undefined;
  return readFilters(words, path, { verb, profile, filters });
}

const RUNTIME: Readonly<Partial<Record<Verb, readonly string[]>>> = {
  show: [
    'net ipsec ike-sa',
    'net ipsec ipsec-sa',
    'net ipsec traffic-selector',
    'net ipsec-stat',
    'net ike-evt-stat',
    'net ike-msg-stat',
  ],
  delete: ['net ipsec ike-sa', 'net ipsec ipsec-sa'],
  'reset-stats': ['net ipsec-stat', 'net ike-evt-stat', 'net ike-msg-stat'],
  save: ['sys config'],
  load: ['sys config'],
  modify: ['cli preference'],
};

/** Whether a verb on a component configures nothing. */
export function isOperational(verb: Verb, path: string): boolean {
  return RUNTIME[verb]?.includes(path) === true;
}

/** The words of a command; braces around filters are optional. */
function flat(elements: readonly Element[]): readonly WordElement[] {
  return elements.flatMap((element) => (element.kind === 'word' ? [element] : flat(element.elements)));
}

interface Circumstances {
  readonly verb: Verb;
  readonly profile: Profile;
  readonly filters: readonly LineFilter[];
}

function readFilters(
  words: readonly WordElement[],
  { path, words: length, abbreviated }: TypedPath,
  { verb, profile, filters }: Circumstances,
): OperationReading {
  const head = [verb, ...path];
  const typed = words.slice(1 + length);
  const images = [...head, ...typed.map(({ image }) => unquote(image))];
  const line = wordsInFull(images);
  const understood = operationLanguage.understand(line, ['tmsh'], profile);
  if (understood.kind === 'line') {
    const canonical = understood.canonical ?? line.text;
    const isCut = abbreviated || words[0]?.image !== verb || understood.canonical !== undefined;
    return {
      kind: 'command',
      command: understood.line.row.slot,
      values: understood.values,
      filters,
      ...(isCut ? { canonical } : {}),
    };
  }
  return refusal(understood, { words, typed, head });
}

/** Words parted by one blank each, whatever stands in them. */
function wordsInFull(images: readonly string[]): Words {
  let at = 0;
  const starts = images.map(({ length }) => {
    const start = at;
    at += length + 1;
    return start;
  });
  return { text: images.join(' '), images, starts, first: 0, end: images.length };
}

interface Typed {
  readonly words: readonly WordElement[];
  /** Those behind the path. */
  readonly typed: readonly WordElement[];
  readonly head: readonly string[];
}

type NotALine = Exclude<Understood, { kind: 'line' }>;

function refusal(understood: NotALine, { words, typed, head }: Typed): OperationReading {
  const end = words.at(-1)?.end ?? 0;
  if (understood.kind === 'problem') {
    const { text, label } = understood.problem;
    const word = typed.find(({ image }) => unquote(image) === text);
    const place = { start: word?.start ?? end, end: word?.end ?? end };
    return { kind: 'refused', why: 'invalid-value', word: label, value: text, ...place, expected: [] };
  }
  const { kind, word: index, expected, parameter } = understood.failure;
  const word = typed[index - head.length];
  const before = typed[index - head.length - 1]?.image ?? head.at(-1) ?? '';
  const place = { start: word?.start ?? end, end: word?.end ?? end };
  const keywords = expected.flatMap((item) => (item.kind === 'keyword' ? item.word : []));
  const image = word?.image ?? '';
  switch (kind) {
    case 'incomplete':
      return { kind: 'refused', why: 'no-value', word: before, ...place, expected: keywords };
    case 'ambiguous': {
      const meant = keywords.filter((keyword) => keyword.startsWith(image));
      return { kind: 'refused', why: 'ambiguous', word: image, ...place, expected: meant };
    }
    case 'wrong-parameter': {
      const isInteger =
        parameter?.mismatch.kind === 'wrong-kind' && parameter.mismatch.expected === 'an integer';
      if (isInteger) return { kind: 'refused', why: 'invalid-integer', word: image, ...place, expected: [] };
      const takes = describeMismatch(parameter?.mismatch);
      return { kind: 'refused', why: 'invalid-value', word: before, value: image, ...place, expected: takes };
    }
    case 'too-many':
    case 'unrecognized': {
      const why = keywords.length === 0 ? 'unexpected' : 'unknown-property';
      return { kind: 'refused', why, word: image, ...place, expected: keywords };
    }
    default:
      return kind satisfies never;
  }
}

function describeMismatch(mismatch: Mismatch | undefined): readonly string[] {
  if (mismatch === undefined) return [];
  return [mismatch.kind === 'wrong-kind' ? mismatch.expected : `${mismatch.first}..${mismatch.last}`];
}

const LIST_OPTIONS: ReadonlySet<string> = new Set([
  'all-properties',
  'non-default-properties',
  'one-line',
  'recursive',
  'current-module',
  'partition',
]);

interface ListCircumstances {
  readonly module: readonly string[];
  readonly verb: Verb;
  readonly filters: readonly LineFilter[];
  readonly isCut: boolean;
}

/** `list [ component [ name ] ] [ option | property ] *`. */
function readList(
  words: readonly WordElement[],
  { module, verb, filters, isCut }: ListCircumstances,
): OperationReading | undefined {
  const images = words.map(({ image }) => image);
  const found = resolvePath(images, module, verb);
  const path = found?.path ?? module;
  const isIpsec = path.length === 0 || path[0] === 'net' || path.join(' ') === 'sys db';
  const [first] = images;
  if (!isIpsec || (found === undefined && first !== undefined && !LIST_OPTIONS.has(first))) {
    return undefined;
  }
  const behind = words.slice(found?.words ?? 0);
  const component = componentNamed(path.join(' '));
  const isOption = ({ image }: WordElement): boolean => LIST_OPTIONS.has(image);
  const hasName = component !== undefined && component.singleton === undefined;
  const named = hasName && behind[0] !== undefined && !isOption(behind[0]) ? behind[0] : undefined;
  const rest = named === undefined ? behind : behind.slice(1);
  const properties = rest.filter((word) => !isOption(word));
  const known = Object.keys(component?.properties ?? {});
  for (const { image, start, end } of properties) {
    if (component === undefined) {
      const names = namesFor(verb, path);
      return { kind: 'refused', why: 'unexpected', word: image, start, end, expected: names };
    }
    if (nameOf(image, known, true) === undefined && image !== component.singleton) {
      return { kind: 'refused', why: 'unknown-property', word: image, start, end, expected: known };
    }
  }
  const name = named === undefined || named.image === 'all' ? undefined : unquote(named.image);
  const canonical = ['list', ...path, ...behind.map(({ image }) => image)].join(' ');
  return {
    kind: 'list',
    path,
    options: rest.filter(isOption).map(({ image }) => image),
    properties: properties.flatMap(({ image }) => nameOf(image, known, true) ?? []),
    filters,
    ...(name === undefined ? {} : { name }),
    ...(isCut || found?.abbreviated === true ? { canonical } : {}),
  };
}

/** `run /util bash -c "racoonctl …"`. */
function readBash(
  [, utility, shell]: readonly string[],
  elements: readonly Element[],
  filters: readonly LineFilter[],
): OperationReading | undefined {
  const script = elements.find((element) => element.kind === 'word' && element.isScript);
  const isBash = (utility === '/util' || utility === 'util') && shell === 'bash';
  if (!isBash || script?.kind !== 'word') return undefined;
  const text = unquote(script.image.replace(/^-c[ \t]+/, ''));
  return readShellCommand(text, filters);
}

/** A command of bash on the device; nothing: it is not racoonctl. */
export function readShellCommand(text: string, filters: readonly LineFilter[]): OperationReading | undefined {
  const [command = '', ...stages] = text.trim().split(/\s\|\s+(?=(?:grep|wc)\b)/);
  if (!/^(?:\S*\/)?racoonctl(?:\s|$)/.test(command)) return undefined;
  return { kind: 'bash', text: command, filters: [...stages.map(filterOf), ...filters] };
}
