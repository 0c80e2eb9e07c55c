import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { dialectNamed } from '../../src/dialects/registry.ts';
import { decode } from '../../src/text/encoding.ts';
import { translate, type Translation } from '../../src/translate/translate.ts';

/** Real files from the field: read where they are, never copied. */
const CORPUS = join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(CORPUS);
const skipped = isThere ? '' : ' (skipped: ../shared/corpus is not here)';

function filesOf(folder: string): readonly string[] {
  return isThere ? readdirSync(join(CORPUS, folder)).toSorted() : ['none'];
}

function named(name: string): Dialect {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return dialect;
}

function read(folder: string, file: string): string {
  return decode(readFileSync(join(CORPUS, folder, file))).text;
}

function translateFile(text: string, from: Dialect, to: Dialect): Translation {
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

/** Lines that are no statement: separators, blanks, comments, headers of a file, `return`, time stamps of displays. */
const VRP_TRIVIA = /^(?:#.*|!.*|\[V\d.*|return|\0|[\d-]{10} [\d:.]{12}|[\d:]{8} {2}[\d/]{10})?$/;

describe.each([
  ['vrp', 'tmsh'],
  ['vrp', 'ir'],
  ['tmsh', 'ir'],
  ['vrp', 'racoon'],
  ['tmsh', 'racoon'],
  ['racoon', 'ir'],
  ['racoon', 'tmsh'],
  ['racoon', 'vrp'],
])(`the files of %s, to %s${skipped}`, (source, target) => {
  it.skipIf(!isThere).each(filesOf(source))('%s', (file) => {
    const text = read(source, file);
    const { report, bugs, diagnostics } = translateFile(text, named(source), named(target));
    expect(bugs).toEqual([]);
    expect(report.statements.filter(({ notes }) => notes.some(({ code }) => code === 'TG299'))).toEqual([]);
    for (const { origin, span } of diagnostics) expect([origin, span]).not.toEqual([undefined, undefined]);
  });
});

describe.each([['vrp'], ['tmsh'], ['racoon']])(`the files of %s, byte for byte${skipped}`, (source) => {
  it.skipIf(!isThere).each(filesOf(source))('%s', (file) => {
    const text = read(source, file);
    expect(translateFile(text, named(source), named(source)).written.map((output) => output.text)).toEqual([
      text,
    ]);
  });
});

describe(`every line of a VRP file is accounted for${skipped}`, () => {
  it.skipIf(!isThere).each(filesOf('vrp'))('%s', (file) => {
    const text = read('vrp', file);
    const { report } = translateFile(text, named('vrp'), named('tmsh'));
    const told = new Set(report.statements.map(({ line }) => line));
    const silent = text
      .split('\n')
      .flatMap((line, index) => (VRP_TRIVIA.test(line.trim()) || told.has(index + 1) ? [] : [line.trim()]));
    expect(silent).toEqual([]);
  });
});
