import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Status } from '../../src/translate/report/report.ts';
import type { Translation } from '../../src/translate/translate.ts';
import { translateText } from './translate-text.ts';

const WORKED = join(import.meta.dirname, 'worked');
/** S-tmsh and S-VRP of `translation.md` 3.1. */
const SPOKE = readFileSync(join(WORKED, 'spoke.conf'), 'utf8');
const ON_USG = readFileSync(join(WORKED, 'spoke.usg.cfg'), 'utf8');

type Changes = readonly (readonly [from: string, to: string])[];

const ON_AR: Changes = [
  ['ipsec sha2 compatible enable', 'ipsec authentication sha2 compatible enable'],
  [' undo version 1', ' version 2'],
  ['pre-shared-key {{', 'pre-shared-key cipher {{'],
];
const ON_OLD_AR: Changes = [
  ['ipsec sha2 compatible enable', 'ipsec authentication sha2 compatible enable'],
  ['\n encryption-algorithm aes-256', '\n encryption-algorithm aes-cbc-256'],
  ['ike peer hub-primar-564b\n undo version 1', 'ike peer hub-primar-564b v2'],
  ['pre-shared-key {{', 'pre-shared-key simple {{'],
  [' remote-address', ' local-address 203.0.113.2\n remote-address'],
  [' tunnel local 203.0.113.2\n', ' sa trigger-mode traffic-based\n'],
];
const ON_NE: Changes = [
  ['ipsec sha2 compatible enable', 'ike dpd interval 20 5'],
  ['\n encryption-algorithm aes-256', '\n encryption-algorithm aes-cbc 256'],
  [' esp encryption-algorithm aes-256', ' esp encryption-algorithm aes 256'],
  [' prf hmac-sha2-256\n', ''],
  ['pre-shared-key {{', 'pre-shared-key cipher {{'],
  [' dpd type periodic\n dpd idle-time 20\n', ''],
  [' tunnel local 203.0.113.2', ' local-address 203.0.113.2'],
  ['traffic-based 0', 'traffic-based disable'],
];
const BOUND: Changes = [
  [
    '#\nip route-static',
    '#\ninterface GigabitEthernet1/0/0\n ip address 203.0.113.2 255.255.255.0\n ipsec policy vpn-1\n#\nip route-static',
  ],
];

function changed(text: string, changes: Changes): string {
  return changes.reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`nothing to replace: ${from}`);
    return all.replace(from, to);
  }, text);
}

function textOf({ written, bugs }: Translation): string {
  expect(bugs).toEqual([]);
  return (written[0]?.text ?? '').replace(/^# translated by .*\n/, '');
}

describe('S-VRP of translation.md 3.1, character by character', () => {
  it.each([
    ['vrp@usg', []],
    ['vrp@ar', ON_AR],
    ['vrp@ar-v2r3', ON_OLD_AR],
    ['vrp@ne', ON_NE],
  ] satisfies readonly [string, Changes][])('%s', (to, changes) => {
    expect(textOf(translateText(SPOKE, { from: 'tmsh@16', to }))).toBe(changed(ON_USG, changes));
  });

  it('with --map: the block of the interface stands before the route', () => {
    const placeholders = { '203.0.113.2': 'GigabitEthernet1/0/0' };
    const translation = translateText(SPOKE, { from: 'tmsh@16', to: 'vrp@usg', placeholders });
    expect(textOf(translation)).toBe(changed(ON_USG, BOUND));
  });

  it.each(['psk:hub-primary-datacenter', 'psk:hub-primar-564b'])('with --secrets by %s', (name) => {
    const placeholders = { [name]: 'Tg-Demo-2026' };
    const translation = translateText(SPOKE, { from: 'tmsh@16', to: 'vrp@usg', placeholders });
    expect(textOf(translation)).toBe(ON_USG.replace('{{psk:hub-primar-564b}}', 'Tg-Demo-2026'));
    expect(JSON.stringify(translation.report)).not.toContain('Tg-Demo-2026');
  });

  it('written with --compact it is the same: nothing that it says is a certain default', () => {
    expect(textOf(translateText(SPOKE, { from: 'tmsh@16', to: 'vrp@usg', compact: true }))).toBe(ON_USG);
  });
});

type Row = readonly [lines: string, status: Status, codes: readonly string[], targets: string];

/** `translation.md` 3.1, the column T→V. */
const S_ROWS: readonly Row[] = [
  ['3-13', 'adapted', ['TG280'], ''],
  ['14-17', 'adapted', ['TG291'], '39'],
  ['18-21', 'out-of-scope', ['TG104'], ''],
  ['22', 'adapted', ['TG201'], '11, 20, 23'],
  ['23', 'adapted', ['TG254'], '25, 26'],
  ['24', 'adapted', ['TG202'], '18'],
  ['25-26', 'adapted', ['TG243'], ''],
  ['27', 'exact', [], '24'],
  ['28-29', 'adapted', ['TG243'], ''],
  ['30', 'exact', [], '15'],
  ['31', 'exact', [], '12'],
  ['32', 'exact', [], '13'],
  ['33', 'approximated', ['TG120', 'TG270'], '22'],
  ['34', 'exact', [], '27'],
  ['35-37', 'exact', [], '31, 33'],
  ['38', 'exact', [], '21'],
  ['40', 'exact', [], '7, 29'],
  ['41', 'exact', [], '30'],
  ['42', 'exact', [], '2, 8'],
  ['43', 'exact', [], '9'],
  ['44', 'adapted', ['TG202'], '37'],
  ['45', 'exact', [], '32'],
  ['46-47', 'exact', [], '35'],
  ['48', 'exact', [], '33'],
  ['50', 'adapted', ['TG254'], '4'],
  ['51', 'adapted', ['TG254'], '5'],
  ['52', 'adapted', ['TG254'], '31, 34'],
  ['53', 'adapted', ['TG254'], '5'],
];

function numbers(ranges: string): readonly number[] {
  if (ranges === '') return [];
  return ranges.split(', ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

describe('the statuses of S-tmsh', () => {
  const { report } = translateText(SPOKE, { from: 'tmsh@16', to: 'vrp@usg' });

  it.each(S_ROWS)('lines %s: %s %j → %s', (lines, status, codes, targets) => {
    const statements = report.statements.filter(({ line }) => numbers(lines).includes(line));
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.map((statement) => statement.status)).toEqual(statements.map(() => status));
    const found = statements.flatMap(({ notes }) => notes.filter((note) => note.status === status));
    expect([...new Set(found.map(({ code }) => code))].toSorted()).toEqual([...codes]);
    const lineNumbers = statements.flatMap((statement) => statement.targets.map(({ line }) => line - 1));
    const carried = [...new Set(lineNumbers)].toSorted((left, right) => left - right);
    expect(carried).toEqual(numbers(targets));
  });

  it('binding and firewall are rows of their own, and so is what VRP means by itself', () => {
    const rows = report.defaults.map(({ path, status, code }) => `${path} ${status} ${code}`);
    expect(rows.toSorted()).toEqual(
      [
        'ike.natKeepaliveSeconds adapted TG264',
        'ikeProposals.hashes adapted TG200',
        'ikeProposals.integrity adapted TG200',
        'ikeProposals.prfs adapted TG200',
        'peers.dpd.retries adapted TG204',
        'peers.dpd.retryIntervalSeconds adapted TG204',
        'peers.dpd.then adapted TG262',
        'policies dropped TG282',
        'policies.antiReplay.window adapted TG267',
        'policies.interfaces dropped TG282',
        'policies.lifetime.kilobytes adapted TG200',
      ].toSorted(),
    );
    expect(report.defaults.find(({ path }) => path === 'policies')?.note).toMatch(
      /UDP 500, UDP 4500, ESP and the private prefixes/,
    );
    expect(report.added.map(({ line, code }) => [line - 1, code])).toEqual([
      [14, 'TG200'],
      [16, 'TG200'],
      [17, 'TG200'],
      [36, 'TG200'],
    ]);
  });
});

/** `translation.md` 3.2, "The same texts read from the tmsh side". */
const A_ROWS: readonly (readonly [lines: string, status: Status])[] = [
  ['1-34', 'adapted'],
  ['35-38', 'adapted'],
  ['39', 'exact'],
  ['40-41', 'adapted'],
  ['42', 'exact'],
  ['43-44', 'adapted'],
  ['45-50', 'exact'],
  ['52-54', 'exact'],
  ['55', 'adapted'],
  ['56-60', 'exact'],
  ['62-74', 'adapted'],
];

describe('A-tmsh of translation.md 3.2', () => {
  const compact = join(import.meta.dirname, '../../fixtures/rosetta/ar-ikev1-main/tmsh.compact.conf');
  const translation = translateText(readFileSync(compact, 'utf8'), { from: 'tmsh@16', to: 'vrp@ar' });

  it.each(A_ROWS)('lines %s: %s', (lines, status) => {
    const statements = translation.report.statements.filter(({ line }) => numbers(lines).includes(line));
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.map((row) => `${row.line} ${row.status}`)).toEqual(
      statements.map((row) => `${row.line} ${status}`),
    );
  });

  it('makes one list of both selectors, in their order, and one version', () => {
    const text = textOf(translation);
    expect(text).toContain(
      `acl number 3000
 rule 5 permit ip source 10.1.1.0 0.0.0.255 destination 10.2.2.0 0.0.0.255
 rule 10 permit tcp source 10.1.1.0 0.0.0.255 destination 10.2.3.0 0.0.0.255 destination-port eq 443
#`,
    );
    expect(text).toContain(
      'ike peer siteb\n version 1\n exchange-mode main\n pre-shared-key cipher Tg-Demo-2026\n',
    );
  });
});
