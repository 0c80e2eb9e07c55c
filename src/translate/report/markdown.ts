import type { Json } from '../../ir/json.ts';
import type { Place } from '../source-map.ts';
import { code, text } from './markdown-text.ts';
import { proofLines, proofSentence, proofSummary } from './proof-words.ts';
import { type DefaultRow, type Note, type Report, type StatementRow, STATUSES } from './report.ts';

/** The report for people: the verdict first, then what needs them, then every statement in its order. */
export function* markdownReport(report: Report): Iterable<string> {
  yield `# ${text(report.from)} to ${text(report.to)}: ${report.verdict}\n\n${text(report.because)} [TG154]\n\n`;
  yield* table([...STATUSES], [STATUSES.map((status) => String(report.counts[status]))]);
  yield* section('To do', toDo(report));
  yield* section('Statements', statements(report.statements));
  yield* section('Defaults', defaults(report.defaults));
  yield* section('Added', added(report));
  yield* section('Proof', proof(report));
}

/** A heading and what is under it; nothing where nothing is. */
function* section(title: string, body: Iterable<string>): Iterable<string> {
  let isEmpty = true;
  for (const piece of body) {
    if (isEmpty) yield `\n## ${title}\n\n`;
    isEmpty = false;
    yield piece;
  }
}

function* proof({ proof: found }: Report): Iterable<string> {
  if (found === undefined) return;
  yield `${text(proofSummary(found))}\n\n`;
  for (const peer of found.peers) {
    yield `- ${text(peer.peer)}: ${text(proofSentence(peer))}\n`;
    for (const difference of peer.differences) {
      const [first = '', ...others] = proofLines(difference);
      yield `  - ${[first.trim(), ...others.map((line) => line.trim())].map((line) => text(line)).join('<br>')}\n`;
    }
  }
}

function* toDo({ needed, statements: rows }: Report): Iterable<string> {
  for (const { placeholder, kind, targets } of needed) {
    const option = kind === 'secret' ? '--secrets' : '--map';
    yield `- [ ] give ${code(`{{${placeholder}}}`)} with ${option}${at(targets)}\n`;
  }
  for (const { file, line, notes } of rows) {
    for (const { todo, code: number } of notes) {
      if (todo !== undefined) yield `- [ ] ${text(file)}:${line}: ${text(todo)} [${number}]\n`;
    }
  }
}

function at(targets: readonly Place[]): string {
  const places = targets.slice(0, 3).map(({ file, line }) => `${text(file)}:${line}`);
  const more = targets.length > places.length ? ` and ${targets.length - places.length} more` : '';
  return places.length === 0 ? '' : ` (${places.join(', ')}${more})`;
}

function* statements(rows: readonly StatementRow[]): Iterable<string> {
  let file: string | undefined;
  for (const row of rows) {
    if (row.file !== file) {
      yield `${file === undefined ? '' : '\n'}### ${text(row.file)}\n\n`;
      yield* table(['line', 'status', 'statement', 'what became of it', 'where'], []);
      file = row.file;
    }
    yield tableRow([
      row.line === row.endLine ? String(row.line) : `${row.line}-${row.endLine}`,
      row.status,
      code(row.text.trim()),
      row.notes.map(noteText).join('<br>'),
      placesText(row.targets),
    ]);
  }
}

function noteText({ note, code: number, count, status }: Note, index: number): string {
  const times = count === undefined ? '' : ` (${count} times)`;
  return `${index === 0 ? '' : `${status}: `}${text(note)}${times} [${number}]`;
}

/** Lines of one file as one list: "bigip.conf:3, 7, 12". */
function placesText(places: readonly Place[]): string {
  const byFile = new Map<string, number[]>();
  for (const { file, line } of places) {
    const known = byFile.get(file);
    if (known === undefined) byFile.set(file, [line]);
    else known.push(line);
  }
  return [...byFile].map(([file, lines]) => `${text(file)}:${lines.join(', ')}`).join('<br>');
}

function* defaults(rows: readonly DefaultRow[]): Iterable<string> {
  if (rows.length === 0) return;
  yield* table(
    ['member', 'source', 'target', 'status', 'what became of it', 'times'],
    rows.map(({ path, from, to, status, note, code: number, count }) => [
      code(path),
      valueText(from),
      to === undefined ? '' : valueText(to),
      status,
      `${text(note)} [${number}]`,
      String(count),
    ]),
  );
}

function valueText(value: Json): string {
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

function* added({ added: rows }: Report): Iterable<string> {
  if (rows.length === 0) return;
  yield* table(
    ['line', 'why'],
    rows.map(({ file, line, note, code: number }) => [`${text(file)}:${line}`, `${text(note)} [${number}]`]),
  );
}

function* table(head: readonly string[], rows: Iterable<readonly string[]>): Iterable<string> {
  yield tableRow(head);
  yield tableRow(head.map(() => '---'));
  for (const row of rows) yield tableRow(row);
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
