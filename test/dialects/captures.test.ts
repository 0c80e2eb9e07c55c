import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Capture } from '../../src/dialects/dialect-outputs.ts';
import { dialects } from '../../src/dialects/registry.ts';

function read(dialect: string, text: string): Capture {
  const outputs = dialects.find(({ name }) => name === dialect)?.outputs;
  if (outputs === undefined) throw new Error(`${dialect} has no outputs`);
  return outputs.read({ name: 'capture', text }, 0);
}
const transcript = (name: string): string => readFileSync(`fixtures/transcripts/${name}.txt`, 'utf8');
const codesOf = ({ diagnostics }: Capture): readonly string[] => diagnostics.map(({ code }) => code);

/** A text as a terminal of so many columns breaks it. */
function wrapped(text: string, columns: number): string {
  const line = new RegExp(`.{1,${columns}}`, 'g');
  return text
    .split('\n')
    .map((each) => each.match(line)?.join('\n') ?? each)
    .join('\n');
}

describe('captures as people keep them', () => {
  const usg = transcript('vrp@usg.ike-sa');
  const whole = read('vrp', usg).captured;

  it.each([
    ['lines end in carriage returns', usg.replaceAll('\n', '\r\n')],
    ['without blanks at the ends of lines', usg.replaceAll(/ +$/gm, '')],
    ['in two columns more', usg.replaceAll(/^/gm, '  ')],
    ['broken at 80 columns', wrapped(usg, 80)],
    ['broken at 80 columns, without blanks at the ends', wrapped(usg, 80).replaceAll(/ +$/gm, '')],
    ['behind a prompt', `<FW_A>display ike sa\n${usg}<FW_A>`],
    [
      'with a pager mark and what erases it',
      usg.replace('\n 7 ', `\n  ---- More ----\u001B[42D${' '.repeat(42)}\u001B[42D 7 `),
    ],
  ])('are read the same %s', (_how, text) => {
    const capture = read('vrp', text);
    expect(codesOf(capture)).toEqual([]);
    expect(capture.captured).toEqual(whole);
  });

  it('without their first lines', () => {
    const rows = usg.split('\n').slice(5).join('\n');
    const { captured } = read('vrp', rows);
    expect(captured.ikeSas).toEqual(whole.ikeSas);
    expect(captured.childSas).toEqual(whole.childSas);
  });

  it('tell a line of a log between two rows, and read the rows', () => {
    const log = '%2026-03-14 09:26:54 FW %%01IPSEC/4/IPSECTUNNELSTART(l)[3]: The tunnel is established.';
    const text = usg.replace('\n 7 ', `\n${log}\n 7 `);
    const capture = read('vrp', text);
    const line = capture.lines.findIndex(({ kind }) => kind === 'unknown');
    expect(text.split('\n')[line]).toBe(log);
    expect(codesOf(capture)).toEqual(['TG180']);
    expect(capture.captured).toEqual(whole);
  });

  it('tell that they are cut off', () => {
    const text = usg.replace(/\n 7 .*\n/, '\n');
    expect(codesOf(read('vrp', text))).toEqual(['TG182']);
  });

  it('keep the SAs of two devices apart', () => {
    const text = ['A', 'B'].map((name) => `<${name}>display ike sa\n${usg}`).join('');
    expect(read('vrp', text).captured.ikeSas).toHaveLength(2);
  });

  it('bring together what several outputs of one device say of an SA', () => {
    const text = `<A>display ike sa\n${usg}<A>display ipsec sa\n${transcript('vrp@usg.ipsec-sa')}`;
    const { ikeSas, childSas } = read('vrp', text).captured;
    expect(childSas).toHaveLength(1);
    expect(childSas[0]).toMatchObject({ connectionId: 8, ikeSa: ikeSas[0]?.id, policy: { name: 'map1' } });
    expect(childSas[0]?.outbound?.[0]?.spi).toBe(194525348);
  });

  it('read tmsh and racoonctl of one BIG-IP as one', () => {
    const text = `# racoonctl -ll show-sa isakmp\n${transcript('tmsh@any.isakmp-sa')}\n# tmsh show net ipsec ike-sa all-properties\n${transcript('tmsh@any.ike-sa')}`;
    expect(read('tmsh', text).captured.ikeSas.map(({ version }) => version)).toEqual([
      'ikev1',
      'ikev1',
      'ikev2',
      'ikev2',
    ]);
  });

  it('take hidden addresses as what they are', () => {
    const { captured } = read('vrp', usg.replaceAll('203.0.113.2', '203.0.xx.xx'));
    expect(captured.ikeSas[0]?.remote).toEqual({ address: 'unknown:203.0.xx.xx', port: 500 });
  });

  it('never throw, and are quick with text that is none', () => {
    const text = 'no output of any device, whatever its blanks and words\n'.repeat(20_000);
    for (const dialect of ['vrp', 'tmsh', 'racoon']) {
      expect(read(dialect, text).outputs).toEqual([]);
    }
  });
});
