import { sha256 } from '../../text/sha256.ts';
import type { Json } from '../../ir/json.ts';
import type { Place } from '../source-map.ts';
import { html } from './html-text.ts';
import { SCRIPT, STYLE } from './html-page.ts';
import { proofLines, proofSentence } from './proof-words.ts';
import { type Note, type Report, type StatementRow, type Status, STATUSES } from './report.ts';
import type { GatewayTexts, ShownText } from './texts.ts';

/**
 * The report as one page that needs nothing else: source and output side by side, what became of each line on hover, a
 * filter by status. Nothing in it runs but its own script, whatever names the configuration has.
 */
export function* htmlReport(report: Report, gateways: readonly GatewayTexts[]): Iterable<string> {
  yield* head(report);
  const rows = rowsByFile(report.statements);
  for (const [index, gateway] of gateways.entries()) {
    const ids = outputIds(gateway, index);
    yield '<div class="panes">\n<div class="pane">\n';
    for (const [position, text] of gateway.sources.entries()) {
      yield* sourceLines(text, rows.get(text.file) ?? [], `s${index}-${position}`, ids);
    }
    yield '</div>\n<div class="pane">\n';
    for (const text of gateway.outputs) yield* outputLines(text, ids.get(text.file) ?? '');
    yield '</div>\n</div>\n';
  }
  yield* tables(report);
  yield `<script>${SCRIPT}</script>\n</body>\n</html>\n`;
}

function* head({ from, to, because, verdict, counts }: Report): Iterable<string> {
  const title = `${html(from)} to ${html(to)}: ${verdict}`;
  const hash = sha256(SCRIPT, 'base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
  yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`;
  yield `<title>${title}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`;
  yield `<h1>${title}</h1>\n<p>${html(because)} [TG154]</p>\n<p class="filter">`;
  for (const status of STATUSES) {
    yield `<label class="${status}"><input type="checkbox" value="${status}" checked> ${status} ${counts[status]}</label>\n`;
  }
  yield '</p>\n';
}

function rowsByFile(rows: readonly StatementRow[]): Map<string, StatementRow[]> {
  const byFile = new Map<string, StatementRow[]>();
  for (const row of rows) {
    const known = byFile.get(row.file);
    if (known === undefined) byFile.set(row.file, [row]);
    else known.push(row);
  }
  return byFile;
}

/** What the ids of the lines of an output begin with, by its name. */
function outputIds({ outputs }: GatewayTexts, gateway: number): ReadonlyMap<string, string> {
  return new Map(outputs.map(({ file }, position) => [file, `t${gateway}-${position}`]));
}

/** A line has the status of the statement on it, of several the first that is not exact. */
function* sourceLines(
  { file, lines }: ShownText,
  rows: readonly StatementRow[],
  id: string,
  ids: ReadonlyMap<string, string>,
): Iterable<string> {
  yield `<h3>${html(file)}</h3>\n<ol>\n`;
  let number = 0;
  let next = 0;
  let current: readonly StatementRow[] = [];
  for (const text of lines()) {
    number += 1;
    const begun: StatementRow[] = [];
    for (let row = rows[next]; row !== undefined && row.line <= number; row = rows[++next]) begun.push(row);
    current = begun.length > 0 ? begun : current.filter(({ endLine }) => endLine >= number);
    const status = statusOf(current);
    const targets = current.flatMap((row) => targetIds(row.targets, ids));
    yield `<li id="${id}-${number}" data-line="${number}"${status === undefined ? '' : ` class="${status}"`}`;
    yield `${targets.length === 0 ? '' : ` data-to="${[...new Set(targets)].join(' ')}"`}>${html(text)}`;
    for (const { notes } of begun) for (const note of notes) yield noteText(note);
    yield '</li>\n';
  }
  yield '</ol>\n';
}

function statusOf(rows: readonly StatementRow[]): Status | undefined {
  return (rows.find(({ status }) => status !== 'exact') ?? rows[0])?.status;
}

function targetIds(targets: readonly Place[], ids: ReadonlyMap<string, string>): readonly string[] {
  return targets.flatMap(({ file, line }) => {
    const id = ids.get(file);
    return id === undefined ? [] : `${id}-${line}`;
  });
}

function noteText({ status, note, code, count, todo }: Note): string {
  const times = count === undefined ? '' : ` (${count} times)`;
  const byHand = todo === undefined ? '' : ` To do: ${html(todo)}.`;
  return `<span class="note ${status}"><b>${status}</b>: ${html(note)}${times}${byHand} [${code}]</span>`;
}

function* outputLines({ file, lines }: ShownText, id: string): Iterable<string> {
  yield `<h3>${html(file)}</h3>\n<ol>\n`;
  let number = 0;
  for (const text of lines()) {
    number += 1;
    yield `<li id="${id}-${number}" data-line="${number}">${html(text)}</li>\n`;
  }
  yield '</ol>\n';
}

function* tables({ needed, defaults, added, proof }: Report): Iterable<string> {
  yield* table(
    'Needed',
    ['placeholder', 'kind', 'where'],
    needed.map(({ placeholder, kind, targets }) => [placeholder, kind, targets.map(placeText).join(', ')]),
  );
  yield* table(
    'Defaults',
    ['member', 'source', 'target', 'status', 'what became of it', 'times'],
    defaults.map(({ path, from, to, status, note, code, count }) => [
      path,
      valueText(from),
      to === undefined ? '' : valueText(to),
      status,
      `${note} [${code}]`,
      String(count),
    ]),
  );
  yield* table(
    'Added',
    ['line', 'why'],
    added.map((row) => [placeText(row), `${row.note} [${row.code}]`]),
  );
  yield* table(
    'Proof',
    ['peer', 'what the engine says', 'differences'],
    (proof?.peers ?? []).map((peer) => [
      peer.peer,
      proofSentence(peer),
      peer.differences.flatMap(proofLines).join('\n'),
    ]),
  );
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
function valueText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function* table(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Iterable<string> {
  if (rows.length === 0) return;
  yield `<h2>${title}</h2>\n<table>\n<tr>${columns.map((name) => `<th>${name}</th>`).join('')}</tr>\n`;
  for (const row of rows) yield `<tr>${row.map((cell) => `<td>${html(cell)}</td>`).join('')}</tr>\n`;
  yield '</table>\n';
}
