import { MODULES } from './modules.ts';

/** A part of a text that holds one object, and what stands behind it up to the next one. */
export interface Section {
  readonly start: number;
  readonly end: number;
}

/**
 * An object or a command that begins in the first column and opens a brace. Wherever it stands it begins a new
 * section, so that a brace too many or too few costs one object.
 */
const HEADER = new RegExp(
  `^(?:(?:tmsh )?(?:create|modify|delete) )?/?(?:${MODULES.join('|')})[ /][a-z][^\\r\\n]*\\{`,
  'gm',
);

export function sectionsOf(text: string): readonly Section[] {
  const starts = [...text.matchAll(HEADER)].map(({ index }) => index);
  const bounds = [...new Set([0, ...starts, text.length])];
  return bounds.slice(0, -1).map((start, position) => {
    return { start, end: bounds[position + 1] ?? text.length };
  });
}
