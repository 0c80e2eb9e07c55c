import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { FailureKind } from '../../../../grammars/notation/walker.ts';
import type { Answer } from '../../dialect-operations.ts';

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

/** A command above the level of the user. */
export const NO_PERMISSION = 'Error: No permission to run the command.';

/** What a device of a profile prints. Those of VRP8 have a blank behind every colon, and a number that counts errors. */
export function errorText(kind: FailureKind, profile: Profile): string {
  const text = ERROR_TEXTS[kind];
  return profile === 'ne' ? text.replace(/^Error: ?/, 'Error: ') : text;
}

/** The answer to a line that is not taken; `column`: of the word at fault in the typed line, behind it where words are missing. */
export function answerOf(kind: FailureKind, profile: Profile, column: number): Answer {
  return { lines: [{ stream: 'out', text: errorText(kind, profile), caret: column }], exitCode: 0 };
}
