import type { TerminalHost } from '../../dialect-terminal.ts';
import { timeStamp } from './time.ts';

const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} $/;
/** Layouts print the time themselves; no filter takes it away. */
export function* withoutStamp(lines: Iterable<string>): Generator<string> {
  let isFirst = true;
  for (const line of lines) {
    if (!isFirst || !STAMP.test(line)) yield line;
    isFirst = false;
  }
}

export function* stamped(lines: Iterable<string>, { clock }: TerminalHost): Generator<string> {
  yield timeStamp(clock);
  yield* lines;
}
