import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { dialectNamed } from '../../src/dialects/registry.ts';
import { decode } from '../../src/text/encoding.ts';
import { translate, type Translation } from '../../src/translate/translate.ts';

/** Real files from the field: read where they are, never copied. */
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
export const isCorpusThere = existsSync(CORPUS);

/** The dialects that have a folder there. */
export const CORPUS_DIALECTS = ['vrp', 'tmsh', 'racoon'] as const;

export function namesOf(folder: string): readonly string[] {
  return isCorpusThere ? readdirSync(join(CORPUS, folder)).toSorted() : [];
}

export function dialectCalled(name: string): Dialect {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return dialect;
}

export function textOf(folder: string, file: string): string {
  return decode(readFileSync(join(CORPUS, folder, file))).text;
}

/** Translates one file alone, from the profile that it looks like. */
export function translateText(text: string, from: Dialect, to: Dialect): Translation {
  const profile = from.detect(text)?.profile ?? from.defaultProfile;
  return translate([{ name: 'file', text }], {
    from: { dialect: from, profile },
    to: { dialect: to, profile: from === to ? profile : to.defaultProfile },
    because: '',
    accepted: new Set(),
    placeholders: {},
    compact: false,
  });
}

/**
 * Lines of a capture that a layout or a terminal has: headers, rulers and prompts belong to the rows that are told.
 * Empty where a text is a configuration.
 */
export function linesOfOutputs(dialect: Dialect, text: string): ReadonlySet<number> {
  const capture = dialect.outputs?.read({ name: 'file', text }, 0);
  if (capture === undefined || capture.outputs.length === 0) return new Set();
  return new Set(
    capture.lines.flatMap(({ kind }, index) => (kind === 'unknown' || kind === 'foreign' ? [] : [index + 1])),
  );
}
