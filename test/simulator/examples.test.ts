import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLab } from '../../src/cli/lab-files.ts';
import { runCli, temporaryFolder } from '../cli/run-cli.ts';
import { transcript } from './transcript.ts';

const TOP = join(import.meta.dirname, '../..');

function run(folder: string, script: string): string {
  const { simulation } = loadLab(join(TOP, 'examples', folder, 'lab.yaml'), { state: undefined });
  return transcript(simulation, readFileSync(join(TOP, 'examples', folder, script), 'utf8'));
}

/** Their own `@expect` lines say what must be so. */
const EXAMPLES = [
  ['ikev2', 'tunnel.tgs'],
  ['ikev1', 'tunnel.tgs'],
  ['branches', 'hour.tgs'],
] as const;

describe('the examples', () => {
  test.each(EXAMPLES)('%s does what it expects', (folder, script) => {
    expect(run(folder, script)).not.toContain('FAILED');
  });

  test('same seed, same script: the same transcript, byte for byte', () => {
    expect(run('ikev2', 'tunnel.tgs')).toBe(run('ikev2', 'tunnel.tgs'));
  });
});

describe('tunnelglot run', () => {
  const LAB = join(TOP, 'examples/ikev2/lab.yaml');
  const runScript = (script: string, ...more: readonly string[]) =>
    runCli(['run', '-', '--lab', LAB, ...more], temporaryFolder(), script);

  test('prints JSON, with the exchanges', () => {
    const { code, out } = runScript('@hub\n@wait 2s\ndisplay ike sa\n', '--json', '--watch');
    expect(code).toBe(0);
    const document: unknown = JSON.parse(out);
    expect(document).toMatchObject({ start: '2024-11-09T08:50:30.000Z' });
    expect(out).toContain('IKE_SA_INIT');
    expect(out).toContain('"kind":"ike-sas"');
  });

  test('an expectation that is not met exits 1 and shows both', () => {
    const { code, out, err } = runScript('@hub\ndisplay ike sa\n@expect contains "v2:2"\ndisplay clock\n');
    expect(code).toBe(1);
    expect(out).not.toContain('display clock');
    expect(err).toContain(
      'standard input:3: error: the output is not as expected'.replace('standard input', '-'),
    );
    expect(err).toContain('expected: contains "v2:2"');
    expect(err).toContain('   |   Number of IKE SA : 0');
  });

  test('a problem of the script is told before anything runs', () => {
    const { code, out, err } = runScript('@hub\ndisplay ike sa\n@wai 5s\n');
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain('-:3:1: error: "@wai" is no directive [TG510]');
    expect(err).toContain('did you mean "@wait"?');
  });
});
