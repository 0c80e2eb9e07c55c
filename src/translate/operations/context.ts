import type { KnownSas } from './known-sas.ts';
import type { Speaker } from './reading-back.ts';

/** What there is to know for saying operations on another device. */
export interface SayingContext {
  readonly from: Speaker;
  readonly to: Speaker;
  /** Both devices have the same names. */
  readonly keepsNames: boolean;
  readonly known: KnownSas;
  /** The source's device has one board, so that naming it names all. */
  readonly hasOneBoard: boolean;
}
