import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

const EXAMPLE = join(import.meta.dirname, '../../examples/ikev2');
const HUB = readFileSync(join(EXAMPLE, 'hub.cfg'), 'utf8');
const BIGIP = readFileSync(join(EXAMPLE, 'bigip.conf'), 'utf8');
const KEY = /pre-shared-key (?:cipher |simple )?(\S+)/.exec(HUB)?.[1] ?? '';

function folderWith(change: (hub: string) => string): string {
  return temporaryFolder({ 'hub.cfg': change(HUB), 'bigip.conf': BIGIP });
}

describe('connect', () => {
  it('exits with 0 where every tunnel comes up', () => {
    const { code, out } = runCli(['connect', 'hub.cfg', 'bigip.conf'], folderWith(String));
    expect([code, out.split('\n')[0]]).toEqual([0, 'hub spoke <=> bigip hub: comes up']);
  });

  it('names the wrong parameter, both values, both places, and what to type', () => {
    const folder = folderWith((hub) =>
      hub.replace('esp encryption-algorithm aes-256', 'esp encryption-algorithm aes-192'),
    );
    const { code, out } = runCli(['connect', 'hub.cfg', 'bigip.conf'], folder);
    expect(code).toBe(1);
    for (const line of [
      'hub spoke <=> bigip hub: fails',
      '  ESP encryption: stops it (child proposal mismatch in ike-auth)',
      '      hub.cfg:12: esp encryption-algorithm aes-192',
      '      bigip.conf:33: ike-phase2-encrypt-algorithm aes256',
      '  type at hub (better here: the other end protects more):',
      '     esp encryption-algorithm aes-256',
    ]) {
      expect(out.split('\n')).toContain(line);
    }
  });

  it('shows no key, in any output', () => {
    const folder = folderWith((hub) => hub.replace(KEY, 'Another-Key-2026'));
    const names = ['hub.cfg', 'bigip.conf'];
    const text = runCli(['connect', ...names, '--report', 'r.html', '--svg', 'r.svg'], folder);
    const json = runCli(['connect', ...names, '--json', '--report', 'r.sarif'], folder);
    const all = [
      text.out,
      text.err,
      json.out,
      json.err,
      ...['r.html', 'r.svg', 'r.sarif'].map((file) => readFileSync(join(folder, file), 'utf8')),
    ];
    expect(text.out).toContain('pre-shared key: stops it');
    expect(all.filter((each) => each.includes(KEY) || each.includes('Another-Key-2026'))).toEqual([]);
  });

  it('pairs the gateways of a folder, and draws them', () => {
    const folder = folderWith(String);
    const { code, out } = runCli(['connect', '.', '--svg', 'fleet.svg'], folder);
    expect([code, existsSync(join(folder, 'fleet.svg'))]).toEqual([0, true]);
    expect(out).toContain('+ comes up  ~ trouble later  ? cannot be verified  X fails');
  });

  it('exits with 1 under --strict where something shows later', () => {
    const folder = folderWith((hub) => hub.replace(/ pfs dh-group\d+/, ' pfs dh-group19'));
    const usual = runCli(['connect', 'hub.cfg', 'bigip.conf'], folder);
    const strict = runCli(['connect', 'hub.cfg', 'bigip.conf', '--strict'], folder);
    expect([usual.code, strict.code]).toEqual([0, 1]);
    expect(usual.out).toContain('PFS: shows later at a rekeying');
  });

  it('puts a NAT device before an end', () => {
    const { code, out } = runCli(['connect', 'hub.cfg', 'bigip.conf', '--nat', 'right'], folderWith(String));
    expect(out).toContain('bigip is behind a NAT device: the other end sees it at ');
    expect(code).toBe(0);
  });

  it.each([
    ['one gateway', ['connect', 'hub.cfg'], 1],
    ['an unknown format', ['connect', 'hub.cfg', 'bigip.conf', '--report', 'r.txt'], 2],
    ['a NAT device in a fleet', ['connect', '.', '--nat', 'left'], 2],
    ['three gateways', ['connect', 'hub.cfg', 'bigip.conf', 'hub.cfg'], 2],
  ])('refuses %s', (_what, words, code) => {
    expect(runCli(words, folderWith(String)).code).toBe(code);
  });
});
