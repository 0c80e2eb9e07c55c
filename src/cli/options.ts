/** An option that is given twice means what was typed last. */
export function last<T>(value: T | readonly T[]): T | undefined {
  return isList(value) ? value.at(-1) : value;
}
function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** yargs loses a lone "-" among file names: this stands for it on the way, which no command line can hold. */
const STANDARD_INPUT = '\0';
export function protectDashes(words: readonly string[]): string[] {
  return words.map((word) => (word === '-' ? STANDARD_INPUT : word));
}
function asTyped(word: string): string {
  return word === STANDARD_INPUT ? '-' : word;
}
function lastTyped(value: string | readonly string[]): string | undefined {
  const word = last(value);
  return word === undefined ? undefined : asTyped(word);
}
function allTyped(words: readonly string[]): readonly string[] {
  return words.map(asTyped);
}

export const TEXT = { type: 'string', requiresArg: true, coerce: lastTyped } as const;
export const SWITCH = {
  type: 'boolean',
  default: false,
  coerce: (given: boolean) => last(given) === true,
} as const;
export const LIST = { type: 'string', array: true, nargs: 1, coerce: allTyped } as const;
/** Options that several commands share. */
export const FROM = { ...TEXT, describe: 'dialect[@profile]; detected where absent' } as const;
export const FILES = {
  type: 'string',
  array: true,
  coerce: allTyped,
  describe: 'files, and folders: the files in them that a dialect knows; "-" or none: standard input',
} as const;
