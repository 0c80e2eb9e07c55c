import { describe, expect, it } from 'vitest';
import { racoonFiles, translateFiles } from './files.ts';

/** What people have and the daemon refuses: adapted with a note, or refused where strict reading is asked for. */
describe('lenient reading', () => {
  it.each([
    ['an equals sign', { 'dpd_delay 30': 'dpd_delay = 30' }],
    [
      'parentheses',
      {
        'sainfo address 10.1.0.0/16 any address 10.2.0.0/16 any {':
          'sainfo (address 10.1.0.0/16 any address 10.2.0.0/16 any) {',
      },
    ],
    ['a missing semicolon', { 'exchange_mode main;': 'exchange_mode main' }],
    ['a semicolon behind a block', { 'dh_group 14;\n\t}': 'dh_group 14;\n\t};' }],
    ['no protocol', { '10.1.0.0/16 any address': '10.1.0.0/16 address' }],
    ['yes for on', { 'verify_identifier on': 'verify_identifier yes' }],
    ['days', { 'time 1 hour': 'time 1 day' }],
    ['a lifetime without its word', { 'time 1 hour': '3600 sec' }],
  ])('%s', (_name, changes) => {
    const files = racoonFiles(changes);
    const lenient = translateFiles(files, { to: 'tmsh' });
    expect(lenient.bugs).toEqual([]);
    expect(lenient.report.counts.error).toBe(0);
    expect(lenient.report.statements.flatMap(({ notes }) => notes.map(({ code }) => code))).toContain(
      'TG102',
    );
    const strict = translateFiles(files, { to: 'tmsh', syntax: 'strict' });
    expect(strict.diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('a host name is kept, and refused by who takes addresses only', () => {
    const files = racoonFiles({ 'remote 198.51.100.2': 'remote vpn.example.net' });
    const codes = translateFiles(files, { to: 'tmsh' }).report.statements.flatMap(({ notes }) =>
      notes.map(({ code }) => code),
    );
    expect(codes).toEqual(expect.arrayContaining(['TG102']));
    expect(translateFiles(files, { syntax: 'strict' }).report.counts.error).toBeGreaterThan(0);
  });

  it('an out entry alone stands for both directions; a strict reader refuses it', () => {
    const files = racoonFiles().map(({ name, text }) => ({
      name,
      text: text.replace(/^spdadd 10\.2.*\n/m, ''),
    }));
    const { report } = translateFiles(files);
    expect(report.statements.flatMap(({ notes }) => notes.map(({ note }) => note)).join()).toContain(
      'both directions',
    );
    const strict = translateFiles(files, { syntax: 'strict' });
    expect(strict.diagnostics.map(({ code }) => code)).toContain('TG165');
  });

  it('inheritance is written out', () => {
    const child = 'remote 198.51.100.2 inherit 198.51.100.9 {\n\tdpd_delay 20;\n}\n';
    const files = racoonFiles({ 'remote 198.51.100.2 {': 'remote 198.51.100.9 {', sainfo: `${child}sainfo` });
    const translation = translateFiles(files, { to: 'racoon' });
    expect(translation.report.verdict).toBe('lossless');
    const { report, written } = translateFiles(files, { to: 'tmsh' });
    expect(report.statements.some(({ notes }) => notes.some(({ code }) => code === 'TG160'))).toBe(true);
    expect(written[0]?.text).toContain('dpd-delay 20');
  });
});
