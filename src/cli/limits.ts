import { MOST_INCLUDES } from '../dialects/dialect-read.ts';
import { TEXT } from './options.ts';
import { UsageProblem } from './problems.ts';

export const MEBIBYTE = 2 ** 20;

/** How large an input may be: what is larger is a mistake, or an attack. */
export interface InputLimits {
  /** Bytes. */
  readonly fileSize: number;
  /** UTF-16 units. */
  readonly lineLength: number;
  /** Pairs of braces in each other. */
  readonly nesting: number;
  /** Files that the files of a gateway have read in their place, counted as often as they are read. */
  readonly mostIncludes: number;
}
export const USUAL_LIMITS: InputLimits = {
  fileSize: 64 * MEBIBYTE,
  lineLength: MEBIBYTE,
  nesting: 10_000,
  mostIncludes: MOST_INCLUDES,
};

/** The options of every command that reads configurations. */
export const LIMIT_OPTIONS = {
  'max-file-size': { ...TEXT, describe: 'largest file to read, in MiB (64)' },
  'max-line-length': {
    ...TEXT,
    describe: `longest line to read, in characters (${USUAL_LIMITS.lineLength})`,
  },
  'max-nesting': { ...TEXT, describe: `most braces in each other (${USUAL_LIMITS.nesting})` },
  'max-includes': { ...TEXT, describe: `most files that others include (${MOST_INCLUDES})` },
} as const;
export interface LimitArguments {
  readonly 'max-file-size': string | undefined;
  readonly 'max-line-length': string | undefined;
  readonly 'max-nesting': string | undefined;
  readonly 'max-includes': string | undefined;
}

export function readLimits(given: LimitArguments): InputLimits {
  const size = positive('--max-file-size', given['max-file-size']);
  const length = positive('--max-line-length', given['max-line-length']);
  return {
    fileSize: size === undefined ? USUAL_LIMITS.fileSize : size * MEBIBYTE,
    lineLength: length ?? USUAL_LIMITS.lineLength,
    nesting: positive('--max-nesting', given['max-nesting']) ?? USUAL_LIMITS.nesting,
    mostIncludes: positive('--max-includes', given['max-includes']) ?? MOST_INCLUDES,
  };
}

export function positive(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,9}$/.test(given)) throw new UsageProblem(`${option} ${given}: a whole number from 1`);
  return Number(given);
}
