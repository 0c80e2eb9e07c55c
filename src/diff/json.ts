import type { Json } from '../ir/json.ts';
import type { MeaningDiff } from './diff.ts';
import type { MeaningDifference, Subject, Told } from './difference.ts';
import { withoutSecrets } from './show-value.ts';
import { type Source, Sources } from './source.ts';
import type { Side } from './side.ts';

/** A difference for a program: values of the IR (keys masked) and in words, and the statements behind them. */
export interface DifferenceRow {
  readonly kind: MeaningDifference['kind'];
  readonly path: string;
  readonly words: string;
  readonly subjects: readonly Subject[];
  readonly left?: SideRow;
  readonly right?: SideRow;
}
interface SideRow extends Source {
  readonly value?: Json;
  readonly text: string;
}

export function differenceRows({ differences }: MeaningDiff, a: Side, b: Side): readonly DifferenceRow[] {
  const [lefts, rights] = [new Sources(a), new Sources(b)];
  return differences.map(({ kind, path, words, subjects, left, right }) => ({
    kind,
    path,
    words,
    subjects,
    ...(left === undefined ? {} : { left: sideRow(left, lefts.of(left, path)) }),
    ...(right === undefined ? {} : { right: sideRow(right, rights.of(right, path)) }),
  }));
}

function sideRow({ value, text }: Told, source: Source): SideRow {
  return { ...(value === undefined ? {} : { value: withoutSecrets(value) }), text, ...source };
}
