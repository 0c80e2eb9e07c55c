import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Megabytes: more than any row needs, so that a limit is not what is measured. */
const HEAP = 8000;

/** Measures one row in a process of its own; what it prints, as JSON text. Throws where it fails. */
export function printedBy(script: string, ...words: readonly string[]): string {
  const options = ['--expose-gc', `--max-old-space-size=${HEAP}`, join(import.meta.dirname, script)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, ...words], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${script} ${words.join(' ')}: ${stderr}`);
  return stdout;
}
