import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ikePeer } from '../../../../grammars/vrp/chapters/ike-peer.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Identity, IdentityType } from '../../../ir/scalars.ts';
import type { Said } from '../../dialect.ts';
import { impliedIdentities, sameIdentities } from '../adjust/identities.ts';
import { addressText } from './address-text.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext, Saying } from './context.ts';

const TYPE_WORDS: Readonly<Partial<Record<IdentityType, string>>> = {
  ID_IPV4_ADDR: 'ip',
  ID_IPV6_ADDR: 'ip',
  ID_FQDN: 'fqdn',
  ID_RFC822_ADDR: 'user-fqdn',
  ID_DER_ASN1_DN: 'dn',
  ID_KEY_ID: 'key-id',
};

function wordOf({ type }: Identity): string {
  const word = TYPE_WORDS[type];
  if (word === undefined) throw new Error(`VRP has no word for ${type}`);
  return word;
}

/** Both identities, as far as VRP does not assume them (`translation.md` 5.14). */
export function putIdentities(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  gateway: Gateway,
  policies: readonly Policy[],
): void {
  putLocal(context, object, peer, gateway, policies);
  putRemote(context, object, peer);
}

function putLocal(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  { ike }: Gateway,
  policies: readonly Policy[],
): void {
  const { localId } = peer;
  const word = wordOf(localId);
  const place: Place = { object: { kind: 'peer', name: peer.name }, path: 'peers.localId', from: word };
  const type: Saying = { place, said: [[localId, 'type']] };
  const value: Saying = { place, said: [[localId, 'value']] };
  const both: Saying = { place, said: [...type.said, ...value.said] };
  const note = (where: string): void => {
    const identity = `"${word}${localId.value === undefined ? '' : ` ${localId.value}`}"`;
    const elsewhere: Said = policies.map(({ tunnel }) => [tunnel, 'local']);
    const text = describe('TG243', { identity, where });
    context.adapt({ code: 'TG243', ...place, note: text }, context.writersBut(both.said, elsewhere));
  };
  if (word === 'ip' && localId.value === undefined) {
    if (context.profile !== 'ne' && isByOwnLine(context, localId)) {
      context.putUnlessImplied(ikePeer, object, 'localIdType', { type: word }, type);
    } else note('implied by the local address');
    return;
  }
  if (context.profile === 'ne' && localId.value !== undefined && word !== 'fqdn') {
    const values = word === 'ip' ? { 'own-address': localId.value } : { 'own-name': localId.value };
    context.put(ikePeer, object, 'localIdType', values, both);
    return;
  }
  context.put(ikePeer, object, 'localIdType', { type: word }, type);
  if (localId.value === undefined) return;
  if (word === 'fqdn' && localId.value === ike.localName) {
    const isOwn = context.writersBut(value.said, [[ike, 'localName']]);
    const text = describe('TG243', {
      identity: `"fqdn ${localId.value}"`,
      where: 'written in "ike local-name"',
    });
    context.adapt({ code: 'TG243', ...place, note: text }, isOwn);
  } else context.put(ikePeer, object, 'localId', { identity: localId.value }, value);
}

/** The type of a source that says no value with it: the line is one of VRP's own. */
function isByOwnLine(context: RaisingContext, localId: Identity): boolean {
  const type = context.writersOf([[localId, 'type']]);
  return type.length > 0 && context.writersOf([[localId, 'value']]).length === 0;
}

/** The address that a peer is reached at is its identity; else its inner address, or a name. */
function putRemote(context: RaisingContext, object: ConfigurationObject, peer: Peer): void {
  const { remoteIds, remote } = peer;
  const [identity] = remoteIds;
  const place: Place = {
    object: { kind: 'peer', name: peer.name },
    path: 'peers.remoteIds',
    from: identity?.type ?? null,
  };
  const said: Said = [
    [peer, 'remoteIds'],
    ...remoteIds.flatMap((each): Said => [
      [each, 'type'],
      [each, 'value'],
    ]),
  ];
  if (sameIdentities(remoteIds, impliedIdentities(peer))) {
    const shown = remoteIds.map(({ value = '' }) => value).join(', ') || 'any';
    const where = remoteIds.length === 0 ? 'no identity is demanded' : 'implied by the remote address';
    const note = describe('TG243', { identity: `"${shown}"`, where });
    context.adapt({ code: 'TG243', ...place, note }, context.writersBut(said, [[peer, 'remote']]));
    return;
  }
  if (identity?.value === undefined || remoteIds.length > 1) return;
  const saying: Saying = { place, said };
  const word = wordOf(identity);
  if (word === 'ip' && remote.length > 0) {
    context.put(ikePeer, object, 'authenticationAddress', { low: addressText(identity.value) }, saying);
    return;
  }
  const type: Saying = { place, said: [[identity, 'type']] };
  context.put(ikePeer, object, 'remoteIdType', { type: word }, type);
  context.put(ikePeer, object, 'remoteId', { identity: identity.value }, saying);
}
