import { describe, expect, it } from 'vitest';
import { translateFiles, written } from '../dialects/racoon/files.ts';
import { scenarios } from './scenario.ts';

const columns = scenarios.filter(({ racoon }) => racoon.length > 0);

/** DPD retry timers are written by VRP and the IR; BIG-IP has no word for them. */
const WITHOUT_TIMERS = /^\t(?:dpd_retry|dpd_maxfail|lifetime|\tlifetime).*\n/gm;

/** Defaults of racoon that only an IR document writes. */
const OF_IR =
  /^timer \{\n\tnatt_keepalive 20 sec;\n\}\n\n?|^\t(?:passive off|initial_contact on|ike_frag off|rekey on);\n/gm;

/** An IR document writes every value, racoon's own defaults too. */
function withoutDefaults(lines: string): string {
  return lines.replaceAll(OF_IR, '');
}

/** What IKEv1 cannot say: nothing is written, and the code says why. */
const WITHOUT_COLUMN: Readonly<Record<string, string>> = {
  'ar-ikev2': 'TG210',
  'ar-name-collisions': 'TG210',
  'ar-transport-hosts': 'TG210',
  'ar-tunnel-interface': 'TG210',
  'ne-ikev2': 'TG210',
  'usg-acl-shapes': 'TG210',
  'usg-ah': 'TG210',
  'usg-gcm-gmac': 'TG210',
  'usg-hub-partial': 'TG210',
  'usg-ikev2': 'TG210',
  'usg-ipv6': 'TG210',
  'usg-vpn-instance': 'TG210',
};

/** BIG-IP has no word for what these offer besides, nor for an exception (`losses/vrp-to-tmsh.json`), and spells keys as text. */
const OTHER_IN_TMSH: ReadonlySet<string> = new Set([
  'ar-manual-keys',
  'ar-two-proposals',
  'usg-deny-bypass',
  'usg-group-lists',
]);

/** An IR document offers what is built into the device like any other proposal. */
const OFFERS_MORE_IN_IR: ReadonlySet<string> = new Set(['ar-two-proposals']);

describe.each(scenarios.filter(({ racoon }) => racoon.length === 0))(
  '$name has no column',
  ({ name, vrp, tmsh, source, target }) => {
    it.each([
      ['VRP', vrp, `vrp@${source.profile}`],
      ['tmsh', tmsh, `tmsh@${target.profile}`],
    ])('%s to racoon is refused', (_language, text, from) => {
      const { written: outputs, report } = translateFiles([{ name: 'source', text }], { from, to: 'racoon' });
      const errors = [...report.statements.flatMap(({ notes }) => notes), ...report.defaults].filter(
        ({ status }) => status === 'error',
      );
      expect([outputs, report.verdict]).toEqual([[], 'refused']);
      expect(errors.map(({ code }) => code)).toContain(WITHOUT_COLUMN[name]);
    });
  },
);

describe.each(columns)('$name', ({ name, vrp, tmsh, ir, source, target, racoon }) => {
  it.each(racoon.map((file) => [file.name, file.text]))('VRP and IR to racoon: %s', (file, text) => {
    const ofIr = OFFERS_MORE_IN_IR.has(name) ? [] : [['ir', ir] as const];
    for (const [from, input] of [[`vrp@${source.profile}`, vrp] as const, ...ofIr]) {
      const translation = translateFiles([{ name: 'source', text: input }], { from, to: 'racoon' });
      expect(translation.bugs).toEqual([]);
      expect(withoutDefaults(written(translation, file))).toBe(withoutDefaults(text));
      const made = translation.written.map((output) => output.file);
      const saying = made.filter((output) => withoutDefaults(written(translation, output)) !== '');
      expect(saying).toEqual(racoon.map((own) => own.name));
    }
  });

  it.skipIf(OTHER_IN_TMSH.has(name))(
    'tmsh to racoon: the same but for timers that BIG-IP has no word for, and whole minutes',
    () => {
      const translation = translateFiles([{ name: 'source', text: tmsh }], {
        from: `tmsh@${target.profile}`,
        to: 'racoon',
      });
      expect(translation.bugs).toEqual([]);
      for (const { name: file, text } of racoon) {
        const comparable = (lines: string): string => withoutDefaults(lines.replaceAll(WITHOUT_TIMERS, ''));
        expect(comparable(written(translation, file))).toBe(comparable(text));
      }
    },
  );

  it.each(['ir', 'tmsh@16', `vrp@${source.profile}`])('racoon to %s, and back', (to) => {
    const there = translateFiles(racoon, { to });
    expect(there.bugs).toEqual([]);
    const outputs = there.written.map(({ file, text }) => ({ name: file, text }));
    const back = translateFiles(outputs, { from: to, to: 'racoon' });
    expect(back.bugs).toEqual([]);
    expect(back.report.counts.error).toBe(0);
  });

  it('racoon to itself is byte for byte', () => {
    const { written: outputs } = translateFiles(racoon, { to: 'racoon' });
    expect(outputs.map(({ file, text }) => ({ name: file, text }))).toEqual(racoon);
  });
});
