import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { racoonFiles } from '../dialects/racoon/files.ts';
import { runCli, temporaryFolder } from './run-cli.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta/ar-ikev1-main');
const NAMES = ['psk.txt', 'racoon.conf', 'setkey.conf'];
const source = readFileSync(join(ROSETTA, 'vrp.cfg'), 'utf8');
const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const withoutHeader = (text: string): string => text.replaceAll(/^# translated by .*\n/gm, '');

describe('a gateway of several files', () => {
  it('-o names a folder for the three, which only their owner may read', () => {
    const folder = temporaryFolder({ 'a.cfg': source });
    const { code } = runCli(['translate', 'a.cfg', '--to', 'racoon', '-o', 'out/site'], folder);
    expect(code).toBe(0);
    const out = join(folder, 'out/site');
    expect(readdirSync(out).toSorted()).toEqual(NAMES);
    for (const name of NAMES)
      expect(withoutHeader(read(out, name))).toBe(read(join(ROSETTA, 'racoon'), name));
    expect((statSync(join(out, 'psk.txt')).mode & 0o777).toString(8)).toBe('600');
  });

  it('standard output names each in a line of comment, and is read back as the three', () => {
    const folder = temporaryFolder({ 'a.cfg': source });
    const { code, out } = runCli(['translate', 'a.cfg', '--to', 'racoon'], folder);
    expect(code).toBe(0);
    expect(out.match(/^# --- \S+ ---$/gm)).toEqual([
      '# --- racoon.conf ---',
      '# --- psk.txt ---',
      '# --- setkey.conf ---',
    ]);
    const back = runCli(['translate', '-', '--from', 'racoon', '--to', 'vrp@ar'], folder, out);
    expect(back.code).toBe(0);
    expect(back.out).toContain(' remote-address 203.0.113.2\n');
    expect(back.out).toContain(' pre-shared-key cipher Tg-Demo-2026\n');
  });

  it('three files of one folder are one gateway, their dialect detected', () => {
    const folder = temporaryFolder(Object.fromEntries(racoonFiles().map(({ name, text }) => [name, text])));
    const { code, out, err } = runCli(
      ['translate', 'racoon.conf', 'psk.txt', 'setkey.conf', '--to', 'tmsh'],
      folder,
    );
    expect([code, err]).toEqual([0, expect.stringContaining('read as racoon')]);
    expect(out).toContain('preshared-key Tg-Demo-2026');
    expect(err).not.toContain('Tg-Demo-2026');
  });

  it('a key file that others may read is told', () => {
    const folder = temporaryFolder(Object.fromEntries(racoonFiles().map(({ name, text }) => [name, text])));
    writeFileSync(join(folder, 'psk.txt'), '198.51.100.2 Tg-Demo-2026\n', { mode: 0o644 });
    const { err } = runCli(['translate', 'racoon.conf', 'psk.txt', 'setkey.conf', '--to', 'tmsh'], folder);
    expect(err).toContain('psk.txt has weak file permission');
  });

  it('a key file that tells nothing by itself belongs to the racoon.conf beside it', () => {
    const folder = temporaryFolder(Object.fromEntries(racoonFiles().map(({ name, text }) => [name, text])));
    writeFileSync(join(folder, 'psk.txt'), '198.51.100.2\n', { mode: 0o600 });
    const words = ['racoon.conf', 'psk.txt', 'setkey.conf', '--to', 'tmsh'];
    for (const from of [[], ['--from', 'racoon']]) {
      const { err } = runCli(['translate', ...words, ...from], folder);
      expect(err).toContain('psk.txt:1');
      expect(err).toContain('no key for 198.51.100.2');
    }
  });

  it('--strict-syntax takes what the daemon takes', () => {
    const files = racoonFiles({ 'dpd_delay 30': 'dpd_delay = 30' });
    const folder = temporaryFolder(Object.fromEntries(files.map(({ name, text }) => [name, text])));
    const words = ['translate', 'racoon.conf', 'psk.txt', 'setkey.conf', '--to', 'tmsh'];
    expect(runCli(words, folder).code).toBe(0);
    expect(runCli([...words, '--strict-syntax'], folder).code).toBe(1);
  });
});
