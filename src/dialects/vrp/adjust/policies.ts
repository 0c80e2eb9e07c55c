import type { Gateway } from '../../../ir/gateway.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import {
  type Adjustment,
  peerReference,
  policyReference,
  type Rule,
  writersOf,
} from '../../dialect-adjustment.ts';
import { planAccessLists } from '../access-lists.ts';
import { groupsOf, LAST_SEQUENCE, policyModes } from '../groups.ts';
import { limitsOfProfile, LONGEST_LIFE } from '../profile-limits.ts';
import { numberIkeProposals } from '../names.ts';

/** `undo policy enable` is a line of policies that start; any other that is switched off is left out. */
export const leaveOutDisabledPolicies: Rule = (gateway, adjustment) => {
  const modeOf = policyModes(gateway);
  const policies = gateway.policies.filter((policy) => {
    const hasSwitch = policy.kind === 'policy-based' && modeOf(policy) === 'isakmp';
    if (policy.enabled || hasSwitch) return true;
    adjustment.note({
      code: 'TG265',
      kind: 'dropped',
      object: policyReference(policy),
      path: 'policies.enabled',
      from: false,
      origins: [...allOrigins(adjustment.origins, policy)],
      note: 'left out: it is switched off, and VRP has no switch for such a policy',
    });
    return false;
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

/** A tunnel ends where the peer is (`translation.md` 2.6, C09). */
export const endAtThePeer: Rule = (gateway, adjustment) => {
  const peers = new Map(gateway.peers.map((peer) => [peer.name, peer]));
  return mapPolicies(gateway, adjustment, (policy) => {
    const { tunnel, peer } = policy;
    if (tunnel.remote === undefined || peer === undefined) return policy;
    const isPeer = peers
      .get(peer)
      ?.remote.some((entry) => 'address' in entry && entry.address === tunnel.remote);
    if (isPeer !== true) {
      const place = { object: policyReference(policy), path: 'policies.tunnel.remote', from: tunnel.remote };
      const origins = writersOf(adjustment, tunnel, 'remote');
      adjustment.refuse('TG244', place, origins, `a tunnel of VRP ends at its peer, not at ${tunnel.remote}`);
      return policy;
    }
    return withMembers(adjustment.origins, policy, {
      tunnel: withMembers(adjustment.origins, tunnel, { remote: undefined }),
    });
  });
};

/** A peer without an address is answered by a template; selectors that are named are the only ones (`translation.md` 5.2). */
export const answerFromTemplates: Rule = (gateway, adjustment) => {
  const modeOf = policyModes(gateway);
  return mapPolicies(gateway, adjustment, (policy) => {
    if (policy.kind === 'route-based' || policy.peer === undefined) return policy;
    const object = policyReference(policy);
    if (policy.selectors.length === 0 && policy.acceptSelectors === 'configured') {
      const place = { object, path: 'policies.selectors', from: [] };
      const origins = writersOf(adjustment, policy, 'selectors');
      adjustment.refuse(
        'TG246',
        place,
        origins,
        'a policy without an access list is a template that takes what the peer offers',
      );
      return policy;
    }
    const changed: { acceptSelectors?: Policy['acceptSelectors']; initiation?: Policy['initiation'] } = {};
    const approximate = (path: string, from: string, to: string, note: string): void =>
      adjustment.note({
        code: 'TG246',
        kind: 'approximated',
        object,
        path,
        from,
        to,
        origins: writersOf(adjustment, policy, path.replace('policies.', '')),
        note,
      });
    if (policy.acceptSelectors === 'offered' && policy.selectors.length > 0) {
      changed.acceptSelectors = 'configured';
      approximate(
        'policies.acceptSelectors',
        'offered',
        'configured',
        'only the rules of the access list are accepted',
      );
    }
    if (modeOf({ ...policy, ...changed }) === 'template' && policy.initiation !== 'never') {
      changed.initiation = 'never';
      approximate(
        'policies.initiation',
        policy.initiation,
        'never',
        'peers with unknown addresses: a template only answers',
      );
    }
    return Object.keys(changed).length === 0 ? policy : withMembers(adjustment.origins, policy, changed);
  });
};

/** Who starts (`translation.md` 2.6, C07; 2.4, R30): `respond-only enable` is not on every release. */
export const startAsPossible: Rule = (gateway, adjustment) => {
  const modeOf = policyModes(gateway);
  return mapPolicies(gateway, adjustment, (policy) => {
    const isTemplate = policy.kind === 'policy-based' && modeOf(policy) !== 'isakmp';
    if (isTemplate || policy.initiation === 'on-traffic') return policy;
    if (policy.initiation === 'at-once' && policy.kind === 'policy-based') return policy;
    const isRouted = policy.initiation === 'at-once';
    adjustment.note({
      code: 'TG265',
      kind: 'approximated',
      object: policyReference(policy),
      path: 'policies.initiation',
      from: policy.initiation,
      to: isRouted ? 'on-traffic' : policy.initiation,
      origins: writersOf(adjustment, policy, 'initiation'),
      note: isRouted
        ? 'VRP starts a tunnel interface on traffic'
        : 'VRP starts nothing: "respond-only enable", which is not on every release',
    });
    return isRouted ? withMembers(adjustment.origins, policy, { initiation: 'on-traffic' }) : policy;
  });
};

const WINDOWS = [32, 64, 128, 256, 512, 1024];

/**
 * The window is a power of two from 32 to 1024; the next smaller one is never laxer (`translation.md` 2.1, G12). It is
 * local: a default of the source is the device's own here.
 */
export const roundReplayWindows: Rule = (gateway, adjustment) =>
  mapPolicies(gateway, adjustment, (policy) => {
    const { window } = policy.antiReplay;
    const origins = writersOf(adjustment, policy.antiReplay, 'window');
    const isDefault = origins.length === 0 && adjustment.origins.has(policy.antiReplay);
    const own = limitsOfProfile(adjustment.profile).replayWindow;
    const to = isDefault ? own : (WINDOWS.findLast((candidate) => candidate <= window) ?? 32);
    if (to === window || isManual(policy)) return policy;
    adjustment.note({
      code: isDefault ? 'TG267' : 'TG204',
      kind: isDefault ? 'adapted' : 'approximated',
      object: policyReference(policy),
      path: 'policies.antiReplay.window',
      from: window,
      to,
      origins,
      note: `replay window ${window} becomes ${to}`,
    });
    return withMembers(adjustment.origins, policy, {
      antiReplay: withMembers(adjustment.origins, policy.antiReplay, { window: to }),
    });
  });

/** No limit in time has no word: the longest one stands for it. */
export const limitLifetimes: Rule = (gateway, adjustment) =>
  mapPolicies(gateway, adjustment, (policy) => {
    if (policy.lifetime.seconds > 0 || isManual(policy)) return policy;
    adjustment.note({
      code: 'TG204',
      kind: 'approximated',
      object: policyReference(policy),
      path: 'policies.lifetime.seconds',
      from: 0,
      to: LONGEST_LIFE,
      origins: writersOf(adjustment, policy.lifetime, 'seconds'),
      note: `no limit in time has no word: ${LONGEST_LIFE} s`,
    });
    return withMembers(adjustment.origins, policy, {
      lifetime: withMembers(adjustment.origins, policy.lifetime, { seconds: LONGEST_LIFE }),
    });
  });

/** A policy without a peer has keys of its own: nothing is negotiated. */
export function isManual({ peer, kind, selectors }: Policy): boolean {
  const isException = selectors.length > 0 && selectors.every(({ action }) => action !== 'protect');
  return peer === undefined && kind === 'policy-based' && !isException;
}

/** Policies in the order in which the device looks them up; those of tunnel interfaces last. */
export const sortIntoGroups: Rule = (gateway, adjustment) => {
  const grouped = groupsOf(gateway).flatMap(({ members }) => members.map(({ policy }) => policy));
  const routed = gateway.policies.filter(({ kind }) => kind === 'route-based');
  return withMembers(adjustment.origins, gateway, { policies: [...grouped, ...routed] });
};

/** What has a number has only so many of them. */
export const limitGroups: Rule = (gateway, adjustment) => {
  const lists = planAccessLists(gateway);
  const numbers = numberIkeProposals(gateway, limitsOfProfile(adjustment.profile).proposalNumbers);
  for (const { members } of groupsOf(gateway)) {
    for (const { policy, sequence } of members) {
      const hasList = policy.selectors.length === 0 || lists.has(policy);
      if (sequence <= LAST_SEQUENCE && hasList) continue;
      const place = { object: policyReference(policy), path: 'policies', from: policy.name };
      const what = hasList ? `${LAST_SEQUENCE} policies in a group` : '1000 advanced access lists';
      adjustment.refuse(
        'TG269',
        place,
        writersOf(adjustment, policy, 'name'),
        `VRP has ${what}, and they are taken`,
      );
    }
  }
  for (const peer of gateway.peers) {
    if (peer.proposals.every((name) => numbers.has(name))) continue;
    const place = { object: peerReference(peer), path: 'peers.proposals', from: [...peer.proposals] };
    const origins = writersOf(adjustment, peer, 'name');
    adjustment.refuse(
      'TG269',
      place,
      origins,
      `VRP has ${numbers.size} numbers of IKE proposals, and they are taken`,
    );
  }
  return gateway;
};

export function mapPolicies(
  gateway: Gateway,
  adjustment: Adjustment,
  change: (policy: Policy) => Policy,
): Gateway {
  return withMembers(adjustment.origins, gateway, { policies: gateway.policies.map(change) });
}
