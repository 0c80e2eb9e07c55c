import type { Unread } from '../../notation/command.ts';

/** What a directive takes. Numbers have the unit that the directive's note gives. */
export type DirectiveType =
  | { readonly kind: 'flag' }
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'choice'; readonly words: readonly string[] }
  /** Any of the words, each separated by a comma or a blank. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'text' } // "…"
  /** A word, then texts: `x509 "certificate" "key"`. */
  | { readonly kind: 'files'; readonly words: readonly string[] }
  | { readonly kind: 'duration' } // NUMBER UNIT
  | { readonly kind: 'lifetime' } // time NUMBER UNIT
  | { readonly kind: 'endpoint' } // ADDR [PORT]
  | { readonly kind: 'identity' } // TYPE [tag|file] [ADDR|"TEXT"]
  | { readonly kind: 'algorithm'; readonly words: readonly string[]; readonly lengths: KeyLengths }
  /** `ALG [BITS], ALG [BITS]` */
  | { readonly kind: 'algorithms'; readonly words: readonly string[]; readonly lengths: KeyLengths }
  | { readonly kind: 'group' }
  | { readonly kind: 'anything' };
/** The key lengths in bits that an algorithm takes; one that is not here takes none. */
export type KeyLengths = Readonly<
  Record<string, { readonly first: number; readonly last: number; readonly step: number }>
>;

export interface DirectiveOptions {
  /** What is meant without it; absent: nothing, or another directive tells. */
  readonly default?: string;
  /** Written several times it adds to a list. */
  readonly list?: true;
  /** Several directives are one: `path include`, `path certificate`. */
  readonly keyed?: true;
  readonly secret?: true;
  readonly unread?: Unread;
  /** The daemon refuses it always, with these words. */
  readonly refused?: string;
}
export interface Directive extends DirectiveOptions {
  readonly type: DirectiveType;
}
export type Directives = Readonly<Record<string, Directive>>;

/** A block, and the directives that it takes. `view`: its name in the objects step. */
export interface Section<Schema extends Directives = Directives> {
  readonly view: string;
  readonly directives: Schema;
  /** Blocks inside it. */
  readonly sections: readonly string[];
  /** What becomes of the block as a whole, where lowering has no use for it. */
  readonly unread?: Unread;
}

export function section<const Schema extends Directives>(
  view: string,
  directives: Schema,
  options: { readonly sections?: readonly string[]; readonly unread?: Unread } = {},
): Section<Schema> {
  const { sections = [], unread } = options;
  return { view, directives, sections, ...(unread === undefined ? {} : { unread }) };
}

const UNSIGNED = 4_294_967_295;

export const flag = (options: DirectiveOptions = {}): Directive => ({ type: { kind: 'flag' }, ...options });
export const number = (
  options: DirectiveOptions & { readonly minimum?: number; readonly maximum?: number } = {},
): Directive => {
  const { minimum = 0, maximum = UNSIGNED, ...rest } = options;
  return { type: { kind: 'number', minimum, maximum }, ...rest };
};
export const choice = (words: readonly string[], options: DirectiveOptions = {}): Directive => ({
  type: { kind: 'choice', words },
  ...options,
});
export const SWITCH = ['on', 'off'] as const;
export const onOff = (options: DirectiveOptions = {}): Directive => choice(SWITCH, options);
export const words = (among: readonly string[], options: DirectiveOptions = {}): Directive => ({
  type: { kind: 'words', words: among },
  ...options,
});
export const text = (options: DirectiveOptions = {}): Directive => ({ type: { kind: 'text' }, ...options });
export const files = (among: readonly string[], options: DirectiveOptions = {}): Directive => ({
  type: { kind: 'files', words: among },
  ...options,
});
export const duration = (options: DirectiveOptions = {}): Directive => ({
  type: { kind: 'duration' },
  ...options,
});
export const lifetime = (options: DirectiveOptions = {}): Directive => ({
  type: { kind: 'lifetime' },
  ...options,
});
export const endpoint = (options: DirectiveOptions = {}): Directive => ({
  type: { kind: 'endpoint' },
  ...options,
});
export const identity = (options: DirectiveOptions = {}): Directive => ({
  type: { kind: 'identity' },
  ...options,
});
export const algorithm = (
  among: readonly string[],
  lengths: KeyLengths = {},
  options: DirectiveOptions = {},
): Directive => ({ type: { kind: 'algorithm', words: among, lengths }, ...options });
export const algorithms = (
  among: readonly string[],
  lengths: KeyLengths = {},
  options: DirectiveOptions = {},
): Directive => ({ type: { kind: 'algorithms', words: among, lengths }, list: true, ...options });
export const group = (options: DirectiveOptions = {}): Directive => ({ type: { kind: 'group' }, ...options });
export const anything = (options: DirectiveOptions = {}): Directive => ({
  type: { kind: 'anything' },
  ...options,
});
