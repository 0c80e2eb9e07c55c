import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateVrp } from '../../bench/generate.ts';
import { temporaryFolder } from './run-cli.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
/** Large enough to be interrupted. */
const LARGE = generateVrp({ seed: 1, tunnels: 300, ike: 'v2' });

describe('a reader that goes away', () => {
  it('ends the output without a word', () => {
    const folder = temporaryFolder({ 'large.cfg': LARGE });
    const script = `"${process.execPath}" "${MAIN}" translate large.cfg --to tmsh 2>errors | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
    const [first, code] = stdout.trim().split('\n');
    expect(first).toMatch(/^# translated by tunnelglot/);
    expect(code).toBe('0');
    expect(spawnSync('tail', ['-n', '1', 'errors'], { cwd: folder, encoding: 'utf8' }).stdout).toMatch(
      /^vrp@usg to tmsh@16: /,
    );
  });
});

describe('Ctrl-C', () => {
  it('leaves nothing half written', async () => {
    const folder = temporaryFolder({ 'large.cfg': LARGE });
    const words = ['translate', 'large.cfg', '--to', 'tmsh', '-o', 'out.conf', '--report', 'report.json'];
    const child = spawn(process.execPath, [MAIN, ...words], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const started = new Promise((resolve) => {
      setTimeout(resolve, 700);
    });
    await started;
    child.kill('SIGINT');
    const signal = await new Promise((resolve) => {
      child.on('exit', (_code, by) => resolve(by));
    });
    const all = ['large.cfg', 'out.conf', 'report.json'];
    expect(readdirSync(folder).toSorted()).toEqual(signal === null ? all : ['large.cfg']);
  });
});
