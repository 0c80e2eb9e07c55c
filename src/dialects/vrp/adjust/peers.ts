import type { Gateway } from '../../../ir/gateway.ts';
import type { Peer } from '../../../ir/ike.ts';
import { allOrigins, originsOf, withMembers } from '../../../ir/origins.ts';
import {
  type Adjustment,
  peerReference,
  policyReference,
  type Rule,
  writersOf,
} from '../../dialect-adjustment.ts';
import { textOfAddress, withoutBackups } from '../../dialect-rules/peer-addresses.ts';
import { splitPeerRanges } from '../../dialect-rules/split-peer-ranges.ts';
import { limitsOfProfile } from '../profile-limits.ts';

/** A peer has no switch in VRP: one that is switched off is left out, with its policies (`translation.md` 2.4, R31). */
export const leaveOutDisabled: Rule = (gateway, adjustment) => {
  const off = new Set(gateway.peers.filter(({ enabled }) => !enabled).map(({ name }) => name));
  if (off.size === 0) return gateway;
  const proposals = new Set(gateway.peers.filter(({ enabled }) => enabled).flatMap((peer) => peer.proposals));
  const leaveOut = (what: object, object: ReturnType<typeof peerReference>, path: string): void =>
    adjustment.note({
      code: 'TG265',
      kind: 'approximated',
      object,
      path,
      from: false,
      origins: [...allOrigins(adjustment.origins, what)],
      note: 'left out: the peer is switched off, and VRP has no switch for it',
    });
  for (const peer of gateway.peers) if (!peer.enabled) leaveOut(peer, peerReference(peer), 'peers.enabled');
  for (const policy of gateway.policies) {
    if (off.has(policy.peer ?? '')) leaveOut(policy, policyReference(policy), 'policies.peer');
  }
  const lost = new Set(gateway.peers.filter(({ enabled }) => !enabled).flatMap((peer) => peer.proposals));
  const [left, gone] = [false, true].map(
    (isOff) =>
      new Set(
        gateway.policies.flatMap((policy) => (off.has(policy.peer ?? '') === isOff ? policy.proposals : [])),
      ),
  );
  return withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.filter(({ enabled }) => enabled),
    policies: gateway.policies.filter(({ peer }) => !off.has(peer ?? '')),
    ikeProposals: gateway.ikeProposals.filter((proposal) => {
      const isLost = lost.has(proposal.name) && !proposals.has(proposal.name);
      if (isLost) leaveOut(proposal, { kind: 'ike-proposal', name: proposal.name }, 'ikeProposals');
      return !isLost;
    }),
    ipsecProposals: gateway.ipsecProposals.filter((proposal) => {
      const isLost = gone?.has(proposal.name) === true && left?.has(proposal.name) !== true;
      if (isLost) leaveOut(proposal, { kind: 'ipsec-proposal', name: proposal.name }, 'ipsecProposals');
      return !isLost;
    }),
  });
};

/** A device that speaks both versions starts with IKEv2. */
export const startWithIkev2: Rule = (gateway, adjustment) =>
  mapPeers(gateway, adjustment, (peer) => {
    const [first, second] = peer.versions;
    if (first !== 'ikev1' || second === undefined) return peer;
    adjustment.note({
      code: 'TG265',
      kind: 'approximated',
      object: peerReference(peer),
      path: 'peers.versions',
      from: [...peer.versions],
      to: ['ikev2', 'ikev1'],
      origins: writersOf(adjustment, peer, 'versions'),
      note: 'VRP starts with IKEv2 and answers both',
    });
    return withMembers(adjustment.origins, peer, { versions: ['ikev2', 'ikev1'] });
  });

/** `auto` starts with main mode and answers both; any other list is its first mode. */
export const keepExchangeModes: Rule = (gateway, adjustment) =>
  mapPeers(gateway, adjustment, (peer) => {
    const [first, second] = peer.exchangeModes;
    if (second === undefined || first === 'main') return peer;
    const exchangeModes = first === undefined ? [] : [first];
    adjustment.note({
      code: 'TG240',
      kind: 'approximated',
      object: peerReference(peer),
      path: 'peers.exchangeModes',
      from: [...peer.exchangeModes],
      to: exchangeModes,
      origins: writersOf(adjustment, peer, 'exchangeModes'),
      note: `exchange mode ${peer.exchangeModes.join(', ')} becomes ${exchangeModes.join(', ')}`,
    });
    return withMembers(adjustment.origins, peer, { exchangeModes });
  });

/** A USG has a range of addresses for a peer. */
export const splitUnwritableRanges: Rule = (gateway, adjustment) =>
  adjustment.profile === 'usg' ? gateway : splitPeerRanges(gateway, adjustment);

/** Where a peer is reached: several addresses on an AR, a range on a USG (`translation.md` 2.4, R05 to R09). */
export const keepAddresses: Rule = (gateway, adjustment) =>
  mapPeers(gateway, adjustment, (peer) => {
    const { backups } = limitsOfProfile(adjustment.profile);
    checkAddresses(peer, adjustment);
    if (backups) return peer;
    return withoutBackups(peer, 'change remote-address by hand when the peer moves', adjustment);
  });

/** Old releases name the local address in the peer: its policies start from one. */
export const startFromOneAddress: Rule = (gateway, adjustment) => {
  if (adjustment.profile !== 'ar-v2r3') return gateway;
  const firsts = new Map<string, string | undefined>();
  for (const policy of gateway.policies) {
    const { peer, tunnel } = policy;
    if (peer === undefined) continue;
    if (!firsts.has(peer)) firsts.set(peer, tunnel.local);
    if (firsts.get(peer) === tunnel.local) continue;
    const place = {
      object: policyReference(policy),
      path: 'policies.tunnel.local',
      from: tunnel.local ?? null,
    };
    const note = `this release names the local address in the peer: ${peer} has ${firsts.get(peer) ?? 'none'} already`;
    adjustment.refuse('TG241', place, writersOf(adjustment, tunnel, 'local'), note);
  }
  return gateway;
};

function checkAddresses(peer: Peer, adjustment: Adjustment): void {
  const object = peerReference(peer);
  const origins = originsOf(adjustment.origins, peer, 'remote');
  const range = peer.remote.find((entry) => 'first' in entry);
  if (range !== undefined && adjustment.profile !== 'usg') {
    const place = { object, path: 'peers.remote', from: textOfAddress(range) };
    adjustment.refuse('TG247', place, origins, 'only a USG has an address range for a peer');
  }
  const host = peer.remote.find((entry) => 'fqdn' in entry);
  if (host !== undefined && adjustment.profile === 'ne') {
    const place = { object, path: 'peers.remote', from: textOfAddress(host) };
    const note = `an NE router takes addresses only: resolve ${textOfAddress(host)} by hand`;
    adjustment.refuse('TG245', place, origins, note);
  }
  if (peer.vrf !== undefined && peer.remote.length === 0) {
    const place = { object, path: 'peers.vrf', from: peer.vrf };
    const note = 'a peer without an address has no place for its VPN instance';
    adjustment.refuse('TG283', place, originsOf(adjustment.origins, peer, 'vrf'), note);
  }
}

export function mapPeers(gateway: Gateway, adjustment: Adjustment, change: (peer: Peer) => Peer): Gateway {
  return withMembers(adjustment.origins, gateway, { peers: gateway.peers.map(change) });
}
