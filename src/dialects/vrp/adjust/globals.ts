import type { DeadPeerDetection, Peer } from '../../../ir/ike.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Json } from '../../../ir/json.ts';
import type { MemberPath } from '../../../ir/limits.ts';
import { withMembers } from '../../../ir/origins.ts';
import {
  type Adjustment,
  peerReference,
  policyReference,
  type Rule,
  writersOf,
} from '../../dialect-adjustment.ts';
import { policyModes } from '../groups.ts';
import { mapPeers } from './peers.ts';
import { mapPolicies } from './policies.ts';

/**
 * A name that all peers are told is `ike local-name`, the only place that an NE router has for one; several are
 * `local-id` of each peer (`translation.md` 2.1, G02).
 */
export const nameThisEnd: Rule = (gateway, adjustment) => {
  const named = gateway.peers.filter(({ localId }) => localId.type === 'ID_FQDN');
  const names = new Set(named.map(({ localId }) => localId.value));
  const known = gateway.ike.localName;
  const [only] = names;
  const localName = known ?? (names.size === 1 || adjustment.profile === 'ne' ? only : undefined);
  if (adjustment.profile === 'ne') {
    for (const peer of named) {
      if (peer.localId.value === localName) continue;
      const place = { object: peerReference(peer), path: 'peers.localId', from: peer.localId.value ?? null };
      const note = `an NE router sends one name, ${localName ?? 'its own'}`;
      adjustment.refuse('TG241', place, writersOf(adjustment, peer.localId, 'value'), note);
    }
  }
  return localName === known
    ? gateway
    : withMembers(adjustment.origins, gateway, {
        ike: withMembers(adjustment.origins, gateway.ike, { localName }),
      });
};

/** What the device has one line for, all peers and policies have in common. */
export const agreeOnGlobals: Rule = (gateway, adjustment) => {
  const isNe = adjustment.profile === 'ne';
  const modeOf = policyModes(gateway);
  const fragmented = gateway.peers.every(({ fragmentation }) => fragmentation === 'on');
  const silent = gateway.peers.every(({ initialContact }) => !initialContact);
  const peers = mapPeers(gateway, adjustment, (peer) => {
    const fragmentation = fragmented ? 'on' : 'off';
    notePeer(peer, 'fragmentation', fragmentation, adjustment);
    notePeer(peer, 'initialContact', !silent, adjustment);
    return withMembers(adjustment.origins, peer, { fragmentation, initialContact: !silent });
  });
  if (isNe) return peers;
  const negotiated = gateway.policies.filter(
    (policy) => modeOf(policy) !== 'manual' || policy.kind === 'route-based',
  );
  const [first] = negotiated;
  if (first === undefined) return peers;
  const common = {
    dfBit: negotiated.every(({ dfBit }) => dfBit === first.dfBit) ? first.dfBit : 'copy',
    fragmentation: negotiated.every(({ fragmentation }) => fragmentation === first.fragmentation)
      ? first.fragmentation
      : 'after-encryption',
    isUnchecked: negotiated.every(({ antiReplay }) => !antiReplay.enabled),
  } as const;
  return mapPolicies(peers, adjustment, (policy) => {
    if (!negotiated.includes(policy)) return policy;
    notePolicy(policy, 'policies.dfBit', policy.dfBit, common.dfBit, 'TG268', adjustment);
    notePolicy(
      policy,
      'policies.fragmentation',
      policy.fragmentation,
      common.fragmentation,
      'TG268',
      adjustment,
    );
    const enabled = !common.isUnchecked;
    notePolicy(
      policy,
      'policies.antiReplay.enabled',
      policy.antiReplay.enabled,
      enabled,
      'TG267',
      adjustment,
    );
    return withMembers(adjustment.origins, policy, {
      dfBit: common.dfBit,
      fragmentation: common.fragmentation,
      antiReplay: withMembers(adjustment.origins, policy.antiReplay, { enabled }),
    });
  });
};

function notePeer(
  peer: Peer,
  member: 'fragmentation' | 'initialContact',
  to: Json,
  adjustment: Adjustment,
): void {
  const from = peer[member];
  if (from === to) return;
  adjustment.note({
    code: 'TG286',
    kind: 'dropped',
    object: peerReference(peer),
    path: `peers.${member}`,
    from,
    to,
    origins: writersOf(adjustment, peer, member),
    note: 'VRP has one setting for all peers, and another peer differs',
  });
}

function notePolicy(
  policy: Policy,
  path: MemberPath,
  from: Json,
  to: Json,
  code: 'TG267' | 'TG268',
  adjustment: Adjustment,
): void {
  if (from === to) return;
  const member = path.split('.').at(-1) ?? '';
  const holder = code === 'TG267' ? policy.antiReplay : policy;
  adjustment.note({
    code,
    kind: code === 'TG267' ? 'approximated' : 'dropped',
    object: policyReference(policy),
    path,
    from,
    to,
    origins: writersOf(adjustment, holder, member),
    note: `VRP has one setting for all policies: ${JSON.stringify(to)}`,
  });
}

/** An NE router has one DPD for all peers: the one that finds a dead peer first (`translation.md` 5.4). */
export const agreeOnDpd: Rule = (gateway, adjustment) => {
  if (adjustment.profile !== 'ne') return gateway;
  const [first] = gateway.peers
    .map(({ dpd }) => dpd)
    .filter(({ mode }) => mode !== 'answer')
    .toSorted((left, right) => left.idleSeconds - right.idleSeconds);
  if (first === undefined) return gateway;
  return mapPeers(gateway, adjustment, (peer) => {
    const { mode, idleSeconds, retryIntervalSeconds, retries, then } = first;
    const dpd = withMembers(adjustment.origins, peer.dpd, {
      mode,
      idleSeconds,
      retryIntervalSeconds,
      retries,
      then,
    });
    if (!sameDpd(peer.dpd, dpd)) {
      adjustment.note({
        code: 'TG262',
        kind: 'approximated',
        object: peerReference(peer),
        path: 'peers.dpd',
        from: `${peer.dpd.mode} ${peer.dpd.idleSeconds} s`,
        to: `${mode} ${idleSeconds} s`,
        origins: writersOf(adjustment, peer.dpd, 'mode', 'idleSeconds', 'retryIntervalSeconds'),
        note: `an NE router has one DPD for all peers: ${mode} after ${idleSeconds} s`,
      });
    }
    return withMembers(adjustment.origins, peer, { dpd });
  });
};

function sameDpd(left: DeadPeerDetection, right: DeadPeerDetection): boolean {
  return (
    left.mode === right.mode &&
    left.idleSeconds === right.idleSeconds &&
    left.retryIntervalSeconds === right.retryIntervalSeconds
  );
}
