import { readDocument, type Statement } from '../../../grammars/vrp/document.ts';
import { applyStatement } from '../../../grammars/vrp/objects.ts';
import type { Profile } from '../../../grammars/vrp/profiles.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { SourceFile } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import type { Read } from '../dialect.ts';
import { StatementReader } from '../dialect-reader.ts';
import { problemOf } from './problems.ts';

/** Views in which every line is IPsec: one that cannot be read is an error wherever it stands. */
const IPSEC_VIEWS: ReadonlySet<string> = new Set([
  'ike-proposal',
  'ike-peer',
  'ipsec-proposal',
  'ipsec-policy-isakmp',
  'ipsec-policy-template',
  'ipsec-policy-manual',
  'ipsec-profile',
  'ipsec-sa',
  'ike-identity',
  'ike-user-table',
  'ike-user',
  'efficient-vpn',
]);
const IPSEC_LINE = /^(?:undo[ \t]+)?(?:ike|ipsec|ikev1|ikev2)[ \t]/i;

/** text → statements → objects. Each file begins in system view. */
export function read(files: readonly SourceFile[], profile: Profile): Read {
  const reader = new Reader(files, 'system');
  for (const [file, { text }] of files.entries()) reader.readFile(file, readDocument(text, profile));
  return reader.result();
}

class Reader extends StatementReader {
  /** The last IPsec line that no table knows, and where it stands: what is below it is lost with it. */
  #unreadHeader: { readonly origin: Origin; readonly view: string } | undefined;

  readFile(file: number, statements: readonly Statement[]): void {
    let cursor = this.root;
    this.#unreadHeader = undefined;
    for (const statement of statements) {
      const origin = this.statements.length;
      const { understood } = statement;
      this.statements.push({
        span: { file, start: statement.start, end: statement.end },
        view: statement.view,
        ...(understood.kind === 'line' ? { row: understood.line.row.index } : {}),
      });
      const applied = applyStatement(cursor, statement, origin);
      cursor = applied.cursor;
      if (understood.kind === 'line') {
        this.#unreadHeader = undefined;
        this.#noteReading(statement, origin);
        this.#noteReplaced(
          applied.previous.map((assignment) => assignment.origin),
          origin,
          applied.kind,
        );
      } else {
        this.#noteUnread(statement, origin, file);
      }
    }
  }

  /** Lenient readings, and lines that take others back. */
  #noteReading({ understood }: Statement, origin: Origin): void {
    if (understood.kind !== 'line') return;
    const { line, canonical } = understood;
    if (canonical !== undefined) this.diagnostics.push(diagnostic('TG102', { canonical }, { origin }));
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

  #noteReplaced(previous: readonly Origin[], origin: Origin, kind: string): void {
    for (const replaced of previous) {
      if (replaced === origin) continue;
      const does = kind === 'replaced' ? 'sets it again' : 'takes it back';
      const line = this.lineOf(origin);
      this.diagnostics.push(diagnostic('TG112', { line, does }, { origin: replaced }));
    }
  }

  #noteUnread(statement: Statement, origin: Origin, file: number): void {
    const text = this.textOf(file);
    const problem = problemOf(statement, { text, file, origin });
    const isIpsec =
      IPSEC_VIEWS.has(statement.view) || IPSEC_LINE.test(text.slice(statement.start, statement.start + 16));
    if (problem !== undefined) {
      this.#unreadHeader =
        isIpsec && statement.view === 'system' ? { origin, view: statement.view } : undefined;
      if (isIpsec) this.diagnostics.push(problem);
      else this.pending.set(origin, problem);
      return;
    }
    const header = this.#unreadHeader;
    if (header !== undefined && header.view === statement.view) {
      const cause = `line ${this.lineOf(header.origin)}`;
      this.diagnostics.push(diagnostic('TG209', { cause }, { origin }));
    } else if (isIpsec) {
      const word = text.slice(statement.start, statement.end).split(/[ \t]/, 1)[0] ?? '';
      this.diagnostics.push(
        diagnostic(
          'TG101',
          { word, kind: 'command', where: `the ${statement.view} view` },
          { origin, span: { file, start: statement.start, end: statement.start + word.length } },
        ),
      );
    }
  }
}
