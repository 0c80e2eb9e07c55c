import { DEFAULT_ORIGIN, type Origin } from '../ir/origins.ts';
import { LineIndex } from '../text/lines.ts';
import { maskStatement, textOf } from '../translate/report/mask.ts';
import { nameOf } from '../translate/dialect-profile.ts';
import type { Told } from './difference.ts';
import type { Side } from './side.ts';

/** A statement as it may be shown: keys masked, on one line. */
export interface SourceStatement {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}
/**
 * Where a value comes from. `no-word`: the dialect cannot say it, it is always so there; `derived`: it follows from
 * other statements, or from there being none.
 */
export interface Source {
  readonly basis: 'written' | 'default' | 'no-word' | 'derived';
  readonly statements: readonly SourceStatement[];
  /** Where no statement wrote it, why it is so: "default of vrp@usg". */
  readonly why?: string;
}

/** Finds the statements of one side behind what it means. */
export class Sources {
  readonly #side: Side;
  readonly #indexes: LineIndex[] = [];

  constructor(side: Side) {
    this.#side = side;
  }

  of({ origins }: Pick<Told, 'origins'>, path: string): Source {
    const statements = this.statements(origins);
    if (statements.length > 0) return { basis: 'written', statements };
    const { from } = this.#side;
    const name = nameOf(from);
    if (from.dialect.target?.limits[from.profile]?.members[path]?.fixed !== undefined) {
      return { basis: 'no-word', statements, why: `${name} has no word for it` };
    }
    return origins.includes(DEFAULT_ORIGIN)
      ? { basis: 'default', statements, why: `default of ${name}` }
      : { basis: 'derived', statements, why: 'no statement says so' };
  }

  /** In the order of the text. */
  statements(origins: readonly Origin[]): readonly SourceStatement[] {
    const { read, from } = this.#side;
    const written = [...new Set(origins)]
      .filter((origin) => origin >= 0)
      .toSorted((left, right) => left - right);
    return written.flatMap((origin): readonly SourceStatement[] => {
      const span = read.statements[origin]?.span;
      const file = span === undefined ? undefined : read.files[span.file];
      if (span === undefined || file === undefined) return [];
      const index = (this.#indexes[span.file] ??= new LineIndex(file.text));
      const text = maskStatement(from.dialect, textOf(read.files, span)).replaceAll(/\s+/g, ' ').trim();
      return [{ file: file.name, line: index.line(span.start), text }];
    });
  }
}
