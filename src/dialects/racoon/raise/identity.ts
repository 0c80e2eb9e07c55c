import { isAddressIdentity } from '../../../ir/identity.ts';
import type { ConfigurationObject, Values } from '../../../../grammars/objects/object.ts';
import { canonicalAddress } from '../../../ir/address.ts';
import { describe } from '../../../ir/codes.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Identity } from '../../../ir/scalars.ts';
import type { Addition, Said } from '../../dialect.ts';
import { IDENTITY_TYPES, wordFor } from '../words.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';
import { addressText, localText } from './text.ts';

/** Both identities with their values, and whether the peer's is checked (`translation.md` 5.14). */
export function putIdentities(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  policies: readonly Policy[],
): void {
  putLocal(context, object, peer, ownPolicy(policies));
  for (const identity of peer.remoteIds) putRemote(context, object, peer, identity);
  const { verifyRemoteId } = peer;
  const place = placeOf(peer, 'verifyRemoteId', verifyRemoteId);
  const value = verifyRemoteId ? 'on' : 'off';
  context.put(object, 'verify_identifier', { value }, { place, said: [[peer, 'verifyRemoteId']] });
}

/** The policy that tells the address that IKE is spoken from, where all of the peer's agree. */
function ownPolicy([first, ...others]: readonly Policy[]): Policy | undefined {
  return others.every(({ tunnel }) => tunnel.local === first?.tunnel.local) ? first : undefined;
}

function placeOf({ name }: Peer, member: string, from: Place['from']): Place {
  return { object: { kind: 'peer', name }, path: `peers.${member}`, from };
}

function putLocal(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  policy: Policy | undefined,
): void {
  const { localId } = peer;
  const place = placeOf(peer, 'localId', localId.type);
  const isOwnAddress = isAddressIdentity(localId) && localId.value === undefined && policy !== undefined;
  const text = isOwnAddress ? localText(policy) : textOf(localId);
  const said: Said = [
    [localId, 'type'],
    [localId, 'value'],
  ];
  const also: Said = isOwnAddress
    ? [
        [policy.tunnel, 'local'],
        [policy, 'interfaces'],
      ]
    : [];
  context.put(object, 'my_identifier', identityValues(localId, text), {
    place,
    said,
    also,
    addition: implied(`my_identifier ${wordOf(localId)}`),
  });
  const identity = `"${wordOf(localId)}${text === undefined ? '' : ` ${text}`}"`;
  context.adapt(
    { code: 'TG243', ...place, note: describe('TG243', { identity, where: 'written in "my_identifier"' }) },
    context.writersOf(said),
  );
}

function putRemote(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  identity: Identity,
): void {
  const place = placeOf(peer, 'remoteIds', identity.type);
  const said: Said = [
    [identity, 'type'],
    [identity, 'value'],
    [peer, 'remoteIds'],
  ];
  context.put(object, 'peers_identifier', identityValues(identity, textOf(identity)), {
    place,
    said,
    addition: implied(`peers_identifier ${wordOf(identity)}`),
  });
  // One that follows from the peer's address is no statement's own.
  const ofAddress = new Set(context.writersOf([[peer, 'remote']]));
  const written = `"${wordOf(identity)} ${identity.value ?? ''}"`;
  context.adapt(
    {
      code: 'TG243',
      ...place,
      note: describe('TG243', { identity: written, where: 'written in "peers_identifier"' }),
    },
    context.writersOf(said).filter((origin) => !ofAddress.has(origin)),
  );
}

function wordOf(identity: Identity): string {
  return wordFor(IDENTITY_TYPES, isAddressIdentity(identity) ? 'ID_IPV4_ADDR' : identity.type);
}
/** An address that is none (a name in its place) is written as it is. */
function textOf(identity: Identity): string | undefined {
  const { value } = identity;
  if (value === undefined || !isAddressIdentity(identity)) return value;
  return canonicalAddress(value) ?? addressText(value);
}

function identityValues(identity: Identity, text: string | undefined): Values {
  const type = wordOf(identity);
  return {
    type,
    ...(type === 'keyid' ? { qualifier: 'tag' } : {}),
    ...(text === undefined ? {} : { value: text }),
  };
}

function implied(identity: string): Addition {
  return {
    code: 'TG243',
    note: describe('TG243', { identity: `"${identity}"`, where: 'the source implies it' }),
  };
}
