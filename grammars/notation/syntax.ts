/** A line of a vendor's manual ("Format" line), as read from the notation. */
export type Sequence = readonly Item[];
export type Item = Keyword | Parameter | Choice;

export interface Keyword {
  readonly kind: 'keyword';
  readonly word: string;
}
/** `<name:type>`, repeated: `<name:type>*`. */
export interface Parameter {
  readonly kind: 'parameter';
  readonly name: string;
  readonly type: ParameterType;
  readonly repeated: boolean;
}
/** `{ a | b }`, optional: `[ a | b ]`, repeated: `{ a | b } *`; `name: a | b` inside it names the choice. */
export interface Choice {
  readonly kind: 'choice';
  readonly name?: string;
  readonly alternatives: readonly Sequence[];
  readonly optional: boolean;
  readonly repeated: boolean;
}

/**
 * What a parameter takes. Lengths are in characters. `choice` is one of the words, or an integer of the
 * range where there is one; `mask` a dotted mask or a prefix length, `wildcard` a dotted inverse mask or 0, `prefix6` an IPv6 prefix with its
 * length (`fc00:1::/64`).
 */
export type ParameterType =
  | { readonly kind: 'word'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'rest'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum: number }
  | {
      readonly kind: 'choice';
      readonly words: readonly string[];
      readonly integers?: { readonly minimum: number; readonly maximum: number };
    }
  | { readonly kind: 'ipv4' | 'ipv6' | 'address' | 'mask' | 'wildcard' | 'prefix6' };
