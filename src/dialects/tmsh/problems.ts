import leven from 'leven';
import type { Statement } from '../../../grammars/tmsh/document.ts';
import type { Mismatch } from '../../../grammars/notation/parameter-type.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, Span } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';

interface Place {
  readonly text: string;
  readonly file: number;
  readonly origin: Origin;
  /** Line of an offset, for messages that name one. */
  lineOf(offset: number): number;
}

/** What is wrong with a statement that could not be read, as a person wants to be told. */
export function problemOf(statement: Statement, place: Place): Diagnostic | undefined {
  const { understood, start, end } = statement;
  const { origin } = place;
  const component = statement.component?.name ?? 'this file';
  const whole: Span = { file: place.file, start, end: Math.min(end, endOfLine(place.text, start)) };
  switch (understood.kind) {
    case 'header':
    case 'property':
    case 'foreign':
      return undefined;
    case 'unknown-property': {
      const { word } = understood;
      const span = { ...whole, end: start + word.length };
      const details = { word, kind: 'property', where: `"${component}"` };
      const near = nearest(word, Object.keys(statement.component?.properties ?? {}));
      const help = near === undefined ? {} : { help: `did you mean "${near}"?` };
      return diagnostic('TG101', details, { origin, span, ...help });
    }
    case 'missing-value':
      return diagnostic('TG106', { what: `the value of "${understood.word}"` }, { origin, span: whole });
    case 'wrong-value': {
      const { word, mismatch } = understood;
      const value = place.text.slice(start + word.length, end).search(/\S/);
      const from = value === -1 ? start : start + word.length + value;
      const span = { ...whole, start: from, end: Math.max(from, whole.end) };
      return mismatchDiagnostic(word, mismatch, { origin, span });
    }
    case 'wrong-header':
      return diagnostic('TG106', { what: `one name behind "${component}"` }, { origin, span: whole });
    case 'unclosed':
      return diagnostic(
        'TG105',
        { block: `"${component}"`, line: place.lineOf(start) },
        { origin, span: whole },
      );
    case 'too-deep': {
      const kind = `nested at most ${understood.limit} levels deep`;
      return diagnostic('TG110', { parameter: 'this file', kind }, { origin, span: whole });
    }
    case 'not-a-block':
      return diagnostic(
        'TG101',
        { word: understood.word, kind: 'block', where: 'a configuration file' },
        { origin, span: whole, help: 'expected "module component name { … }"' },
      );
    default:
      return understood satisfies never;
  }
}

function mismatchDiagnostic(
  parameter: string,
  mismatch: Mismatch,
  more: { readonly origin: Origin; readonly span: Span },
): Diagnostic {
  if (mismatch.kind === 'wrong-kind') {
    return diagnostic('TG110', { parameter, kind: mismatch.expected }, more);
  }
  return diagnostic('TG111', { parameter, first: mismatch.first, last: mismatch.last }, more);
}

/** The word that was probably meant: at most a third of its letters differ. */
function nearest(word: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((candidate) => ({ candidate, distance: leven(word, candidate) }))
    .toSorted((left, right) => left.distance - right.distance);
  const [best] = ranked;
  return best !== undefined && best.distance * 3 <= best.candidate.length ? best.candidate : undefined;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
