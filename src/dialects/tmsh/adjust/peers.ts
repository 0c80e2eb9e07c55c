import { isAddressIdentity } from '../../../ir/identity.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Peer } from '../../../ir/ike.ts';
import { sameJson } from '../../../ir/json.ts';
import { allOrigins, originsOf, withMembers } from '../../../ir/origins.ts';
import { peerReference, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

/** BIG-IP checks the identity that it is given: where the source checks none, it is given none (`translation.md` 2.4, R22). */
export const checkNoIdentity: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) => {
      if (peer.verifyRemoteId) return peer;
      const origins = ['verifyRemoteId', 'remoteIds'].flatMap((member) =>
        originsOf(adjustment.origins, peer, member),
      );
      adjustment.note({
        code: 'TG243',
        kind: 'adapted',
        object: peerReference(peer),
        path: 'peers.verifyRemoteId',
        from: false,
        to: true,
        origins: origins.filter((origin) => origin >= 0),
        note: `the identity of the peer is not checked: "peers-id-value" is not written`,
      });
      return withMembers(adjustment.origins, peer, { verifyRemoteId: true, remoteIds: [] });
    }),
  });

/** One identity of the peer, checked; one method for both ends. */
export const keepOneIdentity: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) => {
      const object = peerReference(peer);
      if (peer.localAuthentication !== peer.remoteAuthentication && peer.versions.includes('ikev2')) {
        const place = { object, path: 'peers.remoteAuthentication', from: peer.remoteAuthentication };
        const origins = originsOf(adjustment.origins, peer, 'remoteAuthentication');
        adjustment.refuse('TG215', place, origins, 'tmsh has one method for both ends');
      }
      if (peer.remoteIds.length < 2) return peer;
      const place = { object, path: 'peers.remoteIds', from: peer.remoteIds.length };
      const origins = originsOf(adjustment.origins, peer, 'remoteIds');
      const note = 'tmsh checks one identity of a peer: with several it would check none';
      if (!adjustment.refuse('TG242', place, origins, note)) return peer;
      return withMembers(adjustment.origins, peer, { remoteIds: [] });
    }),
  });

/**
 * Two enabled peers may not share an address: equal ones become one with all selectors, of others the first stays
 * (`translation.md` 5.7).
 */
export const mergePeersOfOneAddress: Rule = (gateway, adjustment) => {
  const firsts = new Map<string, Peer>();
  const renamed = new Map<string, string>();
  const peers = gateway.peers.filter((peer) => {
    const [remote] = peer.remote;
    if (!peer.enabled || (remote !== undefined && !('address' in remote))) return true;
    const end = remote?.address ?? 'any';
    const key = `${end} ${peer.vrf ?? ''}`;
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, peer);
      return true;
    }
    const object = peerReference(peer);
    if (meansTheSame(gateway, first, peer)) {
      renamed.set(peer.name, first.name);
      adjustment.note({
        code: 'TG291',
        kind: 'adapted',
        object,
        path: 'peers',
        from: peer.name,
        to: first.name,
        origins: [...allOrigins(adjustment.origins, peer)],
        note: `${peer.name} and ${first.name}: one ike-peer`,
      });
      return false;
    }
    const place = { object, path: 'peers.remote', from: end };
    const note = `tmsh allows one peer per address: ${first.name} and ${peer.name} have ${end}`;
    const writers = writersOf(adjustment, peer, 'remote');
    const origins = writers.length > 0 ? writers : writersOf(adjustment, peer, 'name');
    adjustment.refuse('TG244', place, origins, note);
    return true;
  });
  const policies = gateway.policies.map((policy) => {
    const peer = policy.peer === undefined ? undefined : renamed.get(policy.peer);
    return peer === undefined ? policy : withMembers(adjustment.origins, policy, { peer });
  });
  return withMembers(adjustment.origins, gateway, { peers, policies });
};

/** IKEv1 finds a policy by its far end: one that leads to the address of another peer would be that peer's. */
export const refuseForeignEnds: Rule = (gateway, adjustment) => {
  const owners = new Map(
    gateway.peers.flatMap((peer): [string, Peer][] => {
      const [remote] = peer.remote;
      if (!peer.versions.includes('ikev1') || remote === undefined || !('address' in remote)) return [];
      return [[`${remote.address} ${peer.vrf ?? ''}`, peer]];
    }),
  );
  const domains = new Map(gateway.peers.map(({ name, vrf }) => [name, vrf]));
  for (const policy of gateway.policies) {
    const { remote } = policy.tunnel;
    const owner = owners.get(`${remote ?? ''} ${domains.get(policy.peer ?? '') ?? ''}`);
    if (remote === undefined || owner === undefined || owner.name === policy.peer) continue;
    const place = { object: policyReference(policy), path: 'policies.tunnel.remote', from: remote };
    const note = `tmsh allows one peer per address: ${remote} is the end of this policy, and of ${owner.name}`;
    const writers = writersOf(adjustment, policy.tunnel, 'remote');
    adjustment.refuse(
      'TG244',
      place,
      writers.length > 0 ? writers : writersOf(adjustment, policy, 'name'),
      note,
    );
  }
  return gateway;
};

function meansTheSame({ ikeProposals }: Gateway, left: Peer, right: Peer): boolean {
  const meaning = (peer: Peer): object => ({
    ...peer,
    name: '',
    description: '',
    proposals: peer.proposals.map((name) => ({
      ...ikeProposals.find((proposal) => proposal.name === name),
      name: '',
    })),
  });
  return sameJson(meaning(left), meaning(right));
}

/** `passive`, `replay-window-size` and `my-id-value` belong to the peer: its policies must agree. */
export const agreeWithinPeer: Rule = (gateway, adjustment) => {
  const firsts = new Map<string, Gateway['policies'][number]>();
  const answering = new Map<string, boolean>();
  for (const { peer, initiation } of gateway.policies) {
    if (peer !== undefined) answering.set(peer, (answering.get(peer) ?? true) && initiation === 'never');
  }
  const locals = new Map(gateway.peers.map((peer) => [peer.name, sendsItsAddress(peer)]));
  const policies = gateway.policies.map((policy) => {
    if (policy.peer === undefined) return policy;
    const first = firsts.get(policy.peer) ?? policy;
    firsts.set(policy.peer, first);
    const object = policyReference(policy);
    if (locals.get(policy.peer) === true && first.tunnel.local !== policy.tunnel.local) {
      const place = { object, path: 'policies.tunnel.local', from: policy.tunnel.local ?? null };
      const note = `an ike-peer sends one identity: ${policy.peer} has ${first.tunnel.local ?? 'another'} already`;
      adjustment.refuse('TG241', place, originsOf(adjustment.origins, policy.tunnel, 'local'), note);
    }
    const window = first.antiReplay.window;
    if (window !== policy.antiReplay.window) {
      adjustment.note({
        code: 'TG267',
        kind: 'approximated',
        object,
        path: 'policies.antiReplay.window',
        from: policy.antiReplay.window,
        to: window,
        origins: originsOf(adjustment.origins, policy.antiReplay, 'window').filter((origin) => origin >= 0),
        note: `replay window of ${policy.peer} is ${window} for all its policies`,
      });
    }
    const starts = policy.initiation === 'never' && answering.get(policy.peer) === false;
    if (starts) {
      adjustment.note({
        code: 'TG265',
        kind: 'approximated',
        object,
        path: 'policies.initiation',
        from: 'never',
        to: 'on-traffic',
        origins: originsOf(adjustment.origins, policy, 'initiation').filter((origin) => origin >= 0),
        note: `BIG-IP starts on traffic: another policy of ${policy.peer} does`,
      });
    }
    return withMembers(adjustment.origins, policy, {
      antiReplay: withMembers(adjustment.origins, policy.antiReplay, { window }),
      initiation: starts ? 'on-traffic' : policy.initiation,
    });
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

function sendsItsAddress({ localId }: Peer): boolean {
  return isAddressIdentity(localId) && localId.value === undefined;
}
