import type { Leave, Target } from '../../dialects/dialect.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Change } from '../../ir/limits.ts';

/** What a target can be told of a gateway, and everything that it is told otherwise than the source means it. */
export interface Legalized {
  readonly gateway: Gateway;
  readonly changes: readonly Change[];
}
export interface LegalizeOptions {
  readonly target: Target;
  /** "tmsh@16", for messages. */
  readonly name: string;
  readonly profile: string;
  readonly leave: Leave;
}
