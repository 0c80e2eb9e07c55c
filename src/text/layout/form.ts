import type { Moment } from '../../ir/captured.ts';
import type { Time } from '../../ir/result.ts';
import type { Layout, TextRow } from './layout.ts';

/** A value as text. */
export interface Codec<Value> {
  /** What the reader takes for it; absent: a word. */
  readonly pattern?: string;
  /** Nothing: there is no word for it. */
  print(value: Value): string | undefined;
  /** Nothing: the text is no such value. */
  read(text: string): Value | undefined;
}

/** One cell of an output: which part of a row it says. */
export interface Cell<Row> {
  readonly pattern?: string;
  /** Nothing: the row does not have it. */
  print(row: Row, moment: Moment): string | undefined;
  /** What the cell says of a row; nothing: the text is no such value. */
  read(text: string, moment: Moment): Row | undefined;
  /** Whether it says a date, how long something is from the moment of the capture, or that moment itself. */
  readonly time?: 'date' | 'age' | 'now';
  /** The date that it says (where `time` is `date` or `now`), in milliseconds from 1970. */
  readonly date?: (text: string) => number | undefined;
}
/** A list of rows in a row. */
export interface List<Row> {
  print(row: Row, moment: Moment): readonly TextRow[] | undefined;
  read(rows: readonly TextRow[], moment: Moment, refuse: Refuse): Row;
  times(rows: readonly TextRow[]): readonly Said[];
  readonly patterns: Layout['patterns'];
}
/** What a cell says of time. */
export type Said = { readonly time: 'age' } | { readonly time: 'date' | 'now'; readonly date: number };
/** Told of each cell whose text is no value. */
export type Refuse = (cell: string, text: string) => void;

/** What the cells of an output are, by their names in its layout. */
export interface Form<Row> {
  readonly cells: Readonly<Record<string, Cell<Row>>>;
  readonly lists?: Readonly<Record<string, List<Row>>>;
}

/** A member of a row as a cell. */
export function cell<Row, Value>(
  codec: Codec<Value>,
  get: (row: Row) => Value | undefined,
  put: (value: Value) => Row,
): Cell<Row> {
  return {
    ...(codec.pattern === undefined ? {} : { pattern: codec.pattern }),
    print: (row) => {
      const value = get(row);
      return value === undefined ? undefined : codec.print(value);
    },
    read: (text) => {
      const value = codec.read(text);
      return value === undefined ? undefined : put(value);
    },
  };
}

/** A point in time as a date. `dates`: as milliseconds from 1970. */
export function dateCell<Row>(
  dates: Codec<number>,
  get: (row: Row) => Time | undefined,
  put: (time: Time) => Row,
): Cell<Row> {
  return {
    ...(dates.pattern === undefined ? {} : { pattern: dates.pattern }),
    time: 'date',
    date: (text) => dates.read(text),
    print: (row, { epoch }) => {
      const time = get(row);
      return time === undefined || epoch === undefined ? undefined : dates.print(epoch + time);
    },
    read: (text, { epoch }) => {
      const date = dates.read(text);
      return date === undefined || epoch === undefined ? undefined : put(date - epoch);
    },
  };
}

/**
 * A point in time as seconds from the moment of the capture: what is left until then, or, with `since`, how long
 * ago it was.
 */
export function ageCell<Row>(
  seconds: Codec<number>,
  direction: 'left' | 'since',
  get: (row: Row) => Time | undefined,
  put: (time: Time) => Row,
): Cell<Row> {
  const sign = direction === 'left' ? 1 : -1;
  return {
    ...(seconds.pattern === undefined ? {} : { pattern: seconds.pattern }),
    time: 'age',
    print: (row, { now }) => {
      const time = get(row);
      if (time === undefined || now === undefined) return undefined;
      return seconds.print(Math.max(0, Math.floor((sign * (time - now)) / 1000)));
    },
    read: (text, { now }) => {
      const count = seconds.read(text);
      return count === undefined || now === undefined ? undefined : put(now + sign * count * 1000);
    },
  };
}

/** The patterns of a form's cells, for its layout. */
export function patternsOf<Row>({ cells, lists = {} }: Form<Row>): Layout['patterns'] {
  const own = Object.entries(cells).flatMap(([name, { pattern }]): [string, string][] =>
    pattern === undefined ? [] : [[name, pattern]],
  );
  const inner = Object.values(lists).flatMap(({ patterns }) => Object.entries(patterns));
  return Object.fromEntries([...inner, ...own]);
}

/** A row as the texts of its cells. */
export function printRow<Row>({ cells, lists = {} }: Form<Row>, row: Row, moment: Moment): TextRow {
  const texts: Record<string, string | readonly TextRow[]> = {};
  for (const name in cells) {
    const text = cells[name]?.print(row, moment);
    if (text !== undefined) texts[name] = text;
  }
  for (const name in lists) {
    const rows = lists[name]?.print(row, moment);
    if (rows !== undefined) texts[name] = rows;
  }
  return texts;
}

/** What the texts of cells say of a row. */
export function readRow<Row extends object>(
  { cells, lists = {} }: Form<Row>,
  texts: TextRow,
  moment: Moment,
  refuse: Refuse,
  empty: Row,
): Row {
  let row = empty;
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text === 'string') {
      const said = cells[name]?.read(text, moment);
      if (said !== undefined) row = merge(row, said);
      else if (name in cells) refuse(name, text);
    } else {
      const said = lists[name]?.read(text, moment, refuse);
      if (said !== undefined) row = merge(row, said);
    }
  }
  return row;
}

/** A list of rows in a row, each with a form of its own. */
export function list<Row, Element extends object>(
  form: Form<Element>,
  get: (row: Row) => readonly Element[] | undefined,
  put: (elements: readonly Element[]) => Row,
  empty: Element,
): List<Row> {
  return {
    print: (row, moment) => get(row)?.map((element) => printRow(form, element, moment)),
    read: (rows, moment, refuse) => put(rows.map((texts) => readRow(form, texts, moment, refuse, empty))),
    times: (rows) => rows.flatMap((texts) => timesOf(form, texts)),
    patterns: patternsOf(form),
  };
}

/** What the cells of a row say of time. */
export function timesOf<Row>({ cells, lists = {} }: Form<Row>, texts: TextRow): readonly Said[] {
  return Object.entries(texts).flatMap(([name, text]): readonly Said[] => {
    if (typeof text !== 'string') return lists[name]?.times(text) ?? [];
    const { time, date } = cells[name] ?? {};
    if (time === undefined) return [];
    if (time === 'age') return [{ time }];
    const found = date?.(text);
    return found === undefined ? [] : [{ time, date: found }];
  });
}

/** The moment of the capture itself. */
export function nowCell<Row>(dates: Codec<number>, nothing: Row): Cell<Row> {
  return {
    ...(dates.pattern === undefined ? {} : { pattern: dates.pattern }),
    time: 'now',
    date: (text) => dates.read(text),
    print: (_row, { epoch, now }) =>
      epoch === undefined || now === undefined ? undefined : dates.print(epoch + now),
    read: () => nothing,
  };
}

/** Two parts of one record: members of records go together, lists one behind the other, else the second counts. */
export function merge<Row extends object>(left: Row, right: Row): Row {
  return mergeWith(left, right, (before, behind) => [...before, ...behind]);
}

/** The same where something else becomes of two lists. */
export function mergeWith<Row extends object>(
  left: Row,
  right: Row,
  lists: (left: readonly unknown[], right: readonly unknown[]) => readonly unknown[],
): Row {
  const before = new Map(membersOf(left));
  const joined: Record<string, unknown> = {};
  for (const [name, value] of membersOf(right)) {
    const known = before.get(name);
    if (Array.isArray(known) && Array.isArray(value)) joined[name] = lists(known, value);
    else if (isRecord(known) && isRecord(value)) joined[name] = mergeWith(known, value, lists);
  }
  return { ...left, ...right, ...joined };
}

function membersOf(record: object): readonly [string, unknown][] {
  return Object.entries(record);
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
