import type { Peer } from '../../../ir/ike.ts';
import { sameJson } from '../../../ir/json.ts';
import { allOrigins, originsOf, withMembers } from '../../../ir/origins.ts';
import {
  type Adjustment,
  peerReference,
  policyReference,
  type Rule,
  writersOf,
} from '../../dialect-adjustment.ts';

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
    const isMain = [first, peer].some(({ exchangeModes }) => exchangeModes.includes('main'));
    const secrets = [first, peer].map(({ preSharedKeys }) => preSharedKeys.map(({ secret }) => secret));
    if (isMain && !sameJson(secrets[0], secrets[1])) {
      const place = { object: peerReference(peer), path: 'peers.remote', from: remote.address };
      const note = `main mode finds one key for an address: ${first.name} and ${peer.name} share ${remote.address}`;
      adjustment.refuse('TG244', place, writersOf(adjustment, peer, 'remote'), note);
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
