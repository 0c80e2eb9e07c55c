import { describe, expect, it } from 'vitest';
import { translateAll } from '../../src/cli/translate-pool.ts';
import type { TranslateTask } from '../../src/cli/translate-task.ts';
import { HUB, runCli, temporaryFolder } from './run-cli.ts';

describe('--jobs', () => {
  const texts = [HUB, HUB.replaceAll('spoke1', 'east'), HUB.replace('group14', 'group99')];
  const tasks = texts.map((text, index): TranslateTask => ({
    name: `hub${index}`,
    files: [{ name: `hub${index}.cfg`, text }],
    from: { dialect: 'vrp', profile: 'usg' },
    to: { dialect: 'tmsh', profile: '16' },
    because: 'the test says so',
    accepted: new Set(['TG265']),
    placeholders: {},
    compact: false,
  prove: false,
  }));

  it('changes nothing but the time that it takes', async () => {
    const alone = await translateAll(tasks, 1);
    expect(alone.map(({ report }) => report.verdict)).toEqual(['lossless', 'lossless', 'refused']);
    expect(await translateAll(tasks, 2)).toEqual(alone);
  });

  it('that is no number is refused', () => {
    const { code, err } = runCli(['translate', 'x.cfg', '--to', 'tmsh', '--jobs=0'], temporaryFolder());
    expect([code, err]).toEqual([2, expect.stringContaining('--jobs 0: a number from 1')]);
  });
});
