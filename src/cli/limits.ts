import { TEXT } from './options.ts';
import { UsageProblem } from './problems.ts';

export const MEBIBYTE = 2 ** 20;

/** How large an input may be: what is larger is a mistake, or an attack. */
export interface InputLimits {
  /** Bytes. */
  readonly fileSize: number;
  /** UTF-16 units. */
  readonly lineLength: number;
}
export const USUAL_LIMITS: InputLimits = { fileSize: 64 * MEBIBYTE, lineLength: MEBIBYTE };

/** The options of every command that reads configurations. */
export const LIMIT_OPTIONS = {
  'max-file-size': { ...TEXT, describe: 'largest file to read, in MiB (64)' },
  'max-line-length': {
    ...TEXT,
    describe: `longest line to read, in characters (${USUAL_LIMITS.lineLength})`,
  },
} as const;
export interface LimitArguments {
  readonly 'max-file-size': string | undefined;
  readonly 'max-line-length': string | undefined;
}

export function readLimits(given: LimitArguments): InputLimits {
  const size = positive('--max-file-size', given['max-file-size']);
  const length = positive('--max-line-length', given['max-line-length']);
  return {
    fileSize: size === undefined ? USUAL_LIMITS.fileSize : size * MEBIBYTE,
    lineLength: length ?? USUAL_LIMITS.lineLength,
  };
}

export function positive(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,9}$/.test(given)) throw new UsageProblem(`${option} ${given}: a whole number from 1`);
  return Number(given);
}
