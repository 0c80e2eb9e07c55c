import { withMembers } from '../../../ir/origins.ts';
import type { IpsecProposal } from '../../../ir/ipsec.ts';
import { freeName } from '../../dialect-names.ts';
import { describeSelector } from '../../../ir/selectors.ts';
import { isMadeOnDemand } from '../on-demand.ts';
import { MANUAL_REPLAY, REPLAY } from '../words.ts';
import { policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

const LONGEST_LIFE = 4_294_967_295;

/** Peers of no address of their own are answered: their policies are made when they ask (`translation.md` 5.2). */
export const answerFromTemplates: Rule = (gateway, adjustment) => {
  const peers = new Map(gateway.peers.map((peer) => [peer.name, peer]));
  const proposals = new Map(gateway.ipsecProposals.map((proposal) => [proposal.name, proposal]));
  const names = new Set(proposals.keys());
  const ofAnyMode: IpsecProposal[] = [];
  const policies = gateway.policies.map((policy) => {
    const peer = peers.get(policy.peer ?? '');
    const proposal = proposals.get(policy.proposals[0] ?? '');
    const isTemplate = peer !== undefined && isMadeOnDemand(peer, policy, proposal);
    const object = policyReference(policy);
    if (policy.selectors.length === 0 && policy.peer !== undefined && policy.acceptSelectors !== 'offered') {
      const place = { object, path: 'policies.selectors', from: [] };
      const note = 'a policy without selectors that accepts none from the peer protects nothing';
      adjustment.refuse('TG246', place, writersOf(adjustment, policy, 'name'), note);
      return policy;
    }
    const offered = policy.selectors.length === 0 && policy.peer !== undefined;
    if (!isTemplate && !offered) {
      return policy.acceptSelectors === 'configured'
        ? policy
        : withMembers(adjustment.origins, policy, { acceptSelectors: 'configured' });
    }
    const cut = policy.selectors.find(({ action }) => action !== 'protect');
    if (cut !== undefined) {
      const place = { object, path: 'policies.selectors', from: describeSelector(cut) };
      const note = `racoon cannot leave out ${describeSelector(cut)} of policies that are made on demand`;
      adjustment.refuse('TG252', place, writersOf(adjustment, cut, 'rule', 'local'), note);
    }
    if (proposal?.ah !== undefined) {
      const place = { object, path: 'policies.proposals', from: proposal.name };
      const note = 'racoon names no protocol for policies that are made on demand: AH cannot be asked for';
      adjustment.refuse('TG246', place, writersOf(adjustment, proposal, 'ah'), note);
      return policy;
    }
    const how = offered
      ? 'what the peer offers is accepted'
      : 'one sainfo for each selector, accepted as it is';
    adjustment.note({
      code: 'TG246',
      kind: offered ? 'adapted' : 'approximated',
      object,
      path: 'policies.acceptSelectors',
      from: policy.acceptSelectors,
      origins: writersOf(adjustment, policy, 'acceptSelectors'),
      note: `peers with unknown addresses: ${how}`,
    });
    const answering = {
      acceptSelectors: offered ? ('offered' as const) : ('configured' as const),
      initiation: 'never' as const,
    };
    if (proposal?.encapsulation !== 'transport') return withMembers(adjustment.origins, policy, answering);
    adjustment.note({
      code: 'TG221',
      kind: 'approximated',
      object,
      path: 'ipsecProposals.encapsulation',
      from: 'transport',
      origins: writersOf(adjustment, proposal, 'encapsulation'),
      note: 'a policy that is made on demand has the mode that the peer asks for, transport or tunnel',
    });
    const name = freeName(proposal.name, names);
    ofAnyMode.push(withMembers(adjustment.origins, proposal, { name, encapsulation: 'tunnel' }));
    return withMembers(adjustment.origins, policy, { ...answering, proposals: [name] });
  });
  const ipsecProposals = [...gateway.ipsecProposals, ...ofAnyMode];
  return withMembers(adjustment.origins, gateway, { policies, ipsecProposals });
};

/** `passive` is of the remote: a policy that starts nothing cannot stand beside one of its peer that does. */
export const startByPeer: Rule = (gateway, adjustment) => {
  const starting = new Set(
    gateway.policies.flatMap(({ peer, initiation }) => (initiation === 'never' ? [] : (peer ?? []))),
  );
  const policies = gateway.policies.map((policy) => {
    if (policy.initiation !== 'never' || !starting.has(policy.peer ?? '')) return policy;
    adjustment.note({
      code: 'TG265',
      kind: 'approximated',
      object: policyReference(policy),
      path: 'policies.initiation',
      from: 'never',
      to: 'on-traffic',
      origins: writersOf(adjustment, policy, 'initiation'),
      note: `"passive" is of the whole remote, and another policy of ${policy.peer ?? ''} starts: this one starts on traffic too`,
    });
    return withMembers(adjustment.origins, policy, { initiation: 'on-traffic' });
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

/** A policy that IKE has no part in has no section that a comment could stand before. */
export const dropDescriptions: Rule = (gateway, adjustment) => {
  const policies = gateway.policies.map((policy) => {
    if (policy.peer !== undefined || policy.description === undefined) return policy;
    adjustment.note({
      code: 'TG269',
      kind: 'dropped',
      object: policyReference(policy),
      path: 'policies.description',
      from: policy.description,
      origins: writersOf(adjustment, policy, 'description'),
      note: 'no equivalent in racoon: the commands of setkey have no description',
    });
    return withMembers(adjustment.origins, policy, { description: undefined });
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

/** A lifetime without end has no word: the longest one is shorter. */
export const limitLifetimes: Rule = (gateway, adjustment) => {
  const policies = gateway.policies.map((policy) => {
    if (policy.lifetime.seconds > 0 || policy.peer === undefined) return policy;
    adjustment.note({
      code: 'TG204',
      kind: 'approximated',
      object: policyReference(policy),
      path: 'policies.lifetime.seconds',
      from: 0,
      to: LONGEST_LIFE,
      origins: writersOf(adjustment, policy.lifetime, 'seconds'),
      note: `no limit becomes ${LONGEST_LIFE} s`,
    });
    const lifetime = withMembers(adjustment.origins, policy.lifetime, { seconds: LONGEST_LIFE });
    return withMembers(adjustment.origins, policy, { lifetime });
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

/** The replay window is the kernel's; nobody counts packets of manual keys. */
export const keepReplayWindows: Rule = (gateway, adjustment) => {
  const policies = gateway.policies.map((policy) => {
    const { antiReplay } = policy;
    const { enabled, window } = policy.peer === undefined ? MANUAL_REPLAY : REPLAY;
    if (antiReplay.enabled === enabled && antiReplay.window === window) return policy;
    const origins = writersOf(adjustment, antiReplay, 'enabled', 'window');
    adjustment.note({
      code: 'TG267',
      kind: origins.length > 0 ? 'approximated' : 'adapted',
      object: policyReference(policy),
      path: 'policies.antiReplay.window',
      from: antiReplay.window,
      to: window,
      origins,
      note: enabled
        ? `replay window of racoon stays at ${window}`
        : 'nothing checks the order of manually keyed packets',
    });
    return withMembers(adjustment.origins, policy, {
      antiReplay: withMembers(adjustment.origins, antiReplay, { enabled, window }),
    });
  });
  return withMembers(adjustment.origins, gateway, { policies });
};
