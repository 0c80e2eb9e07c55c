import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../grammars/tmsh/document.ts';
import { printBlocks } from '../../../grammars/tmsh/print-blocks.ts';
import type { PropertyType } from '../../../grammars/tmsh/schema/property.ts';
import { COMPONENTS } from '../../../grammars/tmsh/table.ts';
import { tmsh } from '../../../src/dialects/tmsh/index.ts';

function kinds(text: string): readonly string[] {
  return readDocument(text, '16').statements.map(({ understood }) => understood.kind);
}

/** tmsh reference 1.5, 1.7, 1.12 and 3. */
describe('what stands in a file', () => {
  const rows: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
    ['a header and a property', 'net self a {\n    address 10.0.0.1/24\n}\n', ['header', 'property']],
    ['an empty object', 'net ipsec ike-peer a { }\n', ['header']],
    [
      'a list over lines',
      'net ipsec ike-peer a {\n    traffic-selector {\n        x\n        y\n    }\n}\n',
      ['header', 'property'],
    ],
    ['a list on one line', 'net ipsec ike-peer a {\n    version { v1 v2 }\n}\n', ['header', 'property']],
    [
      'a value in quotes over two lines',
      'net ipsec ike-peer a {\n    description "one\ntwo"\n}\n',
      ['header', 'property'],
    ],
    ['a placeholder', 'net ipsec ike-peer a {\n    preshared-key {{psk:a b}}\n}\n', ['header', 'property']],
    ['CRLF', 'net self a {\r\n    address 10.0.0.1/24\r\n}\r\n', ['header', 'property']],
    ['a comment', '# a comment\nnet self a {\n    address 10.0.0.1/24\n}\n', ['header', 'property']],
    [
      'a component that no table knows',
      'ltm pool p {\n    members {\n        a { }\n    }\n    monitor tcp\n}\n',
      ['foreign', 'foreign', 'foreign'],
    ],
    ['a program is one statement', 'ltm rule r {\nwhen X {\n  log "}" \n}\n}\n', ['foreign', 'foreign']],
    ['an unknown property', 'net ipsec ike-peer a {\n    dpd-dely 5\n}\n', ['header', 'unknown-property']],
    ['a wrong value', 'net ipsec ike-peer a {\n    dpd-delay soon\n}\n', ['header', 'wrong-value']],
    [
      'a word that an older release does not have',
      'net ipsec ike-peer a {\n    mode base\n}\n',
      ['header', 'wrong-value'],
    ],
    ['a brace that is never closed', 'net ipsec ike-peer a {\n    mode main\n', ['unclosed', 'property']],
    ['a stray brace', '}\n', ['not-a-block']],
  ];
  it.each(rows)('%s', (_what, text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it('knows what came with release 16', () => {
    const text = 'net ipsec ike-peer a {\n    phase1-encrypt-algorithm aes-gcm256\n}\n';
    expect(readDocument(text, '14').statements.map(({ understood }) => understood.kind)).toEqual([
      'header',
      'wrong-value',
    ]);
    expect(kinds(text)).toEqual(['header', 'property']);
  });
});

describe('any text', () => {
  const TEXT = fc
    .array(
      fc.constantFrom(
        '{',
        '}',
        '"',
        '\n',
        ' ',
        'net self a',
        'ltm rule x',
        '#',
        '\\',
        'word',
        '{{a}}',
        '\r\n',
        'é',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''));
  it('gives statements inside it, in order, and never throws', () => {
    fc.assert(
      fc.property(TEXT, (text) => {
        const { statements } = readDocument(text, '16');
        let before = 0;
        for (const { start, end } of statements) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          before = start;
        }
      }),
      { seed: 2026, numRuns: 1000 },
    );
  });
});

describe('printing what was read gives the text of a device', () => {
  const text = `net route /Common/default {
    gw 203.0.113.254
    network default
}
net self /Common/ext {
    address 203.0.113.2/24
    vlan /Common/external
}
net ipsec ike-peer /Common/hub {
    description "hub, \\"first\\""
    dpd-delay 20
    preshared-key "a b#c"
    remote-address 198.51.100.1
    traffic-selector {
        /Common/ts-hub
    }
    version { v2 }
}
`;
  it('byte for byte', () => {
    const { objects } = tmsh.read([{ name: 'x', text }], '16');
    expect(
      [...printBlocks(objects)]
        .flat()
        .map((line) => `${line.text}\n`)
        .join(''),
    ).toBe(text);
  });
});

/** Values that a type refuses. */
function wrongValuesOf(type: PropertyType): readonly string[] {
  if (type.kind === 'choice') return ['no-such-word'];
  if (type.kind === 'integer') return ['many', String(type.maximum + 1)];
  return type.kind === 'address' || type.kind === 'prefix' ? ['300.1.1.1'] : [];
}

/** Each property takes its default and its words, and refuses what is none. */
describe('the schema', () => {
  const properties = COMPONENTS.flatMap(({ name, properties: own }) =>
    Object.entries(own).map(([property, schema]) => [`${name} ${property}`, name, property, schema] as const),
  );
  it.each(properties)('%s', (_what, component, property, { type, default: given, since }) => {
    const singleton = component === 'sys global-settings' || component.endsWith('ike-daemon');
    const name = component === 'sys global-settings' ? '' : singleton ? ' ikedaemon' : ' a';
    const kindOf = (value: string): string | undefined =>
      kinds(`${component}${name} {\n    ${property}${value === '' ? '' : ` ${value}`}\n}\n`)[1];
    const words = type.kind === 'choice' ? type.words : [];
    const values = [
      ...words,
      ...(given === undefined || type.kind === 'flag' ? [] : [type.kind === 'list' ? `{ ${given} }` : given]),
    ];
    for (const value of values) {
      if (type.kind === 'list' && value === '{ none }') continue;
      expect([value, kindOf(value)]).toEqual([value, 'property']);
    }
    expect(since === undefined || since === '16').toBe(true);
    const wrong = wrongValuesOf(type);
    expect(wrong.map(kindOf)).toEqual(wrong.map(() => 'wrong-value'));
  });
});
