import { isAddressIdentity } from '../../../ir/identity.ts';
import { isIpv6Address } from '../../../ir/address.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Peer } from '../../../ir/ike.ts';
import { withMembers } from '../../../ir/origins.ts';
import type { Address, Identity } from '../../../ir/scalars.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

/** Identities that racoon can send and check (`translation.md` 5.14). */
export const keepFittingIdentities: Rule = (gateway, adjustment) => {
  const locals = localAddresses(gateway);
  return withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) => {
      const own = locals.get(peer.name) ?? new Set();
      return checkable(ofFamily(sendable(peer, adjustment), own, adjustment), adjustment);
    }),
  });
};

/** This end's addresses of the tunnels of each peer. */
function localAddresses({ policies }: Gateway): ReadonlyMap<string, ReadonlySet<Address | undefined>> {
  const byPeer = new Map<string, Set<Address | undefined>>();
  for (const { peer = '', tunnel } of policies) {
    byPeer.set(peer, (byPeer.get(peer) ?? new Set()).add(tunnel.local));
  }
  return byPeer;
}

/** A name that no certificate has cannot be sent; a text with a quote cannot be written. */
function sendable(peer: Peer, adjustment: Adjustment): Peer {
  const { localId } = peer;
  const place = { object: peerReference(peer), path: 'peers.localId', from: localId.type };
  const origins = writersOf(adjustment, localId, 'type', 'value');
  for (const { value } of [localId, ...peer.remoteIds]) {
    if (value === undefined || !/["\r\n]/.test(value)) continue;
    adjustment.refuse('TG241', place, origins, 'racoon cannot write an identity with a quotation mark');
  }
  const isNameless = localId.type === 'ID_DER_ASN1_DN' && localId.value === undefined;
  if (!isNameless || peer.certificates?.certificate !== undefined) return peer;
  adjustment.note({
    code: 'TG241',
    kind: 'approximated',
    ...place,
    to: 'ID_IPV4_ADDR',
    origins,
    note: 'without a certificate there is no name to send: racoon sends its address',
    todo: 'check what the peer expects',
  });
  const identity: Identity = withMembers(adjustment.origins, localId, { type: 'ID_IPV4_ADDR' });
  return withMembers(adjustment.origins, peer, { localId: identity });
}

/** An address without a value is of the family of the tunnels, where they agree; else nothing is said of it. */
function ofFamily(peer: Peer, locals: ReadonlySet<Address | undefined>, adjustment: Adjustment): Peer {
  const { localId } = peer;
  if (!localId.type.startsWith('ID_IPV') || localId.value !== undefined) return peer;
  const [only] = locals;
  const type =
    locals.size === 1 && only !== undefined && isIpv6Address(only) ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR';
  if (type === localId.type) return peer;
  return withMembers(adjustment.origins, peer, {
    localId: withMembers(adjustment.origins, localId, { type }),
  });
}

/** Nothing to compare with is nothing checked; with a key in aggressive mode an address is found by the packet alone. */
function checkable(peer: Peer, adjustment: Adjustment): Peer {
  if (!peer.verifyRemoteId) return peer;
  const object = peerReference(peer);
  const place = { object, path: 'peers.verifyRemoteId', from: true, to: false };
  if (peer.remoteIds.length === 0) {
    const note = 'no identity of the peer is named: racoon checks none';
    const origins = writersOf(adjustment, peer, 'verifyRemoteId');
    adjustment.note({ code: 'TG243', kind: 'adapted', ...place, origins, note });
    return withMembers(adjustment.origins, peer, { verifyRemoteId: false });
  }
  const byAddress = peer.remoteIds.some(isAddressIdentity);
  const isAggressive = peer.exchangeModes.some((mode) => mode !== 'main');
  if (!byAddress || !isAggressive || peer.localAuthentication !== 'pre-shared-key') return peer;
  const note = 'the key of an address is looked up by the source of the packet, which is the same check';
  adjustment.note({ code: 'TG243', kind: 'adapted', ...place, origins: [], note });
  return withMembers(adjustment.origins, peer, { verifyRemoteId: false });
}
