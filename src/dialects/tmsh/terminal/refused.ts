import type { Reply } from '../../dialect-terminal.ts';
import { type ErrorKind, errorText } from './errors.ts';

/** What tmsh prints instead of doing something. */
export function refused(kind: ErrorKind, details: Readonly<Record<string, string>> = {}): Reply {
  return { lines: [errorText(kind, details)], refused: true };
}
