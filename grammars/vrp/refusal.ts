import { parametersOf, type Problem } from '../notation/binding.ts';
import type { CommandLine } from '../notation/command-table.ts';
import { describeParameterType, isMaskedAddress } from '../notation/parameter-type.ts';
import type { Values } from '../objects/object.ts';
import type { ReadLine } from './understand.ts';

/**
 * Why a line that can be read is refused where only what devices save is wanted. `loose`: it is to be typed otherwise;
 * `masked`: an address whose digits somebody hid.
 */
export type Refusal =
  | { readonly kind: 'loose'; readonly canonical: string; readonly view: string }
  | { readonly kind: 'masked'; readonly problem: Problem; readonly view: string };

export function refusalOf({ line, values, canonical, today, isSavedSo }: ReadLine): Refusal | undefined {
  const { view } = line.row;
  const wanted = canonical ?? (isSavedSo === true ? undefined : today);
  if (wanted !== undefined) return { kind: 'loose', canonical: wanted, view };
  const problem = maskedAddressIn(line, values);
  return problem === undefined ? undefined : { kind: 'masked', problem, view };
}

function maskedAddressIn({ syntax }: CommandLine, values: Values): Problem | undefined {
  for (const { parameter, label } of parametersOf(syntax)) {
    const text = [values[parameter.name] ?? []].flat().find(isMaskedAddress);
    if (text === undefined || (parameter.type.kind !== 'ipv4' && parameter.type.kind !== 'address')) continue;
    const mismatch = { kind: 'wrong-kind', expected: describeParameterType(parameter.type) } as const;
    return { parameter: parameter.name, label, text, mismatch };
  }
  return undefined;
}
