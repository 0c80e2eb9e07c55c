import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HUB, runCli, temporaryFolder } from '../cli/run-cli.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const LAB = 'lab: 1\ndevices:\n  hub: { config: hub.cfg, dialect: vrp@usg }\n';
const SAVES = 2000;

/** Saves again and again, each time under another name. */
const SCRIPT = [
  '@hub',
  ...Array.from({ length: SAVES }, (_save, index) => `system-view\nsysname H${index}\nreturn\nsave\ny`),
].join('\n');

function labFolder(files: Readonly<Record<string, string>> = {}): string {
  return temporaryFolder({ 'lab.yaml': LAB, 'hub.cfg': HUB, ...files });
}

describe('--state', () => {
  test('keeps what was saved, and nothing that was not', () => {
    const folder = labFolder({
      'one.tgs':
        '@hub\nsystem-view\nsysname Kept\nike peer spoke1\npre-shared-key Another-Key-1\nreturn\nsave\ny\nsystem-view\nsysname Lost\n',
      'two.tgs': '@hub\ndisplay current-configuration configuration ike-peer\n',
    });
    expect(runCli(['run', 'one.tgs', '--lab', 'lab.yaml', '--state', 'state'], folder).code).toBe(0);
    const saved = readFileSync(join(folder, 'state/hub/1/vrpcfg.cfg'), 'utf8');
    expect(saved).toContain(' sysname Kept\n');
    expect(saved).not.toContain('Another-Key-1');
    const { out } = runCli(['run', 'two.tgs', '--lab', 'lab.yaml', '--state', 'state'], folder);
    expect(out).toContain('<Kept>');
    // The key came back: it is shown as the same cipher text.
    const [key] = /pre-shared-key .*/.exec(saved) ?? [''];
    expect(out).toContain(key);
  });

  test('is whole whenever the process is killed', async () => {
    const seen: number[] = [];
    for (const delay of [0, 3, 7, 15, 31, 60, 90]) {
      const folder = labFolder({ 's.tgs': SCRIPT });
      // oxlint-disable-next-line eslint/no-await-in-loop
      const out = await runUntilKilled(folder, 'hub', delay);
      const told = out.split('was saved to the device successfully').length - 1;
      const text = readFileSync(join(lastKept(folder, 'hub'), 'vrpcfg.cfg'), 'utf8');
      expect(text.endsWith('#\nreturn\n')).toBe(true);
      const name = Number(/^ sysname H(\d+)$/m.exec(text)?.[1] ?? -1);
      // What a session was told is saved is there.
      expect(name).toBeGreaterThanOrEqual(Math.max(0, told - 1));
      // And the next run begins with it.
      const { out: again } = runCli(
        ['run', '-', '--lab', 'lab.yaml', '--state', 'state'],
        folder,
        '@hub\ndisplay clock\n',
      );
      expect(again).toContain(`<H${name}>`);
      seen.push(name);
    }
    // It was killed on its way, not behind its end.
    expect(Math.min(...seen)).toBeLessThan(SAVES - 1);
  });

  test('keeps the files of a device together', async () => {
    for (const delay of [0, 11, 47]) {
      const folder = temporaryFolder({
        'lab.yaml': 'lab: 1\ndevices:\n  big: { config: bigip.conf, dialect: tmsh }\n',
        'bigip.conf':
          'net ipsec ike-peer /Common/p { remote-address 1.1.1.1 }\nnet ipsec ipsec-policy /Common/q { }\n',
        's.tgs': [
          '@big',
          ...Array.from(
            { length: SAVES },
            (_save, n) =>
              `modify net ipsec ike-peer p description n${n}\nmodify net ipsec ipsec-policy q description n${n}\nsave sys config`,
          ),
        ].join('\n'),
      });
      // oxlint-disable-next-line eslint/no-await-in-loop
      await runUntilKilled(folder, 'big', delay);
      const [one, two] = ['bigip.conf', 'bigip_base.conf'].map(
        (name) => /description (n\d+)/.exec(readFileSync(join(lastKept(folder, 'big'), name), 'utf8'))?.[1],
      );
      expect(one).toBeDefined();
      expect(one).toBe(two);
    }
  });
});

/** The folder of what a device kept last. */
function lastKept(folder: string, device: string): string {
  const top = join(folder, 'state', device);
  const numbers = existsSync(top)
    ? readdirSync(top)
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : [];
  return join(top, String(Math.max(...numbers)));
}

/** Runs the script until it has saved once, and some milliseconds more; gives what it has printed. */
function runUntilKilled(folder: string, device: string, delay: number): Promise<string> {
  const words = ['run', 's.tgs', '--lab', 'lab.yaml', '--state', 'state'];
  const child = spawn(process.execPath, [MAIN, ...words], { cwd: folder });
  let out = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  const timer = setInterval(() => {
    if (!existsSync(lastKept(folder, device))) return;
    clearInterval(timer);
    setTimeout(() => child.kill('SIGKILL'), delay);
  }, 1);
  return new Promise((resolve) => {
    child.on('close', () => {
      clearInterval(timer);
      resolve(out);
    });
  });
}
