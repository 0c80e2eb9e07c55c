import { INTEGRITY } from '../../../ir/algorithms.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import { allOrigins, originsOf, withMembers } from '../../../ir/origins.ts';
import type { HashName, PrfName } from '../../../ir/scalars.ts';
import {
  type Adjustment,
  peerReference,
  policyReference,
  type Rule,
  writersOf,
} from '../../dialect-adjustment.ts';
import { HASHES } from '../words.ts';

/** Nothing has a switch in racoon: what is switched off is left out, with the policies that need it. */
export const leaveOutDisabled: Rule = (gateway, adjustment) => {
  const off = new Set(gateway.peers.filter(({ enabled }) => !enabled).map(({ name }) => name));
  const policies = gateway.policies.filter((policy) => {
    if (policy.enabled && !off.has(policy.peer ?? '')) return true;
    adjustment.note({
      code: 'TG265',
      kind: 'approximated',
      object: policyReference(policy),
      path: 'policies.enabled',
      from: false,
      origins: [...allOrigins(adjustment.origins, policy)],
      note: 'left out: it is switched off, and racoon has no switch',
    });
    return false;
  });
  const peers = gateway.peers.filter((peer) => {
    if (peer.enabled) return true;
    adjustment.note({
      code: 'TG265',
      kind: 'approximated',
      object: peerReference(peer),
      path: 'peers.enabled',
      from: false,
      origins: [...allOrigins(adjustment.origins, peer)],
      note: 'left out: it is switched off, and racoon has no switch',
    });
    return false;
  });
  return withMembers(adjustment.origins, gateway, { policies, peers });
};

/** IKEv1 alone (`translation.md` 5.5): what runs today is IKEv2, so a peer of both is refused too. */
export const speakIkev1: Rule = (gateway, adjustment) => {
  const lowered = new Set<string>();
  const peers = gateway.peers.map((peer) => {
    if (!peer.versions.includes('ikev2')) {
      noteVersion(peer, adjustment);
      return peer;
    }
    const place = { object: peerReference(peer), path: 'peers.versions', from: [...peer.versions] };
    const origins = originsOf(adjustment.origins, peer, 'versions');
    const todo = 'let it through with --accept ikev1, and change the peer to IKEv1 too';
    if (!adjustment.refuse('TG210', place, origins, 'racoon has no IKEv2', todo)) return peer;
    for (const name of peer.proposals) lowered.add(name);
    const exchangeModes = peer.exchangeModes.length > 0 ? peer.exchangeModes : (['main'] as const);
    return withMembers(adjustment.origins, peer, { versions: ['ikev1'], exchangeModes });
  });
  const ikeProposals = gateway.ikeProposals.map((proposal) =>
    lowered.has(proposal.name) ? asIkev1(proposal, gateway, adjustment) : proposal,
  );
  return withMembers(adjustment.origins, gateway, { peers, ikeProposals });
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

/** The hash of phase 1 is that of the integrity algorithm, else that of the PRF. */
function asIkev1(proposal: IkeProposal, { peers }: Gateway, adjustment: Adjustment): IkeProposal {
  const offered = peers.some(
    ({ proposals, versions }) => proposals.includes(proposal.name) && versions.includes('ikev1'),
  );
  if (offered && proposal.hashes.length > 0) return proposal;
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
  return withMembers(adjustment.origins, proposal, {
    hashes,
    authenticationMethod: proposal.authenticationMethod,
  });
}

const HASH_OF_PRF: Readonly<Partial<Record<PrfName, HashName>>> = {
  PRF_HMAC_MD5: 'MD5',
  PRF_HMAC_SHA1: 'SHA',
  PRF_HMAC_SHA2_256: 'SHA2-256',
  PRF_HMAC_SHA2_384: 'SHA2-384',
  PRF_HMAC_SHA2_512: 'SHA2-512',
};

/** One address for each peer, or any (`translation.md` 2.4, R04 to R08). */
export const keepOneAddress: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) => withOneAddress(peer, adjustment)),
  });

function withOneAddress(peer: Peer, adjustment: Adjustment): Peer {
  const [first, ...backups] = peer.remote;
  const object = peerReference(peer);
  const path = 'peers.remote';
  const origins = originsOf(adjustment.origins, peer, 'remote');
  if (first === undefined) return peer;
  if ('fqdn' in first) {
    const note = `racoon takes addresses only: resolve ${first.fqdn} by hand`;
    adjustment.refuse('TG245', { object, path, from: first.fqdn }, origins, note);
    return peer;
  }
  if ('first' in first) {
    const note = 'racoon has no address range for a peer';
    adjustment.refuse('TG247', { object, path, from: `${first.first}-${first.last}` }, origins, note);
    return peer;
  }
  if (backups.length === 0) return peer;
  const lost = new Set<string>();
  for (const [index, backup] of backups.entries()) {
    const text = 'address' in backup ? backup.address : JSON.stringify(backup);
    lost.add(text);
    adjustment.note({
      code: 'TG248',
      kind: 'approximated',
      object,
      path,
      from: text,
      origins: originsOf(adjustment.origins, peer, 'remote', index + 1).filter((origin) => origin >= 0),
      note: `backup address ${text} dropped`,
      todo: 'change the remote and its SPD entries by hand when the peer moves',
    });
  }
  const remoteIds = peer.remoteIds.filter(({ value }) => value === undefined || !lost.has(value));
  return withMembers(adjustment.origins, peer, { remote: [first], remoteIds });
}

/** Two blocks with one address have labels: who starts by address finds several (`translation.md` 5.7). */
export const noteSharedAddresses: Rule = (gateway, adjustment) => {
  const firsts = new Map<string, Peer>();
  for (const peer of gateway.peers) {
    const [remote] = peer.remote;
    if (remote === undefined || !('address' in remote)) continue;
    const key = `${remote.address} ${peer.remotePort ?? ''}`;
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, peer);
      continue;
    }
    adjustment.note({
      code: 'TG244',
      kind: 'approximated',
      object: peerReference(peer),
      path: 'peers.remote',
      from: remote.address,
      origins: writersOf(adjustment, peer, 'remote'),
      note: `${first.name} and ${peer.name} have ${remote.address}: two remotes with labels`,
      todo: 'start such a tunnel with "racoonctl establish-sa -n LABEL"',
    });
  }
  return gateway;
};
