import { expect, describe, it } from 'vitest';
import type { PropertyType } from '../../../grammars/tmsh/schema/property.ts';
import { COMPONENTS } from '../../../grammars/tmsh/table.ts';
import { translateText } from '../../translate/translate-text.ts';
import { EVERY_COMPONENT } from './every-component.ts';

/** Values of every kind; a name is that of an object of the tunnel. */
function samples(type: PropertyType): readonly string[] {
  switch (type.kind) {
    case 'flag':
      return [''];
    case 'string':
      return ['10'];
    case 'integer':
      return [type.minimum, 61, type.maximum].map(String);
    case 'choice':
      return [...type.words, ...(type.since16 ?? [])];
    case 'address':
      return ['192.0.2.9', '2001:db8::9', 'any', 'any6'];
    case 'prefix':
      return ['192.0.2.0/24', '0.0.0.0/0', '2001:db8::/32'];
    case 'port':
      return ['443', 'https', 'any', '0'];
    case 'reference':
      return ['/Common/pol', '/Common/nowhere'];
    case 'list':
      return type.words === undefined
        ? ['{ /Common/sel }', '{ /Common/nowhere }']
        : [`{ ${type.words.join(' ')} }`, `{ ${type.words[0] ?? ''} }`];
    case 'items':
      return ['{ a { } }'];
    default:
      return type satisfies never;
  }
}

/** The base with one property of one component set, in place of the line that it had. */
function withProperty(component: string, property: string, value: string): string {
  return EVERY_COMPONENT.split(/^(?=\S)/m)
    .map((block) => {
      if (!block.startsWith(`${component} `)) return block;
      const others = withoutProperty(block, property);
      return [others[0], `    ${property} ${value}`.trimEnd(), ...others.slice(1)].join('\n');
    })
    .join('');
}

/** The lines of an object without those of a property, which may go on behind a brace. */
function withoutProperty(block: string, property: string): readonly string[] {
  return block
    .replace(new RegExp(`^ {4}${property}(?: (?:.*\\{\\n[^}]*\\n {4}\\}|.*))?\\n`, 'm'), '')
    .split('\n');
}

const PROPERTIES = COMPONENTS.flatMap(({ name, properties }) =>
  Object.entries(properties).flatMap(([property, { type }]) =>
    samples(type).map((value) => [name, property, value] as const),
  ),
);

/** `contracts.md` 3: each row is read by lowering, or has its word in `unread`; nothing is passed over in silence. */
describe('each property is read, or says why not', () => {
  it.each(PROPERTIES)('%s %s %s', (component, property, value) => {
    const text = withProperty(component, property, value);
    for (const to of ['ir@1', 'tmsh@14', 'vrp@ar', 'racoon@0.9']) {
      const { report, bugs } = translateText(text, { from: 'tmsh@16', to });
      expect([to, bugs]).toEqual([to, []]);
      const row = report.statements.find((statement) => statement.text.trim().startsWith(property));
      expect([to, row?.notes.filter(({ code }) => code === 'TG299')]).toEqual([to, []]);
    }
  });
});
