import type { Mismatch } from '../../../grammars/notation/parameter-type.ts';
import { namesIn } from '../../../grammars/tmsh/modules.ts';
import type { Property } from '../../../grammars/tmsh/schema/property.ts';
import type { Statement } from '../../../grammars/tmsh/statement.ts';
import { VERBS } from '../../../grammars/tmsh/verbs.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, Span } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import { nearestWord } from '../../text/nearest-word.ts';

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
    case 'operation':
      return undefined;
    case 'unknown-property': {
      const { word } = understood;
      const span = { ...whole, end: start + word.length };
      const details = { word, kind: 'property', where: `"${component}"` };
      const names = Object.keys(statement.component?.properties ?? {});
      return diagnostic('TG101', details, { origin, span, ...helpOf(word, names) });
    }
    case 'ambiguous-word': {
      const { word, names } = understood;
      const span = spanOf(word, whole, place.text);
      const details = { parameter: `"${word}"`, kind: `one of ${names.join(', ')}` };
      return diagnostic('TG110', details, { origin, span });
    }
    case 'unknown-component': {
      const { word, module } = understood;
      const names = namesIn(module.split(' '));
      const details = { word, kind: 'component', where: module };
      const span = spanOf(word, whole, place.text);
      return diagnostic('TG101', details, { origin, span, ...helpOf(word, names) });
    }
    case 'unknown-verb': {
      const { word } = understood;
      const details = { word, kind: 'command', where: 'tmsh' };
      const span = spanOf(word, whole, place.text);
      return diagnostic('TG101', details, { origin, span, ...helpOf(word, VERBS) });
    }
    case 'needed-value': {
      const { word, variable } = understood;
      const what = `the value of ${variable.text} (${word})`;
      const help = 'write the value in its place';
      const { placeholder } = variable;
      return diagnostic('TG106', { what }, { origin, span: whole, placeholder, help });
    }
    case 'missing-value':
      return diagnostic('TG106', { what: `the value of "${understood.word}"` }, { origin, span: whole });
    case 'wrong-value': {
      const { word, text, property, mismatch } = understood;
      const value = place.text.slice(start + word.length, end).search(/\S/);
      const from = value === -1 ? start : start + word.length + value;
      const span = { ...whole, start: from, end: Math.max(from, whole.end) };
      return mismatchDiagnostic(word, mismatch, { origin, span, ...helpOf(text, wordsOf(property)) });
    }
    case 'wrong-header':
      return diagnostic('TG106', { what: `one name behind "${component}"` }, { origin, span: whole });
    case 'unclosed':
    case 'unopened':
    case 'stray-brace':
      return braceProblem(understood, place, whole);
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

type BraceProblem = Extract<
  Statement['understood'],
  { readonly kind: 'unclosed' | 'unopened' | 'stray-brace' }
>;

/** Braces that do not pair. */
function braceProblem(understood: BraceProblem, place: Place, whole: Span): Diagnostic {
  const { origin } = place;
  switch (understood.kind) {
    case 'unclosed': {
      const details = { block: `"${understood.what}"`, line: place.lineOf(whole.start) };
      const help = 'a "}" is missing in it, or a "{" is too much';
      return diagnostic('TG105', details, { origin, span: whole, help });
    }
    case 'unopened':
      return diagnostic('TG106', { what: `"{" behind "${understood.what}"` }, { origin, span: whole });
    case 'stray-brace': {
      const { what, opened } = understood;
      const where = `"${what}", which begins at line ${place.lineOf(opened)}`;
      const help = 'a "{" is missing in it, or this "}" is too much';
      return diagnostic('TG101', { word: '}', kind: 'part', where }, { origin, span: whole, help });
    }
    default:
      return understood satisfies never;
  }
}

function mismatchDiagnostic(
  parameter: string,
  mismatch: Mismatch,
  more: { readonly origin: Origin; readonly span: Span; readonly help?: string },
): Diagnostic {
  if (mismatch.kind === 'wrong-kind') {
    return diagnostic('TG110', { parameter, kind: mismatch.expected }, more);
  }
  return diagnostic('TG111', { parameter, first: mismatch.first, last: mismatch.last }, more);
}

/** The words that a property takes, whatever the release. */
function wordsOf({ type }: Property): readonly string[] {
  if (type.kind === 'choice') return [...type.words, ...(type.since16 ?? [])];
  return type.kind === 'list' ? (type.words ?? []) : [];
}

/** Where a word stands in a statement. */
function spanOf(word: string, whole: Span, text: string): Span {
  const at = text.slice(whole.start, whole.end).indexOf(word);
  return at === -1 ? whole : { ...whole, start: whole.start + at, end: whole.start + at + word.length };
}

function helpOf(word: string, words: readonly string[]): { readonly help?: string } {
  const near = nearestWord(word, words);
  return near === undefined ? {} : { help: `did you mean "${near}"?` };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
