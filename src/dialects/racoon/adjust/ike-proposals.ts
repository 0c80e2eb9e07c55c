import type { Gateway } from '../../../ir/gateway.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { originsOf, withMembers } from '../../../ir/origins.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

/** A proposal has one word of each kind: lists become a proposal for each combination (`translation.md` 5.6). */
export const offerOneByOne: Rule = (gateway, adjustment) => {
  const split = new Map<string, readonly IkeProposal[]>();
  const ikeProposals = gateway.ikeProposals.flatMap((proposal) => {
    const parts = combinations(proposal, adjustment);
    split.set(proposal.name, parts);
    return parts;
  });
  const peers = gateway.peers.map((peer) => {
    const proposals = peer.proposals.flatMap((name) => (split.get(name) ?? []).map((part) => part.name));
    return withMembers(adjustment.origins, peer, { proposals });
  });
  return withMembers(adjustment.origins, gateway, { ikeProposals, peers });
};

function combinations(proposal: IkeProposal, adjustment: Adjustment): readonly IkeProposal[] {
  const { encryption, hashes, dhGroups } = proposal;
  const count = encryption.length * hashes.length * dhGroups.length;
  if (count < 2) return [proposal];
  const origins = writersOf(adjustment, proposal, 'encryption', 'hashes', 'dhGroups');
  const object: ObjectReference = { kind: 'ike-proposal', name: proposal.name };
  const note = `one proposal becomes ${count} proposals: each has one algorithm of a kind`;
  adjustment.note({
    code: 'TG254',
    kind: 'adapted',
    object,
    path: 'ikeProposals',
    from: 1,
    to: count,
    origins,
    note,
  });
  return encryption.flatMap((cipher, i) =>
    hashes.flatMap((hash, j) =>
      dhGroups.map((group, k) =>
        withMembers(adjustment.origins, proposal, {
          name: `${proposal.name}-${(i * hashes.length + j) * dhGroups.length + k + 1}`,
          encryption: [cipher],
          hashes: [hash],
          dhGroups: [group],
        }),
      ),
    ),
  );
}

/** The group of aggressive mode is settled by its first message: all proposals share it, or main mode is spoken. */
export const shareOneGroup: Rule = (gateway, adjustment) => {
  const byName = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
  const peers = gateway.peers.map((peer) => {
    const offered = peer.proposals.flatMap((name) => byName.get(name) ?? []);
    const groups = new Set(offered.flatMap(({ dhGroups }) => dhGroups));
    if (!peer.exchangeModes.includes('aggressive') || groups.size < 2) return peer;
    return peer.exchangeModes.includes('main')
      ? withoutAggressive(peer, adjustment)
      : withFirstGroup(peer, offered, adjustment);
  });
  const left = new Set(peers.flatMap(({ proposals }) => proposals));
  const ikeProposals = gateway.ikeProposals.filter(({ name }) => left.has(name));
  return withMembers<Gateway>(adjustment.origins, gateway, { peers, ikeProposals });
};

function withoutAggressive(peer: Peer, adjustment: Adjustment): Peer {
  const exchangeModes = peer.exchangeModes.filter((mode) => mode !== 'aggressive');
  adjustment.note({
    code: 'TG240',
    kind: 'approximated',
    object: peerReference(peer),
    path: 'peers.exchangeModes',
    from: [...peer.exchangeModes],
    to: [...exchangeModes],
    origins: originsOf(adjustment.origins, peer, 'exchangeModes').filter((origin) => origin >= 0),
    note: `exchange mode ${peer.exchangeModes.join(', ')} becomes ${exchangeModes.join(', ')}: the proposals have several DH groups`,
  });
  return withMembers(adjustment.origins, peer, { exchangeModes });
}

function withFirstGroup(peer: Peer, offered: readonly IkeProposal[], adjustment: Adjustment): Peer {
  const group = offered[0]?.dhGroups[0];
  const kept = offered.filter(({ dhGroups }) => dhGroups[0] === group);
  const lost = offered.filter((proposal) => !kept.includes(proposal));
  for (const proposal of lost) {
    adjustment.note({
      code: 'TG218',
      kind: 'approximated',
      object: { kind: 'ike-proposal', name: proposal.name },
      path: 'ikeProposals.dhGroups',
      from: [...proposal.dhGroups],
      origins: writersOf(
        adjustment,
        proposal,
        'name',
        'encryption',
        'hashes',
        'dhGroups',
        'authenticationMethod',
        'lifetimeSeconds',
      ),
      note: `racoon takes proposals of one DH group in aggressive mode: ${proposal.name} dropped`,
    });
  }
  return withMembers(adjustment.origins, peer, { proposals: kept.map(({ name }) => name) });
}
