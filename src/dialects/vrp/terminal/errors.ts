import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { FailureKind } from '../../../../grammars/notation/walker.ts';

/**
 * What a device prints below a line that it does not take, with the caret under the word at fault
 * (`reference/vrp.md` 1.5). VRP5 prints three of the five without a blank behind the colon.
 */
const ERROR_TEXTS: Readonly<Record<FailureKind, string>> = {
  unrecognized: "Error: Unrecognized command found at '^' position.",
  ambiguous: "Error:Ambiguous command found at '^' position.",
  'wrong-parameter': "Error: Wrong parameter found at '^' position.",
  incomplete: "Error:Incomplete command found at '^' position.",
  'too-many': "Error:Too many parameters found at '^' position.",
};

/** What a device of a profile prints. Those of VRP8 have a blank behind every colon, and a number that counts errors. */
export function errorText(kind: FailureKind, profile: Profile): string {
  const text = ERROR_TEXTS[kind];
  return profile === 'ne' ? text.replace(/^Error: ?/, 'Error: ') : text;
}
