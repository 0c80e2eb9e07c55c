import { translateText } from '../translate/translate-text.ts';
import { statusOf, textOf } from './one-tunnel.ts';

/** A fact of `translation.md` 2: what changes in one tunnel, and what becomes of it in the target. */
export interface Row {
  readonly what: string;
  readonly changes: Readonly<Record<string, string>>;
  readonly to: string;
  /** Lines that the output has; of a text with `-` before it, that it has not. */
  readonly lines: readonly string[];
  /** A text of the source, and what the report says of its statement. */
  readonly status?: readonly [text: string, status: string];
  readonly accept?: readonly string[];
  readonly map?: Readonly<Record<string, string>>;
}

/** What is not as the row has it: lines that are missing or should be, and the status of the statement. */
export function wrongIn(source: string, from: string, row: Row): readonly string[] {
  const { to, lines, status, accept = [], map = {} } = row;
  const translation = translateText(source, { from, to, accept, placeholders: map });
  const written = new Set(textOf(translation).split('\n'));
  const wrongLines = lines.filter((line) =>
    line.startsWith('-') ? written.has(line.slice(1)) : !written.has(line),
  );
  const found = status === undefined ? undefined : statusOf(translation, status[0]);
  return found === status?.[1] ? wrongLines : [...wrongLines, `${status?.[0] ?? ''}: ${found ?? ''}`];
}
