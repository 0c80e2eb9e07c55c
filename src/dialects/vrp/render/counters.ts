import type { CapturedStatistics } from '../../../ir/captured.ts';
import type { FailureCause } from '../../../ir/result.ts';
import { integer } from '../../../text/layout/codecs.ts';
import { cell, type Cell } from '../../../text/layout/form.ts';

type Row = CapturedStatistics;
export type Drops = NonNullable<Row['drops']>;
type Messages = NonNullable<Row['messages']>;

/** A number of the statistics. */
export function counter(get: (row: Row) => number | undefined, put: (count: number) => Row): Cell<Row> {
  return cell<Row, number>(integer, get, put);
}
export function dropCounter(member: keyof Drops): Cell<Row> {
  return counter(
    ({ drops }) => drops?.[member],
    (count) => ({ drops: { [member]: count } }),
  );
}
export function messageCounter(member: keyof Messages): Cell<Row> {
  return counter(
    ({ messages }) => messages?.[member],
    (count) => ({ messages: { [member]: count } }),
  );
}
/** Failures that never happened are not in the list. */
export function failureCounter(cause: FailureCause, ...others: readonly FailureCause[]): Cell<Row> {
  return counter(
    ({ failures }) =>
      failures === undefined
        ? undefined
        : [cause, ...others].reduce((sum, each) => sum + (failures[each] ?? 0), 0),
    (count) => ({ failures: { [cause]: count } }),
  );
}
/** What the engine does not do is never counted. */
export const ZERO: Cell<Row> = { pattern: String.raw`\d+`, print: () => '0', read: () => ({}) };
