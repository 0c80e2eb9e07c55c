import type { Read, Style, Syntax, Target, Written } from '../dialects/dialect.ts';
import { describe } from '../ir/codes.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Change } from '../ir/limits.ts';
import type { Lowered } from '../ir/lowered.ts';
import type { Origin } from '../ir/origins.ts';
import { LineIndex } from '../text/lines.ts';
import { liftDiagnostic, refusalsLifted } from './acceptance.ts';
import { translateCapture } from './captures/translate-capture.ts';
import { type DialectProfile, nameOf } from './dialect-profile.ts';
import { makeLegal } from './make-legal.ts';
import { type Placeholders, settleDiagnostic } from './placeholders.ts';
import { addedRows, buildReport, type ReportInput, unexplained } from './report/build.ts';
import { showDiagnostic } from './report/mask.ts';
import type { Report } from './report/report.ts';
import {
  type GivenState,
  isScript,
  isScriptAlone,
  knownFromOutput,
  noteOrigins,
  notScripted,
  sayOperations,
  toldOf,
  weave,
  weaveAlone,
  type Woven,
} from './operations/translate-operations.ts';
import { mapSource, type SourceMap } from './source-map.ts';
import { validate, type WrittenText } from './validate.ts';

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
  /** What is known of the running gateway beside the text; absent: nothing. */
  readonly state?: GivenState;
  /** Keep what a proof needs. */
  readonly evidence?: boolean;
}
/** The translation of one gateway. */
export interface Translation {
  readonly report: Report;
  /** Nothing where every tunnel was refused. */
  readonly written: readonly WrittenText[];
  /** Secrets masked; spans are into the files given. */
  readonly diagnostics: readonly Diagnostic[];
  /** What validation found: our bug, and nothing may be written. */
  readonly bugs: readonly string[];
  /** Where it was asked for and a configuration was written in another language. */
  readonly evidence?: Evidence;
}
/** What a translation was made of, for who proves it in another way than validation does. */
export interface Evidence {
  readonly read: Read;
  /** Its placeholders filled in. */
  readonly lowered: Lowered;
  /** What was to be written, and what it had to become for that. */
  readonly legal: Gateway;
  readonly changes: readonly Change[];
  /** Policies that are not in the output: "map1 20". */
  readonly missing: readonly string[];
  /** The outputs that hold a configuration. */
  readonly written: readonly WrittenText[];
}

/**
 * Translates the files of one gateway. Bad input gives diagnostics, never an exception. Reading the output back takes as
 * much memory as making it did: what it was made of is gone before, and what it was read as is before the report.
 */
export function translate(files: readonly SourceFile[], options: TranslateOptions): Translation {
  const { from, to } = options;
  const capture = translateCapture(files, options);
  if (capture !== undefined) return capture;
  if (nameOf(from) === nameOf(to) && options.layout === undefined) return printAsItWas(files, options);
  const { legal, names, worse, proof, evidence, ...made } = make(files, options);
  const refusals = proof.length === 0 ? [] : validate(to.dialect, to.profile, proof, legal, names);
  const report = buildReport({ from: nameOf(from), to: nameOf(to), because: options.because, ...made });
  const bugs = made.written.length === 0 ? [] : [...refusals, ...worse, ...unexplainedLines(report)];
  return {
    report,
    written: made.written,
    diagnostics: made.diagnostics,
    bugs,
    ...(evidence === undefined ? {} : { evidence }),
  };
}

/** The output, and what the report and validation want of how it was made. */
interface Made extends Omit<ReportInput, 'from' | 'to' | 'because'> {
  /** The outputs that are read back: those that hold a configuration. */
  readonly proof: readonly WrittenText[];
  readonly legal: Gateway;
  /** Peers of the source by their name in the target. */
  readonly names: ReadonlyMap<string, string>;
  /** What raising has lost: a bug of ours. */
  readonly worse: readonly string[];
  readonly evidence?: Evidence;
}

function make(files: readonly SourceFile[], options: TranslateOptions): Made {
  const { from, to } = options;
  const { target } = to.dialect;
  if (target === undefined) throw new Error(`${to.dialect.name} can be read, not yet written`);
  const read = from.dialect.read(files, from.profile, options.syntax);
  const lowered = from.dialect.lower(read, from.profile);
  if (isScriptAlone(read, lowered)) return makeScript(read, lowered, target, options);
  const lifted = refusalsLifted(options.accepted);
  const legal = makeLegal(read, lowered, target, options, lifted);
  const style = styleOf(options, read, lowered);
  const raised = target.raise(legal.gateway, lowered.origins, to.profile, style);
  const output = (): readonly Written[] => target.write(raised, to.profile, style);
  const said = isScript(read)
    ? sayOperations(read, options, () => knownFromOutput(lowered.gateway, output(), to))
    : [];
  const found = [...lowered.diagnostics, ...toldOf(said), ...notScripted(read)];
  const diagnostics = shownDiagnostics(read, found, options, lifted);
  const changes = [...legal.changes, ...raised.changes];
  const isIncomplete =
    legal.missing.length > 0 ||
    changes.some(({ kind }) => kind === 'error') ||
    diagnostics.some(({ severity }) => severity === 'error');
  const isRefused = isIncomplete && !hasTunnel(legal.gateway, legal.missing);
  const header = headerLines(options, isIncomplete, legal.missing);
  const plain = isRefused ? [] : output();
  const { operations: language } = to.dialect;
  const woven =
    isScript(read) && language !== undefined
      ? weave({ read, said, language, header, keepsOthers: false }, plain)
      : withHeaders(plain, header);
  const { targets, unsourced } = mapSource(woven.written);
  return {
    source: from.dialect,
    files: read.files,
    statements: read.statements,
    used: withOperations(lowered.used, read),
    diagnostics,
    changes,
    written: woven.written.map(textOnly),
    proof: woven.configuration.map(textOnly),
    targets: withTargets(targets, woven.targets),
    added: addedRows(unsourced, raised.added, nameOf(to)),
    missing: legal.missing.length,
    ...(options.evidence === true && woven.configuration.length > 0
      ? {
          evidence: {
            read,
            lowered: { ...lowered, gateway: legal.source },
            legal: legal.gateway,
            changes: legal.changes,
            missing: legal.missing,
            written: woven.configuration.map(textOnly),
          },
        }
      : {}),
    legal: legal.gateway,
    names: renamedPeers(changes),
    worse: raised.changes.flatMap(({ kind, code, note }) =>
      kind === 'adapted' ? [] : [`raising lost something: ${note} [${code}]`],
    ),
  };
}

/** A text that only asks: there is no gateway to make legal. */
function makeScript(read: Read, lowered: Lowered, target: Target, options: TranslateOptions): Made {
  const { from, to } = options;
  const said = sayOperations(read, options, () => ({}));
  const lifted = refusalsLifted(options.accepted);
  const diagnostics = shownDiagnostics(read, [...lowered.diagnostics, ...toldOf(said)], options, lifted);
  const isIncomplete = diagnostics.some(({ severity }) => severity === 'error');
  const header = isIncomplete ? headerLines(options, true, []).slice(1) : [];
  const { operations: language } = to.dialect;
  const keepsOthers = from.dialect.operations !== undefined;
  const { written, targets } =
    language === undefined
      ? makeDocument(read, lowered, target, options)
      : weaveAlone({ read, said, language, header, keepsOthers });
  return {
    source: from.dialect,
    files: read.files,
    statements: read.statements,
    used: withOperations(lowered.used, read),
    diagnostics,
    changes: [],
    written: written.map(textOnly),
    proof: [],
    targets,
    added: [],
    missing: 0,
    legal: lowered.gateway,
    names: new Map(),
    worse: [],
  };
}

/** Operations in the IR itself: no device speaks it. */
function makeDocument(
  read: Read,
  lowered: Lowered,
  target: Target,
  options: TranslateOptions,
): Pick<Woven, 'written' | 'targets'> {
  const { profile } = options.to;
  const style = styleOf(options, read, lowered);
  const raised = target.raise(lowered.gateway, lowered.origins, profile, style);
  const written = target.write(raised, profile, style);
  return { written, targets: mapSource(written).targets };
}

function textOnly({ file, text }: Written): WrittenText {
  return { file, text };
}

function withOperations(used: ReadonlySet<Origin>, { operations }: Read): ReadonlySet<Origin> {
  if (operations.length === 0) return used;
  return new Set([...used, ...operations.flatMap(({ origins }) => origins)]);
}

function withTargets(targets: SourceMap['targets'], more: SourceMap['targets']): SourceMap['targets'] {
  if (more.size === 0) return targets;
  const all = new Map(targets);
  for (const [origin, places] of more) all.set(origin, [...(all.get(origin) ?? []), ...places]);
  return all;
}

function styleOf(
  { to, layout, compact, placeholders, origins }: TranslateOptions,
  read: Read,
  lowered: Lowered,
): Style {
  const layouts = to.dialect.target?.layouts ?? ['blocks'];
  const usual = isScript(read) && layouts.includes('commands') ? 'commands' : (layouts[0] ?? 'blocks');
  const style = { layout: layout ?? usual, compact, placeholders, origins: origins === true };
  const alone = isScriptAlone(read, lowered);
  if (to.dialect.operations !== undefined || !(alone || isScript(read))) return style;
  const asked = noteOrigins(read, lowered.origins);
  return { ...style, operations: { asked, alone } };
}

/** Whether anything is left to write: a policy, or peers that were never tied to one. */
function hasTunnel({ policies, peers }: Gateway, missing: readonly string[]): boolean {
  return policies.length > 0 || (missing.length === 0 && peers.length > 0);
}

function unexplainedLines(report: Report): readonly string[] {
  return unexplained(report).map(({ file, line, notes }) => `${file}:${line}: ${notes[0]?.note ?? ''}`);
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
function printAsItWas(files: readonly SourceFile[], options: TranslateOptions): Translation {
  const { from, to, because } = options;
  const read = from.dialect.read(files, from.profile, options.syntax);
  const diagnostics = read.diagnostics
    .filter(({ severity }) => severity === 'error')
    .map((found) => showDiagnostic(found, read, from.dialect));
  const written = read.files.map(({ name, text }) => ({ file: name, text }));
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
    files: read.files,
    statements: read.statements,
    used: new Set(read.statements.keys()),
    diagnostics,
    changes: [],
    written,
    targets,
    added: [],
    missing: 0,
  });
  return { report, written, diagnostics, bugs: [] };
}

/** What the person is told of reading: what was let through or given is no error, and no secret is quoted. */
function shownDiagnostics(
  read: Read,
  found: readonly Diagnostic[],
  { from, placeholders }: TranslateOptions,
  lifted: ReadonlySet<string>,
): readonly Diagnostic[] {
  return [...read.diagnostics, ...found].map((each) =>
    showDiagnostic(settleDiagnostic(liftDiagnostic(each, lifted), placeholders), read, from.dialect),
  );
}

/** Says at the top what made the file, and what is missing from it. */
function headerLines(
  { from, to }: TranslateOptions,
  isIncomplete: boolean,
  missing: readonly string[],
): readonly string[] {
  const comment = to.dialect.target?.comment;
  if (comment === undefined) return [];
  const header = [comment(`translated by tunnelglot from ${nameOf(from)} to ${nameOf(to)}`)];
  if (!isIncomplete) return header;
  const what =
    missing.length === 0
      ? 'some statements could not be translated: the report names them'
      : describe('TG290', {
          count: missing.length === 1 ? '1 tunnel is' : `${missing.length} tunnels are`,
          tunnels: tunnelList(missing),
        });
  return [...header, comment(`INCOMPLETE: ${what} [TG290]`)];
}

function withHeaders(plain: readonly Written[], header: readonly string[]): Woven {
  const written = plain.map((output) => ({
    ...output,
    text: header.map((line) => `${line}\n`).join('') + output.text,
    lines: [...header.map(() => []), ...output.lines],
  }));
  return { written, configuration: written, targets: new Map() };
}

/** "1 tunnel is missing …: map1 20"; of very many the first ones are named. */
function tunnelList(missing: readonly string[]): string {
  const named = missing.slice(0, MOST_NAMED).join(', ');
  return missing.length > MOST_NAMED ? `${named} and others` : named;
}
const MOST_NAMED = 20;
