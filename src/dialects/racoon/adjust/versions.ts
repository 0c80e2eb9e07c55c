import { INTEGRITY } from '../../../ir/algorithms.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import { originsOf, withMembers } from '../../../ir/origins.ts';
import type { AuthenticationMethod, HashName, PrfName } from '../../../ir/scalars.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { GATEWAY_METHODS, HASHES } from '../words.ts';

/** IKEv1 alone (`translation.md` 5.5): what runs today is IKEv2, so a peer of both is refused too. */
export const speakIkev1: Rule = (gateway, adjustment) => {
  const methods = new Map<string, AuthenticationMethod>();
  const peers = gateway.peers.map((peer) => {
    if (!peer.versions.includes('ikev2')) {
      noteVersion(peer, adjustment);
      return peer;
    }
    const place = { object: peerReference(peer), path: 'peers.versions', from: [...peer.versions] };
    const origins = originsOf(adjustment.origins, peer, 'versions');
    const todo = 'let it through with --accept ikev1, and change the peer to IKEv1 too';
    if (!adjustment.refuse('TG210', place, origins, 'racoon has no IKEv2', todo)) return peer;
    for (const name of peer.proposals) methods.set(name, peer.localAuthentication);
    return asIkev1Peer(peer, adjustment);
  });
  const before = new Set(
    gateway.peers.filter(({ versions }) => versions.includes('ikev1')).flatMap(({ proposals }) => proposals),
  );
  const ikeProposals = gateway.ikeProposals.map((proposal) => {
    const method = methods.get(proposal.name);
    if (method === undefined) return proposal;
    noteIdle(proposal, adjustment);
    return before.has(proposal.name) ? proposal : asIkev1Proposal(proposal, method, adjustment);
  });
  return withMembers<Gateway>(adjustment.origins, gateway, { peers, ikeProposals });
};

/** A line that says IKEv1 has no word here: nothing else is spoken. */
function noteVersion(peer: Peer, adjustment: Adjustment): void {
  const own = new Set(writersOf(adjustment, peer, 'name'));
  const origins = writersOf(adjustment, peer, 'versions').filter((origin) => !own.has(origin));
  if (origins.length === 0) return;
  const note = 'is not written: racoon speaks IKEv1 alone';
  const place = { object: peerReference(peer), path: 'peers.versions', from: [...peer.versions] };
  adjustment.note({ code: 'TG100', kind: 'adapted', ...place, origins, note });
}

/** What IKEv2 had no use for was not made to fit: it is as racoon has it. */
function asIkev1Peer(peer: Peer, adjustment: Adjustment): Peer {
  const { localAuthentication, remoteAuthentication, versions, dpd } = peer;
  const place = {
    object: peerReference(peer),
    path: 'peers.remoteAuthentication',
    from: remoteAuthentication,
  };
  const origins = writersOf(adjustment, peer, 'localAuthentication', 'remoteAuthentication');
  if (localAuthentication !== remoteAuthentication || !GATEWAY_METHODS.includes(localAuthentication)) {
    adjustment.refuse('TG215', place, origins, 'racoon authenticates both ends by one key or certificate');
  }
  const common = { versions: ['ikev1'] } as const;
  if (versions.includes('ikev1')) return withMembers(adjustment.origins, peer, common);
  return withMembers(adjustment.origins, peer, {
    ...common,
    exchangeModes: ['main'],
    lifetimeCheck: 'claim',
    childSasDependOnIkeSa: false,
    dpd: withMembers(adjustment.origins, dpd, { payloadOrder: 'hash-notify' }),
  });
}

/** Integrity and PRF belong to IKEv2. */
function noteIdle(proposal: IkeProposal, adjustment: Adjustment): void {
  adjustment.note({
    code: 'TG119',
    kind: 'adapted',
    object: { kind: 'ike-proposal', name: proposal.name },
    path: 'ikeProposals.integrity',
    from: null,
    origins: writersOf(adjustment, proposal, 'integrity', 'prfs'),
    note: 'has no effect under IKEv1',
  });
}

/** The hash of phase 1 is that of the integrity algorithm, else that of the PRF. */
function asIkev1Proposal(
  proposal: IkeProposal,
  method: AuthenticationMethod,
  adjustment: Adjustment,
): IkeProposal {
  const ofIntegrity = proposal.integrity.flatMap(({ name }) => INTEGRITY[name].hash ?? []);
  const ofPrf = proposal.prfs.flatMap(({ name }) => HASH_OF_PRF[name] ?? []);
  const found = ofIntegrity.length > 0 ? ofIntegrity : ofPrf;
  const hashes = found.filter((hash) => Object.values(HASHES).includes(hash));
  const object = { kind: 'ike-proposal' as const, name: proposal.name };
  const origins = writersOf(adjustment, proposal, ofIntegrity.length > 0 ? 'integrity' : 'prfs');
  const place = { object, path: 'ikeProposals.hashes', from: [...found], to: [...hashes] };
  if (hashes.length === 0) {
    adjustment.refuse(
      'TG212',
      place,
      origins,
      'racoon has no hash for phase 1 like the one of this proposal',
    );
    return proposal;
  }
  const note = `under IKEv1 the hash is that of the integrity algorithm: ${hashes.join(', ')}`;
  adjustment.note({ code: 'TG210', kind: 'approximated', ...place, origins, note });
  return withMembers(adjustment.origins, proposal, { hashes, authenticationMethod: method });
}

const HASH_OF_PRF: Readonly<Partial<Record<PrfName, HashName>>> = {
  PRF_HMAC_MD5: 'MD5',
  PRF_HMAC_SHA1: 'SHA',
  PRF_HMAC_SHA2_256: 'SHA2-256',
  PRF_HMAC_SHA2_384: 'SHA2-384',
  PRF_HMAC_SHA2_512: 'SHA2-512',
};
