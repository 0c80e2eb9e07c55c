import { MODULES } from './modules.ts';

/** A part of a text that holds one object, and what stands behind it up to the next one. */
export interface Section {
  readonly start: number;
  readonly end: number;
  /** How deep its braces go, whatever they stand in. */
  readonly depth: number;
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
    const end = bounds[position + 1] ?? text.length;
    return { start, end, depth: depthOf(text, start, end) };
  });
}

function depthOf(text: string, start: number, end: number): number {
  let [depth, deepest] = [0, 0];
  for (let at = start; at < end; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === LEFT_BRACE) deepest = Math.max(deepest, (depth += 1));
    else if (unit === RIGHT_BRACE) depth = Math.max(0, depth - 1);
  }
  return deepest;
}
const LEFT_BRACE = 0x7b;
const RIGHT_BRACE = 0x7d;
