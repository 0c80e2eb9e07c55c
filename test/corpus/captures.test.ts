import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Capture } from '../../src/dialects/dialect-outputs.ts';
import { dialects } from '../../src/dialects/registry.ts';

const CORPUS = '../shared/corpus';

function read(dialect: string, file: string): Capture {
  const outputs = dialects.find(({ name }) => name === dialect)?.outputs;
  if (outputs === undefined) throw new Error(`${dialect} has no outputs`);
  return outputs.read({ name: file, text: readFileSync(`${CORPUS}/${dialect}/${file}`, 'utf8') }, 0);
}

describe.skipIf(!existsSync(CORPUS))('transcripts of the corpus', () => {
  it('a firewall of release V300: SAs of three devices, IKEv1 and IKEv2, and one without any', () => {
    const { captured, outputs, diagnostics } = read('vrp', 'vrp-010.txt');
    expect(diagnostics).toEqual([]);
    expect(outputs.map(({ layout }) => layout)).toEqual([
      'ike-sa usg-v300',
      'ipsec-sa-brief usg-v300',
      'ike-sa usg-v300',
      expect.stringContaining('ike-sa'),
    ]);
    expect(captured.ikeSas.map(({ connectionId, version }) => [connectionId, version])).toEqual([
      [40121, 'ikev1'],
      [7, 'ikev2'],
    ]);
    const [first] = captured.childSas;
    expect([first?.connectionId, first?.outbound?.[0]?.spi, first?.inbound?.[0]?.spi]).toEqual([
      40129, 4090666525, 2927012373,
    ]);
  });

  it('dumps of the kernel with hidden keys and SPIs', () => {
    const { captured, diagnostics } = read('racoon', 'racoon-021.txt');
    expect(captured.childSas).toHaveLength(1);
    expect(captured.childSas[0]).toMatchObject({
      mode: 'tunnel',
      local: { address: '192.1.2.45' },
      remote: { address: '192.1.2.23' },
    });
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['TG180', 'TG181', 'TG184']));
  });
});
