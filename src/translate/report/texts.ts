import type { Dialect } from '../../dialects/dialect.ts';
import type { SourceFile } from '../../ir/diagnostic.ts';
import type { WrittenText } from '../validate.ts';
import { maskStatement } from './mask.ts';

/** A file as a report may show it: line by line, secrets masked. */
export interface ShownText {
  readonly file: string;
  readonly lines: () => Iterable<string>;
}
/** What a report shows beside its rows: the files of one gateway, and those that they became. */
export interface GatewayTexts {
  readonly sources: readonly ShownText[];
  readonly outputs: readonly ShownText[];
}

/** The lines of a file are masked as they are asked for. */
function shownText(dialect: Pick<Dialect, 'secretsIn'>, file: string, text: string): ShownText {
  return { file, lines: () => maskedLines(dialect, text) };
}

function* maskedLines(dialect: Pick<Dialect, 'secretsIn'>, text: string): Iterable<string> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? text.length : end);
    yield maskStatement(dialect, line.replace(/\r$/, ''));
    if (end === -1) return;
    start = end + 1;
  }
}

/** The texts of one translation. */
export function gatewayTexts(
  from: Pick<Dialect, 'secretsIn'>,
  sources: readonly SourceFile[],
  to: Pick<Dialect, 'secretsIn'>,
  outputs: readonly WrittenText[],
): GatewayTexts {
  return {
    sources: sources.map(({ name, text }) => shownText(from, name, text)),
    outputs: outputs.map(({ file, text }) => shownText(to, file, text)),
  };
}
