import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecPolicy } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { isIpv6Address } from '../../../ir/address.ts';
import { describe } from '../../../ir/codes.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { IpsecProposal, Policy } from '../../../ir/ipsec.ts';
import type { Json } from '../../../ir/json.ts';
import type { Said } from '../../dialect.ts';
import { ESP_ENCRYPTION, GROUPS, IPSEC_INTEGRITY, wordFor } from '../words.ts';
import { addressText } from './address-text.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';
import { endOf } from './ike-peer.ts';
import { noteCombined, noteMinutes } from './ike-proposal.ts';
import { localPlaceholder } from './identity.ts';
import type { Names } from './names.ts';

/** What a policy is raised with. */
export interface PolicySurroundings {
  readonly names: Names;
  readonly proposal: IpsecProposal;
  /** Absent: the policy has keys of its own. */
  readonly peer: Peer | undefined;
}

/** `net ipsec ipsec-policy`: a policy and its one IPsec proposal. */
export function raiseIpsecPolicy(
  context: RaisingContext,
  policy: Policy,
  { names, proposal, peer }: PolicySurroundings,
): void {
  const name = names.policies.get(policy) ?? '';
  const object = context.open(ipsecPolicy, name, [
    [policy, 'name'],
    [policy, 'sequence'],
    [proposal, 'name'],
  ]);
  const place = placeIn(policy);
  noteNames(context, policy, proposal, name.replace('/Common/', ''));
  if (policy.description !== undefined) {
    const { description } = policy;
    context.put(object, 'description', description, place('policies.description', description), [
      [policy, 'description'],
    ]);
  }
  putSuite(context, object, policy, proposal);
  if (peer !== undefined) {
    putLifetime(context, object, policy);
    putPfs(context, object, policy);
  }
  putTunnel(context, object, policy, proposal, peer);
}

function placeIn({ name, sequence }: Policy): (path: string, from: Json) => Place {
  return (path, from) => ({ object: { kind: 'policy', name, sequence }, path, from });
}

function noteNames(context: RaisingContext, policy: Policy, proposal: IpsecProposal, name: string): void {
  const place = placeIn(policy);
  const header = context.writersOf([
    [policy, 'name'],
    [policy, 'sequence'],
  ]);
  const renamed = describe('TG201', { old: `${policy.name} ${policy.sequence}`, new: name });
  context.adapt({ code: 'TG201', ...place('policies.name', policy.name), to: name, note: renamed }, header);
  const merged = describe('TG291', {
    a: `ipsec proposal ${proposal.name}`,
    b: `policy ${policy.name} ${policy.sequence}`,
    object: 'ipsec-policy',
  });
  const writers = context.writersOf([[proposal, 'name']]);
  context.adapt(
    { code: 'TG291', ...place('ipsecProposals.name', proposal.name), to: name, note: merged },
    writers,
  );
}

function putSuite(
  context: RaisingContext,
  object: ConfigurationObject,
  policy: Policy,
  proposal: IpsecProposal,
): void {
  const place = placeIn(policy);
  const { esp, ah } = proposal;
  const protocol: Said = [
    [proposal, 'esp'],
    [proposal, 'ah'],
  ];
  const word = esp === undefined ? 'ah' : 'esp';
  context.putUnlessImplied(object, 'protocol', word, place('ipsecProposals.esp', word), protocol);
  const { compression } = proposal;
  const compressed = place('ipsecProposals.compression', compression);
  context.putUnlessImplied(object, 'ipcomp', compression, compressed, [[proposal, 'compression']]);
  if (esp === undefined) {
    const [integrity] = ah?.integrity ?? [];
    putIntegrity(context, object, place, wordFor(IPSEC_INTEGRITY, integrity), [
      [ah ?? proposal, 'integrity'],
    ]);
    context.put(object, 'ike-phase2-encrypt-algorithm', 'null', place('ipsecProposals.ah', 'ah'), protocol);
    return;
  }
  const [encryption] = esp.encryption;
  const [integrity] = esp.integrity;
  const cipher = wordFor(ESP_ENCRYPTION, encryption);
  const encrypted = place('ipsecProposals.esp.encryption', cipher);
  context.put(object, 'ike-phase2-encrypt-algorithm', cipher, encrypted, [[esp, 'encryption']]);
  if (integrity === undefined) {
    putIntegrity(context, object, place, cipher, [
      [esp, 'integrity'],
      [esp, 'encryption'],
    ]);
    noteCombined(context, encrypted, cipher, [[esp, 'encryption']]);
  } else {
    putIntegrity(context, object, place, wordFor(IPSEC_INTEGRITY, integrity), [[esp, 'integrity']]);
  }
}

function putIntegrity(
  context: RaisingContext,
  object: ConfigurationObject,
  place: (path: string, from: Json) => Place,
  word: string,
  said: Said,
): void {
  context.put(object, 'ike-phase2-auth-algorithm', word, place('ipsecProposals.esp.integrity', word), said);
}

function putLifetime(context: RaisingContext, object: ConfigurationObject, policy: Policy): void {
  const { lifetime } = policy;
  const place = placeIn(policy);
  const seconds = place('policies.lifetime.seconds', lifetime.seconds);
  const said: Said = [[lifetime, 'seconds']];
  context.put(object, 'ike-phase2-lifetime', String(lifetime.seconds / 60), seconds, said);
  noteMinutes(context, seconds, lifetime.seconds, said);
  context.put(
    object,
    'ike-phase2-lifetime-kilobytes',
    String(lifetime.kilobytes),
    place('policies.lifetime.kilobytes', lifetime.kilobytes),
    [[lifetime, 'kilobytes']],
  );
}

function putPfs(context: RaisingContext, object: ConfigurationObject, policy: Policy): void {
  const [group] = policy.pfsGroups;
  const word = group === undefined ? 'none' : wordFor(GROUPS, group);
  context.put(
    object,
    'ike-phase2-perfect-forward-secrecy',
    word,
    placeIn(policy)('policies.pfsGroups', [...policy.pfsGroups]),
    [[policy, 'pfsGroups']],
  );
}

/** Transport mode has no tunnel addresses: its selectors are the endpoints. In interface mode the tunnel has them. */
function putTunnel(
  context: RaisingContext,
  object: ConfigurationObject,
  policy: Policy,
  proposal: IpsecProposal,
  peer: Peer | undefined,
): void {
  const place = placeIn(policy);
  const isRouted = policy.kind === 'route-based';
  const { encapsulation } = proposal;
  const mode = isRouted ? 'interface' : encapsulation;
  const bound: Said = isRouted
    ? [
        [policy, 'kind'],
        [policy, 'interfaces'],
      ]
    : [];
  context.put(object, 'mode', mode, place('ipsecProposals.encapsulation', mode), [
    [proposal, 'encapsulation'],
    ...bound,
  ]);
  if (isRouted) {
    putOpenEnds(context, object, policy, peer);
    return;
  }
  if (encapsulation === 'transport') return;
  const { local } = policy.tunnel;
  const localText = local === undefined ? localPlaceholder(policy) : addressText(local, peer?.vrf);
  context.put(object, 'tunnel-local-address', localText, place('policies.tunnel.local', local ?? null), [
    [policy.tunnel, 'local'],
  ]);
  const address = policy.tunnel.remote ?? (peer === undefined ? 'any6' : endOf(peer, policy));
  const opened: Said = peer?.remote.length === 0 ? [[policy, 'name']] : [];
  const remoteText = addressText(address, peer?.vrf);
  context.put(object, 'tunnel-remote-address', remoteText, place('policies.tunnel.remote', address), [
    [policy.tunnel, 'remote'],
    ...(peer === undefined ? [] : [[peer, 'remote'] as const]),
    ...opened,
  ]);
}

/** `any`, in the route domain of the tunnel's ends (tmsh reference 2.3). */
function putOpenEnds(
  context: RaisingContext,
  object: ConfigurationObject,
  policy: Policy,
  peer: Peer | undefined,
): void {
  const { local } = policy.tunnel;
  const every = local !== undefined && isIpv6Address(local) ? 'any6' : 'any';
  for (const property of ['tunnel-local-address', 'tunnel-remote-address']) {
    context.line(object, property, addressText(every, peer?.vrf), [
      [policy, 'interfaces'],
      [policy, 'kind'],
    ]);
  }
}
