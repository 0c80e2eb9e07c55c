import { readSections, type Statement, type Syntax } from '../../../grammars/vrp/document.ts';
import type { Applied } from '../../../grammars/objects/apply.ts';
import type { ConfigurationObject } from '../../../grammars/objects/object.ts';
import { applyStatement } from '../../../grammars/vrp/objects.ts';
import type { Profile } from '../../../grammars/vrp/profiles.ts';
import type { ReadLine } from '../../../grammars/vrp/understand.ts';
import { IPSEC_VIEWS, isIpsecLine } from '../../../grammars/vrp/views.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, SourceFile, Span } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import type { Read } from '../dialect.ts';
import { StatementReader } from '../dialect-reader.ts';
import { operations } from './operations/index.ts';
import { problemOf } from './problems.ts';

/** text → statements → objects. Each file begins in system view. */
export function read(files: readonly SourceFile[], profile: Profile, syntax: Syntax): Read {
  const reader = new Reader(files, profile);
  for (const [file, { text }] of files.entries()) {
    reader.readFile(file, readSections(text, profile, syntax));
  }
  return reader.result();
}

class Reader extends StatementReader {
  /** The last IPsec line that no table knows, and where it stands: what is below it is lost with it. */
  #unreadHeader: { readonly origin: Origin; readonly section: number } | undefined;

  readonly #profile: Profile;

  constructor(files: readonly SourceFile[], profile: Profile) {
    super(files, 'system');
    this.#profile = profile;
  }

  readFile(file: number, sections: Iterable<readonly Statement[]>): void {
    let cursor = this.root;
    this.#unreadHeader = undefined;
    for (const section of sections) {
      for (const statement of section) cursor = this.#read(statement, file, cursor);
    }
  }

  /** Applies a statement at the cursor; gives the cursor for the next one. */
  #read(statement: Statement, file: number, cursor: ConfigurationObject): ConfigurationObject {
    const origin = this.statements.length;
    const { start, end, view, understood } = statement;
    const span = { file, start, end };
    const isLine = understood.kind === 'line';
    this.statements.push(isLine ? { span, view, row: understood.line.row.index } : { span, view });
    const isPrinted = understood.kind === 'printed';
    const isConfiguration = isLine || understood.kind === 'foreign';
    this.noteAnswer(origin, ({ kind }) => isPrinted || (isConfiguration && kind === 'show-configuration'));
    const applied = applyStatement(cursor, statement, origin);
    if (isLine) {
      this.#unreadHeader = undefined;
      this.#noteReading(understood, origin);
      this.#noteReplaced(applied, origin);
    } else if (understood.kind === 'operation') {
      const line = this.textOf(file).slice(start, end);
      const command = operations.understand(line, { profile: this.#profile });
      this.noteCommand(command, origin, file, start);
    } else {
      this.#noteUnread(statement, origin, file);
    }
    return applied.cursor;
  }

  /** Lenient readings, and lines that take others back. */
  #noteReading({ line, canonical, today }: ReadLine, origin: Origin): void {
    if (canonical !== undefined) this.diagnostics.push(diagnostic('TG102', { canonical }, { origin }));
    if (today !== undefined) this.diagnostics.push(diagnostic('TG103', { new: today }, { origin }));
    const takesBack = line.operator === 'reset' || line.operator === 'remove' || line.operator === 'delete';
    if (takesBack && line.row.options.unread === undefined) {
      const details = {
        what: `"${line.text.replace(/^undo /, '')}"`,
        where: 'the device',
        value: 'its default',
      };
      this.diagnostics.push(diagnostic('TG100', details, { origin }));
    }
  }

  #noteReplaced({ kind, previous }: Applied, origin: Origin): void {
    for (const { origin: replaced } of previous) {
      if (replaced === origin) continue;
      const does = kind === 'replaced' ? 'sets it again' : 'takes it back';
      const line = this.lineOf(origin);
      this.diagnostics.push(diagnostic('TG112', { line, does }, { origin: replaced }));
    }
  }

  #noteUnread(statement: Statement, origin: Origin, file: number): void {
    const { understood, section, start, end } = statement;
    if (understood.kind === 'printed') return;
    const text = this.textOf(file);
    const isIpsec = IPSEC_VIEWS.has(statement.view) || isIpsecLine(text.slice(start, start + 16));
    const isBelow = understood.kind === 'foreign' && understood.below;
    const header = this.#unreadHeader?.section === section ? this.#unreadHeader : undefined;
    if (header !== undefined && (isBelow || !isIpsec)) {
      const cause = `line ${this.lineOf(header.origin)}`;
      this.diagnostics.push(diagnostic('TG209', { cause }, { origin }));
      return;
    }
    const problem = problemOf(statement, { text, file, origin, profile: this.#profile });
    const isRefused = understood.kind === 'loose' || understood.kind === 'masked';
    if (!isIpsec && !isRefused && !isStray(statement, text)) {
      if (problem !== undefined) this.pending.set(origin, problem);
    } else if (isBelow) {
      this.diagnostics.push(diagnostic('TG269', { target: 'other devices', advice: STRANGER }, { origin }));
    } else {
      this.diagnostics.push(problem ?? unknownCommand(statement, text.slice(start, end), file, origin));
      if (isIpsec && statement.view === 'system') this.#unreadHeader = { origin, section };
    }
  }
}

/** Commands of the views of IPsec and of no other: outside their view they are lost, with what they were to say. */
const STRAY =
  /^(?:pre-shared-key|remote-address|remote-id|local-id-type|exchange-mode|ike-p(?:eer|roposal)|security acl|esp|ah|encapsulation-mode|transform|(?:encryption|integrity)-algorithm|pfs|prf|dh)[ \t]/i;

function isStray({ understood, view, start, end }: Statement, text: string): boolean {
  const isUnknown = understood.kind === 'failure' && understood.failure.word === 0;
  return isUnknown && view === 'system' && STRAY.test(text.slice(start, end));
}

/** What a person does about an IPsec line among those of another feature (`ipsec sa NAME` of OSPFv3). */
const STRANGER = 'protect by hand what the lines around it configure';

function unknownCommand({ view, start }: Statement, text: string, file: number, origin: Origin): Diagnostic {
  const word = text.split(/[ \t]/, 1)[0] ?? '';
  const span: Span = { file, start, end: start + word.length };
  return diagnostic('TG101', { word, kind: 'command', where: `the ${view} view` }, { origin, span });
}
