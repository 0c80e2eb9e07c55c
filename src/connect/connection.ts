import type { Which } from './end.ts';
import type { NatsBefore } from './nat.ts';
import type { Basis } from './peering.ts';
import type { Problem } from './problem.ts';

/** Whether two peers' tunnels come up. `trouble`: they do, and something shows later. */
export type Verdict = 'up' | 'trouble' | 'unverifiable' | 'fails';

/** What one end types so that its side of every problem is as the other end has it. */
export interface Repair {
  /** Statements in that end's dialect; empty where its dialect has files only, or where nothing can be typed. */
  readonly lines: readonly string[];
  /** Placeholders in them that a person replaces. */
  readonly needed: readonly string[];
  /** False where the end is too large to prove statements for it among so many. */
  readonly isTried: boolean;
}
export const BY_HAND: Repair = { lines: [], needed: [], isTried: true };
export const NOT_TRIED: Repair = { lines: [], needed: [], isTried: false };

/** Two peers that are meant for each other, as the engine found them. */
export interface Connection {
  readonly ends: Readonly<Record<Which, string>>;
  readonly peers: Readonly<Record<Which, string>>;
  readonly basis: Basis;
  readonly verdict: Verdict;
  /** Problems in the order in which they show. */
  readonly problems: readonly Problem[];
  /** Addresses that a text does not say and the other end's view stands for. */
  readonly assumed: Readonly<Partial<Record<Which, string>>>;
  /** The NAT devices that were put before the ends. */
  readonly nats: NatsBefore;
  readonly repairs: Readonly<Partial<Record<Which, Repair>>>;
  /** The end that protects less in what they do not agree on: better change that one. */
  readonly weaker?: Which;
}
