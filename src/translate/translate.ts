import type { Raised, Read, Style, Syntax, Written } from '../dialects/dialect.ts';
import { describe } from '../ir/codes.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Change } from '../ir/limits.ts';
import type { Lowered } from '../ir/lowered.ts';
import { LineIndex } from '../text/lines.ts';
import { liftDiagnostic, refusalsLifted } from './acceptance.ts';
import { translateCapture } from './captures/translate-capture.ts';
import { type DialectProfile, nameOf } from './dialect-profile.ts';
import { makeLegal } from './make-legal.ts';
import { type Placeholders, settleDiagnostic } from './placeholders.ts';
import { buildReport, unexplained } from './report/build.ts';
import { showDiagnostic } from './report/mask.ts';
import type { Report } from './report/report.ts';
import { mapSource, type SourceMap } from './source-map.ts';
import { validate } from './validate.ts';

export interface TranslateOptions {
  readonly from: DialectProfile;
  readonly to: DialectProfile;
  /** TG154: why the source is read as it is. */
  readonly because: string;
  /** Codes that `--accept` lets through. */
  readonly accepted: ReadonlySet<string>;
  readonly placeholders: Placeholders;
  readonly compact: boolean;
  /** Absent: lenient. */
  readonly syntax?: Syntax;
  /** Absent: the target's usual one, and what is in the target's language already is printed as it was. */
  readonly layout?: Style['layout'];
  /** Write origins where the target has a place for them (the IR). */
  readonly origins?: boolean;
}
/** The translation of one gateway. */
export interface Translation {
  readonly report: Report;
  /** Nothing where every tunnel was refused. */
  readonly written: readonly Written[];
  /** Secrets masked; spans are into the files given. */
  readonly diagnostics: readonly Diagnostic[];
  /** What validation found: our bug, and nothing may be written. */
  readonly bugs: readonly string[];
}

const EMPTY_MAP: SourceMap = { targets: new Map(), unsourced: [] };

/** Translates the files of one gateway. Bad input gives diagnostics, never an exception. */
export function translate(files: readonly SourceFile[], options: TranslateOptions): Translation {
  const { from, to } = options;
  const capture = translateCapture(files, options);
  if (capture !== undefined) return capture;
  const read = from.dialect.read(files, from.profile, options.syntax);
  if (nameOf(from) === nameOf(to) && options.layout === undefined) return printAsItWas(read, options);
  const { target } = to.dialect;
  if (target === undefined) throw new Error(`${to.dialect.name} can be read, not yet written`);
  const lowered = from.dialect.lower(read, from.profile);
  const lifted = refusalsLifted(options.accepted);
  const diagnostics = shownDiagnostics(read, lowered, options, lifted);
  const legal = makeLegal(read, lowered, target, options, lifted);
  const raised = target.raise(legal.gateway, lowered.origins, to.profile, styleOf(options));
  const changes = [...legal.changes, ...raised.changes];
  const isIncomplete =
    legal.missing.length > 0 ||
    changes.some(({ kind }) => kind === 'error') ||
    diagnostics.some(({ severity }) => severity === 'error');
  const isRefused = isIncomplete && !hasTunnel(legal.gateway, legal.missing);
  const plain = isRefused ? [] : target.write(raised, to.profile, styleOf(options));
  const written = plain.map((output) => withHeader(output, options, isIncomplete, legal.missing));
  const report = buildReport({
    from: nameOf(from),
    to: nameOf(to),
    because: options.because,
    source: from.dialect,
    read,
    used: lowered.used,
    diagnostics,
    changes,
    written,
    map: mapSource(written, raised.said, lowered.origins),
    added: raised.added,
    missing: legal.missing.length,
  });
  const bugs = isRefused ? [] : findBugs(options, legal.gateway, written, raised, changes, report);
  return { report, written, diagnostics, bugs };
}

function styleOf({ to, layout, compact, placeholders, origins }: TranslateOptions): Style {
  const usual = to.dialect.target?.layouts?.[0] ?? 'blocks';
  return { layout: layout ?? usual, compact, placeholders, origins: origins === true };
}

/** Whether anything is left to write: a policy, or peers that were never tied to one. */
function hasTunnel({ policies, peers }: Gateway, missing: readonly string[]): boolean {
  return policies.length > 0 || (missing.length === 0 && peers.length > 0);
}

function findBugs(
  { to }: TranslateOptions,
  legal: Gateway,
  written: readonly Written[],
  raised: Raised,
  changes: readonly Change[],
  report: Report,
): readonly string[] {
  const worse = raised.changes.filter(({ kind }) => kind !== 'adapted');
  return [
    ...validate(to.dialect, to.profile, written, legal, renamedPeers(changes)),
    ...worse.map(({ code, note }) => `raising lost something: ${note} [${code}]`),
    ...unexplained(report).map(({ file, line, notes }) => `${file}:${line}: ${notes[0]?.note ?? ''}`),
  ];
}

/** Peers that no policy reaches are compared by name. */
function renamedPeers(changes: readonly Change[]): ReadonlyMap<string, string> {
  return new Map(
    changes.flatMap(({ path, from, to }): [string, string][] =>
      path === 'peers.name' && typeof from === 'string' && typeof to === 'string' ? [[from, to]] : [],
    ),
  );
}

/** From a dialect to itself, same profile: byte for byte. */
function printAsItWas(read: Read, { from, to, because }: TranslateOptions): Translation {
  const diagnostics = read.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((found) => showDiagnostic(found, read, from.dialect));
  const written = read.files.map(({ name, text }) => ({ file: name, text, lines: [] }));
  const indexes = read.files.map(({ text }) => new LineIndex(text));
  const targets = new Map(
    read.statements.map(({ span }, origin) => [
      origin,
      [{ file: read.files[span.file]?.name ?? '', line: indexes[span.file]?.line(span.start) ?? 0 }],
    ]),
  );
  const report = buildReport({
    from: nameOf(from),
    to: nameOf(to),
    because,
    source: from.dialect,
    read,
    used: new Set(read.statements.keys()),
    diagnostics,
    changes: [],
    written,
    map: { ...EMPTY_MAP, targets },
    added: new Map(),
    missing: 0,
  });
  return { report, written, diagnostics, bugs: [] };
}

/** What the person is told of reading: what was let through or given is no error, and no secret is quoted. */
function shownDiagnostics(
  read: Read,
  { diagnostics }: Lowered,
  { from, placeholders }: TranslateOptions,
  lifted: ReadonlySet<string>,
): readonly Diagnostic[] {
  return [...read.diagnostics, ...diagnostics].map((found) =>
    showDiagnostic(settleDiagnostic(liftDiagnostic(found, lifted), placeholders), read, from.dialect),
  );
}

/** Says at the top what made the file, and what is missing from it. */
function withHeader(
  output: Written,
  { from, to }: TranslateOptions,
  isIncomplete: boolean,
  missing: readonly string[],
): Written {
  const comment = to.dialect.target?.comment;
  if (comment === undefined) return output;
  const header = [comment(`translated by tunnelglot from ${nameOf(from)} to ${nameOf(to)}`)];
  if (isIncomplete) {
    const what =
      missing.length === 0
        ? 'some statements could not be translated: the report names them'
        : describe('TG290', {
            count: missing.length === 1 ? '1 tunnel is' : `${missing.length} tunnels are`,
            tunnels: tunnelList(missing),
          });
    header.push(comment(`INCOMPLETE: ${what} [TG290]`));
  }
  return {
    ...output,
    text: header.map((line) => `${line}\n`).join('') + output.text,
    lines: [...header.map(() => []), ...output.lines],
  };
}

/** "1 tunnel is missing …: map1 20"; of very many the first ones are named. */
function tunnelList(missing: readonly string[]): string {
  const named = missing.slice(0, MOST_NAMED).join(', ');
  return missing.length > MOST_NAMED ? `${named} and others` : named;
}
const MOST_NAMED = 20;
