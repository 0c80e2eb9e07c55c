import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

function run(words: readonly string[]): string {
  return execFileSync(process.execPath, ['src/cli/main.ts', ...words], { encoding: 'utf8' });
}

/** Their own `@expect` lines say what must be so. */
const EXAMPLES = [
  ['ikev2', 'tunnel.tgs'],
  ['ikev1', 'tunnel.tgs'],
  ['branches', 'hour.tgs'],
] as const;

describe('the examples', () => {
  test.each(EXAMPLES)('%s runs', (folder, script) => {
    run(['run', `examples/${folder}/${script}`, '--lab', `examples/${folder}/lab.yaml`]);
  });

  test('same seed, same script: the same transcript, byte for byte', () => {
    const words = ['run', 'examples/ikev2/tunnel.tgs', '--lab', 'examples/ikev2/lab.yaml'];
    const first = run(words);
    expect(run(words)).toBe(first);
    expect(run([...words, '--watch'])).toContain('IKE_SA_INIT');
    const document: unknown = JSON.parse(run([...words, '--json']));
    expect(document).toMatchObject({ start: '2024-11-09T08:50:30.000Z' });
  });
});
