import type { Fix } from '../diff/fix/fix.ts';
import { type DifferenceRow, differenceRows } from '../diff/json.ts';
import type { Side } from '../diff/side.ts';
import { nameOf } from '../translate/dialect-profile.ts';
import type { Paint } from './colour.ts';
import { printDifferences } from './print-differences.ts';

/** A fix for a program: what to type, what stays different and why. */
export interface FixReport {
  readonly kind: Fix['kind'];
  readonly dialect: string;
  readonly lines: readonly string[];
  /** Placeholders in the lines that a person replaces. */
  readonly needed: readonly string[];
  readonly unsaid: readonly { readonly code: string; readonly note: string }[];
  readonly remaining: readonly DifferenceRow[];
}

export function reportFix(fix: Fix, a: Side, b: Side): FixReport {
  const placeholders = fix.lines.flatMap((line) => line.match(/\{\{[^{}]+\}\}/g) ?? []);
  return {
    kind: fix.kind,
    dialect: nameOf(a.from),
    lines: fix.lines,
    needed: [...new Set(placeholders)],
    unsaid: fix.unsaid.map(({ code, note }) => ({ code, note })),
    remaining: differenceRows(fix.remaining, fix.after, b),
  };
}

/** Whether nothing is left to do by hand. */
export function isWhole({ needed, unsaid, remaining }: FixReport): boolean {
  return needed.length + unsaid.length + remaining.length === 0;
}

/** What the statements leave to do, for standard error. */
export function printLeft(
  { dialect, needed, unsaid, remaining }: FixReport,
  names: { readonly left: string; readonly right: string },
  paint: Paint,
): readonly string[] {
  return [
    ...needed.map((placeholder) => `needed: ${placeholder}: replace it by its value`),
    ...unsaid.map(({ code, note }) => `error: ${note} [${code}]`),
    ...(remaining.length === 0
      ? []
      : [
          `these stay different: what ${dialect} cannot say, or a device decides for itself:`,
          ...printDifferences(remaining, names, paint),
        ]),
  ];
}
