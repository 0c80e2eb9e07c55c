import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { fullName } from '../../../../grammars/tmsh/names.ts';
import { self as selfComponent } from '../../../../grammars/tmsh/schema/network.ts';
import { splitPrefix } from '../../../ir/address.ts';
import type { Origin } from '../../../ir/origins.ts';
import type { Address, Prefix } from '../../../ir/scalars.ts';
import { readAddress, readPrefix } from './address.ts';
import { headerOrigins, type LoweringContext } from './context.ts';

/** The address of a self IP with its length. */
export interface SelfAddress {
  readonly prefix: Prefix;
  readonly domain: string | undefined;
  /** The statements that say that it is there, and on which VLAN or tunnel. */
  readonly placed: readonly Origin[];
  /** The statement that says the address. */
  readonly written: readonly Origin[];
}

/** The address alone, without using the object; absent: it has none that can be read. */
export function selfAddressOf({ slots }: ConfigurationObject): Address | undefined {
  const typed = slots.get('address')?.at(-1)?.values['value'];
  if (typeof typed !== 'string') return undefined;
  const slash = typed.lastIndexOf('/');
  return readAddress(slash === -1 ? typed : typed.slice(0, slash)).address;
}

/** The full name of the VLAN or tunnel that a self IP is on. */
export function placeOfSelf({ slots }: ConfigurationObject): string {
  const typed = slots.get('vlan')?.at(-1)?.values['value'];
  return typeof typed === 'string' ? fullName(typed) : '';
}

export function readSelfAddress(
  context: LoweringContext,
  object: ConfigurationObject,
): SelfAddress | undefined {
  const address = selfAddressOf(object);
  if (address === undefined) return undefined;
  const face = context.face(selfComponent, object);
  const [value, vlan] = [face.text('address'), face.text('vlan')];
  const { prefix, domain } = readPrefix(value?.value ?? '');
  return {
    prefix: `${address}/${splitPrefix(prefix).length}`,
    domain,
    placed: [...headerOrigins(object), ...(vlan?.origins ?? [])],
    written: value?.origins ?? [],
  };
}
