import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HUB, runCli, temporaryFolder } from './run-cli.ts';

const AGGRESSIVE = HUB.replace(' undo version 1', ' undo version 2\n exchange-mode aggressive');
const BOUND = HUB.replace(
  'return\n',
  'interface GigabitEthernet1/0/0\n ip address 198.51.100.1 255.255.255.0\n ipsec policy map1\n#\nreturn\n',
).replace(' tunnel local', ' pfs dh-group14\n tunnel local');
const KEY = 'Tg-Demo-2026-with-a-long-key';
const SOUND = BOUND.replace('Tg-Demo-2026', KEY).replace(
  ' prf hmac-sha2-256',
  ' prf hmac-sha2-256\n sa duration 86400',
);

const folder = temporaryFolder({
  'hub.cfg': HUB,
  'aggressive.cfg': AGGRESSIVE,
  'sound.cfg': SOUND,
  'broken.cfg': HUB.replace('dh group14', 'dh group99').replace('ike-peer spoke1', 'ike-peer nobody'),
});
const sites = join(folder, 'sites');
mkdirSync(join(sites, 'east'), { recursive: true });
writeFileSync(join(sites, 'hub.cfg'), HUB);
writeFileSync(join(sites, 'east', 'spoke.cfg'), AGGRESSIVE);
writeFileSync(join(sites, 'notes.txt'), 'call the customer\n');

describe('exit codes of check', () => {
  it.each([
    ['a sound gateway', ['sound.cfg', '--strict'], 0],
    ['warnings', ['hub.cfg'], 0],
    ['warnings with --strict', ['hub.cfg', '--strict'], 1],
    ['errors', ['aggressive.cfg'], 1],
    ['a file that is not there', ['gone.cfg'], 1],
    ['an option that is none', ['hub.cfg', '--no-such-option'], 2],
  ])('%s', (_what, words, code) => {
    const run = runCli(['check', ...words], folder);
    expect([run.code, run.err.includes('    at ')]).toEqual([code, false]);
  });
});

describe('what check tells', () => {
  it.each([
    ['aggressive.cfg', 'aggressive.cfg:23:2: error: aggressive mode with a pre-shared key', 'TG403'],
    ['aggressive.cfg', 'aggressive.cfg:22:2: warning: IKEv1 is historic (RFC 9395)', 'TG400'],
    ['hub.cfg', 'hub.cfg:27:1: warning: no perfect forward secrecy', 'TG405'],
    ['hub.cfg', 'hub.cfg:27:1: warning: policy map1 1 is bound to no interface', 'TG116'],
    ['broken.cfg', 'broken.cfg:15:5: error: dh must be one of', 'TG110'],
    ['broken.cfg', 'broken.cfg:29:2: error: ike peer nobody is referred to but defined nowhere', 'TG114'],
  ])('%s: %s', (file, start, code) => {
    const { out } = runCli(['check', file], folder);
    const line = out.split('\n').find((candidate) => candidate.startsWith(start));
    expect(line).toContain(`[${code}]`);
  });

  it('never prints a key', () => {
    for (const words of [
      ['check', 'aggressive.cfg'],
      ['check', 'sound.cfg', '--json'],
    ]) {
      const { out, err } = runCli(words, folder);
      expect(out + err).not.toMatch(/Tg-Demo-2026/);
    }
  });

  it('reads standard input, and prints JSON', () => {
    const { code, out } = runCli(['check', '--from', 'vrp@usg', '--json'], folder, AGGRESSIVE);
    const told: { findings: { file: string; code: string; severity: string; line: number }[] } =
      JSON.parse(out);
    const found = told.findings.find((row) => row.code === 'TG403');
    expect([code, found?.file, found?.severity, found?.line]).toEqual([1, '-', 'error', 23]);
  });

  it('goes through a folder, and says what it skipped', () => {
    const { code, out, err } = runCli(['check', 'sites'], folder);
    expect(code).toBe(1);
    expect(out).toContain('sites/east/spoke.cfg:23:2: error:');
    expect(out).toContain('sites/hub.cfg:27:1: warning:');
    expect(err).toContain('notes.txt: skipped');
  });
});

describe('translate: folders and reports', () => {
  it('translates every gateway below a folder to its own file', () => {
    const out = join(folder, 'out');
    const { code, err } = runCli(['translate', 'sites', '--to', 'tmsh', '-o', out], folder);
    expect([code, err.includes('notes.txt: skipped')]).toEqual([0, true]);
    const again = runCli(
      ['check', join(out, 'hub.bigip.conf'), join(out, 'east', 'spoke.bigip.conf')],
      folder,
    );
    expect(again.err).toContain('tmsh@16');
  });

  it('writes a report for people where its name ends in .md', () => {
    const words = ['translate', 'hub.cfg', '--to', 'tmsh', '-o', 'md.conf', '--report', 'report.md'];
    expect(runCli(words, folder).code).toBe(0);
    const { out } = runCli(['translate', 'report.md', '--to', 'tmsh'], folder);
    expect(out).toBe('');
  });

  it('names the reports that there are where the name ends otherwise', () => {
    const { code, err } = runCli(['translate', 'hub.cfg', '--to', 'tmsh', '--report', 'x.doc'], folder);
    expect([code, err]).toEqual([2, expect.stringContaining('FILE.md, FILE.json')]);
  });
});

it.each([['translate'], ['check'], ['diff'], ['dialects']])('%s --help has examples', (command) => {
  const { code, out } = runCli([command, '--help'], folder);
  expect([code, out]).toEqual([0, expect.stringContaining('Examples:')]);
});

it('prints a script for shell completion', () => {
  const { code, out } = runCli(['completion'], folder);
  expect([code, out]).toEqual([0, expect.stringContaining('tunnelglot')]);
});
