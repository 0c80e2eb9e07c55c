import type { CommandLine } from '../../../../grammars/notation/command-table.ts';
import type { Sequence } from '../../../../grammars/notation/syntax.ts';
import type { ConfigurationObject, Values } from '../../../../grammars/objects/object.ts';
import { interfaceOfDevice } from '../../../../grammars/vrp/interface-names.ts';
import { maskOf } from '../../../ir/address.ts';

/** What a device keeps of a typed line: masks dotted, and the words that may be left out (`reference/vrp.md` 1.3 and 1.8). */
export function asStored({ row, syntax }: CommandLine, values: Values): Values {
  const stored: Record<string, Values[string]> = { ...values };
  for (const name of masksIn(syntax)) {
    const value = values[name];
    if (typeof value === 'string' && /^\d{1,2}$/.test(value)) stored[name] = maskOf(`0.0.0.0/${value}`);
  }
  // `interface GigabitEthernet 0/0/1`: the name has no blank.
  if (row.slot === 'interface' && typeof values['name'] === 'string') {
    stored['name'] = interfaceOfDevice(values['name']);
  }
  if (row.slot === 'acl') stored['form'] = 'number';
  return stored;
}

function masksIn(syntax: Sequence): readonly string[] {
  return syntax.flatMap((item) => {
    if (item.kind === 'choice') return item.alternatives.flatMap(masksIn);
    return item.kind === 'parameter' && item.type.kind === 'mask' ? [item.name] : [];
  });
}

/** An interface has one primary address: another one takes its place (2.7). */
export function replacePrimaryAddress(
  { slots, view }: ConfigurationObject,
  slot: string,
  values: Values,
): void {
  if (view !== 'interface' || slot !== ADDRESS || values['kind'] !== undefined) return;
  const others = (slots.get(ADDRESS) ?? []).filter((known) => known.values['kind'] !== undefined);
  slots.set(ADDRESS, others);
}
const ADDRESS = 'address';
