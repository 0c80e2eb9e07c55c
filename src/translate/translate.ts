import type {
  Raised,
  Read,
  ReadOptions,
  ReadStatements,
  Style,
  Target,
  Written,
} from '../dialects/dialect.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Change } from '../ir/limits.ts';
import type { Lowered } from '../ir/lowered.ts';
import type { Origin } from '../ir/origins.ts';
import { LineIndex } from '../text/lines.ts';
import { liftDiagnostic, refusalsLifted } from './acceptance.ts';
import { translateCapture } from './captures/translate-capture.ts';
import { type DialectProfile, nameOf } from './dialect-profile.ts';
import { headerLines, withHeaders } from './headers.ts';
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
import type { SaidStatement } from './operations/say-all.ts';
import { mapSource, type SourceMap } from './source-map.ts';
import { validate, type WrittenText } from './validate.ts';

export interface TranslateOptions extends ReadOptions {
  readonly from: DialectProfile;
  readonly to: DialectProfile;
  /** TG154: why the source is read as it is. */
  readonly because: string;
  /** Codes that `--accept` lets through. */
  readonly accepted: ReadonlySet<string>;
  readonly placeholders: Placeholders;
  readonly compact: boolean;
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
 * much memory as making it did: what it was made of is gone before, but for the report.
 */
export function translate(files: readonly SourceFile[], options: TranslateOptions): Translation {
  const { from, to } = options;
  const capture = translateCapture(files, options);
  if (capture !== undefined) return capture;
  if (nameOf(from) === nameOf(to) && options.layout === undefined) return printAsItWas(files, options);
  const { proof, legal, names, worse, ...translation } = reported(make(files, options), options);
  if (translation.written.length === 0) return { ...translation, bugs: [] };
  const refusals = proof.length === 0 ? [] : validate(to.dialect, to.profile, proof, legal, names);
  return { ...translation, bugs: [...refusals, ...worse, ...unexplainedLines(translation.report)] };
}

/** The report, and only what is left to do; what the report was made from is gone. */
function reported(
  { proof, legal, names, worse, evidence, ...made }: Made,
  { from, to, because }: TranslateOptions,
): Omit<Translation, 'bugs'> & Pick<Made, 'proof' | 'legal' | 'names' | 'worse'> {
  const report = buildReport({ from: nameOf(from), to: nameOf(to), because, ...made });
  const { written, diagnostics } = made;
  const kept = evidence === undefined ? {} : { evidence };
  return { report, written, diagnostics, proof, legal, names, worse, ...kept };
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

/** What is to be written, and what is still wanted of how it came about. */
interface Told {
  /** Without its objects, which lowering was the last to look at. */
  readonly read: ReadStatements;
  readonly used: ReadonlySet<Origin>;
  readonly diagnostics: readonly Diagnostic[];
  readonly legal: Gateway;
  readonly missing: readonly string[];
  readonly changes: readonly Change[];
  readonly raised: Raised;
  readonly style: Style;
  readonly said: readonly SaidStatement[];
  readonly evidence?: Omit<Evidence, 'written'>;
}

function make(files: readonly SourceFile[], options: TranslateOptions): Made {
  const told = tell(files, options);
  return 'proof' in told ? told : writeOut(told, options);
}

/** Of a text that only asks everything is made at once. */
function tell(files: readonly SourceFile[], options: TranslateOptions): Told | Made {
  const { from, to } = options;
  const target = targetOf(to);
  const { objects, ...rest } = from.dialect.read(files, from.profile, options);
  const read = { ...rest, objects };
  const lowered = from.dialect.lower(read, from.profile);
  if (isScriptAlone(read, lowered)) return makeScript(read, lowered, target, options);
  const lifted = refusalsLifted(options.accepted);
  const { gateway: legal, missing, source, ...made } = makeLegal(read, lowered, target, options, lifted);
  const style = styleOf(options, read, lowered);
  const raised = target.raise(legal, lowered.origins, to.profile, style);
  const output = (): readonly Written[] => target.write(raised, to.profile, style);
  const said = isScript(read)
    ? sayOperations(read, options, () => knownFromOutput(lowered.gateway, output(), to))
    : [];
  const found = [...lowered.diagnostics, ...toldOf(said), ...notScripted(read)];
  const diagnostics = shownDiagnostics(read, found, options, lifted);
  const changes = [...made.changes, ...raised.changes];
  const used = withOperations(lowered.used, read);
  const evidence = {
    read,
    lowered: { ...lowered, gateway: source },
    legal,
    changes: made.changes,
    missing,
  };
  return {
    read: rest,
    used,
    diagnostics,
    legal,
    missing,
    changes,
    raised,
    style,
    said,
    ...(options.evidence === true ? { evidence } : {}),
  };
}

function writeOut(told: Told, options: TranslateOptions): Made {
  const { read, used, diagnostics, legal, missing, changes, raised, style, said, evidence } = told;
  const { from, to } = options;
  const isIncomplete =
    missing.length > 0 ||
    changes.some(({ kind }) => kind === 'error') ||
    diagnostics.some(({ severity }) => severity === 'error');
  const isRefused = isIncomplete && !hasTunnel(legal, missing);
  const header = headerLines(options, isIncomplete, missing);
  const plain = isRefused ? [] : targetOf(to).write(raised, to.profile, style);
  const { operations: language } = to.dialect;
  const woven =
    isScript(read) && language !== undefined
      ? weave({ read, said, language, header, keepsOthers: false }, plain)
      : withHeaders(plain, header);
  const { targets, unsourced } = mapSource(woven.written);
  const proof = woven.configuration.map(textOnly);
  return {
    source: from.dialect,
    files: read.files,
    statements: read.statements,
    used,
    diagnostics,
    changes,
    written: woven.written.map(textOnly),
    proof,
    targets: withTargets(targets, woven.targets),
    added: addedRows(unsourced, raised.added, nameOf(to)),
    missing: missing.length,
    ...(evidence === undefined || proof.length === 0 ? {} : { evidence: { ...evidence, written: proof } }),
    legal,
    names: renamedPeers(changes),
    worse: raised.changes.flatMap(({ kind, code, note }) =>
      kind === 'adapted' ? [] : [`raising lost something: ${note} [${code}]`],
    ),
  };
}

function targetOf({ dialect: { target, name } }: DialectProfile): Target {
  if (target === undefined) throw new Error(`${name} can be read, not yet written`);
  return target;
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

function withOperations(used: ReadonlySet<Origin>, { operations }: ReadStatements): ReadonlySet<Origin> {
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
  const read = from.dialect.read(files, from.profile, options);
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
