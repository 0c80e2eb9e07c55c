import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printDiagnostics } from '../../src/cli/print-diagnostics.ts';
import { printReport, printSummary } from '../../src/cli/print-report.ts';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { decode } from '../../src/text/encoding.ts';
import { check } from '../../src/lint/check.ts';
import { REPORT_FORMATS } from '../../src/translate/report/formats.ts';
import { gatewayTexts } from '../../src/translate/report/texts.ts';
import { CORPUS_DIALECTS, dialectCalled, isCorpusThere, namesOf, textOf, translateText } from './files.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');
/** The files of each dialect in a scenario that may hold keys. */
const WITH_KEYS = {
  vrp: ['vrp.cfg'],
  tmsh: ['tmsh.conf'],
  racoon: ['racoon/racoon.conf', 'racoon/psk.txt', 'racoon/setkey.conf'],
} as const;

/** What looks like a key and is none: placeholders, addresses, and words that are no secret anywhere else. */
const NO_KEY = /^(?:\{\{.*|\d+(?:\.\d+){3}|public)$/;
/** Shorter ones are words too. */
const SHORTEST = 6;

/** The keys of a text: what its dialect masks, and what stands behind the words for a key. */
function keysIn(dialect: Dialect, text: string): readonly string[] {
  const masked = text
    .split('\n')
    .flatMap((line) => dialect.secretsIn(line).map(({ start, end }) => line.slice(start, end)));
  const named = text.matchAll(/(?:pre-shared-key|preshared-key)[ \t]+(?:(?:simple|cipher) +)?(\S+)/g);
  const all = [...masked, ...[...named].flatMap((match) => match[1] ?? [])];
  const keys = new Set(all.map((key) => key.trim().replaceAll(/^["']|["']$/g, '')));
  return [...keys].filter((key) => key.length >= SHORTEST && !NO_KEY.test(key));
}

/** Everything that is printed of a text but the configuration itself. */
function printedOf(dialect: Dialect, text: string, target: Dialect): string {
  const { report, written, diagnostics } = translateText(text, dialect, target);
  const files = [{ name: 'file', text }];
  const texts = gatewayTexts(dialect, files, target, written);
  const reports = Object.values(REPORT_FORMATS).flatMap((print) => [...print(report, [texts])]);
  const checked = check(files, dialect, dialect.detect(text)?.profile ?? dialect.defaultProfile);
  return [
    ...reports,
    ...printReport(report),
    ...printSummary(report),
    ...printDiagnostics(diagnostics, files, dialect),
    ...printDiagnostics(checked.diagnostics, files, dialect),
  ].join('\n');
}

function leaked(dialect: Dialect, text: string): readonly string[] {
  const keys = keysIn(dialect, text);
  const targets = CORPUS_DIALECTS.filter((name) => name !== dialect.name).map(dialectCalled);
  return targets.flatMap((target) => {
    const printed = printedOf(dialect, text, target);
    return keys.filter((key) => printed.includes(key)).map((key) => `${target.name}: ${key}`);
  });
}

describe('a key is in emitted configurations alone', () => {
  const fixtures = readdirSync(ROSETTA, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      CORPUS_DIALECTS.flatMap((dialect) =>
        WITH_KEYS[dialect]
          .map((member) => `${name}/${member}`)
          .filter((file) => existsSync(join(ROSETTA, file)))
          .map((file) => [file, dialect, decode(readFileSync(join(ROSETTA, file))).text] as const),
      ),
    );
  it.each(fixtures)('%s', (_file, dialect, text) => {
    expect(leaked(dialectCalled(dialect), text)).toEqual([]);
  });

  it
    .runIf(isCorpusThere)
    .each(CORPUS_DIALECTS.flatMap((folder) => namesOf(folder).map((file) => [folder, file] as const)))(
    '%s/%s of the field',
    (folder, file) => {
      expect(leaked(dialectCalled(folder), textOf(folder, file))).toEqual([]);
    },
  );
});
