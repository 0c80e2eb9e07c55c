import { Reading } from '../../../grammars/notation/face.ts';
import { type Failure, readRacoonctl } from '../../../grammars/racoonctl/read.ts';
import type { Release } from '../../../grammars/racoonctl/table.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import { DEFAULT_ORIGIN } from '../../ir/origins.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import type { TypedCommand } from '../dialect-operations.ts';
import { meaningOf } from './meaning.ts';
import { answerOf } from './terminal/errors.ts';

/** What a command line of racoonctl asks; nothing: it is none. Both racoon and BIG-IP have it. */
export function understandRacoonctl(line: string, release: Release): TypedCommand | undefined {
  const read = readRacoonctl(line, release);
  if (read === undefined) return undefined;
  if (read.kind === 'failure') {
    return { kind: 'refused', answer: answerOf(read, release), diagnostic: problemOf(read, release) };
  }
  const { command, values, verbosity, canonical } = read;
  const { operation, diagnostics = [] } = meaningOf(command, new Reading('set', values, DEFAULT_ORIGIN));
  return {
    kind: 'operation',
    operation,
    command,
    values: { ...values, verbosity: String(verbosity) },
    filters: [],
    diagnostics: [...(canonical === undefined ? [] : [diagnostic('TG102', { canonical })]), ...diagnostics],
  };
}

function problemOf(failure: Failure, release: Release): Diagnostic {
  const { why, at, expected } = failure;
  const answer = answerOf(failure, release).lines.find(({ stream }) => stream === 'err');
  const near = why === 'unknown-command' ? nearestWord(at.text, expected) : undefined;
  const advice = near === undefined ? '' : `did you mean "${near}"? `;
  const span = { file: 0, start: at.start, end: at.end };
  const more = { span, ...(answer === undefined ? {} : { help: `${advice}it answers: ${answer.text}` }) };
  const kind = expected.length < 6 ? oneOf(expected) : 'a command of racoonctl';
  if (at.text === '') return diagnostic('TG106', { what: kind }, more);
  if (why === 'insufficient') return diagnostic('TG107', { word: at.text, command: 'racoonctl' }, more);
  switch (why) {
    case 'usage':
    case 'option-without-value':
    case 'no-gateway':
      return diagnostic('TG106', { what: kind }, more);
    case 'unknown-option':
    case 'unknown-command':
      return diagnostic('TG101', { word: at.text, kind: 'command', where: 'racoonctl' }, more);
    case 'too-many':
      return diagnostic('TG107', { word: at.text, command: 'racoonctl' }, more);
    case 'unknown-protocol':
    case 'protocol-not-supported':
    case 'invalid':
    case 'wrong-family':
    case 'port-without-prefix':
    case 'unresolved':
    case 'wrong-status-option':
    case 'long-login':
      return diagnostic('TG110', { parameter: `"${at.text}"`, kind }, more);
    default:
      return why satisfies never;
  }
}

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
