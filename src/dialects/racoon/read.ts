import { assignmentOf } from '../../../grammars/racoon/assignment.ts';
import { readFile } from '../../../grammars/racoon/read.ts';
import { isUnderstood, type RacoonStatement } from '../../../grammars/racoon/statement.ts';
import { COMMANDS, KEYS, model, ROOT } from '../../../grammars/racoon/table.ts';
import type { Syntax } from '../../../grammars/racoon/values.ts';
import { apply } from '../../../grammars/objects/apply.ts';
import type { Assignment, ConfigurationObject, Values } from '../../../grammars/objects/object.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { SourceFile } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import type { Read } from '../dialect.ts';
import { StatementReader } from '../dialect-reader.ts';
import { MOST_INCLUDES, type ReadOptions } from '../dialect-read.ts';
import { PROFILE } from './detect.ts';
import { isIncluded } from './includes.ts';
import { describeSainfo, inheritFrom, parentOf, remoteName, sainfoKey } from './identity.ts';
import { operations } from './operations/index.ts';
import { findingOf } from './problems.ts';
import { rowIndex } from './rows.ts';

/** racoon goes no deeper than this. */
const DEEPEST_INCLUDE = 10;
/** Bits of a file's mode that psk.txt must not have: anything for group and others. */
const FOREIGN_BITS = 0o077;

/** text → statements → objects. The files of one gateway share their objects; an included one is read in its place. */
export function read(files: readonly SourceFile[], options: ReadOptions): Read {
  const reader = new Reader(files, options);
  reader.readAll();
  return reader.result();
}

class Reader extends StatementReader {
  readonly #syntax: Syntax;
  readonly #mostIncludes: number;
  /** By file: its statements, and the origin of the first of them. */
  readonly #parsed: { readonly statements: readonly RacoonStatement[]; readonly first: Origin }[] = [];

  constructor(
    files: readonly SourceFile[],
    { syntax = 'lenient', mostIncludes = MOST_INCLUDES }: ReadOptions,
  ) {
    super(files, ROOT);
    this.#syntax = syntax;
    this.#mostIncludes = mostIncludes;
  }

  readAll(): void {
    for (const [file, { text, name }] of this.files.entries()) {
      const statements = readFile(text, name, this.#syntax);
      this.#parsed.push({ statements, first: this.statements.length });
      for (const { start, end, view, understood } of statements) {
        const row = rowOf(view, understood);
        this.statements.push({ span: { file, start, end }, view, ...(row === undefined ? {} : { row }) });
      }
      this.#checkMode(file);
    }
    const all = [...this.files.keys()];
    const included = new Set(all.flatMap((file) => this.#includedBy(file)));
    for (const file of all) if (!included.has(file)) this.#applyFile(file, []);
    for (const file of included) if (!this.#applied.has(file)) this.#applyFile(file, []);
    this.#refuseDuplicates();
    if (this.#syntax === 'strict') this.#refuseLoneEntries();
  }
  readonly #applied = new Set<number>();

  #includedBy(file: number): readonly number[] {
    return (this.#parsed[file]?.statements ?? []).flatMap(({ understood }) =>
      understood.kind === 'directive' && understood.name === 'include'
        ? this.#filesNamed(understood.values['value']).filter((other) => other !== file)
        : [],
    );
  }

  #filesNamed(pattern: string | readonly string[] | undefined): readonly number[] {
    if (typeof pattern !== 'string') return [];
    return [...this.files.entries()].flatMap(([file, { name }]) => (isIncluded(pattern, name) ? file : []));
  }

  /** `above`: the files that this one is included from. */
  #applyFile(file: number, above: readonly number[]): void {
    this.#applied.add(file);
    const { statements = [], first = 0 } = this.#parsed[file] ?? {};
    let cursor: ConfigurationObject = this.root;
    for (const [index, statement] of statements.entries()) {
      cursor = this.#apply(statement, first + index, file, cursor);
      const { understood } = statement;
      if (understood.kind === 'directive' && understood.name === 'include') {
        this.#include(understood.values['value'], first + index, [...above, file]);
      }
    }
  }

  #include(pattern: string | readonly string[] | undefined, origin: Origin, above: readonly number[]): void {
    const path = String(pattern ?? '');
    const found = this.#filesNamed(pattern);
    const isLoop = found.some((file) => above.includes(file));
    if (found.length === 0) {
      const help = `racoon says: glob found no matches for path "${path}". Give the file on the command line too`;
      this.diagnostics.push(diagnostic('TG161', { path, problem: 'not found' }, { origin, help }));
    } else if (isLoop || above.length > DEEPEST_INCLUDE) {
      const help = isLoop
        ? 'it includes a file that it is included from'
        : `racoon follows ${DEEPEST_INCLUDE} levels`;
      this.diagnostics.push(diagnostic('TG161', { path, problem: 'too deep' }, { origin, help }));
    } else if (this.#included + found.length > this.#mostIncludes) {
      const problem = `more than ${this.#mostIncludes} files are included`;
      const help = 'each counts as often as it is read: --max-includes lets more in';
      this.diagnostics.push(diagnostic('TG161', { path, problem }, { origin, help }));
    } else {
      this.#included += found.length;
      this.diagnostics.push(diagnostic('TG102', { canonical: `what is in ${path}` }, { origin }));
      for (const file of found) this.#applyFile(file, above);
    }
  }

  /** Files read in the place of an `include` so far. */
  #included = 0;

  #apply(
    statement: RacoonStatement,
    origin: Origin,
    file: number,
    cursor: ConfigurationObject,
  ): ConfigurationObject {
    if (statement.understood.kind === 'operation') {
      const line = this.textOf(file).slice(statement.start, statement.end);
      this.noteCommand(operations.understand(line, { profile: PROFILE }), origin, file, statement.start);
      return cursor;
    }
    const lineOf = (offset: number): number => this.lineAt(file, offset);
    const finding = findingOf(statement, { text: this.textOf(file), file, origin, lineOf });
    if (finding !== undefined) this.diagnostics.push(finding);
    const assignment = assignmentOf(statement, origin);
    if (assignment === undefined) {
      if (finding?.severity === 'error' && cursor.view !== ROOT) cursor.unreadable.push(origin);
      return cursor;
    }
    const applied = apply(model, cursor, assignment);
    for (const { origin: replaced } of applied.previous) {
      const details = { line: this.lineAt(file, statement.start), does: 'sets it again' };
      this.diagnostics.push(diagnostic('TG112', details, { origin: replaced }));
    }
    const { enters } = assignment;
    if (enters === undefined) return applied.cursor;
    if (finding?.severity === 'error') applied.cursor.unreadable.push(origin);
    if (enters.view === 'remote') this.#openRemote(applied.cursor, assignment);
    return applied.cursor;
  }

  /** A block that inherits has all that its parent has, and adds to it. */
  #openRemote(object: ConfigurationObject, { origin, values }: Assignment): void {
    const name = remoteName(values);
    const named = this.#remotesNamed(remoteName(object.headers[0]?.values ?? {}));
    if (!named.includes(object)) named.push(object);
    const twin = this.#remotesNamed(name).find((other) => other !== object);
    if (twin !== undefined && values['label'] !== undefined) {
      const details = { object: 'remote', name, line: this.lineOf(twin.headers[0]?.origin ?? 0) };
      const help = `racoon says: Named remoteconf ${name} already exists.`;
      this.diagnostics.push(diagnostic('TG113', details, { origin, help }));
      object.unreadable.push(origin);
    }
    const parent = parentOf(values);
    if (parent === undefined) return;
    const found = this.#remotesNamed(parent).findLast((other) => other !== object);
    const isRefused = parent === 'anonymous' && this.#syntax === 'strict';
    if (found === undefined || isRefused) {
      const help = isRefused
        ? 'racoon says: failed to get remoteconf for anonymous.'
        : `racoon says: named parent remoteconf ${parent} does not exist.`;
      this.diagnostics.push(diagnostic('TG114', { object: 'remote', name: parent }, { origin, help }));
      object.unreadable.push(origin);
      return;
    }
    inheritFrom(object, found);
    this.diagnostics.push(diagnostic('TG160', { parent: `remote ${parent}` }, { origin }));
  }

  #remotesNamed(name: string): ConfigurationObject[] {
    const known = this.#remotes.get(name) ?? [];
    this.#remotes.set(name, known);
    return known;
  }
  /** By name, in the order in which they were opened. */
  readonly #remotes = new Map<string, ConfigurationObject[]>();

  /** racoon refuses to start with two `sainfo` for the same identifiers; several anonymous ones are taken. */
  #refuseDuplicates(): void {
    const firsts = new Map<string, Origin>();
    for (const object of this.root.children.values()) {
      const [header] = object.headers;
      if (object.view !== 'sainfo' || header === undefined) continue;
      const key = sainfoKey(object);
      if (key === undefined) continue;
      const first = firsts.get(key);
      if (first === undefined) {
        firsts.set(key, header.origin);
        continue;
      }
      const details = { object: 'sainfo', name: describeSainfo(header.values), line: this.lineOf(first) };
      const help = `racoon says: duplicated sainfo: ${key}`;
      this.diagnostics.push(diagnostic('TG113', details, { origin: header.origin, help }));
      object.unreadable.push(header.origin);
    }
  }

  /** Strictly, traffic that is protected one way has its entry for the other way (`translation.md` 5.13). */
  #refuseLoneEntries(): void {
    const entries = (this.root.slots.get(COMMANDS) ?? []).filter(({ values }) => values['verb'] === 'spdadd');
    const inbound = new Set(
      entries.filter(({ values }) => values['direction'] === 'in').map(({ values }) => flowText(values)),
    );
    for (const { values, origin } of entries) {
      if (
        values['direction'] !== 'out' ||
        values['action'] !== 'ipsec' ||
        inbound.has(flowText(values, true))
      )
        continue;
      this.diagnostics.push(diagnostic('TG165', { selector: flowText(values) }, { origin }));
    }
  }

  #checkMode(file: number): void {
    const { statements = [], first = 0 } = this.#parsed[file] ?? {};
    const at = statements.findIndex(({ view }) => view === KEYS);
    const { mode, name } = this.files[file] ?? {};
    if (at === -1 || mode === undefined || (mode & FOREIGN_BITS) === 0) return;
    const help = `racoon reads it only where nobody else may: chmod 600 ${name ?? ''}`;
    this.diagnostics.push(diagnostic('TG125', { file: name ?? '' }, { origin: first + at, help }));
  }
}

/** The traffic of an entry as typed; `swapped`: that of its mirror image. */
function flowText(values: Values, swapped = false): string {
  const side = (name: string): string => `${String(values[name])}[${String(values[`${name}-port`])}]`;
  const [from, to] = swapped ? [side('destination'), side('source')] : [side('source'), side('destination')];
  return `${from} ${to} ${String(values['protocol'])}`;
}

function rowOf(view: string, understood: RacoonStatement['understood']): number | undefined {
  if (!isUnderstood(understood)) return undefined;
  switch (understood.kind) {
    case 'header':
      return rowIndex(understood.opens);
    case 'directive':
      return rowIndex(view, understood.name);
    case 'key':
      return rowIndex(KEYS, 'key');
    case 'command':
      return rowIndex(view, understood.verb);
    default:
      return understood satisfies never;
  }
}
