import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');
const scenario = (name: string): string => readFileSync(join(ROSETTA, name, 'vrp.cfg'), 'utf8');
const FORMATS = ['md', 'json', 'html', 'sarif'] as const;

/** Every key in plain text that a scenario has. */
function keysOf(name: string): readonly string[] {
  const text = readFileSync(join(ROSETTA, name, 'gateway.json'), 'utf8');
  return [...text.matchAll(/"psk": "([^"]+)"/g)].flatMap(([, key]) => key ?? []);
}

describe('translate --prove', () => {
  const folder = temporaryFolder({
    'hub.cfg': scenario('usg-ikev2'),
    'cipher.cfg': scenario('ar-aggressive-fqdn'),
  });

  it('tells what the engine says of each peer', () => {
    const { code, err } = runCli(['translate', 'hub.cfg', '--to', 'tmsh', '--prove'], folder);
    expect(code).toBe(0);
    expect(err).toContain('proof spoke1: proven: up in 4 of 4 trials, 1 IKE SA and 1 IPsec SA');
    expect(err).toContain('proof on the engine: proven 1');
  });

  it.each(FORMATS)('writes it into a report: .%s', (format) => {
    const report = `r.${format}`;
    runCli(['translate', 'hub.cfg', '--to', 'tmsh', '--prove', '--report', report, '--force'], folder);
    expect(readFileSync(join(folder, report), 'utf8')).toContain('proven');
  });

  it('cannot verify what hangs on a key in cipher text: exit code 1 under --strict', () => {
    const words = ['translate', 'cipher.cfg', '--to', 'vrp@usg', '--prove'];
    const { err } = runCli(words, folder);
    expect(err).toContain('cannot be verified');
    expect(runCli([...words, '--strict'], folder).code).toBe(1);
  });
});

describe('no key of a scenario is in what is printed', () => {
  const names = readdirSync(ROSETTA, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  it.each(names)('%s', (name) => {
    const folder = temporaryFolder({ 'a.cfg': scenario(name), 'b.cfg': scenario(name) });
    const proof = runCli(
      ['translate', 'a.cfg', '--to', 'tmsh', '--prove', '-o', 'out.conf', '--report', 'r.json'],
      folder,
    );
    const connected = runCli(['connect', 'a.cfg', 'b.cfg', '--json', '--report', 'c.html'], folder);
    const all = [proof.out, proof.err, connected.out, connected.err].join('\n');
    const written = readdirSync(folder)
      .filter((file) => file === 'r.json' || file === 'c.html')
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    expect(keysOf(name).filter((key) => all.includes(key) || written.includes(key))).toEqual([]);
  });
});
