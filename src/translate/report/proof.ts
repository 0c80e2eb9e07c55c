import type { Code } from '../../ir/diagnostic.ts';
import type { MemberPath } from '../../ir/limits.ts';
import type { Place } from '../source-map.ts';

/**
 * What the engine says of a translation (`--prove`). `proven`: source and translation give the same SAs but for what the
 * report announced; `differs`: they do not, which is a bug of ours; `unverifiable`: something that decides is not known;
 * `not-written`: the report says that there is no translation.
 */
export type ProofVerdict = 'proven' | 'not-written' | 'unverifiable' | 'differs';

/** How a tunnel is tried: who sends the first packet, and what stands between the two ends. */
export interface Trial {
  readonly starts: 'gateway' | 'counterpart';
  readonly behindNat: 'nobody' | 'gateway' | 'counterpart';
}
/** Each end starting, with and without a NAT device before it. */
export const TRIALS: readonly Trial[] = [
  { starts: 'gateway', behindNat: 'nobody' },
  { starts: 'counterpart', behindNat: 'nobody' },
  { starts: 'gateway', behindNat: 'gateway' },
  { starts: 'counterpart', behindNat: 'counterpart' },
];
/** What one of the two says of a parameter that came out differently. Keys are masked. */
export interface ProofSide {
  readonly observed: string;
  readonly says: string;
  readonly places: readonly (Place & { readonly text: string })[];
  /** Where no statement wrote it. */
  readonly why?: string;
}
/** Something that source and translation did not do alike. */
export interface ProofDifference {
  readonly words: string;
  readonly path: MemberPath;
  readonly trials: readonly Trial[];
  readonly source: ProofSide;
  readonly translation: ProofSide;
  /** The losses that announced it, or the vendors' own behaviour; nothing announced a difference that is a bug. */
  readonly announced: readonly Code[];
  readonly isBehaviour: boolean;
}
/** A peer of the source and its tunnels, each end starting, with and without a NAT device before one of them. */
export interface PeerProof {
  readonly peer: string;
  readonly verdict: ProofVerdict;
  /** Trials in which a tunnel came up, and all of them. */
  readonly trialsUp: number;
  readonly trials: number;
  readonly ikeSas: number;
  readonly childSas: number;
  readonly why?: string;
  readonly differences: readonly ProofDifference[];
}
export interface Proof {
  readonly verdict: ProofVerdict;
  readonly peers: readonly PeerProof[];
}

/** From worst to best. */
export const PROOF_VERDICTS: readonly ProofVerdict[] = ['differs', 'unverifiable', 'not-written', 'proven'];

/** The worst of several. */
export function worstProof(verdicts: readonly ProofVerdict[]): ProofVerdict {
  return PROOF_VERDICTS.find((verdict) => verdicts.includes(verdict)) ?? 'proven';
}
