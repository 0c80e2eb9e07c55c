/** An option that is given twice means what was typed last. */
export function last<T>(value: T | readonly T[]): T | undefined {
  return isList(value) ? value.at(-1) : value;
}
function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

export const TEXT = { type: 'string', requiresArg: true, coerce: last<string> } as const;
export const SWITCH = {
  type: 'boolean',
  default: false,
  coerce: (given: boolean) => last(given) === true,
} as const;
export const LIST = { type: 'string', array: true, nargs: 1 } as const;
/** Options that several commands share. */
export const FROM = { ...TEXT, describe: 'dialect[@profile]; detected where absent' } as const;
export const FILES = {
  type: 'string',
  array: true,
  describe: 'files, and folders: the files in them that a dialect knows; "-" or none: standard input',
} as const;
