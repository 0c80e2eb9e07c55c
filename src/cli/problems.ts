/** Exit codes (design 8). */
export const EXIT = { done: 0, problems: 1, usage: 2, bug: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Something that the input or the system does not allow: a sentence for the person, exit code 1. */
export class InputProblem extends Error {
  override readonly name = 'InputProblem';
}
/** A command line that means nothing: a sentence for the person, exit code 2. */
export class UsageProblem extends Error {
  override readonly name = 'UsageProblem';
}
