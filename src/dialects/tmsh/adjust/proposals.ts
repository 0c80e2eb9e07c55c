import { compareLevels, ENCRYPTION, HASH, INTEGRITY } from '../../../ir/algorithms.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import type { IpsecProposal } from '../../../ir/ipsec.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { allOrigins, originsOf, withMembers, withValues } from '../../../ir/origins.ts';
import { HASHES } from '../words.ts';
import type { Adjustment, Rule } from './adjustment.ts';

/** An IKE suite lives in its peer, an IPsec suite in its policy: what nothing refers to has no place. */
export const dropUnreachedProposals: Rule = (gateway, adjustment) => {
  const ike = new Set(gateway.peers.flatMap(({ proposals }) => proposals));
  const ipsec = new Set(gateway.policies.flatMap(({ proposals }) => proposals));
  return withMembers(adjustment.origins, gateway, {
    ikeProposals: reached(gateway.ikeProposals, ike, 'ike-proposal', adjustment),
    ipsecProposals: reached(gateway.ipsecProposals, ipsec, 'ipsec-proposal', adjustment),
  });
};

function reached<P extends { readonly name: string }>(
  proposals: readonly P[],
  names: ReadonlySet<string>,
  kind: 'ike-proposal' | 'ipsec-proposal',
  adjustment: Adjustment,
): readonly P[] {
  return proposals.filter((proposal) => {
    if (names.has(proposal.name)) return true;
    adjustment.note({
      code: 'TG115',
      kind: 'dropped',
      object: { kind, name: proposal.name },
      path: kind === 'ike-proposal' ? 'ikeProposals' : 'ipsecProposals',
      from: proposal.name,
      origins: [...allOrigins(adjustment.origins, proposal)],
      note: `${kind.replace('-', ' ')} ${proposal.name} belongs to no tunnel, and tmsh keeps proposals inside tunnels`,
    });
    return false;
  });
}

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

/** Of mixed lists the cipher that is kept may authenticate by itself: the algorithm beside it has no effect. */
export const dropIdleIntegrity: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    ikeProposals: gateway.ikeProposals.map((proposal) =>
      withoutIdleIntegrity(
        proposal,
        'ikeProposals',
        { kind: 'ike-proposal', name: proposal.name },
        adjustment,
      ),
    ),
    ipsecProposals: gateway.ipsecProposals.map((proposal) => {
      const { esp, name } = proposal;
      if (esp === undefined) return proposal;
      const object: ObjectReference = { kind: 'ipsec-proposal', name };
      const kept = withoutIdleIntegrity(esp, 'ipsecProposals.esp', object, adjustment);
      return kept === esp ? proposal : withMembers(adjustment.origins, proposal, { esp: kept });
    }),
  });

/** A substitute for a cipher that authenticated by itself needs an algorithm beside it (`translation.md` 2.3). */
export const authenticateSubstitutes: Rule = (gateway, adjustment) => {
  const negotiated = new Set(
    gateway.peers.filter(({ versions }) => versions.includes('ikev2')).flatMap(({ proposals }) => proposals),
  );
  return withMembers(adjustment.origins, gateway, {
    ikeProposals: gateway.ikeProposals.map((proposal) => {
      const isWhole = proposal.integrity.length > 0 || isCombined(proposal);
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

type Suite = Pick<IkeProposal, 'encryption' | 'integrity'>;

function withoutIdleIntegrity<T extends Suite>(
  suite: T,
  path: string,
  object: ObjectReference,
  adjustment: Adjustment,
): T {
  const [integrity] = suite.integrity;
  if (integrity === undefined || !isCombined(suite)) return suite;
  adjustment.note({
    code: 'TG119',
    kind: 'adapted',
    object,
    path: `${path}.integrity`,
    from: integrity.name,
    to: [],
    origins: originsOf(adjustment.origins, suite, 'integrity').filter((origin) => origin >= 0),
    note: 'has no effect under a cipher that authenticates by itself',
  });
  return withValues(adjustment.origins, suite, new Map([['integrity', []]]));
}

function isCombined({ encryption }: Suite): boolean {
  return encryption.length > 0 && encryption.every(({ name }) => ENCRYPTION[name].combined);
}

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
  if (esp === undefined || esp.integrity.length > 0 || isCombined(esp)) return proposal;
  const origins = originsOf(adjustment.origins, esp, 'integrity');
  const place = { object, path: 'ipsecProposals.esp.integrity', from: [] };
  const note = 'tmsh has no ESP without authentication';
  if (!adjustment.refuse('TG212', place, origins, note)) return proposal;
  const authenticated = withMembers(adjustment.origins, esp, {
    integrity: [{ ...SUBSTITUTE }],
  });
  return withMembers(adjustment.origins, proposal, { esp: authenticated });
}
