import type { Gateway } from './gateway.ts';
import type { Operation } from './operation.ts';
import type { OriginTable } from './origins.ts';
import type { ChildSa, IkeSa, Result } from './result.ts';

/** What `--to ir` writes and `--from ir` reads; at least one member besides `ir`. */
export interface IrDocument {
  readonly ir: 1;
  readonly gateway?: Gateway;
  readonly origins?: OriginTable;
  readonly operations?: readonly Operation[];
  readonly results?: readonly Result[];
  readonly captured?: Captured;
}
/** SAs read from a device's output; a column that the output does not have is an absent member. */
export interface Captured {
  readonly ikeSas: readonly Partial<IkeSa>[];
  readonly childSas: readonly Partial<ChildSa>[];
}
