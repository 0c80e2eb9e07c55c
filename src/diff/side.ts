import type { Read, ReadOptions } from '../dialects/dialect.ts';
import type { SourceFile } from '../ir/diagnostic.ts';
import type { Lowered } from '../ir/lowered.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';

/** One of the two configurations that are compared. */
export interface Side {
  readonly from: DialectProfile;
  readonly read: Read;
  readonly lowered: Lowered;
}

export function readSide(files: readonly SourceFile[], from: DialectProfile, options?: ReadOptions): Side {
  const read = from.dialect.read(files, from.profile, options);
  return { from, read, lowered: from.dialect.lower(read, from.profile) };
}
