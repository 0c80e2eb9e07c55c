import { isAddressIdentity } from '../../../ir/identity.ts';
import { isIpv6Address } from '../../../ir/address.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Peer } from '../../../ir/ike.ts';
import { withMembers } from '../../../ir/origins.ts';
import type { Identity } from '../../../ir/scalars.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { policyModes } from '../groups.ts';
import { mapPeers } from './peers.ts';

/** What this end calls itself (`translation.md` 2.4, R18 and R19; 5.14). */
export const sendFittingIdentity: Rule = (gateway, adjustment) => {
  const locals = localAddresses(gateway);
  return mapPeers(gateway, adjustment, (peer) => {
    const localId = fittingIdentity(peer, locals.get(peer.name) ?? new Set(), adjustment);
    return localId === peer.localId ? peer : withMembers(adjustment.origins, peer, { localId });
  });
};

function localAddresses({ policies }: Gateway): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { peer, tunnel } of policies) {
    if (peer === undefined) continue;
    const known = found.get(peer) ?? new Set();
    found.set(peer, known.add(tunnel.local ?? ''));
  }
  return found;
}

function fittingIdentity(peer: Peer, locals: ReadonlySet<string>, adjustment: Adjustment): Identity {
  const { localId } = peer;
  const { type, value } = localId;
  switch (type) {
    case 'ID_IPV4_ADDR':
    case 'ID_IPV6_ADDR':
      return ownAddress(peer, locals, adjustment);
    case 'ID_DER_ASN1_DN':
      if (value === undefined && peer.localAuthentication !== 'pre-shared-key') return localId;
      if (value === undefined) {
        const note = 'a distinguished name without a value needs a certificate: the address is sent instead';
        return sendAddress(peer, adjustment, note);
      }
      break;
    case 'ID_FQDN':
    case 'ID_RFC822_ADDR':
    case 'ID_KEY_ID':
      if (value !== undefined && isWritable(value) && (adjustment.profile !== 'ne' || type !== 'ID_KEY_ID')) {
        return localId;
      }
      break;
    case 'ID_DER_ASN1_GN':
    case 'ID_NULL':
      break;
    default:
      return type satisfies never;
  }
  if (type === 'ID_DER_ASN1_DN' && adjustment.profile !== 'ne' && isWritable(value ?? '')) return localId;
  const place = { object: peerReference(peer), path: 'peers.localId', from: `${type} ${value ?? ''}`.trim() };
  const origins = writersOf(adjustment, localId, 'type', 'value');
  adjustment.refuse('TG241', place, origins, `VRP cannot send identity ${place.from}`);
  return localId;
}

/** An address identity is the address of this end; only an NE router can name another. */
function ownAddress(peer: Peer, locals: ReadonlySet<string>, adjustment: Adjustment): Identity {
  const { localId } = peer;
  const { value } = localId;
  const isOwn = value === undefined || (locals.size > 0 && [...locals].every((local) => local === value));
  if (isOwn) return withMembers(adjustment.origins, localId, { type: addressType(peer), value: undefined });
  if (adjustment.profile === 'ne') {
    return withMembers(adjustment.origins, localId, { type: addressType(peer) });
  }
  return sendAddress(peer, adjustment, `VRP sends its own address, not ${value}`);
}

function sendAddress(peer: Peer, adjustment: Adjustment, note: string): Identity {
  const { localId } = peer;
  const to = addressType(peer);
  adjustment.note({
    code: 'TG241',
    kind: 'approximated',
    object: peerReference(peer),
    path: 'peers.localId',
    from: `${localId.type} ${localId.value ?? ''}`.trim(),
    to,
    origins: writersOf(adjustment, localId, 'type', 'value'),
    note,
  });
  return { type: to };
}

/** Of the family of the peer's address. */
function addressType({ remote }: Peer): 'ID_IPV4_ADDR' | 'ID_IPV6_ADDR' {
  const isIpv6 = remote.some((entry) => 'address' in entry && isIpv6Address(entry.address));
  return isIpv6 ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR';
}

/** One line, no blanks at its ends. */
function isWritable(value: string): boolean {
  return value.length > 0 && value.length <= 255 && /^[!-~](?:[ -~]*[!-~])?$/.test(value);
}

/**
 * What the peer must call itself: without a line it must be at its address (R20 to R23). Several identities have a
 * place only where a template names them.
 */
export const keepFittingIdentities: Rule = (gateway, adjustment) => {
  const modeOf = policyModes(gateway);
  const answering = new Set(
    gateway.policies.filter((policy) => modeOf(policy) === 'template').flatMap(({ peer }) => peer ?? []),
  );
  const starting = new Set(
    gateway.policies.filter((policy) => modeOf(policy) !== 'template').flatMap(({ peer }) => peer ?? []),
  );
  return mapPeers(gateway, adjustment, (peer) => {
    const named = peer.remoteIds.filter(
      (identity) => identity.value !== undefined || !isAddressIdentity(identity),
    );
    if (sameIdentities(named, impliedIdentities(peer))) {
      return withMembers(adjustment.origins, peer, { remoteIds: named });
    }
    if (named.length === 0) return checkAddress(peer, adjustment);
    const [only] = named;
    if (only !== undefined && named.length === 1) return keepOne(peer, only, adjustment);
    if (answering.has(peer.name) && !starting.has(peer.name) && named.every(isListed)) {
      return withMembers(adjustment.origins, peer, { remoteIds: inListedOrder(named) });
    }
    const place = { object: peerReference(peer), path: 'peers.remoteIds', from: named.length };
    const origins = writersOf(adjustment, peer, 'remoteIds');
    const note = 'VRP checks one identity of a peer with an address: with several it would check none';
    return adjustment.refuse('TG242', place, origins, note) ? checkAddress(peer, adjustment) : peer;
  });
};

/** The identities that a peer must have where no line names one. */
export function impliedIdentities({ remote }: Peer): readonly Identity[] {
  return remote.flatMap((entry) =>
    'address' in entry
      ? [
          {
            type: isIpv6Address(entry.address) ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR',
            value: entry.address,
          } as const,
        ]
      : [],
  );
}

export function sameIdentities(left: readonly Identity[], right: readonly Identity[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ type, value }, index) => type === right[index]?.type && value === right[index]?.value)
  );
}

function checkAddress(peer: Peer, adjustment: Adjustment): Peer {
  const remoteIds = impliedIdentities(peer);
  if (remoteIds.length === 0) return withMembers(adjustment.origins, peer, { remoteIds });
  adjustment.note({
    code: 'TG243',
    kind: 'approximated',
    object: peerReference(peer),
    path: 'peers.remoteIds',
    from: [],
    to: remoteIds.map(({ value = '' }) => value),
    origins: writersOf(adjustment, peer, 'remoteIds'),
    note: 'VRP checks that the peer is at its address: behind a NAT name its inner address by hand',
  });
  return withMembers(adjustment.origins, peer, { remoteIds });
}

function keepOne(peer: Peer, identity: Identity, adjustment: Adjustment): Peer {
  const { type, value } = identity;
  const hasWord = REMOTE_TYPES.has(type) && (adjustment.profile !== 'ne' || type !== 'ID_KEY_ID');
  if (hasWord && value !== undefined && isWritable(value)) return peer;
  const place = {
    object: peerReference(peer),
    path: 'peers.remoteIds',
    from: `${type} ${value ?? ''}`.trim(),
  };
  const origins = [
    ...writersOf(adjustment, identity, 'type', 'value'),
    ...writersOf(adjustment, peer, 'remoteIds'),
  ];
  const note = `VRP cannot check identity ${place.from}`;
  return adjustment.refuse('TG242', place, origins, note) ? checkAddress(peer, adjustment) : peer;
}
const REMOTE_TYPES: ReadonlySet<Identity['type']> = new Set([
  'ID_IPV4_ADDR',
  'ID_IPV6_ADDR',
  'ID_FQDN',
  'ID_RFC822_ADDR',
  'ID_DER_ASN1_DN',
  'ID_KEY_ID',
]);

function isListed({ type, value }: Identity): boolean {
  return value !== undefined && isWritable(value) && LISTED.some((types) => types.includes(type));
}
/** The lines of `ike identity`, in the order in which the device lists them. */
const LISTED: readonly (readonly Identity['type'][])[] = [
  ['ID_DER_ASN1_DN'],
  ['ID_FQDN'],
  ['ID_RFC822_ADDR'],
  ['ID_IPV4_ADDR', 'ID_IPV6_ADDR'],
];
function inListedOrder(identities: readonly Identity[]): readonly Identity[] {
  return LISTED.flatMap((types) => identities.filter(({ type }) => types.includes(type)));
}
