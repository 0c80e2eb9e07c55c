import type { Mismatch } from '../notation/parameter-type.ts';
import type { Values } from '../objects/object.ts';
import type { Directive } from './schema/directive.ts';

/** A statement of any of the three files, in the order of its file. Offsets are into the file's text. */
export interface RacoonStatement {
  readonly start: number;
  readonly end: number;
  /** The view that it stands in. */
  readonly view: string;
  readonly understood: Understood;
}
/** `readAs`: taken only by a lenient reader, and what it means in the daemon's own words. */
export type Understood = Meaning | Passed | Problem;
/** What says something. */
export type Meaning =
  | {
      readonly kind: 'directive';
      readonly name: string;
      readonly directive: Directive;
      readonly values: Values;
      readonly readAs?: string;
    }
  /** `unclosed`: its brace has no partner. */
  | {
      readonly kind: 'header';
      readonly opens: string;
      readonly values: Values;
      readonly readAs?: string;
      readonly unclosed?: true;
    }
  /** A line of psk.txt. */
  | { readonly kind: 'key'; readonly values: Values }
  /** A command of setkey. */
  | { readonly kind: 'command'; readonly verb: string; readonly values: Values; readonly readAs?: string };
export type Passed =
  /** A line of a shell script around setkey's commands. */
  | { readonly kind: 'foreign' }
  /** A command line of racoonctl or of setkey's options: asked, and no configuration. */
  | { readonly kind: 'operation' }
  /** A semicolon too many, which a lenient reader passes over. */
  | { readonly kind: 'surplus'; readonly word: string };
/** Offsets in problems are into the file's text. `where`: the block, in words. */
export type Problem =
  | {
      readonly kind: 'unknown';
      readonly word: string;
      readonly where: string;
      readonly near: readonly string[];
    }
  | { readonly kind: 'missing-value'; readonly word: string }
  | { readonly kind: 'wrong-value'; readonly word: string; readonly at: Place; readonly mismatch: Mismatch }
  | { readonly kind: 'too-many'; readonly word: string; readonly command: string; readonly at: Place }
  /** Refused by the daemon always; `words`: its own. */
  | { readonly kind: 'refused'; readonly word: string; readonly words: string; readonly at: Place }
  | { readonly kind: 'syntax-error'; readonly word: string; readonly at: Place; readonly help: string }
  | { readonly kind: 'no-semicolon'; readonly word: string }
  /** It stands in a block whose head cannot be read. */
  | { readonly kind: 'unopened' }
  /** A line of psk.txt without a key. */
  | { readonly kind: 'no-key'; readonly identity: string };
export interface Place {
  readonly start: number;
  readonly end: number;
}

const MEANINGS: ReadonlySet<string> = new Set([
  'directive',
  'header',
  'key',
  'command',
] satisfies readonly Meaning['kind'][]);

export function isUnderstood(understood: Understood): understood is Meaning {
  return MEANINGS.has(understood.kind);
}
