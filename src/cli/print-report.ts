import { proofLines, proofSentence, proofSummary } from '../translate/report/proof-words.ts';
import { type Note, type Report, type StatementRow, STATUSES } from '../translate/report/report.ts';

/** Every line of the input and what became of it, then what no line says. Like a compiler's messages: one a line. */
export function printReport(report: Report): string[] {
  return [
    ...groupRows(report.statements).flatMap(printGroup),
    ...report.defaults.map(
      ({ status, code, note, path, count }) =>
        `default ${path}: ${status}: ${note}${count > 1 ? ` (${count} times)` : ''} [${code}]`,
    ),
    ...printAdded(report.added),
  ];
}

/** Lines that were added for one reason are one row, at the first of them. */
function printAdded(added: Report['added']): readonly string[] {
  const reasons = new Map<string, { readonly first: Report['added'][number]; count: number }>();
  for (const row of added) {
    const reason = `${row.file}\n${row.code}\n${row.note}`;
    const known = reasons.get(reason);
    if (known === undefined) reasons.set(reason, { first: row, count: 1 });
    else known.count += 1;
  }
  return [...reasons.values()].map(({ first: { file, line, note, code }, count }) => {
    const more = count === 1 ? '' : ` (${count} lines)`;
    return `added ${file}:${line}: ${note}${more} [${code}]`;
  });
}

/** What the engine says of the translation; `isWhole`: of every peer, else of those alone that are not proven. */
export function printProof({ proof }: Report, isWhole: boolean): string[] {
  if (proof === undefined) return [];
  const told = proof.peers.filter(
    ({ verdict }) => isWhole || verdict === 'differs' || verdict === 'unverifiable',
  );
  return [
    ...told.flatMap((peer) => [
      `proof ${peer.peer}: ${proofSentence(peer)}`,
      ...peer.differences.flatMap((difference) => proofLines(difference).map((line) => `  ${line}`)),
    ]),
    proofSummary(proof),
  ];
}

/** What a person still has to do, and how the run ended. */
export function printSummary(report: Report): string[] {
  const counts = STATUSES.map((status) => `${status} ${report.counts[status]}`).join(', ');
  return [
    ...report.needed.map(({ placeholder, kind, targets }) => {
      const [first] = targets;
      const at = first === undefined ? '' : ` at ${first.file}:${first.line}`;
      if (kind === 'value')
        return `needed: ${placeholder.replace('value:', '')}: write its value into the source`;
      const option = kind === 'secret' ? '--secrets' : '--map';
      return `needed: {{${placeholder}}}${at}: give it with ${option}`;
    }),
    ...(isWithoutIpsec(report) ? ['nothing of IPsec was found: nothing is translated'] : []),
    `${report.from} to ${report.to}: ${report.verdict} (${counts})`,
  ];
}

function isWithoutIpsec({ statements }: Report): boolean {
  return statements.length > 0 && statements.every(({ status }) => status === 'out-of-scope');
}

interface Group {
  readonly first: StatementRow;
  readonly last: StatementRow;
}

/** Neighbours of which the same is to be told are one line. */
function groupRows(rows: readonly StatementRow[]): readonly Group[] {
  const groups: Group[] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    if (group !== undefined && isSame(group.last, row)) groups[groups.length - 1] = { ...group, last: row };
    else groups.push({ first: row, last: row });
  }
  return groups;
}

function isSame(left: StatementRow, right: StatementRow): boolean {
  return left.file === right.file && left.status === right.status && sameNotes(left.notes, right.notes);
}

function sameNotes(left: readonly Note[], right: readonly Note[]): boolean {
  const isEqual = (note: Note, index: number): boolean => {
    const other = right[index];
    return other !== undefined && note.status === other.status && printNote(note) === printNote(other);
  };
  return left.length === right.length && left.every(isEqual);
}

function printGroup({ first, last }: Group): readonly string[] {
  const lines = first.line === last.endLine ? `${first.line}` : `${first.line}-${last.endLine}`;
  const head = `${first.file}:${lines}`;
  if (first.notes.length === 0) {
    return [first === last ? `${head}: exact: ${first.text.trim()}` : `${head}: exact`];
  }
  return first.notes.map((note) => `${head}: ${note.status}: ${printNote(note)}`);
}

function printNote({ note, todo, code, count, status }: Note): string {
  const times = count === undefined ? '' : ` (${count} times)`;
  const byHand = todo === undefined || status === 'error' ? '' : `; to do: ${todo}`;
  return `${note}${times}${byHand} [${code}]`;
}
