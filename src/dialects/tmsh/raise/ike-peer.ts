import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ikePeer } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { isIpv6Address } from '../../../ir/address.ts';
import { describe } from '../../../ir/codes.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Origin } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import type { Said } from '../../dialect.ts';
import { addressText } from './address-text.ts';
import { putCertificates } from './certificates.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';
import { putIdentities } from './identity.ts';
import { placeIn, putProposal } from './ike-proposal.ts';
import type { Names } from './names.ts';

/** What a peer is raised with. */
export interface PeerSurroundings {
  readonly names: Names;
  readonly proposal: IkeProposal;
  /** The policies that use the peer, in order. */
  readonly policies: readonly Policy[];
}

/** `net ipsec ike-peer`: the peer, its one IKE proposal, and what its policies say of IKE. */
export function raiseIkePeer(context: RaisingContext, peer: Peer, surroundings: PeerSurroundings): void {
  const { names, proposal, policies } = surroundings;
  const name = names.peers.get(peer.name) ?? '';
  const object = context.open(ikePeer, name, [
    [peer, 'name'],
    [peer, 'proposals'],
    [proposal, 'name'],
    ...policies.map((policy): Said[number] => [policy, 'peer']),
  ]);
  noteNames(context, peer, proposal, name);
  putAddress(context, object, peer, policies);
  putProposal(context, object, peer, proposal);
  putIdentities(context, object, peer, policies[0]);
  putDpd(context, object, peer);
  putKey(context, object, peer);
  putCertificates(context, object, peer);
  putUse(context, object, peer, surroundings);
}

function noteNames(context: RaisingContext, peer: Peer, proposal: IkeProposal, name: string): void {
  const place = placeIn(peer);
  const short = name.replace('/Common/', '');
  if (short !== peer.name) {
    const note = describe('TG201', { old: peer.name, new: short });
    const writers = context.writersOf([[peer, 'name']]);
    context.adapt({ code: 'TG201', ...place('peers.name', peer.name), to: short, note }, writers);
  }
  const note = describe('TG224', { a: proposal.name, b: `part of ike-peer ${short}` });
  const writers = context.writersOf([
    [proposal, 'name'],
    [peer, 'proposals'],
  ]);
  context.adapt({ code: 'TG224', ...place('peers.proposals', proposal.name), note }, writers);
}

/** Where a peer is; one that may be anywhere is `any`, in the family that this end speaks. */
export function endOf({ name, remote: [first] }: Peer, policy: Policy | undefined): Address {
  if (first !== undefined && 'address' in first) return first.address;
  if (first !== undefined) throw new Error(`${name} has no address`);
  const local = policy?.tunnel.local;
  return local === undefined || isIpv6Address(local) ? 'any6' : 'any';
}

function putAddress(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  policies: readonly Policy[],
): void {
  const place = placeIn(peer);
  const address = endOf(peer, policies[0]);
  const text = addressText(address, peer.vrf);
  const opened: Said = peer.remote.length === 0 ? [[peer, 'name']] : [];
  context.put(object, 'remote-address', text, place('peers.remote', address), [
    [peer, 'remote'],
    [peer, 'vrf'],
    ...opened,
  ]);
  const { natTraversal, remotePort } = peer;
  if (remotePort !== undefined) {
    context.line(object, 'remote-port', String(remotePort), [[peer, 'remotePort']]);
  }
  context.put(object, 'nat-traversal', natTraversal, place('peers.natTraversal', natTraversal), [
    [peer, 'natTraversal'],
  ]);
  if (peer.description !== undefined) {
    const { description } = peer;
    context.put(object, 'description', description, place('peers.description', description), [
      [peer, 'description'],
    ]);
  }
}

/** Probing is a delay above 0: its kind has no word. */
function putDpd(context: RaisingContext, object: ConfigurationObject, peer: Peer): void {
  const { dpd } = peer;
  const probes = dpd.mode === 'periodic';
  const place = placeIn(peer)(
    probes ? 'peers.dpd.idleSeconds' : 'peers.dpd.mode',
    probes ? dpd.idleSeconds : dpd.mode,
  );
  context.put(object, 'dpd-delay', probes ? String(dpd.idleSeconds) : '0', place, [
    [dpd, 'mode'],
    [dpd, 'idleSeconds'],
  ]);
  if (!probes) return;
  const details = { what: '"periodic"', where: context.target, value: 'it by a "dpd-delay" above 0' };
  context.adapt(
    { code: 'TG100', ...place, path: 'peers.dpd.mode', note: describe('TG100', details) },
    context.writersOf([[dpd, 'mode']]),
  );
}

function putKey(context: RaisingContext, object: ConfigurationObject, peer: Peer): void {
  const [key] = peer.preSharedKeys;
  if (key === undefined) {
    const note = describe('TG100', { what: 'that there is no key', where: context.target, value: 'it' });
    const place = placeIn(peer)('peers.preSharedKeys', []);
    context.adapt({ code: 'TG100', ...place, note }, context.writersOf([[peer, 'preSharedKeys']]));
    return;
  }
  const { secret } = key;
  const text = 'psk' in secret ? secret.psk : `{{${secret.unreadable}}}`;
  context.line(object, 'preshared-key', text, [
    [key, 'secret'],
    [peer, 'preSharedKeys'],
  ]);
}

/** What the policies of a peer say of it: their selectors, the replay window, whether it starts anything. */
function putUse(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  { names, policies }: PeerSurroundings,
): void {
  const place = placeIn(peer);
  const state = peer.enabled ? 'enabled' : 'disabled';
  context.putUnlessImplied(object, 'state', state, place('peers.enabled', peer.enabled), [
    [peer, 'enabled'],
    ...(peer.enabled ? [] : policies.map((policy): Said[number] => [policy, 'enabled'])),
  ]);
  const [first] = policies;
  if (first === undefined) return;
  if (peer.versions.includes('ikev2')) {
    const selectors = policies.flatMap((policy) => names.selectorsOf.get(policy) ?? []);
    context.line(object, 'traffic-selector', selectors, policies.flatMap(referencesOf));
  }
  const { window } = first.antiReplay;
  context.putUnlessImplied(
    object,
    'replay-window-size',
    String(window),
    place('policies.antiReplay.window', window),
    policies.map(({ antiReplay }) => [antiReplay, 'window']),
  );
  putGeneratedPolicies(context, object, peer, policies);
  if (!policies.every(({ initiation }) => initiation === 'never')) return;
  const said = policies.map((policy): Said[number] => [policy, 'initiation']);
  const start = place('policies.initiation', first.initiation);
  context.put(object, 'passive', 'true', start, said);
  noteAnswering(context, start, context.writersOf(said));
}

/** What a peer offers becomes a policy where it may be anywhere, or where its offer counts (`translation.md` 5.2). */
function putGeneratedPolicies(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  policies: readonly Policy[],
): void {
  const isOffered = policies.some(({ acceptSelectors }) => acceptSelectors === 'offered');
  if (!isOffered && peer.remote.length > 0) return;
  const said: Said = policies.flatMap((policy): Said => [
    [policy, 'acceptSelectors'],
    [policy, 'name'],
  ]);
  context.line(object, 'generate-policy', 'unique', said);
  const place = placeIn(peer)('policies.acceptSelectors', isOffered ? 'offered' : 'configured');
  const how = '"generate-policy unique" makes a policy of what they offer';
  context.adapt(
    { code: 'TG246', ...place, note: describe('TG246', { how }) },
    context.writersOf(policies.map((policy): Said[number] => [policy, 'name'])),
  );
}

function noteAnswering(context: RaisingContext, place: Place, writers: readonly Origin[]): void {
  const note = describe('TG265', { target: context.target, when: 'nothing: "passive true" of the ike-peer' });
  context.adapt({ code: 'TG265', ...place, note }, writers);
}

/** The references of a policy, which a line that ties its objects together says. */
export function referencesOf(policy: Policy): Said {
  return [
    [policy, 'selectors'],
    [policy, 'peer'],
    [policy, 'proposals'],
  ];
}
