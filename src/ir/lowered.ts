import type { Diagnostic } from './diagnostic.ts';
import type { Gateway } from './gateway.ts';
import type { Origin, Origins } from './origins.ts';

/** What lowering gives: the gateway with every default of its profile written out, and where each value came from. */
export interface Lowered {
  readonly gateway: Gateway;
  readonly origins: Origins;
  /** Statements whose argument was read or whose object was followed. */
  readonly used: ReadonlySet<Origin>;
  readonly diagnostics: readonly Diagnostic[];
  /**
   * IR objects that lack something which the source says, with the diagnostics that tell what (a line that
   * cannot be read, a reference to nothing): their tunnels are withheld.
   */
  readonly faulty: ReadonlyMap<object, readonly Diagnostic[]>;
}
