import type { Problem } from '../../../grammars/notation/binding.ts';
import type { CommandLine } from '../../../grammars/notation/command-table.ts';
import type { Expected, FailureKind, Walked } from '../../../grammars/notation/walker.ts';
import type { Mismatch } from '../../../grammars/notation/parameter-type.ts';
import type { Statement } from '../../../grammars/vrp/document.ts';
import type { Profile } from '../../../grammars/vrp/profiles.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, Span } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import { errorText } from './terminal/errors.ts';

interface Place {
  readonly text: string;
  readonly file: number;
  readonly origin: Origin;
  readonly profile: Profile;
}

/** What is wrong with a statement that could not be read, as a person wants to be told. */
export function problemOf(statement: Statement, place: Place): Diagnostic | undefined {
  const { understood } = statement;
  switch (understood.kind) {
    case 'line':
    case 'foreign':
    case 'printed':
    case 'operation':
      return undefined;
    case 'loose':
      return diagnostic(
        'TG108',
        { canonical: understood.canonical },
        { origin: place.origin, span: { file: place.file, start: statement.start, end: statement.end } },
      );
    case 'masked':
    case 'problem':
      return parameterProblem(statement, understood.problem, place);
    case 'failure':
      return failureProblem(statement, understood.failure, place);
    default:
      return understood satisfies never;
  }
}

function parameterProblem(statement: Statement, problem: Problem, place: Place): Diagnostic {
  const span = spanOf(problem, statement, place);
  if (problem.mismatch.kind === 'twice') {
    return diagnostic(
      'TG110',
      { parameter: problem.label, kind: 'given once' },
      { origin: place.origin, span },
    );
  }
  return mismatchDiagnostic(problem.label, problem.mismatch, span, place);
}

/** Where an argument stands: behind the keyword that names it. */
function spanOf({ label, text }: Problem, statement: Statement, place: Place): Span {
  const words = wordsIn(place.text, statement);
  const isWord =
    (wanted: string) =>
    ({ image }: { readonly image: string }): boolean =>
      image.toLowerCase() === wanted.toLowerCase();
  const from = words.findIndex(isWord(label)) + 1;
  const found = words.slice(from).find(isWord(text)) ?? words.find(isWord(text));
  const last = place.text.lastIndexOf(text, statement.end - 1);
  const start = found?.start ?? Math.max(last, statement.start);
  return { file: place.file, start, end: Math.min(start + text.length, statement.end) };
}

function mismatchDiagnostic(
  parameter: string,
  mismatch: Mismatch,
  span: Span,
  { origin, profile }: Place,
): Diagnostic {
  const more = { origin, span };
  const help = `a device answers: ${errorText('wrong-parameter', profile)}`;
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
  const image = word?.image ?? '';
  const more = { origin: place.origin, span, help: helpOf(failure, image, place.profile) };
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
        : mismatchDiagnostic(failure.parameter.label, failure.parameter.mismatch, span, place);
    default:
      return failure.kind satisfies never;
  }
}

function helpOf(
  { kind, expected }: { readonly kind: FailureKind; readonly expected: readonly Expected[] },
  word: string,
  profile: Profile,
): string {
  const answer = `a device answers: ${errorText(kind, profile)}`;
  const advice = adviceOf(kind, word, expected);
  return advice === undefined ? answer : `${advice}${advice.endsWith('?') ? '' : ';'} ${answer}`;
}

/** More words than these help nobody. */
const MOST_EXPECTED = 12;

function adviceOf(kind: FailureKind, word: string, expected: readonly Expected[]): string | undefined {
  const keywords = expected.flatMap((item) => (item.kind === 'keyword' ? item.word : []));
  if (kind === 'ambiguous') {
    const meant = expected.filter((item) => item.kind !== 'keyword' || isCutOf(word, item.word));
    return `it may be ${describeExpected(meant)}`;
  }
  const near = kind === 'unrecognized' ? nearestWord(word.toLowerCase(), keywords) : undefined;
  if (near !== undefined) return `did you mean "${near}"?`;
  return expected.length === 0 || expected.length > MOST_EXPECTED
    ? undefined
    : `expected ${describeExpected(expected)}`;
}

function isCutOf(word: string, keyword: string): boolean {
  return keyword.startsWith(word.toLowerCase());
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
