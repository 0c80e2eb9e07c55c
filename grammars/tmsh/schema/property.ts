import type { Unread } from '../../notation/command.ts';

/**
 * Releases that differ in words or defaults: `14` is 12.1 to 15.1 (the listings of the reference), `16` is 16.1
 * and 17.
 */
export const PROFILES = ['14', '16'] as const;
export type Profile = (typeof PROFILES)[number];

export type Unit = 'seconds' | 'minutes' | 'kilobytes' | 'octets' | 'packets' | 'percent';

/** What a property takes. */
export type PropertyType =
  | { readonly kind: 'flag' } // present or not: no value
  | { readonly kind: 'string' }
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum: number }
  /** `since16`: words that only releases from 16 on have. */
  | { readonly kind: 'choice'; readonly words: readonly string[]; readonly since16?: readonly string[] }
  | { readonly kind: 'address' } // IP[%rd], any, any6
  | { readonly kind: 'prefix' } // IP[%rd]/length, default, default-inet6
  | { readonly kind: 'port' } // number, service name, any
  | { readonly kind: 'reference'; readonly to: string } // name of an object of a component
  /** `{ a b }`: a list of words; `lines`: how it is printed. */
  | {
      readonly kind: 'list';
      readonly words?: readonly string[];
      readonly to?: string;
      readonly lines: 'one' | 'several';
    }
  /** `{ name { … } }`: names with properties of their own, which are kept but not looked into. */
  | { readonly kind: 'items' };

export interface PropertyOptions {
  /** The value after `create` where none is given; absent: none. */
  readonly default?: string;
  /** The default differs between releases or is not confirmed: `--compact` writes it all the same. */
  readonly uncertain?: true;
  readonly required?: true;
  /** Listed in quotes, whatever it is. */
  readonly quoted?: true;
  readonly unit?: Unit;
  /** Listed even at its default. */
  readonly alwaysListed?: true;
  readonly since?: Profile;
  readonly secret?: true;
  readonly unread?: Unread;
}
export interface Property extends PropertyOptions {
  readonly type: PropertyType;
}

export const flag = (options: PropertyOptions = {}): Property => ({ type: { kind: 'flag' }, ...options });
export const string = (options: PropertyOptions = {}): Property => ({ type: { kind: 'string' }, ...options });
export const integer = (minimum: number, maximum: number, options: PropertyOptions = {}): Property => ({
  type: { kind: 'integer', minimum, maximum },
  ...options,
});
export const choice = (
  words: readonly string[],
  options: PropertyOptions & { since16?: readonly string[] } = {},
): Property => {
  const { since16, ...rest } = options;
  return { type: { kind: 'choice', words, ...(since16 === undefined ? {} : { since16 }) }, ...rest };
};
export const address = (options: PropertyOptions = {}): Property => ({
  type: { kind: 'address' },
  ...options,
});
export const prefix = (options: PropertyOptions = {}): Property => ({ type: { kind: 'prefix' }, ...options });
export const port = (options: PropertyOptions = {}): Property => ({ type: { kind: 'port' }, ...options });
export const reference = (to: string, options: PropertyOptions = {}): Property => ({
  type: { kind: 'reference', to },
  ...options,
});
export const list = (
  lines: 'one' | 'several',
  options: PropertyOptions & { words?: readonly string[]; to?: string } = {},
): Property => {
  const { words, to, ...rest } = options;
  return {
    type: {
      kind: 'list',
      lines,
      ...(words === undefined ? {} : { words }),
      ...(to === undefined ? {} : { to }),
    },
    ...rest,
  };
};
export const items = (options: PropertyOptions = {}): Property => ({ type: { kind: 'items' }, ...options });

export type Properties = Readonly<Record<string, Property>>;
/** A component, its properties in the order of `list`. `singleton`: the one name that it has, or none. */
export interface Component<Schema extends Properties = Properties> {
  readonly name: string;
  readonly properties: Schema;
  readonly singleton?: string;
  /** Only the properties that IPsec needs are here: others are kept, and no error. */
  readonly open?: true;
  /** Its names are in no folder: every device has the same objects. */
  readonly folderless?: true;
}

export function component<const Schema extends Properties>(
  name: string,
  properties: Schema,
  options: Pick<Component, 'singleton' | 'open' | 'folderless'> = {},
): Component<Schema> {
  return { name, properties, ...options };
}

/** Properties that every component has and that mean nothing to IPsec. */
export const ADMINISTRATIVE = {
  'app-service': string({ default: 'none', unread: 'out-of-scope' }),
  partition: string({ unread: 'out-of-scope' }),
} as const;
