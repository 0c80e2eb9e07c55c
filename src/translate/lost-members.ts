import type { Gateway } from '../ir/gateway.ts';
import type { IkeProposal } from '../ir/ike.ts';
import type { ObjectReference } from '../ir/operation.ts';
import { allOrigins, type Origin, type Origins } from '../ir/origins.ts';
import { heededOrigins } from './heeded-origins.ts';

/** Statements of an IKE proposal that stays, which mattered to none of the peers that it is left to. */
export interface LostMembers {
  readonly object: ObjectReference;
  readonly path: 'ikeProposals';
  readonly what: IkeProposal;
  readonly origins: readonly Origin[];
}

/** What a proposal that stays has for peers that offer it no more: a hash for IKEv1 beside peers that speak IKEv2. */
export function lostMembers(before: Gateway, after: Gateway, origins: Origins): readonly LostMembers[] {
  const ofProposals = allOrigins(origins, after.ikeProposals);
  const heeded = heededOrigins(after, origins, ofProposals);
  const wasHeeded = heededOrigins(before, origins, ofProposals);
  return after.ikeProposals.flatMap((what) => {
    const object: ObjectReference = { kind: 'ike-proposal', name: what.name };
    const lost = [...allOrigins(origins, what)].filter(
      (origin) => wasHeeded.has(origin) && !heeded.has(origin),
    );
    return lost.length === 0 ? [] : [{ object, path: 'ikeProposals', what, origins: lost }];
  });
}
