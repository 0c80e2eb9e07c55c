import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ikeIdentity } from '../../../../grammars/vrp/chapters/ike-identity.ts';
import { ipsecPolicy } from '../../../../grammars/vrp/chapters/ipsec-policy.ts';
import { ipsecPolicyTemplate } from '../../../../grammars/vrp/chapters/ipsec-policy-template.ts';
import type { View } from '../../../../grammars/vrp/statement.ts';
import { describe } from '../../../ir/codes.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { IpsecProposal, Policy } from '../../../ir/ipsec.ts';
import type { Said } from '../../dialect.ts';
import { impliedIdentities, sameIdentities } from '../adjust/identities.ts';
import type { GroupMember, PolicyGroup } from '../groups.ts';
import { addressText } from './address-text.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';
import type { Surroundings } from './surroundings.ts';
import { raiseManual } from './manual-policy.ts';
import { PolicyLines } from './policy-lines.ts';

/** `ipsec policy NAME SEQ isakmp`, and the template of a group. */
export function raiseGroup(context: RaisingContext, group: PolicyGroup, surroundings: Surroundings): void {
  for (const member of group.members) {
    noteName(context, group, member, surroundings);
    if (member.mode === 'isakmp') raiseStarting(context, group, member, surroundings);
    else if (member.mode === 'template') raiseAnswering(context, group, member, surroundings);
    else raiseManual(context, group, member, surroundings);
  }
  raiseTemplateHeader(context, group);
}

export function headerOf({ name, sequence }: Policy): Place {
  return { object: { kind: 'policy', name, sequence }, path: 'policies.name', from: name };
}

export function saidByName(policy: Policy): Said {
  return [
    [policy, 'name'],
    [policy, 'sequence'],
  ];
}

function raiseStarting(
  context: RaisingContext,
  group: PolicyGroup,
  { policy, sequence }: GroupMember,
  surroundings: Surroundings,
): void {
  const values = { name: group.name, sequence: String(sequence), mode: 'isakmp' } as const;
  const object = context.open('ipsecPolicy', ipsecPolicy.view, values, saidByName(policy));
  const lines = new PolicyLines(context, policy, surroundings);
  lines.put(ipsecPolicy, object);
  lines.putList(ipsecPolicy, object);
  putLocal(context, object, policy, ipsecPolicy, surroundings);
  const place: Place = { ...headerOf(policy), path: 'policies.initiation', from: policy.initiation };
  const said: Said = [[policy, 'initiation']];
  if (policy.initiation === 'never') context.put(ipsecPolicy, object, 'respondOnly', {}, { place, said });
  else {
    const mode = policy.initiation === 'at-once' ? 'auto' : 'traffic-based';
    context.putUnlessImplied(ipsecPolicy, object, 'saTriggerMode', { mode }, { place, said });
  }
  const enabled: Said = [[policy, 'enabled']];
  context.putUnlessImplied(
    ipsecPolicy,
    object,
    'policyEnable',
    {},
    {
      place: { ...place, path: 'policies.enabled', from: policy.enabled },
      said: enabled,
      negated: !policy.enabled,
    },
  );
  putInjection(context, object, policy, ipsecPolicy);
}

function raiseAnswering(
  context: RaisingContext,
  group: PolicyGroup,
  { policy, templateSequence }: GroupMember,
  surroundings: Surroundings,
): void {
  const values = { name: group.name, sequence: String(templateSequence) };
  const object = context.open('ipsecPolicyTemplate', ipsecPolicyTemplate.view, values, saidByName(policy));
  const lines = new PolicyLines(context, policy, surroundings);
  lines.put(ipsecPolicyTemplate, object);
  lines.putList(ipsecPolicyTemplate, object);
  putLocal(context, object, policy, ipsecPolicyTemplate, surroundings);
  putInjection(context, object, policy, ipsecPolicyTemplate);
  const idle: Said = [
    [policy, 'enabled'],
    ...(policy.selectors.length === 0 ? [[policy, 'selectors'] as const] : []),
  ];
  context.imply('a template', 'whatever the peer offers', headerOf(policy), idle);
  const peer = surroundings.peer(policy.peer);
  if (peer !== undefined) putIdentitySet(context, object, peer, surroundings);
}

/** `ipsec policy NAME SEQ isakmp template T`, once for all sequences of the template. */
function raiseTemplateHeader(context: RaisingContext, { name, members }: PolicyGroup): void {
  const answering = members.filter(({ mode }) => mode === 'template');
  const [first] = answering;
  if (first === undefined) return;
  const said = answering.flatMap(({ policy }): Said => [...saidByName(policy), [policy, 'initiation']]);
  const values = { name, sequence: String(first.sequence), 'template-name': name };
  context.open('ipsecPolicy', 'ipsec-policy-of-template', values, said);
}

type WithLocal = View<Pick<(typeof ipsecPolicy)['slots'], 'tunnelLocal' | 'localAddress' | 'routeInject'>>;

/** Where the tunnel starts, always: interface names do not survive the trip (`translation.md` 1.6). */
function putLocal(
  context: RaisingContext,
  object: ConfigurationObject,
  policy: Policy,
  chapter: WithLocal,
  surroundings: Surroundings,
): void {
  if (context.profile === 'ar-v2r3') return;
  const { local } = policy.tunnel;
  const address =
    local === undefined ? `{{local-address:${policy.name}-${policy.sequence}}}` : addressText(local);
  const said: Said = [[policy.tunnel, 'local'], ...surroundings.ipsecProposalsOf(policy).flatMap(endsOf)];
  if (context.profile === 'ne') context.line(chapter, object, 'localAddress', { local: address }, said);
  else context.line(chapter, object, 'tunnelLocal', { from: '', address }, said);
}

/** That a tunnel has ends of its own says that its proposal is in tunnel mode. */
export function endsOf(proposal: IpsecProposal): Said {
  return proposal.encapsulation === 'tunnel' ? [[proposal, 'encapsulation']] : [];
}

function putInjection(
  context: RaisingContext,
  object: ConfigurationObject,
  policy: Policy,
  chapter: WithLocal,
): void {
  const { routeInjection } = policy;
  const place: Place = { ...headerOf(policy), path: 'policies.routeInjection', from: routeInjection };
  const said: Said = [[policy, 'routeInjection']];
  if (routeInjection !== 'none')
    context.put(chapter, object, 'routeInject', { kind: routeInjection }, { place, said });
  else context.imply('no route injection', 'it', place, said);
}

/** Several identities that a peer may have: `ike identity`, which the template demands. */
function putIdentitySet(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  { peers }: Surroundings,
): void {
  const { remoteIds } = peer;
  if (remoteIds.length < 2 || sameIdentities(remoteIds, impliedIdentities(peer))) return;
  const name = peers.get(peer.name) ?? peer.name;
  const said = remoteIds.flatMap((identity): Said => [
    [identity, 'type'],
    [identity, 'value'],
  ]);
  const set = context.open('ikeIdentity', ikeIdentity.view, { 'identity-name': name }, [[peer, 'remoteIds']]);
  for (const identity of remoteIds) {
    const own: Said = [
      [identity, 'type'],
      [identity, 'value'],
    ];
    const value = identity.value ?? '';
    switch (identity.type) {
      case 'ID_FQDN':
        context.line(ikeIdentity, set, 'fqdn', { identity: value }, own);
        break;
      case 'ID_RFC822_ADDR':
        context.line(ikeIdentity, set, 'userFqdn', { identity: value }, own);
        break;
      case 'ID_DER_ASN1_DN':
        context.line(ikeIdentity, set, 'dn', { identity: value }, own);
        break;
      case 'ID_IPV4_ADDR':
      case 'ID_IPV6_ADDR':
        context.line(ikeIdentity, set, 'ipAddress', { first: value }, own);
        break;
      case 'ID_KEY_ID':
      case 'ID_DER_ASN1_GN':
      case 'ID_NULL':
        throw new Error(`an identity set has no place for ${identity.type}`);
      default:
        identity.type satisfies never;
    }
  }
  context.line(ipsecPolicyTemplate, object, 'matchIdentity', { 'identity-name': name }, [
    [peer, 'remoteIds'],
    ...said,
  ]);
}

/** A group of its own gets a name and sequences; a proposal that keeps the name of its policy carries its header. */
function noteName(
  context: RaisingContext,
  group: PolicyGroup,
  { policy, sequence }: GroupMember,
  surroundings: Surroundings,
): void {
  if (policy.name === group.name && policy.sequence === sequence) return;
  const kept = surroundings
    .ipsecProposalsOf(policy)
    .filter(({ name }) => surroundings.ipsecProposals.get(name) === name);
  const elsewhere: Said = kept.map((proposal) => [proposal, 'name']);
  const to = `${group.name} ${sequence}`;
  const note = describe('TG201', { old: `${policy.name} ${policy.sequence}`, new: to });
  const writers = context.writersBut([[policy, 'name']], elsewhere);
  context.adapt({ code: 'TG201', ...headerOf(policy), to, note }, writers);
}
