import type { Binding } from '../../../../grammars/notation/binding.ts';
import { wordsOf } from '../../../../grammars/notation/words.ts';
import type { CommandLine } from '../../../../grammars/notation/command-table.ts';
import type { Sequence } from '../../../../grammars/notation/syntax.ts';
import { type Expected, next, walk, type Walked } from '../../../../grammars/notation/walker.ts';
import type { ConfigurationObject, Values } from '../../../../grammars/objects/object.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { operationLanguage } from '../../../../grammars/vrp/operations/table.ts';
import { language, understandTyped } from '../../../../grammars/vrp/understand.ts';
import { isFault, type Fault, firstMismatch } from './caret.ts';
import { type SessionAction, sessionCommands } from './commands.ts';

/** A line that can be typed where the session is. */
type TypeableLine =
  | { readonly kind: 'session'; readonly action: SessionAction; readonly binding: Binding }
  | { readonly kind: 'operation' | 'configuration'; readonly line: CommandLine };
interface Typeable {
  readonly line: TypeableLine;
  readonly syntax: Sequence;
}

/** What a typed line is. */
export type TypedLine =
  | { readonly kind: 'session'; readonly action: SessionAction; readonly values: Values }
  /** It asks the SA engine, or shows what the tables hold. */
  | { readonly kind: 'operation' }
  | {
      readonly kind: 'configuration';
      /** The view of the command, at or above the session's. */
      readonly view: string;
      readonly line: CommandLine;
      readonly values: Values;
    }
  | { readonly kind: 'fault'; readonly fault: Fault };

export const USER = 'user';

/** The lines of a view; those of the session stand in every view. */
function linesIn(view: string, profile: Profile): readonly Typeable[] {
  const key = `${profile} ${view}`;
  const known = LINES.get(key);
  if (known !== undefined) return known;
  const session = sessionCommands(view === USER, profile).map(({ action, binding, syntax }): Typeable => ({
    line: { kind: 'session', action, binding },
    syntax,
  }));
  const configuration = language
    .linesOf(view, profile)
    .map(({ line, syntax }): Typeable => ({ line: { kind: 'configuration', line }, syntax }));
  const operations = [
    ...operationLanguage.linesOf('any', profile),
    ...(view === USER ? operationLanguage.linesOf(USER, profile) : []),
  ].map(({ line, syntax }): Typeable => ({ line: { kind: 'operation', line }, syntax }));
  const lines = [...session, ...operations, ...configuration];
  LINES.set(key, lines);
  return lines;
}
/** A pure function's memory: the tables do not change. */
const LINES = new Map<string, readonly Typeable[]>();

/**
 * Reads a line as the device does: in the view of the session, then in those above it (`reference/vrp.md` 1.1). `views`:
 * the nearest first.
 */
export function readTyped(sentence: string, views: readonly string[], profile: Profile): TypedLine {
  let fault: Fault | undefined;
  for (const view of views) {
    const read = readInView(sentence, view, profile);
    if (read.kind !== 'fault') return read;
    if (fault === undefined || read.fault.column > fault.column) fault = read.fault;
  }
  return { kind: 'fault', fault: fault ?? { kind: 'unrecognized', column: 0 } };
}

function readInView(sentence: string, view: string, profile: Profile): TypedLine {
  const typed = typedWords(sentence);
  const lines = beginningWith(typed[0]?.image ?? '', linesIn(view, profile));
  if (lines.length === 0)
    return { kind: 'fault', fault: { kind: 'unrecognized', column: typed[0]?.start ?? 0 } };
  const walked = walk(lines, typed);
  if (walked.kind !== 'lines') return { kind: 'fault', fault: faultOf(walked, typed, sentence) };
  for (const { line, words } of walked.lines) {
    if (line.kind === 'session') {
      const values = line.binding.bind(wordsOf(withWords(sentence, typed, words)));
      if (values !== undefined) return { kind: 'session', action: line.action, values };
    } else if (line.kind === 'operation') {
      // A feature that is not here: a device without it does not know its words.
      if (line.line.row.slot !== 'other') return { kind: 'operation' };
      const column = typed[1]?.start ?? 0;
      return { kind: 'fault', fault: { kind: 'unrecognized', column } };
    }
  }
  const understood = understandTyped(sentence, view, profile);
  if (understood.kind === 'line') {
    const { line, values } = understood;
    return { kind: 'configuration', view, line, values };
  }
  return { kind: 'fault', fault: problemFault(understood, typed) };
}

/** Commands that are typed as long as the first word is not told from others: only these are walked. */
function beginningWith(word: string, lines: readonly Typeable[]): readonly Typeable[] {
  const letter = word.slice(0, 1).toLowerCase();
  return lines.filter(({ syntax: [first] }) => first?.kind !== 'keyword' || first.word.startsWith(letter));
}

interface TypedWord {
  readonly image: string;
  readonly start: number;
}
function typedWords(sentence: string): readonly TypedWord[] {
  return [...sentence.matchAll(/\S+/g)].map(({ 0: image, index: start }) => ({ image, start }));
}

/** The sentence with other words in the places of its own. */
function withWords(sentence: string, typed: readonly TypedWord[], words: readonly string[]): string {
  return typed
    .map(({ image, start }, index) => {
      const before = typed[index - 1];
      const from = before === undefined ? 0 : before.start + before.image.length;
      return sentence.slice(from, start) + (words[index] ?? image);
    })
    .join('');
}

type Failure<Line> = Extract<Walked<Line>, { readonly word: number }>;

function faultOf(failure: Failure<TypeableLine>, typed: readonly TypedWord[], sentence: string): Fault {
  const { kind, word, expected } = failure;
  const at = typed[word];
  if (at === undefined) return { kind, column: sentence.trimEnd().length };
  const within = kind === 'unrecognized' ? firstMismatch(at.image, keywordsOf(expected)) : 0;
  return { kind, column: at.start + within };
}

function problemFault(
  understood: Exclude<ReturnType<typeof understandTyped>, { readonly kind: 'line' }>,
  typed: readonly TypedWord[],
): Fault {
  const { kind } = understood;
  const wrong =
    kind === 'problem'
      ? typed.find(
          ({ image }) => image === understood.problem.text || understood.problem.text.startsWith(image),
        )
      : typed[understood.failure.word];
  return { kind: 'wrong-parameter', column: wrong?.start ?? typed.at(-1)?.start ?? 0 };
}

function keywordsOf(expected: readonly Expected[]): readonly string[] {
  return expected.flatMap((item) => {
    if (item.kind === 'keyword') return [item.word];
    return item.kind === 'parameter' && item.type.kind === 'choice' ? item.type.words : [];
  });
}

/** Words of features that are not here only keep others from being cut too short. */
function isHere({ line }: Typeable): boolean {
  return line.kind !== 'operation' || line.line.row.slot !== 'other';
}

/** What may stand behind a text, and the keywords in front of that place. */
export interface NextWords {
  readonly expected: readonly Expected[];
  readonly path: readonly string[];
}

/** For `?` behind a blank: what may come next, in the nearest view that takes the words before it. */
export function nextWords(text: string, views: readonly string[], profile: Profile): NextWords | Fault {
  const typed = typedWords(text);
  const found: NextWords[] = [];
  let fault: Fault | undefined;
  for (const view of typed.length === 0 ? views.slice(0, 1) : views) {
    const lines = linesIn(view, profile).filter(isHere);
    const result = next(lines, typed);
    if (result.kind === 'next') {
      found.push({ expected: result.expected, path: pathOf(lines, typed) });
    } else if (result.kind !== 'lines') {
      const failed = faultOf(result, typed, text);
      if (fault === undefined || failed.column > fault.column) fault = failed;
    }
  }
  return found[0] ?? fault ?? { kind: 'unrecognized', column: 0 };
}

/** The words typed so far in full, parameters by their names. */
function pathOf(lines: readonly Typeable[], typed: readonly TypedWord[]): readonly string[] {
  const path: string[] = [];
  for (const [index, { image }] of typed.entries()) {
    const before = next(lines, typed.slice(0, index));
    const expected = before.kind === 'next' ? before.expected : [];
    const word = keywordsOf(expected).find((keyword) => keyword.startsWith(image.toLowerCase()));
    const parameter = expected.find((item) => item.kind === 'parameter');
    path.push(word ?? (parameter?.kind === 'parameter' ? `<${parameter.name}>` : image));
  }
  return path;
}

/** For `wo?` and TAB: the keywords that may stand there and begin so, by name; a fault of the words before it. */
export function wordsBeginning(
  text: string,
  views: readonly string[],
  profile: Profile,
): readonly string[] | Fault {
  const [, before = '', word = ''] = /^(.*?)(\S*)$/s.exec(text) ?? [];
  const found = nextWords(before, views, profile);
  if (isFault(found)) return found;
  const own = matchingWords(found, word);
  if (own.length > 0 || before.trim() !== '') return own;
  // The first word of a line may be one of system view.
  return views.slice(1).flatMap((view) => {
    const further = nextWords(before, [view], profile);
    return isFault(further) ? [] : matchingWords(further, word);
  });
}

function matchingWords({ expected }: NextWords, word: string): readonly string[] {
  const typed = word.toLowerCase();
  return [...new Set(keywordsOf(expected))]
    .filter((keyword) => keyword.startsWith(typed))
    .toSorted((left, right) => (left < right ? -1 : 1));
}

/** The views of a session, the nearest first. */
export function viewsAbove(cursor: ConfigurationObject | undefined): readonly string[] {
  if (cursor === undefined) return [USER];
  return [cursor.view, ...(cursor.parent === undefined ? [] : viewsAbove(cursor.parent))];
}
