import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Json } from '../../../ir/json.ts';
import type { MemberPath } from '../../../ir/limits.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import type { Said } from '../../dialect.ts';
import type { RaisingContext } from './context.ts';

/** What a member that is not written says, in words. */
const WORDS: Readonly<Record<MemberPath, string>> = {
  'policies.enabled': 'that a policy is in force',
  'policies.antiReplay': 'protection against replay',
  'policies.pfsGroups': 'no PFS',
  'policies.selectors': 'a policy without selectors',
  'peers.remoteIds': 'that the peer may have any identity',
  'peers.preSharedKeys': 'that there is no key',
  'ipsecProposals.encapsulation': 'the mode of what is negotiated on demand',
  'ipsecProposals.compression': 'no compression',
};

/** TG100 for what a source writes and racoon means without a word. */
export function noteImplied(context: RaisingContext, gateway: Gateway, onDemand: ReadonlySet<Policy>): void {
  const { policies, peers, manualSas, ikeProposals, ipsecProposals, interfaces, routes, ike } = gateway;
  const imply = (object: ObjectReference, path: MemberPath, from: Json, said: Said): void => {
    const what = WORDS[path] ?? `"${path}"`;
    const note = describe('TG100', { what, where: context.target, value: 'it' });
    context.adapt({ code: 'TG100', object, path, from, note }, context.writersOf(said));
  };
  const settings: ObjectReference = { kind: 'ike-settings' };
  const lists = { policies, peers, manualSas, ikeProposals, ipsecProposals, interfaces, routes };
  for (const [name, list] of Object.entries(lists)) {
    if (list.length === 0) imply(settings, name, [], [[gateway, name]]);
  }
  if (ike.listen.length === 0) imply(settings, 'ike.listen', [], [[ike, 'listen']]);
  for (const policy of policies) {
    const object: ObjectReference = { kind: 'policy', name: policy.name, sequence: policy.sequence };
    imply(object, 'policies.enabled', true, [[policy, 'enabled']]);
    imply(object, 'policies.antiReplay', policy.antiReplay.window, [
      [policy.antiReplay, 'enabled'],
      [policy.antiReplay, 'window'],
    ]);
    if (policy.pfsGroups.length === 0) imply(object, 'policies.pfsGroups', [], [[policy, 'pfsGroups']]);
    if (policy.tunnel.local === undefined) imply(object, 'policies.interfaces', [], [[policy, 'interfaces']]);
    if (policy.selectors.length === 0) imply(object, 'policies.selectors', [], [[policy, 'selectors']]);
    if (policy.peer !== undefined) continue;
    const ofManual: Said = [
      [policy.lifetime, 'seconds'],
      [policy, 'initiation'],
      [policy, 'acceptSelectors'],
      [policy, 'sequence'],
      [policy, 'name'],
      [policy, 'proposals'],
    ];
    const count = manualSas.filter(
      ({ policy: of }) => of?.name === policy.name && of.sequence === policy.sequence,
    ).length;
    const note = describe('TG254', { a: 'policy of manual keys', count, b: 'SAs with their SPD entries' });
    const place = { object, path: 'policies.proposals', from: [...policy.proposals] };
    context.adapt({ code: 'TG254', ...place, note }, context.writersOf(ofManual));
  }
  for (const peer of peers) {
    const object: ObjectReference = { kind: 'peer', name: peer.name };
    if (peer.remoteIds.length === 0) imply(object, 'peers.remoteIds', [], [[peer, 'remoteIds']]);
    if (peer.preSharedKeys.length === 0) imply(object, 'peers.preSharedKeys', [], [[peer, 'preSharedKeys']]);
  }
  const inSpd = new Set(policies.flatMap((policy) => (onDemand.has(policy) ? [] : policy.proposals)));
  for (const proposal of ipsecProposals) {
    const object: ObjectReference = { kind: 'ipsec-proposal', name: proposal.name };
    if (!inSpd.has(proposal.name)) {
      const { encapsulation } = proposal;
      imply(object, 'ipsecProposals.encapsulation', encapsulation, [[proposal, 'encapsulation']]);
    }
    if (proposal.compression !== 'none') continue;
    imply(object, 'ipsecProposals.compression', 'none', [[proposal, 'compression']]);
  }
}
