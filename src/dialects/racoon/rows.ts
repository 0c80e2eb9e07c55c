import type { Unread } from '../../../grammars/notation/command.ts';
import type { Section } from '../../../grammars/racoon/schema/directive.ts';
import { COMMANDS, KEYS, SECTIONS } from '../../../grammars/racoon/table.ts';
import type { Row } from '../dialect.ts';

interface SchemaRow extends Row {
  readonly view: string;
  /** Absent: the header of the block. */
  readonly name?: string;
}

/** Commands of setkey that only ask, and one that the kernel answers for. */
const QUERIES: readonly string[] = ['get', 'dump', 'spddump', 'getspi'];
const VERBS: readonly string[] = [
  'add',
  'delete',
  'deleteall',
  'flush',
  'spdadd',
  'spdupdate',
  'spddelete',
  'spdflush',
  'exit',
  'quit',
  'bye',
];

/** The schema as rows: each block, each of its directives, the lines of psk.txt and the commands of setkey. */
export const rows: readonly SchemaRow[] = [
  ...SECTIONS.flatMap(rowsOf),
  { view: KEYS, name: 'key', line: 'psk.txt <identity> <key>' },
  ...VERBS.map((name) => ({ view: COMMANDS, name, line: `setkey ${name}` })),
  ...QUERIES.map((name) => ({
    view: COMMANDS,
    name,
    line: `setkey ${name}`,
    unread: 'out-of-scope' as const,
  })),
];

function rowsOf({ view, directives, unread }: Section): readonly SchemaRow[] {
  return [
    row(view, undefined, `${view} { … }`, unread),
    ...Object.entries(directives).map(([name, directive]) =>
      row(view, name, `${view} ${name}`, directive.unread),
    ),
  ];
}

function row(view: string, name: string | undefined, line: string, unread: Unread | undefined): SchemaRow {
  return { view, line, ...(name === undefined ? {} : { name }), ...(unread === undefined ? {} : { unread }) };
}

const indexes: ReadonlyMap<string, number> = new Map(
  rows.map(({ view, name }, index) => [`${view} ${name ?? ''}`, index]),
);

export function rowIndex(view: string, name?: string): number | undefined {
  return indexes.get(`${view} ${name ?? ''}`);
}
