import { Expression } from '../../text/regular-expression.ts';

/** What the output of a command must be like. */
export interface Expectation {
  readonly how: 'contains' | 'matches' | 'equals';
  readonly text: string;
  readonly isNegated: boolean;
}

/** Whether an output is as it must be. A regular expression looks at each line, the others at the whole. */
export function isMet({ how, text, isNegated }: Expectation, output: readonly string[]): boolean {
  return holds(how, text, output) !== isNegated;
}

function holds(how: Expectation['how'], text: string, output: readonly string[]): boolean {
  switch (how) {
    case 'contains':
      return output.join('\n').includes(text);
    case 'equals':
      return output.join('\n') === text;
    case 'matches': {
      const expression = Expression.compile(text);
      return expression !== undefined && output.some((line) => expression.matches(line));
    }
    default:
      return how satisfies never;
  }
}
