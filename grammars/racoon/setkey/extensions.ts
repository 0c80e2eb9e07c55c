import { isInteger } from '../../notation/parameter-type.ts';
import type { Place, Understood } from '../statement.ts';
import { keyMismatch } from './keys.ts';
import type { Extension } from './parser.ts';

/** What stands behind an option of `add`, and how it is told. */
interface Form {
  readonly expected: string;
  readonly isFit: (words: readonly string[]) => boolean;
}

function oneOf(...choices: readonly string[]): Form {
  return {
    expected: `followed by ${choices.join(', ')}`,
    isFit: ([word = '', ...rest]) => choices.includes(word) && rest.length === 0,
  };
}
const NUMBER: Form = {
  expected: 'followed by a number',
  isFit: ([word = '', ...rest]) => isInteger(word) && rest.length === 0,
};
const CONTEXT: Form = {
  expected: 'followed by two numbers and a text in quotes',
  isFit: ([domain = '', algorithm = '', label = '', ...rest]) =>
    isInteger(domain) && isInteger(algorithm) && label.startsWith('"') && rest.length === 0,
};
/** What algorithms take is looked at with their keys. */
const ALGORITHM: Form = { expected: '', isFit: () => true };

/** The options of an SA (racoon reference 4.3). */
const FORMS: ReadonlyMap<string, Form> = new Map([
  ['-m', oneOf('transport', 'tunnel', 'any')],
  ['-f', oneOf('random-pad', 'seq-pad', 'zero-pad', 'nocyclic-seq')],
  ...['-u', '-r', '-lh', '-ls', '-bh', '-bs'].map((option): [string, Form] => [option, NUMBER]),
  ['-ctx', CONTEXT],
  ['-E', ALGORITHM],
  ['-A', ALGORITHM],
  ['-C', oneOf('deflate', 'lzs', 'oui')],
  ['-R', { expected: 'the last word', isFit: ({ length }) => length === 0 }],
]);

/** What is wrong with the options of an SA; nothing: all is well. Algorithms stand behind all others. */
export function extensionsProblem(
  extensions: readonly Extension[],
  verb: string,
  at: Place,
): Understood | undefined {
  const first = extensions.findIndex(({ option }) => isAlgorithm(option));
  const late =
    first === -1
      ? undefined
      : extensions.slice(first).find(({ option }) => !isAlgorithm(option) && option !== '-R');
  for (const { option, words } of extensions) {
    const found = formProblem(option, words, at);
    if (found !== undefined) return found;
  }
  if (late !== undefined) {
    const help = `setkey says: syntax error at \`${late.option}': extensions come before -E, -A and -C`;
    return { kind: 'syntax-error', word: late.option, at, help };
  }
  if (verb === 'add' && first === -1) return { kind: 'missing-value', word: '-E, -A or -C' };
  return undefined;
}

/** A policy takes a security context alone. */
export function contextProblem({ option, words }: Extension, at: Place): Understood | undefined {
  if (option !== '-ctx') return { kind: 'syntax-error', word: option, at, help: 'a policy stands behind -P' };
  return formProblem(option, words, at);
}

function formProblem(option: string, words: readonly string[], at: Place): Understood | undefined {
  const form = FORMS.get(option);
  if (form === undefined) {
    const help = `setkey knows ${[...FORMS.keys()].join(', ')}, each with a blank behind it`;
    return { kind: 'syntax-error', word: option, at, help };
  }
  if (!form.isFit(words)) {
    const mismatch = { kind: 'wrong-kind', expected: form.expected } as const;
    return { kind: 'wrong-value', word: `"${option}"`, at, mismatch };
  }
  if (option !== '-E' && option !== '-A') return undefined;
  const wrong = keyMismatch(option, words);
  return wrong === undefined ? undefined : { kind: 'wrong-value', ...wrong, at };
}

function isAlgorithm(option: string): boolean {
  return option === '-E' || option === '-A' || option === '-C';
}
