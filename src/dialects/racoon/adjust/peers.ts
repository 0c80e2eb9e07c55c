import type { Peer } from '../../../ir/ike.ts';
import { sameJson } from '../../../ir/json.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import { peerReference, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

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
