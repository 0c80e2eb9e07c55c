import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialects } from '../../src/dialects/registry.ts';
import type { Report, Status } from '../../src/translate/report/report.ts';
import { chooseDialect } from '../../src/translate/choose-dialect.ts';
import { translate, type Translation } from '../../src/translate/translate.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');

function translateFixture(name: string, compact: boolean): Translation {
  const text = readFileSync(join(ROSETTA, name, 'vrp.cfg'), 'utf8');
  const choice = chooseDialect([text], dialects);
  const dialect = dialects.find((candidate) => candidate.name === 'tmsh');
  if (choice.kind === 'problem' || dialect === undefined) throw new Error('no such dialect');
  return translate([{ name: 'vrp.cfg', text }], {
    from: choice.chosen,
    to: { dialect, profile: '16' },
    because: choice.because,
    accepted: new Set(),
    placeholders: {},
    compact,
  });
}

/** "6-7, 12" as numbers. */
function numbers(ranges: string): readonly number[] {
  if (ranges === '') return [];
  return ranges.split(', ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** The target lines of statements, in the numbering of `translation.md`: without the header comment, nor lone braces. */
function targetsOf(report: Report, lines: string, text: string): readonly number[] {
  const outputs = text.split('\n');
  const wanted = new Set(numbers(lines));
  const targets = report.statements
    .filter(({ line }) => wanted.has(line))
    .flatMap((statement) => statement.targets.map(({ line }) => line))
    .filter((line) => outputs[line - 1]?.trim() !== '}')
    .map((line) => line - 1);
  return [...new Set(targets)].toSorted((left, right) => left - right);
}

function withoutBraces(lines: readonly number[], text: string): readonly number[] {
  return lines.filter((line) => text.split('\n')[line]?.trim() !== '}');
}

type Row = readonly [lines: string, status: Status, codes: readonly string[], targets: string];

/** `translation.md` 3.1, the columns V→T. Lines 6 and 7 are one row there: the list becomes 57-62, the rule all of it. */
const H_ROWS: readonly Row[] = [
  ['2', 'out-of-scope', ['TG104'], ''],
  ['4', 'exact', [], '48'],
  ['6-7', 'adapted', ['TG254', 'TG280'], '1-22, 57-62'],
  ['9', 'adapted', ['TG100'], '28'],
  ['10', 'adapted', ['TG100'], '28'],
  ['12', 'adapted', ['TG291'], '47'],
  ['13', 'exact', [], '48'],
  ['14', 'exact', [], '49'],
  ['16', 'adapted', ['TG224'], '27'],
  ['17', 'exact', [], '36'],
  ['18', 'exact', [], '38'],
  ['19', 'adapted', ['TG119'], ''],
  ['20', 'exact', [], '35'],
  ['21', 'exact', [], '37'],
  ['22', 'exact', [], '40'],
  ['23', 'adapted', ['TG202'], '29'],
  ['25', 'exact', [], '27'],
  ['26', 'exact', [], '45'],
  ['27', 'exact', [], '39'],
  ['28', 'adapted', ['TG224'], '27'],
  ['29', 'exact', [], '34, 41, 55'],
  ['31', 'adapted', ['TG201', 'TG253'], '47, 60'],
  ['33', 'exact', [], '52'],
  ['36', 'exact', [], '31, 54'],
  ['37', 'approximated', ['TG265'], ''],
  ['38', 'exact', [], '51'],
  ['39', 'adapted', ['TG202'], '50'],
  ['41', 'adapted', ['TG281'], ''],
  ['44', 'adapted', ['TG281'], ''],
  ['42', 'out-of-scope', ['TG104'], ''],
  ['46', 'adapted', ['TG201'], '23-26'],
];

describe('H-VRP of translation.md 3.1', () => {
  const { report, written, bugs } = translateFixture('usg-ikev2', false);
  const text = written[0]?.text ?? '';

  it.each(H_ROWS)('line %s: %s %j → %s', (lines, status, codes, targets) => {
    const statements = report.statements.filter(({ line }) => numbers(lines).includes(line));
    expect(statements.map((statement) => statement.status)).toEqual(statements.map(() => status));
    const found = statements.flatMap(({ notes }) => notes.filter((note) => note.status === status));
    expect([...new Set(found.map(({ code }) => code))].toSorted()).toEqual([...codes].toSorted());
    expect(targetsOf(report, lines, text)).toEqual(withoutBraces(numbers(targets), text));
  });

  it('line 43 is evidence for line 36, and out of scope', () => {
    expect(report.statements.find(({ line }) => line === 43)?.status).toBe('out-of-scope');
  });

  it.each([['32'], ['34'], ['35']])('line %s: a reference, exact → 42-44, 59', (line) => {
    expect(report.statements.find((statement) => String(statement.line) === line)?.status).toBe('exact');
    expect(targetsOf(report, line, text)).toEqual(expect.arrayContaining([42, 43, 59]));
  });

  it('counts and verdict', () => {
    expect(report.counts).toEqual({
      exact: 18,
      adapted: 14,
      approximated: 1,
      dropped: 0,
      'out-of-scope': 3,
      error: 0,
    });
    expect([report.verdict, bugs]).toEqual(['lossy', []]);
  });

  it('rows of defaults, all adapted', () => {
    expect(report.defaults.map(({ path, status, code }) => `${path} ${status} ${code}`).toSorted()).toEqual(
      [
        'ike.natKeepaliveSeconds adapted TG100',
        'ipsecProposals.encapsulation adapted TG200',
        'peers.dpd.retries adapted TG262',
        'peers.dpd.retryIntervalSeconds adapted TG262',
        'peers.dpd.then adapted TG262',
        'peers.localId adapted TG243',
        'peers.natTraversal adapted TG200',
        'peers.remoteIds adapted TG243',
        'policies.antiReplay.window adapted TG267',
      ].toSorted(),
    );
  });

  it('added lines, with their codes', () => {
    expect(report.added.map(({ line, code }) => [line - 1, code])).toEqual([
      [30, 'TG243'],
      [32, 'TG200'],
      [33, 'TG243'],
      [53, 'TG200'],
    ]);
  });
});

/** `translation.md` 3.2, the columns V→T: status and code. Its target lines are those of the compact print. */
const A_ROWS: readonly (readonly [lines: string, status: Status, codes: readonly string[]])[] = [
  ['2', 'out-of-scope', ['TG104']],
  ['4', 'exact', []],
  ['6', 'adapted', ['TG254']],
  ['7', 'adapted', ['TG280']],
  ['8', 'adapted', ['TG253', 'TG280']],
  ['10', 'adapted', ['TG291']],
  ['11-12', 'exact', []],
  ['14', 'adapted', ['TG224']],
  ['15-18', 'exact', []],
  ['19-20', 'adapted', ['TG119']],
  ['22-24', 'exact', []],
  ['25', 'adapted', ['TG224']],
  ['26', 'adapted', ['TG100']],
  ['27', 'exact', []],
  ['29', 'adapted', ['TG201', 'TG253']],
  ['30-33', 'exact', []],
  ['35', 'adapted', ['TG281']],
  ['36', 'out-of-scope', ['TG104']],
  ['37', 'adapted', ['TG281']],
  ['39', 'adapted', ['TG201']],
];

describe('A-VRP of translation.md 3.2', () => {
  const { report, bugs } = translateFixture('ar-ikev1-main', false);

  it.each(A_ROWS)('lines %s: %s %j', (lines, status, codes) => {
    const statements = report.statements.filter(({ line }) => numbers(lines).includes(line));
    expect(statements.length).toBeGreaterThan(0);
    for (const { line, status: found, notes } of statements) {
      expect([line, found]).toEqual([line, status]);
      const worst = notes.filter((note) => note.status === status).map(({ code }) => code);
      expect([...new Set(worst)].toSorted()).toEqual([...codes].toSorted());
    }
  });

  it('prints the compact text to the letter', () => {
    const compact = translateFixture('ar-ikev1-main', true);
    const expected = readFileSync(join(ROSETTA, 'ar-ikev1-main', 'tmsh.compact.conf'), 'utf8');
    expect(compact.written[0]?.text.replace(/^.*\n/, '')).toBe(expected);
    expect([compact.bugs, bugs]).toEqual([[], []]);
  });
});
