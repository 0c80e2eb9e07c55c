import { describe, expect, it } from 'vitest';
import { scenarios } from '../../rosetta/scenario.ts';
import { tmshTunnel, vrpTunnel } from '../one-tunnel.ts';
import { translateFiles } from './files.ts';

const SOURCES = [
  ...scenarios.flatMap(({ name, vrp, tmsh, ir, source, target }) => [
    [`${name} VRP`, vrp, `vrp@${source.profile}`] as const,
    [`${name} tmsh`, tmsh, `tmsh@${target.profile}`] as const,
    [`${name} IR`, ir, 'ir'] as const,
  ]),
  ['one tunnel of VRP', vrpTunnel(), 'vrp@usg'],
  ['one tunnel of tmsh', tmshTunnel(), 'tmsh@16'],
] as const;

/** What `translation.md` 3.4 and racoon reference 3 ask of a file that the real parsers take. */
describe('what is written is strict', () => {
  it.each(SOURCES)('%s', (_name, text, from) => {
    const accept = ['weaker', 'wider', 'no-pfs', 'no-identity-check', 'ikev1'];
    const { written, bugs } = translateFiles([{ name: 'source', text }], { from, to: 'racoon', accept });
    expect(bugs).toEqual([]);
    for (const { text: output } of written) expect(output).not.toMatch(/\r|\binherit\b|\};|;;|\[80\] any/);
    const configuration = written.find(({ file }) => file === 'racoon.conf')?.text ?? '';
    for (const block of configuration.split(/^(?=sainfo )/m).slice(1)) {
      for (const kind of ['encryption', 'authentication', 'compression'])
        expect(block).toContain(`\t${kind}_algorithm `);
    }
    for (const block of configuration.split(/^(?=remote )/m).slice(1)) {
      expect(block).toMatch(/\texchange_mode /);
      expect(block).toMatch(/\tproposal \{/);
    }
    const files = written.map((output) => ({ name: output.file, text: output.text }));
    const again = translateFiles(files, { syntax: 'strict' });
    expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('IKEv2, and the suite that BIG-IP has by default, are refused: nothing weaker is written', () => {
    const v2 = translateFiles([{ name: 'a', text: tmshTunnel() }], { from: 'tmsh@16', to: 'racoon' });
    expect(v2.report.verdict).toBe('refused');
    expect(v2.report.statements.flatMap(({ notes }) => notes.map(({ code }) => code))).toContain('TG210');
    const text = tmshTunnel()
      .replace('version { v2 }', 'version { v1 }')
      .replaceAll(/^ +ike-phase2-(?:auth|encrypt)-algorithm .*\n/gm, '');
    const gcm = translateFiles([{ name: 'a', text }], { from: 'tmsh@16', to: 'racoon' });
    expect(gcm.report.verdict).toBe('refused');
    expect(gcm.report.defaults.map(({ code }) => code)).toContain('TG211');
  });
});
