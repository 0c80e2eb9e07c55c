import type { Gateway } from '../ir/gateway.ts';
import type { MemberPath } from '../ir/limits.ts';
import type { EngineEnds } from './bring-up.ts';
import type { Which } from './end.ts';
import type { Finding } from './problem.ts';

/** Why two ends cannot be put on the engine at all; absent: they can. */
export function faultOf(ends: EngineEnds): Finding | undefined {
  for (const which of ['left', 'right'] as const) {
    const path = proposalsAmiss(ends[which].gateway);
    if (path !== undefined) return fault(path, 'as it names none that is defined', which);
  }
  const { left, right } = ends;
  const isShared = left.addresses.some((address) => right.addresses.includes(address));
  return isShared ? fault('policies.tunnel.local', 'as both ends say that it is theirs') : undefined;
}

/** The member that names a proposal which is not there, or none at all. */
function proposalsAmiss({ peers, policies, ikeProposals, ipsecProposals }: Gateway): MemberPath | undefined {
  const isAmiss = (
    users: readonly { readonly proposals: readonly string[] }[],
    known: readonly { readonly name: string }[],
  ): boolean => {
    const names = new Set(known.map(({ name }) => name));
    return users.some(
      ({ proposals }) => proposals.length === 0 || proposals.some((name) => !names.has(name)),
    );
  };
  if (isAmiss(peers, ikeProposals)) return 'peers.proposals';
  return isAmiss(policies, ipsecProposals) ? 'policies.proposals' : undefined;
}

function fault(path: MemberPath, when: string, seenBy?: Which): Finding {
  return {
    class: 'stops',
    paths: { left: path, right: path },
    when,
    isByHand: true,
    ...(seenBy === undefined ? {} : { seenBy }),
  };
}
