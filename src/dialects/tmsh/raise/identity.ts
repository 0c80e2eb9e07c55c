import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { describe } from '../../../ir/codes.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Identity } from '../../../ir/scalars.ts';
import type { Addition, Said } from '../../dialect.ts';
import { IDENTITY_TYPES, wordFor } from '../words.ts';
import { addressText } from './address-text.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';
import { policyName } from './names.ts';

/** Both identities, type and value: tmsh assumes neither (`translation.md` 5.14). */
export function putIdentities(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  policy: Policy | undefined,
): void {
  putLocal(context, object, peer, policy);
  putRemote(context, object, peer);
}

function putLocal(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  policy: Policy | undefined,
): void {
  const { localId } = peer;
  const place: Place = {
    object: { kind: 'peer', name: peer.name },
    path: 'peers.localId',
    from: localId.type,
  };
  const type = typeWord(localId);
  const said: Said = [[localId, 'type']];
  context.put(object, 'my-id-type', type, place, said, implied('my-id-type', type));
  const value = localId.value ?? (type === 'address' ? ownAddress(policy) : undefined);
  const valueSaid: Said = [
    [localId, 'value'],
    ...(policy === undefined || localId.value !== undefined ? [] : [[policy.tunnel, 'local'] as const]),
  ];
  if (value !== undefined) context.put(object, 'my-id-value', value, place, valueSaid);
  const identity = `"${type}${value === undefined ? '' : ` ${value}`}"`;
  const note = describe('TG243', { identity, where: '"my-id-type" and "my-id-value"' });
  context.adapt(
    { code: 'TG243', ...place, note },
    context.writersOf([
      [localId, 'type'],
      [localId, 'value'],
    ]),
  );
}

/** The address that IKE is spoken from; where the text does not have it, a placeholder. */
function ownAddress(policy: Policy | undefined): string | undefined {
  if (policy === undefined) return undefined;
  const { local } = policy.tunnel;
  return local === undefined ? localPlaceholder(policy) : addressText(local);
}

export function localPlaceholder(policy: Policy): string {
  return `{{local-address:${policyName(policy)}}}`;
}

function putRemote(context: RaisingContext, object: ConfigurationObject, peer: Peer): void {
  const [identity] = peer.remoteIds;
  const place: Place = {
    object: { kind: 'peer', name: peer.name },
    path: 'peers.remoteIds',
    from: identity?.type ?? null,
  };
  if (identity === undefined) {
    const note = describe('TG243', { identity: '"any"', where: 'no "peers-id-value"' });
    context.adapt({ code: 'TG243', ...place, note }, context.writersOf([[peer, 'remoteIds']]));
    return;
  }
  const type = typeWord(identity);
  context.put(object, 'peers-id-type', type, place, [[identity, 'type']], implied('peers-id-type', type));
  if (identity.value !== undefined) {
    const isAddress = type === 'address';
    const value = isAddress ? addressText(identity.value) : identity.value;
    context.put(object, 'peers-id-value', value, place, [
      [identity, 'value'],
      [peer, 'remoteIds'],
    ]);
  }
  noteWritten(context, peer, identity, place);
}

/** An identity of its own is said in two properties; one that follows from the address is no statement's. */
function noteWritten(context: RaisingContext, peer: Peer, identity: Identity, place: Place): void {
  const ofAddress = new Set(context.writersOf([[peer, 'remote']]));
  const writers = context.writersOf([
    [identity, 'type'],
    [identity, 'value'],
    [peer, 'remoteIds'],
  ]);
  const note = describe('TG243', {
    identity: `"${typeWord(identity)} ${identity.value ?? ''}"`,
    where: '"peers-id-type" and "peers-id-value"',
  });
  context.adapt(
    { code: 'TG243', ...place, note },
    writers.filter((origin) => !ofAddress.has(origin)),
  );
}

function typeWord({ type }: Identity): string {
  return wordFor(IDENTITY_TYPES, type === 'ID_IPV6_ADDR' ? 'ID_IPV4_ADDR' : type);
}

function implied(property: string, word: string): Addition {
  const where = 'the source implies it';
  return { code: 'TG243', note: describe('TG243', { identity: `"${property} ${word}"`, where }) };
}
