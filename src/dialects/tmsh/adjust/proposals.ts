import { compareLevels, HASH, INTEGRITY, isCombined } from '../../../ir/algorithms.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import type { IpsecProposal } from '../../../ir/ipsec.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { originsOf, withMembers } from '../../../ir/origins.ts';
import { HASHES } from '../words.ts';
import type { Adjustment, Rule } from '../../dialect-adjustment.ts';

/** One word is hash and integrity: a peer of both versions keeps the integrity (`translation.md` 2.2, P05). */
export const pairHashWithIntegrity: Rule = (gateway, adjustment) => {
  const offeredBy = (isOfBoth: boolean): ReadonlySet<string> =>
    new Set(gateway.peers.flatMap((peer) => (speaksBoth(peer) === isOfBoth ? peer.proposals : [])));
  const [both, single] = [offeredBy(true), offeredBy(false)];
  const renamed = new Map<string, string>();
  const ikeProposals = gateway.ikeProposals.flatMap((proposal) => {
    const paired = both.has(proposal.name) ? pairOne(proposal, adjustment) : proposal;
    if (paired === proposal || !single.has(proposal.name)) return [paired];
    const name = `${proposal.name}-both-versions`;
    renamed.set(proposal.name, name);
    return [proposal, withMembers(adjustment.origins, paired, { name })];
  });
  const peers = gateway.peers.map((peer) =>
    speaksBoth(peer) && peer.proposals.some((name) => renamed.has(name))
      ? withMembers(adjustment.origins, peer, {
          proposals: peer.proposals.map((name) => renamed.get(name) ?? name),
        })
      : peer,
  );
  return withMembers(adjustment.origins, gateway, { ikeProposals, peers });
};

function speaksBoth({ versions }: Peer): boolean {
  return versions.length > 1;
}

function pairOne(proposal: IkeProposal, adjustment: Adjustment): IkeProposal {
  const [hash] = proposal.hashes;
  const [integrity] = proposal.integrity;
  const paired = integrity === undefined ? undefined : INTEGRITY[integrity.name].hash;
  if (hash === undefined || paired === undefined || hash === paired) return proposal;
  if (!Object.values(HASHES).includes(paired)) return proposal; // refused for its integrity already
  const isWeaker = compareLevels(HASH[paired].level, HASH[hash].level) < 0;
  const place = {
    object: { kind: 'ike-proposal', name: proposal.name } satisfies ObjectReference,
    path: 'ikeProposals.hashes',
    from: hash,
  };
  const origins = originsOf(adjustment.origins, proposal, 'hashes').filter((origin) => origin >= 0);
  const note = `one word is the hash of IKEv1 and the integrity of IKEv2: ${hash} becomes ${paired}`;
  if (isWeaker) {
    if (!adjustment.refuse('TG212', place, origins, note)) return proposal;
  } else adjustment.note({ code: 'TG212', kind: 'approximated', ...place, to: paired, origins, note });
  return withMembers(adjustment.origins, proposal, { hashes: [paired] });
}

/** A substitute for a cipher that authenticated by itself needs an algorithm beside it (`translation.md` 2.3). */
export const authenticateSubstitutes: Rule = (gateway, adjustment) => {
  const negotiated = new Set(
    gateway.peers.filter(({ versions }) => versions.includes('ikev2')).flatMap(({ proposals }) => proposals),
  );
  return withMembers(adjustment.origins, gateway, {
    ikeProposals: gateway.ikeProposals.map((proposal) => {
      const isWhole = proposal.integrity.length > 0 || isCombined(proposal.encryption);
      if (isWhole || !negotiated.has(proposal.name)) return proposal;
      const origins = originsOf(adjustment.origins, proposal, 'encryption').filter((origin) => origin >= 0);
      adjustment.note({
        code: 'TG211',
        kind: 'approximated',
        object: { kind: 'ike-proposal', name: proposal.name },
        path: 'ikeProposals.integrity',
        from: [],
        to: SUBSTITUTE.name,
        origins,
        note: 'the substitute is authenticated by HMAC-SHA2-256: change it at both ends',
      });
      return withMembers(adjustment.origins, proposal, { integrity: [{ ...SUBSTITUTE }] });
    }),
  });
};
const SUBSTITUTE = { name: 'AUTH_HMAC_SHA2_256_128' } as const;

/** ESP or AH, not both; ESP always authenticates. */
export const checkProtocols: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    ipsecProposals: gateway.ipsecProposals.map((proposal) => checkProtocol(proposal, adjustment)),
  });

function checkProtocol(proposal: IpsecProposal, adjustment: Adjustment): IpsecProposal {
  const { esp, ah } = proposal;
  const object: ObjectReference = { kind: 'ipsec-proposal', name: proposal.name };
  if (esp !== undefined && ah !== undefined) {
    const origins = originsOf(adjustment.origins, proposal, 'ah');
    const place = { object, path: 'ipsecProposals.ah', from: proposal.name };
    adjustment.refuse('TG220', place, origins, 'tmsh cannot combine AH and ESP');
    return proposal;
  }
  if (esp === undefined || esp.integrity.length > 0 || isCombined(esp.encryption)) return proposal;
  const origins = originsOf(adjustment.origins, esp, 'integrity');
  const place = { object, path: 'ipsecProposals.esp.integrity', from: [] };
  const note = 'tmsh has no ESP without authentication';
  if (!adjustment.refuse('TG212', place, origins, note)) return proposal;
  const authenticated = withMembers(adjustment.origins, esp, {
    integrity: [{ ...SUBSTITUTE }],
  });
  return withMembers(adjustment.origins, proposal, { esp: authenticated });
}
