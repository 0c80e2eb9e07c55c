import type { Read, Written } from '../../dialects/dialect.ts';
import type { OperationalLanguage } from '../../dialects/dialect-operations.ts';
import type { Assignment } from '../../../grammars/objects/object.ts';
import type { Origin } from '../../ir/origins.ts';
import { originsOfLine, type Place } from '../source-map.ts';
import type { SaidStatement } from './say-all.ts';

/** A line of a script, and the statements of the source that it says. */
interface ScriptLine {
  readonly text: string;
  readonly origins: readonly Origin[];
  /** Of the configuration: what the line says of it. */
  readonly assignments: readonly Assignment[];
}
/** Where something stands in the source: files one behind the other. */
interface Position {
  readonly file: number;
  readonly offset: number;
}
interface Entry {
  readonly at: Position;
  readonly lines: readonly ScriptLine[];
}

/** A script, and which of its lines carry which operations. */
export interface Script {
  readonly written: Written;
  readonly targets: ReadonlyMap<Origin, readonly Place[]>;
}

export interface ScriptInput {
  readonly read: Read;
  readonly said: readonly SaidStatement[];
  readonly language: OperationalLanguage;
  readonly file: string;
  /** Lines for the top. */
  readonly header: readonly string[];
  /** The configuration of the script, where it is typed too. */
  readonly configuration?: Written;
  /** Lines that are nobody's are kept as comments: where all is commands, they are commands of other features. */
  readonly keepsOthers: boolean;
}

/**
 * Puts everything in the place where its source stands: comments, commands, and the configuration, no line of which comes before
 * the last statement that it says.
 */
export function composeScript(input: ScriptInput): Script {
  const { file, header } = input;
  const entries = [...commandEntries(input), ...commentEntries(input), ...configurationEntries(input)];
  const ordered = entries.toSorted((left, right) => compare(left.at, right.at));
  const lines = [...header.map(plainLine), ...ordered.flatMap((entry) => entry.lines)];
  const targets = new Map<Origin, Place[]>();
  for (const [index, { origins }] of lines.entries()) {
    for (const origin of origins) {
      const place = { file, line: index + 1 };
      targets.set(origin, [...(targets.get(origin) ?? []), place]);
    }
  }
  const written = {
    file,
    text: lines.map(({ text }) => `${text}\n`).join(''),
    lines: lines.map(({ assignments }) => assignments),
  };
  return { written, targets };
}

function plainLine(text: string): ScriptLine {
  return { text, origins: [], assignments: [] };
}

function compare(left: Position, right: Position): number {
  return left.file - right.file || left.offset - right.offset;
}

function positionOf({ statements }: Read, origin: Origin): Position {
  const span = statements[origin]?.span;
  return span === undefined ? { file: 0, offset: 0 } : { file: span.file, offset: span.start };
}

/** Commands; of what could not be said, the line itself as a comment, with the reason. */
function commandEntries({ read, said, language }: ScriptInput): readonly Entry[] {
  return said.map(({ origins, commands, diagnostics }) => {
    const [origin = 0] = origins;
    const at = positionOf(read, origin);
    if (commands.length > 0) {
      return { at, lines: commands.map((text) => ({ text, origins, assignments: [] })) };
    }
    const found =
      diagnostics.find(({ severity }) => severity === 'error') ??
      diagnostics.find(({ code }) => code === 'TG300');
    if (found === undefined) return { at, lines: [] };
    const reason = `${firstLineOf(read, origin)}: ${found.message} [${found.code}]`;
    return { at, lines: [plainLine(language.comment(reason))] };
  });
}

function firstLineOf({ statements, files }: Read, origin: Origin): string {
  const span = statements[origin]?.span;
  const text = span === undefined ? '' : (files[span.file]?.text.slice(span.start, span.end) ?? '');
  return text.split('\n', 1)[0]?.trim() ?? '';
}

const COMMENT = /^[ \t]*[#!]+[ \t]*(?=[^#!\s])/;

/** Comments, and the lines that belong to no feature that is known. */
function commentEntries({ read, said, language, keepsOthers }: ScriptInput): readonly Entry[] {
  const isSaid = new Set(said.flatMap(({ origins }) => origins));
  const others = read.statements.flatMap(({ row }, origin): Entry[] => {
    if (!keepsOthers || isSaid.has(origin) || row !== undefined) return [];
    const text = language.comment(`not translated: ${firstLineOf(read, origin)}`);
    return [{ at: positionOf(read, origin), lines: [plainLine(text)] }];
  });
  return [...others, ...read.files.flatMap(({ text }, file) => commentsOf(text, file, read, language))];
}

function commentsOf(
  text: string,
  file: number,
  { statements }: Read,
  language: OperationalLanguage,
): readonly Entry[] {
  const spans = statements.flatMap(({ span }) => (span.file === file ? [span] : []));
  let offset = 0;
  return text.split('\n').flatMap((line): Entry[] => {
    const start = offset;
    offset += line.length + 1;
    const mark = COMMENT.exec(line);
    const isStatement = spans.some((span) => span.start < start + line.length && start < span.end);
    if (mark === null || isStatement) return [];
    const comment = language.comment(line.slice(mark[0].length).trimEnd());
    return [{ at: { file, offset: start }, lines: [plainLine(comment)] }];
  });
}

/** The configuration in pieces that each can be typed: a piece comes behind all that it says, and behind the piece before it. */
function configurationEntries({ read, said, language, configuration }: ScriptInput): readonly Entry[] {
  if (configuration === undefined || language.configuring === undefined) return [];
  const { enter, leave } = language.configuring;
  let last: Position = { file: 0, offset: -1 };
  const pieces = piecesOf(configuration).map((piece): Entry => {
    const sources = piece.flatMap(({ assignments }) => originsOfLine(assignments));
    for (const origin of sources) {
      const at = positionOf(read, origin);
      if (compare(at, last) > 0) last = at;
    }
    return { at: last, lines: piece };
  });
  const cuts = said.flatMap(({ origins: [origin], commands }) =>
    origin === undefined || commands.length === 0 ? [] : positionOf(read, origin),
  );
  return pieces.map(({ at, lines }, index) => {
    const before = pieces[index - 1];
    const next = pieces[index + 1];
    const begins = before === undefined || cuts.some((cut) => isBetween(cut, before.at, at));
    const isLast = next === undefined || cuts.some((cut) => isBetween(cut, at, next.at));
    const isFollowed = cuts.some((cut) => compare(at, cut) < 0);
    return {
      at,
      lines: [
        ...(begins ? enter.map(plainLine) : []),
        ...lines,
        ...(isLast && isFollowed ? leave.map(plainLine) : []),
      ],
    };
  });
}

function isBetween(cut: Position, before: Position, behind: Position): boolean {
  return compare(before, cut) < 0 && compare(cut, behind) < 0;
}

/** A piece begins in the first column; marks of a saved file are not typed. */
function piecesOf({ text, lines }: Written): readonly (readonly ScriptLine[])[] {
  const pieces: ScriptLine[][] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '' || line === '#' || line === 'return') continue;
    const entry = { text: line, origins: [], assignments: lines[index] ?? [] };
    const continues = /^[ \t}]/.test(line);
    const piece = pieces.at(-1);
    if (continues && piece !== undefined) piece.push(entry);
    else pieces.push([entry]);
  }
  return pieces;
}
