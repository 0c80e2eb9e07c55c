import type { Problem } from '../../../grammars/notation/binding.ts';
import type { CommandLine } from '../../../grammars/notation/command-table.ts';
import type { Expected, Walked } from '../../../grammars/notation/walker.ts';
import type { Mismatch } from '../../../grammars/notation/parameter-type.ts';
import type { Statement } from '../../../grammars/vrp/document.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, Span } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import { ERROR_TEXTS } from './terminal/errors.ts';

interface Place {
  readonly text: string;
  readonly file: number;
  readonly origin: Origin;
}

/** What is wrong with a statement that could not be read, as a person wants to be told. */
export function problemOf(statement: Statement, place: Place): Diagnostic | undefined {
  const { understood } = statement;
  switch (understood.kind) {
    case 'line':
    case 'foreign':
    case 'printed':
      return undefined;
    case 'loose':
      return diagnostic(
        'TG108',
        { canonical: understood.canonical },
        { origin: place.origin, span: { file: place.file, start: statement.start, end: statement.end } },
      );
    case 'problem':
      return parameterProblem(statement, understood.problem, place);
    case 'failure':
      return failureProblem(statement, understood.failure, place);
    default:
      return understood satisfies never;
  }
}

function parameterProblem(statement: Statement, problem: Problem, place: Place): Diagnostic {
  const at = place.text.lastIndexOf(problem.text, statement.end - 1);
  const start = at < statement.start ? statement.start : at;
  const span: Span = { file: place.file, start, end: Math.min(start + problem.text.length, statement.end) };
  if (problem.mismatch.kind === 'twice') {
    return diagnostic(
      'TG110',
      { parameter: problem.label, kind: 'given once' },
      { origin: place.origin, span },
    );
  }
  return mismatchDiagnostic(problem.label, problem.mismatch, { origin: place.origin, span });
}

function mismatchDiagnostic(
  parameter: string,
  mismatch: Mismatch,
  more: { readonly origin: Origin; readonly span: Span },
): Diagnostic {
  const help = `a device answers: ${ERROR_TEXTS['wrong-parameter']}`;
  if (mismatch.kind === 'wrong-kind') {
    return diagnostic('TG110', { parameter, kind: mismatch.expected }, { ...more, help });
  }
  const name = mismatch.unit === undefined ? parameter : `${parameter} (in ${mismatch.unit})`;
  return diagnostic(
    'TG111',
    { parameter: name, first: mismatch.first, last: mismatch.last },
    { ...more, help },
  );
}

function failureProblem(
  statement: Statement,
  failure: Extract<Walked<CommandLine>, { word: number }>,
  place: Place,
): Diagnostic {
  const words = wordsIn(place.text, statement);
  const word = words[failure.word];
  const span: Span = {
    file: place.file,
    start: word?.start ?? statement.end,
    end: word === undefined ? statement.end : word.start + word.image.length,
  };
  const more = { origin: place.origin, span, help: helpOf(failure.kind, failure.expected) };
  const image = word?.image ?? '';
  switch (failure.kind) {
    case 'unrecognized':
      return diagnostic('TG101', { word: image, kind: 'command', where: `the ${statement.view} view` }, more);
    case 'ambiguous':
      return diagnostic('TG110', { parameter: `"${image}"`, kind: 'spelled out: it is ambiguous' }, more);
    case 'incomplete':
      return diagnostic('TG106', { what: describeExpected(failure.expected) }, more);
    case 'too-many':
      return diagnostic('TG107', { word: image, command: `"${words[0]?.image ?? ''}"` }, more);
    case 'wrong-parameter':
      return failure.parameter === undefined
        ? diagnostic('TG110', { parameter: image, kind: describeExpected(failure.expected) }, more)
        : mismatchDiagnostic(failure.parameter.label, failure.parameter.mismatch, more);
    default:
      return failure.kind satisfies never;
  }
}

function helpOf(kind: keyof typeof ERROR_TEXTS, expected: readonly Expected[]): string {
  const answer = `a device answers: ${ERROR_TEXTS[kind]}`;
  return expected.length === 0 || expected.length > 12
    ? answer
    : `expected ${describeExpected(expected)}; ${answer}`;
}

/** "all, conn-id or <name> (1..15 characters)" */
function describeExpected(expected: readonly Expected[]): string {
  const words = expected.map((item) => {
    if (item.kind === 'keyword') return `"${item.word}"`;
    return item.kind === 'end' ? 'the end of the line' : `<${item.name}> (${item.expects})`;
  });
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function wordsIn(text: string, { start, end }: Statement): readonly { image: string; start: number }[] {
  return [...text.slice(start, end).matchAll(/[^ \t\r\n]+/g)].map(({ 0: image, index }) => ({
    image,
    start: start + index,
  }));
}
