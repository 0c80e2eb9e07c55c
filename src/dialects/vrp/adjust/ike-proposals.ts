import { isCombined } from '../../../ir/algorithms.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import { sameJson } from '../../../ir/json.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { allOrigins, uniteOrigins, withMembers } from '../../../ir/origins.ts';
import type { IntegrityTransform } from '../../../ir/scalars.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { limitsOfProfile } from '../profile-limits.ts';
import { PRF_OF_INTEGRITY } from '../words.ts';
import { mapPeers } from './peers.ts';

/**
 * A peer names one proposal: several become one with lists where it offers the same and the device has lists, else
 * the first is kept (`translation.md` 5.6, rules 2 and 8).
 */
export const keepOneProposal: Rule = (gateway, adjustment) => {
  const byName = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
  const { listsAlgorithms } = limitsOfProfile(adjustment.profile);
  const superseded = new Map<IkeProposal, 'part' | 'dropped'>();
  const peers = gateway.peers.map((peer) => {
    if (peer.proposals.length < 2) return peer;
    const offered = peer.proposals.flatMap((name) => byName.get(name) ?? []);
    const product = listsAlgorithms ? productOf(offered) : undefined;
    const [first, ...others] = offered;
    if (first === undefined) return peer;
    noteChoice(peer, offered, product !== undefined, adjustment);
    if (product === undefined) {
      for (const proposal of others) superseded.set(proposal, 'dropped');
      return withMembers(adjustment.origins, peer, { proposals: [first.name] });
    }
    for (const proposal of offered) superseded.set(proposal, 'part');
    const name = `${first.name}-${peer.name}`;
    const united = withMembers(adjustment.origins, first, { ...product, name });
    uniteOrigins(adjustment.origins, united, offered);
    byName.set(name, united);
    return withMembers(adjustment.origins, peer, { proposals: [name] });
  });
  const reached = new Set(peers.flatMap(({ proposals }) => proposals));
  const ikeProposals = [...byName.values()].filter((proposal) => {
    const fate = superseded.get(proposal);
    if (fate === undefined || reached.has(proposal.name)) return true;
    noteSuperseded(proposal, fate, adjustment);
    return false;
  });
  return withMembers<Gateway>(adjustment.origins, gateway, { peers, ikeProposals });
};

function noteChoice(
  peer: Peer,
  offered: readonly IkeProposal[],
  merged: boolean,
  adjustment: Adjustment,
): void {
  const names = offered.map(({ name }) => name);
  const own = writersOf(adjustment, peer, 'proposals');
  adjustment.note({
    ...(merged
      ? { code: 'TG291', kind: 'adapted', note: `proposals ${names.join(', ')}: one with lists` }
      : {
          code: 'TG218',
          kind: 'approximated',
          note: `VRP takes one proposal: ${names[0] ?? ''} kept, ${names.slice(1).join(', ')} dropped`,
        }),
    object: peerReference(peer),
    path: 'peers.proposals',
    from: names,
    to: merged ? names : names.slice(0, 1),
    origins: own.length > 0 ? own : writersOf(adjustment, peer, 'name'),
  });
}

/** A proposal that was offered and that nobody offers any more: it is part of one with lists, or dropped. */
function noteSuperseded(proposal: IkeProposal, fate: 'part' | 'dropped', adjustment: Adjustment): void {
  const { name } = proposal;
  adjustment.note({
    ...(fate === 'part'
      ? { code: 'TG291', kind: 'adapted', note: `proposal ${name} is part of one with lists` }
      : { code: 'TG218', kind: 'approximated', note: `VRP takes one proposal: ${name} dropped` }),
    object: { kind: 'ike-proposal', name },
    path: 'ikeProposals',
    from: name,
    origins: [...allOrigins(adjustment.origins, proposal)],
  });
}

const LISTS = ['encryption', 'hashes', 'integrity', 'prfs', 'dhGroups'] as const;

/** The lists whose product is exactly what the proposals offer; absent: there are none. */
function productOf(offered: readonly IkeProposal[]): Pick<IkeProposal, (typeof LISTS)[number]> | undefined {
  const [first] = offered;
  if (first === undefined) return undefined;
  const isAlike = offered.every(
    (proposal) =>
      proposal.authenticationMethod === first.authenticationMethod &&
      proposal.lifetimeSeconds === first.lifetimeSeconds &&
      LISTS.every((list) => proposal[list].length < 2),
  );
  const product = {
    encryption: distinct(offered.flatMap(({ encryption }) => encryption)),
    hashes: distinct(offered.flatMap(({ hashes }) => hashes)),
    integrity: distinct(offered.flatMap(({ integrity }) => integrity)),
    prfs: distinct(offered.flatMap(({ prfs }) => prfs)),
    dhGroups: distinct(offered.flatMap(({ dhGroups }) => dhGroups)),
  };
  const size = LISTS.reduce((count, list) => count * Math.max(1, product[list].length), 1);
  const isWhole = LISTS.every(
    (list) => offered.every((proposal) => proposal[list].length > 0) || product[list].length === 0,
  );
  return isAlike && isWhole && size === distinct(offered.map(({ name: _name, ...suite }) => suite)).length
    ? product
    : undefined;
}

function distinct<T extends object | string | number>(values: readonly T[]): readonly T[] {
  return values.filter((value, index) => values.findIndex((other) => sameJson(other, value)) === index);
}

/** A substitute for a cipher that authenticated by itself needs an algorithm beside it; and an NE router has no PRF of its own. */
export const followIntegrity: Rule = (gateway, adjustment) => {
  const negotiated = proposalsOf(gateway, 'ikev2');
  return withMembers(adjustment.origins, gateway, {
    ikeProposals: gateway.ikeProposals.map((proposal) => {
      if (!negotiated.has(proposal.name)) return proposal;
      const whole =
        proposal.integrity.length === 0 && !isCombined(proposal.encryption)
          ? authenticate(proposal, adjustment)
          : proposal;
      return adjustment.profile === 'ne' ? followHash(whole, adjustment) : whole;
    }),
  });
};

function proposalsOf({ peers }: Gateway, version: Peer['versions'][number]): ReadonlySet<string> {
  return new Set(
    peers.filter(({ versions }) => versions.includes(version)).flatMap(({ proposals }) => proposals),
  );
}

function authenticate(proposal: IkeProposal, adjustment: Adjustment): IkeProposal {
  const integrity: IntegrityTransform = { name: 'AUTH_HMAC_SHA2_256_128' };
  adjustment.note({
    code: 'TG211',
    kind: 'approximated',
    object: { kind: 'ike-proposal', name: proposal.name },
    path: 'ikeProposals.integrity',
    from: [],
    to: integrity.name,
    origins: writersOf(adjustment, proposal, 'encryption'),
    note: 'the substitute is authenticated by HMAC-SHA2-256: change it at both ends',
  });
  return withMembers(adjustment.origins, proposal, { integrity: [integrity] });
}

/** The PRF is the hash of `integrity-algorithm`, which a combined cipher leaves free (`translation.md` 2.2, P06). */
function followHash(proposal: IkeProposal, adjustment: Adjustment): IkeProposal {
  const [integrity] = proposal.integrity;
  const [prf] = proposal.prfs;
  const own = integrity === undefined ? undefined : PRF_OF_INTEGRITY[integrity.name];
  const hasWord = Object.values(PRF_OF_INTEGRITY).some((candidate) => sameJson(candidate, prf));
  if (own === undefined ? hasWord : sameJson(own, prf)) {
    return proposal.prfs.length < 2
      ? proposal
      : withMembers(adjustment.origins, proposal, { prfs: proposal.prfs.slice(0, 1) });
  }
  const place = {
    object: { kind: 'ike-proposal', name: proposal.name } satisfies ObjectReference,
    path: 'ikeProposals.prfs',
    from: prf?.name ?? null,
  };
  const origins = writersOf(adjustment, proposal, 'prfs');
  const note = `an NE router derives the PRF from the integrity algorithm ${integrity?.name ?? 'of its default'}`;
  if (!adjustment.refuse('TG213', place, origins, note)) return proposal;
  return withMembers(adjustment.origins, proposal, { prfs: [{ ...(own ?? { name: 'PRF_HMAC_SHA2_256' }) }] });
}

/** Without a group a proposal would get the one that the device means. */
export const requireGroups: Rule = (gateway, adjustment) => {
  for (const proposal of gateway.ikeProposals) {
    if (proposal.dhGroups.length > 0) continue;
    const object: ObjectReference = { kind: 'ike-proposal', name: proposal.name };
    const place = { object, path: 'ikeProposals.dhGroups', from: [] };
    adjustment.refuse(
      'TG214',
      place,
      [...allOrigins(adjustment.origins, proposal)],
      'a proposal needs a DH group',
    );
  }
  return gateway;
};

/** The proposal has the method of both ends (`translation.md` 2.3). */
export const agreeOnMethods: Rule = (gateway, adjustment) => {
  const proposals = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
  const checked = mapPeers(gateway, adjustment, (peer) => {
    if (!peer.versions.includes('ikev2')) return peer;
    const proposal = proposals.get(peer.proposals[0] ?? '');
    const { localAuthentication: own, remoteAuthentication: far } = peer;
    const usesV1 = peer.versions.includes('ikev1');
    if (own !== far || (usesV1 && proposal?.authenticationMethod !== own)) {
      const place = { object: peerReference(peer), path: 'peers.remoteAuthentication', from: far };
      const origins = writersOf(adjustment, peer, 'remoteAuthentication');
      adjustment.refuse('TG215', place, origins, 'VRP has one method for both ends and versions');
      return peer;
    }
    if (proposal === undefined || proposal.authenticationMethod === own) return peer;
    const name = `${proposal.name} ${own}`;
    proposals.set(name, withMembers(adjustment.origins, proposal, { name, authenticationMethod: own }));
    return withMembers(adjustment.origins, peer, { proposals: [name] });
  });
  return withMembers(adjustment.origins, checked, { ikeProposals: [...proposals.values()] });
};
