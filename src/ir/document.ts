import type { Captured } from './captured.ts';
import type { Gateway } from './gateway.ts';
import type { Operation } from './operation.ts';
import type { OriginTable } from './origins.ts';
import type { Result } from './result.ts';

/** What `--to ir` writes and `--from ir` reads; at least one member besides `ir`. */
export interface IrDocument {
  readonly ir: 1;
  readonly gateway?: Gateway;
  readonly origins?: OriginTable;
  readonly operations?: readonly Operation[];
  readonly results?: readonly Result[];
  readonly captured?: Captured;
}
