import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HUB, temporaryFolder } from './run-cli.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const LAB = `lab: 1
devices:
  hub: { config: hub.cfg, dialect: vrp@usg }
`;

/** `script` gives a program a terminal (util-linux). */
const hasTerminal = spawnSync('script', ['--version']).status === 0;

/** Keys, and what is on the screen before the next are typed. */
type Dialogue = readonly (readonly [keys: string, shows: string | RegExp])[];

const PATIENCE = 30_000;

/** Types at a shell in a terminal; gives what was on its screen, without the movements of the cursor. */
async function type(dialogue: Dialogue): Promise<string> {
  const folder = temporaryFolder({ 'lab.yaml': LAB, 'hub.cfg': HUB });
  const command = `stty rows 24 cols 100; '${process.execPath}' '${MAIN}' shell hub --lab lab.yaml --realtime 0`;
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, TERM: 'xterm', NO_COLOR: '1' },
  });
  let screen = '';
  let seen = 0;
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the shell does not answer: ${screen}`));
    }, PATIENCE);
    const waiting: Dialogue[number][] = [['', '<HUB>'], ...dialogue];
    child.stdout.on('data', (data: Buffer) => {
      // oxlint-disable-next-line eslint/no-control-regex
      screen += data.toString().replaceAll(/\u001b\[[\d;]*[A-Za-z]|\r/g, '');
      const [, shows = ''] = waiting[0] ?? [];
      const shown = screen.slice(seen);
      if (typeof shows === 'string' ? !shown.includes(shows) : !shows.test(shown)) return;
      seen = screen.length;
      waiting.shift();
      const [next] = waiting;
      if (next !== undefined) child.stdin.write(next[0]);
    });
    child.on('close', () => {
      clearTimeout(timer);
      resolve(screen);
    });
  });
}

describe.skipIf(!hasTerminal)('tunnelglot shell in a terminal', () => {
  test('takes keys as a device does', async () => {
    const screen = await type([
      ['sys\t', 'system-view '],
      ['\r', '[HUB]'],
      ['ike p\t', 'ike peer'],
      ['\t', 'ike proposal'],
      // Ctrl-U takes the line back.
      ['\u0015ike proposal ?', /default[^]*\[HUB\]ike proposal $/],
      ['5\r', '[HUB-ike-proposal-5]'],
      // Ctrl-Z goes to user view; it does not stop the program.
      ['\u001a', /<HUB>$/],
      ['foo\r', /\n {5}\^\nError: Unrecognized command found at '\^' position\.\n<HUB>$/],
      ['display current-configuration\r', '---- More ----'],
      [' ', /return\n<HUB>$/],
      ['@wait 5s\r', /<HUB>$/],
      ['@hub\r', /is for scripts[^]*<HUB>$/],
      ['quit\r', 'quit'],
    ]);
    expect(screen).toContain('Enter system view, return user view with Ctrl+Z.');
    expect(screen.trimEnd().endsWith('quit')).toBe(true);
  });
});
