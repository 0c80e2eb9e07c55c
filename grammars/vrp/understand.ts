import type { CommandLine } from '../notation/command-table.ts';
import { CommandLanguage, type Understood } from '../notation/command-language.ts';
import { type Binding, compileBinding } from '../notation/binding.ts';
import { parseNotation } from '../notation/parse-notation.ts';
import { type Words, wordsOf } from '../notation/words.ts';
import type { Values } from '../objects/object.ts';
import { interfaceInFull, withJoinedInterface } from './interface-names.ts';
import type { Profile } from './profiles.ts';
import { algorithmSpellings, OLD_SPELLINGS, RESPELLINGS } from './spellings.ts';
import { table } from './table.ts';

/** The commands of VRP, compiled when the first file is read. */
export const language = new CommandLanguage(table);

/** One line of the table with its arguments. */
export interface Said {
  readonly line: CommandLine;
  readonly values: Values;
}
/** What a line says; `problem`, `failure`: why it says nothing. */
export type UnderstoodLine =
  | (Said & {
      readonly kind: 'line';
      /** Where one line is read as several: those behind the first. */
      readonly further?: readonly Said[];
      /** The line in full, where it was typed otherwise. */
      readonly canonical?: string;
      /** What the line is called today, where it is an old spelling for this profile. */
      readonly today?: string;
      /** The old spelling is what devices of the profile save. */
      readonly isSavedSo?: boolean;
    })
  | Exclude<Understood, { kind: 'line' }>;

/**
 * Reads a line as the device does, then as people mean it: without a remark behind it, with other devices' words for
 * algorithms, in the spellings of labs.
 */
export function understand(words: Words, views: readonly string[], profile: Profile): UnderstoodLine {
  if (mayHaveRemark(words)) {
    for (const bare of withoutRemarks(words)) {
      const understood = understandWords(bare, views, profile);
      if (understood.kind === 'line' && !isFormAlone(understood)) return withCanonical(understood);
    }
  }
  return understandWords(words, views, profile);
}

/** Reads a line as the device does when it is typed: cut short, but not misspelt. */
export function understandTyped(sentence: string, view: string, profile: Profile): UnderstoodLine {
  const understood = language.understandSentence(sentence, [view], profile);
  return understood.kind === 'line' ? withForm(withFullName(understood)) : understood;
}

function understandWords(words: Words, views: readonly string[], profile: Profile): UnderstoodLine {
  const asTyped = language.understand(words, views, profile);
  const understood: UnderstoodLine =
    asTyped.kind === 'line' ? asTyped : (respelled(words, views, profile) ?? asTyped);
  if (understood.kind !== 'line') return understood;
  return withToday(withForm(withFullName(understood)), profile);
}

/** A line that could be read. */
export type ReadLine = Extract<UnderstoodLine, { kind: 'line' }>;

function withCanonical(understood: ReadLine): ReadLine {
  return understood.canonical === undefined
    ? { ...understood, canonical: print(understood.line, understood.values) }
    : understood;
}

/** A line printed from its arguments; a secret is not quoted. */
function print(line: CommandLine, values: Values): string {
  const { secret } = line.row.options;
  const isSecret = secret !== undefined && values[secret] !== undefined;
  return language.print(line, isSecret ? { ...values, [secret]: '*****' } : values);
}

/** A word in which a remark may not begin: the rest of its line is text. */
const TEXTS: ReadonlySet<string> = new Set(['description', 'alias']);

const REMARK = '//';
function mayHaveRemark({ images, first, end }: Words): boolean {
  for (let index = first + 1; index < end; index++)
    if (images[index]?.startsWith(REMARK) === true) return true;
  return false;
}

/** Documents put remarks behind commands (`… slot 1 //Perform this …`): the words before each place where one may begin. */
function withoutRemarks(words: Words): readonly Words[] {
  const { images, first, end } = words;
  const found: Words[] = [];
  let isQuoted = false;
  for (let index = first; index < end; index++) {
    const image = images[index] ?? '';
    if (index > first && !isQuoted && image.startsWith(REMARK)) found.push({ ...words, end: index });
    if (TEXTS.has(image.toLowerCase())) break;
    if (isQuoted || image.startsWith('"')) isQuoted = !/[^\\]"$/.test(image);
  }
  return found;
}

/** The line in the words of its device, where people wrote those of another or of none. */
function respelled(words: Words, views: readonly string[], profile: Profile): UnderstoodLine | undefined {
  const images = words.images.slice(words.first, words.end);
  const readings = [
    ...algorithmSpellings(images).map((sentence) => [sentence]),
    ...labReadings(images, views),
    ...joinedReadings(images),
  ];
  for (const sentences of readings) {
    const all = sentences.map((sentence) => language.understandSentence(sentence, views, profile));
    const said = all.flatMap((understood) =>
      understood.kind === 'line' ? [{ line: understood.line, values: understood.values }] : [],
    );
    const [head, ...further] = said;
    if (head === undefined || said.length < all.length) continue;
    const canonical = said.map(({ line, values }) => print(line, values)).join('; ');
    return { kind: 'line', ...head, canonical, ...(further.length === 0 ? {} : { further }) };
  }
  return undefined;
}

function joinedReadings(words: readonly string[]): readonly (readonly string[])[] {
  const joined = withJoinedInterface(words);
  return joined === undefined ? [] : [[joined.join(' ')]];
}

let labLines: readonly LabLine[] | undefined;
interface LabLine {
  readonly view: string;
  readonly means: readonly string[];
  readonly binding: Binding;
}

function labReadings(words: readonly string[], views: readonly string[]): readonly (readonly string[])[] {
  const typed = wordsOf(words.join(' '));
  labLines ??= RESPELLINGS.map(({ view, line, means }) => ({
    view,
    means,
    binding: compileBinding(parseNotation(line)),
  }));
  return labLines
    .filter(({ view }) => views.includes(view))
    .flatMap(({ means, binding }) => {
      const values = binding.bind(typed);
      if (values === undefined || binding.check(values) !== undefined) return [];
      return [means.map((sentence) => fill(sentence, values))];
    });
}

function fill(sentence: string, values: Values): string {
  const filled = sentence.replaceAll(/<([\w-]+)>/g, (_all, name: string) =>
    [values[name] ?? ''].flat().join(' '),
  );
  return filled.replaceAll(/ {2,}/g, ' ').trim();
}

/** `interface g0/0/1` names GigabitEthernet0/0/1. */
function withFullName(understood: ReadLine): ReadLine {
  const { line, values } = understood;
  const name = values['name'];
  if (line.row.slot !== 'interface' || typeof name !== 'string') return understood;
  const full = interfaceInFull(name);
  if (full === name) return understood;
  const named = { ...values, name: full };
  return { ...understood, values: named, canonical: print(line, named) };
}

const FORMS = ['cipher', 'simple', 'plain'] as const;

/** `pre-shared-key cipher //abc`: what is no remark would leave the form for the key. */
function isFormAlone({ line, values }: ReadLine): boolean {
  const { secret } = line.row.options;
  return secret !== undefined && FORMS.some((form) => form === values[secret]);
}

/** `pre-shared-key c KEY`: a key with a blank has quotes, so that the word before one says its form. */
function withForm(understood: ReadLine): ReadLine {
  const { line, values } = understood;
  const { secret } = line.row.options;
  const text = secret === undefined ? undefined : values[secret];
  if (secret === undefined || typeof text !== 'string' || values['form'] !== undefined) return understood;
  const [cut = '', word = ''] = /^([A-Za-z]+)[ \t]+(?=\S)/.exec(text) ?? [];
  const form = FORMS.find((candidate) => word !== '' && candidate.startsWith(word.toLowerCase()));
  if (form === undefined || !line.row.line.includes(form)) return understood;
  const formed = { ...values, form, [secret]: text.slice(cut.length) };
  return { ...understood, values: formed, canonical: print(line, formed) };
}

const OLD_LINES: ReadonlySet<string> = new Set(OLD_SPELLINGS.map(({ line }) => line));

function withToday(understood: ReadLine, profile: Profile): ReadLine {
  const { line, values } = understood;
  if (!OLD_LINES.has(line.row.line) || line.operator === 'reset' || line.operator === 'delete')
    return understood;
  const old = OLD_SPELLINGS.find(
    ({ view, line: row, value, own }) =>
      row === line.row.line &&
      view === line.row.view &&
      !own.includes(profile) &&
      (value === undefined || values[value[0]] === value[1]),
  );
  if (old === undefined) return understood;
  return { ...understood, today: fill(old.today, values), isSavedSo: old.isSavedSo === true };
}
