import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tmshTunnel } from '../one-tunnel.ts';
import { racoonFiles, translateFiles, written } from './files.ts';

const lines = racoonFiles().flatMap(({ text }) => text.split('\n'));
/** One line of one file goes, comes twice, or stands somewhere else too. */
const CHANGED = fc
  .array(fc.record({ file: fc.nat(2), at: fc.nat(), line: fc.constantFrom(undefined, ...lines) }), {
    maxLength: 3,
  })
  .map((edits) =>
    edits.reduce(
      (files, { file, at, line }) =>
        files.map(({ name, text }, index) => {
          if (index !== file) return { name, text };
          const own = text.split('\n');
          const place = at % own.length;
          return {
            name,
            text: own
              .toSpliced(place, line === undefined ? 1 : 0, ...(line === undefined ? [] : [line]))
              .join('\n'),
          };
        }),
      racoonFiles(),
    ),
  );

it('whatever is written in its files, nothing is lost in silence', () => {
  fc.assert(
    fc.property(CHANGED, fc.constantFrom('ir', 'tmsh@16', 'vrp@ar'), (files, to) => {
      const there = translateFiles(files, { to });
      expect(there.bugs).toEqual([]);
      if (to !== 'ir' || there.written.length === 0) return;
      const outputs = there.written.map(({ file, text }) => ({ name: file, text }));
      expect(translateFiles(outputs, { from: 'ir', to: 'racoon' }).bugs).toEqual([]);
    }),
    { seed: 2026, numRuns: 80 },
  );
});

describe('one-way traffic (docs/decisions/racoon-one-way.md)', () => {
  it.each(['out', 'in'])('direction %s: the other way is in clear, said openly', (direction) => {
    const text = tmshTunnel()
      .replace('version { v2 }', 'version { v1 }')
      .replace(/^(net ipsec traffic-selector .*\{\n)/m, `$1    direction ${direction}\n`);
    const translation = translateFiles([{ name: 'bigip.conf', text }], { from: 'tmsh@16', to: 'racoon' });
    expect(translation.bugs).toEqual([]);
    const other = direction === 'out' ? 'in' : 'out';
    expect(written(translation, 'setkey.conf')).toMatch(new RegExp(`-P ${other} none;`));
    expect(written(translation, 'setkey.conf')).toMatch(new RegExp(`-P ${direction} ipsec\n`));
  });
});
