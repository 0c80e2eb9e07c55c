import type { Dialect } from '../../dialects/dialect.ts';
import type { SourceFile } from '../../ir/diagnostic.ts';
import type { WrittenText } from '../validate.ts';
import { MASK, maskStatement } from './mask.ts';

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

/** People repeat keys in remarks: a word or a quoted text that is a secret of the file is masked wherever it stands. */
function* maskedLines(dialect: Pick<Dialect, 'secretsIn'>, text: string): Iterable<string> {
  const secrets = secretsOf(dialect, text);
  for (const line of linesOf(text)) {
    const masked = maskStatement(dialect, line);
    yield secrets.size === 0
      ? masked
      : masked.replaceAll(WORD, (word) => (secrets.has(unquoted(word)) ? MASK : word));
  }
}
const WORD = /"[^"]*"|[^\s"';,]+/g;
/** Shorter ones are too often words of the configuration itself. */
const SHORTEST = 6;

function secretsOf(dialect: Pick<Dialect, 'secretsIn'>, text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of linesOf(text)) {
    for (const { start, end } of dialect.secretsIn(line)) {
      const secret = unquoted(line.slice(start, end).trim());
      if (secret.length >= SHORTEST) found.add(secret);
    }
  }
  return found;
}

function unquoted(word: string): string {
  return word.replace(/^"([^"]*)"$/, '$1');
}

function* linesOf(text: string): Iterable<string> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    yield text.slice(start, end === -1 ? text.length : end).replace(/\r$/, '');
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
