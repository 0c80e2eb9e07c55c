import type { FailureKind } from '../../../../grammars/notation/walker.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { errorText } from './errors.ts';

/** A line that a device does not take: the column of what is wrong, counted in the typed text, and how. */
export interface Fault {
  readonly kind: FailureKind;
  readonly column: number;
}

/** The caret stands below the line as it is on the screen, with its prompt (`reference/vrp.md` 1.5). */
export function faultLines({ kind, column }: Fault, prompt: string, profile: Profile): readonly string[] {
  return [`${' '.repeat(prompt.length + column)}^`, errorText(kind, profile)];
}

/** The first character of a word that no keyword has: `displey` fails at the `e` where `display` could be. */
export function firstMismatch(typed: string, keywords: readonly string[]): number {
  const word = typed.toLowerCase();
  const shared = keywords.map((keyword) => {
    let length = 0;
    while (length < word.length && keyword[length]?.toLowerCase() === word[length]) length += 1;
    return length;
  });
  return Math.min(Math.max(0, ...shared), Math.max(0, word.length - 1));
}

export function isFault(value: object): value is Fault {
  return 'column' in value && 'kind' in value;
}
