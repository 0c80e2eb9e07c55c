import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { translateFiles, written } from '../dialects/racoon/files.ts';
import { ROSETTA, scenarios } from './scenario.ts';

const NAMES = ['racoon.conf', 'psk.txt', 'setkey.conf'] as const;

const columns = scenarios
  .filter(({ name }) => existsSync(join(ROSETTA, name, 'racoon')))
  .map((scenario) => ({
    ...scenario,
    files: NAMES.map((name) => ({
      name,
      text: readFileSync(join(ROSETTA, scenario.name, 'racoon', name), 'utf8'),
    })),
  }));

/** DPD retry timers are written by VRP and the IR; BIG-IP has no word for them. */
const WITHOUT_TIMERS = /^\t(?:dpd_retry|dpd_maxfail|lifetime|\tlifetime).*\n/gm;

/** Defaults of racoon that only an IR document writes. */
const OF_IR = /^timer \{[^}]*\}\n\n|^\t(?:passive off|initial_contact on|ike_frag off|rekey on);\n/gm;

it('has a column wherever IKEv1 can say it', () => {
  expect(columns.map(({ name }) => name)).toEqual(['ar-aggressive-fqdn', 'ar-ikev1-main']);
});

describe.each(columns)('$name', ({ vrp, tmsh, ir, source, target, files }) => {
  it.each(NAMES)('VRP and IR to racoon: %s', (name) => {
    const text = files.find((file) => file.name === name)?.text;
    for (const [from, input] of [
      [`vrp@${source.profile}`, vrp],
      ['ir', ir],
    ] as const) {
      const translation = translateFiles([{ name: 'source', text: input }], { from, to: 'racoon' });
      expect(translation.bugs).toEqual([]);
      // An IR document writes every value, racoon's own defaults too.
      expect(written(translation, name).replaceAll(OF_IR, '')).toBe(text);
    }
  });

  it('tmsh to racoon: the same but for timers that BIG-IP has no word for, and whole minutes', () => {
    const translation = translateFiles([{ name: 'source', text: tmsh }], {
      from: `tmsh@${target.profile}`,
      to: 'racoon',
    });
    expect(translation.bugs).toEqual([]);
    const expected = files.find(({ name }) => name === 'racoon.conf')?.text ?? '';
    expect(written(translation, 'racoon.conf').replaceAll(WITHOUT_TIMERS, '')).toBe(
      expected.replaceAll(WITHOUT_TIMERS, ''),
    );
  });

  it.each(['ir', 'tmsh@16', `vrp@${source.profile}`])('racoon to %s, and back', (to) => {
    const there = translateFiles(files, { to });
    expect(there.bugs).toEqual([]);
    expect(there.report.counts.error).toBe(0);
    const outputs = there.written.map(({ file, text }) => ({ name: file, text }));
    const back = translateFiles(outputs, { from: to, to: 'racoon' });
    expect(back.bugs).toEqual([]);
    expect(back.report.counts.error).toBe(0);
  });

  it('racoon to itself is byte for byte', () => {
    const { written: outputs } = translateFiles(files, { to: 'racoon' });
    expect(outputs.map(({ file, text }) => ({ name: file, text }))).toEqual(files);
  });
});
