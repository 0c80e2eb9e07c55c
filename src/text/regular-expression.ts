import { createRequire } from 'node:module';
import type * as library from 're2js';

/**
 * A person's regular expression. It runs in time linear in the text, whatever it is: no pattern can make it hang. Its
 * library is loaded with the first one, since few runs have any.
 */
export class Expression {
  readonly #pattern: library.RE2JS;

  private constructor(pattern: library.RE2JS) {
    this.#pattern = pattern;
  }

  /** Nothing: it is no regular expression. */
  static compile(pattern: string, options: { readonly ignoreCase?: boolean } = {}): Expression | undefined {
    const { RE2JS }: typeof library = createRequire(import.meta.url)('re2js');
    try {
      return new Expression(RE2JS.compile(pattern, options.ignoreCase === true ? RE2JS.CASE_INSENSITIVE : 0));
    } catch {
      return undefined;
    }
  }

  /** Whether it is found anywhere in a text. */
  matches(text: string): boolean {
    return this.#pattern.matcher(text).find();
  }
}
