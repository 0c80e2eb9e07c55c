import type { OperationReading } from '../../../../grammars/tmsh/operations/read.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import { nearestWord } from '../../../text/nearest-word.ts';
import type { TypedCommand } from '../../dialect-operations.ts';
import { understandRacoonctl } from '../../racoonctl/understand.ts';
import { answerOf, errorText } from '../terminal/errors.ts';
import { meaningOf, meaningOfList, type Meant } from './meaning.ts';

/** What a command asks that the grammar has read. Offsets of the reading stay as they are. */
export function understandReading(reading: OperationReading): TypedCommand {
  switch (reading.kind) {
    case 'command':
      return understood(reading.command, reading, meaningOf(reading));
    case 'list':
      return understood('list', { ...reading, values: {} }, meaningOfList(reading));
    case 'bash': {
      const inner = understandRacoonctl(reading.text, 'f5') ?? { kind: 'other' };
      return inner.kind === 'operation' ? { ...inner, filters: reading.filters } : inner;
    }
    case 'refused': {
      const { word, value = word } = reading;
      const details = { word, value };
      return { kind: 'refused', answer: answerOf(reading.why, details), diagnostic: problemOf(reading) };
    }
    default:
      return reading satisfies never;
  }
}

type Read = Pick<Extract<OperationReading, { kind: 'command' }>, 'values' | 'filters' | 'canonical'>;

function understood(
  command: string,
  { values, filters, canonical }: Read,
  { operation, without = [] }: Meant,
): TypedCommand {
  const read = canonical === undefined ? [] : [diagnostic('TG102', { canonical })];
  const lost = without.map((option) => diagnostic('TG307', { option, target: 'an operation' }));
  return { kind: 'operation', operation, command, values, filters, diagnostics: [...read, ...lost] };
}

type Refused = Extract<OperationReading, { kind: 'refused' }>;

/** What is wrong with a command, as a person wants to be told. */
export function problemOf({ why, word, value = word, start, end, expected }: Refused): Diagnostic {
  const near = nearestWord(word, expected);
  const answer = `tmsh answers: ${errorText(why, { word, value })}`;
  const advice =
    near !== undefined
      ? `did you mean "${near}"? `
      : expected.length > 0 && expected.length < 12
        ? `expected ${expected.join(', ')}; `
        : '';
  const more = { span: { file: 0, start, end }, help: `${advice}${answer}` };
  switch (why) {
    case 'no-value':
      return diagnostic('TG106', { what: `the value of "${word}"` }, more);
    case 'unexpected':
    case 'unknown-property':
      return diagnostic('TG101', { word, kind: 'property', where: 'this command' }, more);
    case 'ambiguous':
      return diagnostic('TG110', { parameter: `"${word}"`, kind: `one of ${expected.join(', ')}` }, more);
    case 'invalid-integer':
      return diagnostic('TG110', { parameter: `"${word}"`, kind: 'an integer' }, more);
    case 'invalid-value':
      return diagnostic('TG110', { parameter: word, kind: expected[0] ?? 'a value that it takes' }, more);
    default:
      return why satisfies never;
  }
}
