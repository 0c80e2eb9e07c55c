import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HUB, runCli, temporaryFolder } from './run-cli.ts';

const CHANGED = HUB.replace(' dh group14', ' dh group14\n sa duration 43200').replace(
  'Tg-Demo-2026',
  'Tg-Demo-2026-other',
);
const folder = temporaryFolder({
  'hub.cfg': HUB,
  'renamed.cfg': HUB.replaceAll('spoke1', 'west').replaceAll('map1', 'wan'),
  'changed.cfg': CHANGED,
  'v1.cfg': HUB.replace(' undo version 1', ' undo version 2'),
  'broken.cfg': HUB.replace('dh group14', 'dh group99'),
});
mkdirSync(join(folder, 'sites'));
writeFileSync(join(folder, 'sites', 'one.cfg'), HUB);
writeFileSync(join(folder, 'sites', 'two.cfg'), CHANGED);

describe('exit codes of diff', () => {
  it.each([
    ['equal', ['hub.cfg', 'hub.cfg'], 0],
    ['equal but for names', ['hub.cfg', 'renamed.cfg'], 0],
    ['different', ['hub.cfg', 'changed.cfg'], 1],
    ['a statement that cannot be read', ['broken.cfg', 'broken.cfg'], 1],
    ['a file that is not there', ['hub.cfg', 'gone.cfg'], 1],
    ['a folder of two gateways', ['hub.cfg', 'sites'], 1],
    ['one file only', ['hub.cfg'], 2],
    ['standard input twice', ['-', '-'], 2],
    ['a dialect that is none', ['hub.cfg', 'hub.cfg', '--right', 'ios'], 2],
  ])('%s', (_what, words, code) => {
    const run = runCli(['diff', ...words], folder);
    expect([run.code, run.err.includes('    at ')]).toEqual([code, false]);
  });
});

describe('what diff tells', () => {
  it('names the tunnel, both values and both lines', () => {
    const { out, err } = runCli(['diff', 'hub.cfg', 'changed.cfg'], folder);
    expect(out).toBe(`--- hub.cfg (vrp@usg)
+++ changed.cfg (vrp@usg)

peer 203.0.113.2 (spoke1)
  IKE SA lifetime [ikeProposals.lifetimeSeconds]
  - 86400 s  (default of vrp@usg)
  + 43200 s
      changed.cfg:16: sa duration 43200
  pre-shared key [peers.preSharedKeys]
  - *****
      hub.cfg:23: pre-shared-key *****
  + *****
      changed.cfg:24: pre-shared-key *****
`);
    expect(err).toContain('hub.cfg: read as vrp@usg because');
    expect(err).toContain('2 differences\n');
  });

  it('says that two are equal', () => {
    const { out, err } = runCli(['diff', 'hub.cfg', 'renamed.cfg'], folder);
    expect([out, err.endsWith('equal in meaning\n')]).toEqual(['', true]);
  });

  it('prints JSON, with standard input as one side', () => {
    const { code, out } = runCli(['diff', 'hub.cfg', '-', '--json'], folder, CHANGED);
    const { differences }: { differences: { path: string; right: { statements: object[] } }[] } =
      JSON.parse(out);
    expect([code, differences.map(({ path }) => path)]).toEqual([
      1,
      ['ikeProposals.lifetimeSeconds', 'peers.preSharedKeys'],
    ]);
    expect(differences[0]?.right.statements).toEqual([{ file: '-', line: 16, text: 'sa duration 43200' }]);
  });

  it('shows what cannot be read with a caret', () => {
    const { err } = runCli(['diff', 'hub.cfg', 'broken.cfg'], folder);
    expect(err).toContain('broken.cfg:15:5: error: dh must be one of');
  });

  it('never prints a key', () => {
    for (const more of [[], ['--json']]) {
      const { out, err } = runCli(['diff', 'hub.cfg', 'changed.cfg', ...more], folder);
      expect(out + err).not.toMatch(/Tg-Demo-2026/);
    }
  });
});

describe('diff --fix', () => {
  it('prints what to type on standard output, and nothing is left', () => {
    const { code, out, err } = runCli(['diff', 'hub.cfg', 'changed.cfg', '--fix'], folder);
    expect([code, out]).toEqual([
      0,
      'ike proposal 1\n sa duration 43200\nquit\nike peer spoke1\n pre-shared-key Tg-Demo-2026-other\nquit\n',
    ]);
    expect(err).not.toMatch(/Tg-Demo-2026/);
  });

  it('prints nothing where nothing differs', () => {
    const { code, out } = runCli(['diff', 'hub.cfg', 'renamed.cfg', '--fix'], folder);
    expect([code, out]).toEqual([0, '']);
  });

  it('says what stays different, and exits with 1', () => {
    const out = join(folder, 'hub.conf');
    expect(runCli(['translate', 'changed.cfg', '--to', 'tmsh', '-o', out], folder).code).toBe(0);
    const run = runCli(['diff', 'hub.cfg', out, '--fix'], folder);
    expect([run.code, run.out]).toEqual([
      1,
      expect.stringContaining('ike proposal 1\n sa duration 43200\nquit\n'),
    ]);
    expect(run.err).toContain(
      'these stay different: what vrp@usg cannot say, or a device decides for itself:',
    );
    expect(run.err).not.toMatch(/Tg-Demo-2026/);
  });

  it('prints JSON', () => {
    const { out } = runCli(['diff', 'hub.cfg', 'changed.cfg', '--fix', '--json'], folder);
    const { fix }: { fix: { lines: string[]; remaining: object[] } } = JSON.parse(out);
    expect([fix.lines.slice(0, 2), fix.remaining]).toEqual([['ike proposal 1', ' sa duration 43200'], []]);
  });

  it('names the placeholders that a person replaces', () => {
    const hidden = HUB.replace('Tg-Demo-2026', 'cipher %^%#Tg-Demo-Cipher%^%#');
    const { code, out, err } = runCli(['diff', 'hub.cfg', '-', '--fix'], folder, hidden);
    expect([code, out]).toEqual([1, 'ike peer spoke1\n pre-shared-key {{psk:spoke1}}\nquit\n']);
    expect(err).toContain('needed: {{psk:spoke1}}');
  });

  it('says that files of racoon are changed by hand', () => {
    const conf = join(folder, 'racoon');
    expect(runCli(['translate', 'v1.cfg', '--to', 'racoon', '-o', conf], folder).code).toBe(0);
    const { code, out, err } = runCli(['diff', conf, 'v1.cfg', '--fix'], folder);
    expect([code, out.startsWith('--- ')]).toEqual([1, true]);
    expect(err).toContain('racoon has files and no statements to type');
  });
});
