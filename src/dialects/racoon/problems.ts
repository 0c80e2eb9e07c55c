import type { Mismatch } from '../../../grammars/notation/parameter-type.ts';
import {
  isUnderstood,
  type Place,
  type Problem,
  type RacoonStatement,
} from '../../../grammars/racoon/statement.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, Span } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import { nearestWord } from '../../text/nearest-word.ts';

interface Circumstances {
  readonly text: string;
  readonly file: number;
  readonly origin: Origin;
  /** Line of an offset, for messages that name one. */
  lineOf(offset: number): number;
}

/** What is to be said of a statement as it was read: what is wrong with it, or how it was taken. */
export function findingOf(statement: RacoonStatement, place: Circumstances): Diagnostic | undefined {
  const { understood, start, end } = statement;
  const { origin } = place;
  const span: Span = { file: place.file, start, end: Math.min(end, endOfLine(place.text, start)) };
  if (isUnderstood(understood)) {
    if (understood.kind === 'header' && understood.unclosed === true) {
      const details = { block: `"${understood.opens}"`, line: place.lineOf(start) };
      return diagnostic('TG105', details, { origin, span });
    }
    return understood.kind === 'key' ? undefined : takenAs(understood.readAs, origin);
  }
  if (understood.kind === 'operation') return undefined;
  if (understood.kind === 'foreign') return diagnostic('TG104', {}, { origin });
  if (understood.kind === 'surplus') {
    return diagnostic('TG102', { canonical: 'nothing: a block is not followed by ";"' }, { origin });
  }
  return problemOf(understood, span, place);
}

function takenAs(readAs: string | undefined, origin: Origin): Diagnostic | undefined {
  return readAs === undefined ? undefined : diagnostic('TG102', { canonical: readAs }, { origin });
}

function problemOf(problem: Problem, whole: Span, { file, origin }: Circumstances): Diagnostic {
  const at = ({ start, end }: Place): { readonly origin: Origin; readonly span: Span } => ({
    origin,
    span: { file, start, end },
  });
  const here = { origin, span: whole };
  switch (problem.kind) {
    case 'unknown': {
      const { word, where, near } = problem;
      const likely = nearestWord(word, near);
      const help = likely === undefined ? {} : { help: `did you mean "${likely}"?` };
      const span = { ...whole, end: Math.min(whole.end, whole.start + word.length) };
      return diagnostic('TG101', { word, kind: 'directive', where }, { origin, span, ...help });
    }
    case 'missing-value':
      return diagnostic('TG106', { what: `what belongs to "${problem.word}"` }, here);
    case 'wrong-value':
      return mismatchDiagnostic(problem.word, problem.mismatch, at(problem.at));
    case 'too-many':
      return diagnostic('TG107', { word: problem.word, command: problem.command }, at(problem.at));
    case 'refused': {
      const help = `racoon says: "${problem.word}" ${problem.words}`;
      return diagnostic(
        'TG101',
        { word: problem.word, kind: 'value', where: 'racoon' },
        { ...at(problem.at), help },
      );
    }
    case 'syntax-error':
      return diagnostic(
        'TG101',
        { word: problem.word, kind: 'part', where: 'this statement' },
        { ...at(problem.at), help: problem.help },
      );
    case 'no-semicolon':
      return diagnostic('TG106', { what: `";" behind "${problem.word}"` }, here);
    case 'unopened':
      return diagnostic('TG209', { cause: 'the head of its block' }, { origin });
    case 'no-key': {
      const help = 'racoon ignores the line: write the identity in the first column, a blank, and the key';
      const what =
        problem.identity === '' ? 'an identity in the first column' : `the key of ${problem.identity}`;
      return { ...diagnostic('TG106', { what }, { origin, help }), severity: 'warning', status: 'dropped' };
    }
    default:
      return problem satisfies never;
  }
}

function mismatchDiagnostic(
  parameter: string,
  mismatch: Mismatch,
  more: { readonly origin: Origin; readonly span: Span },
): Diagnostic {
  if (mismatch.kind === 'wrong-kind')
    return diagnostic('TG110', { parameter, kind: mismatch.expected }, more);
  return diagnostic('TG111', { parameter, first: mismatch.first, last: mismatch.last }, more);
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
