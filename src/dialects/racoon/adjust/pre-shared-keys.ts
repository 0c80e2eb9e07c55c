import type { Peer, PreSharedKey } from '../../../ir/ike.ts';
import { allOrigins, originsOf, withMembers } from '../../../ir/origins.ts';
import type { Secret } from '../../../ir/scalars.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../../dialect-adjustment.ts';

/** A line of psk.txt has at most 1023 characters; its identity and the blanks need some. */
const LONGEST_KEY = 767;

/** Keys that a line of psk.txt can hold (`translation.md` 5.12); a fixed peer has one. */
export const keepWritableKeys: Rule = (gateway, adjustment) => {
  const byKey = new Set(
    gateway.ikeProposals
      .filter(({ authenticationMethod }) => authenticationMethod === 'pre-shared-key')
      .map(({ name }) => name),
  );
  const asking = new Set(gateway.peers.filter(({ proposals }) => proposals.some((name) => byKey.has(name))));
  return withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) => {
      if (!asking.has(peer)) return withoutKeys(peer, adjustment);
      const keys = peer.remote.length === 0 ? peer.preSharedKeys : keepFirst(peer, adjustment);
      const preSharedKeys = keys.length === 0 ? [placeholder(peer, adjustment)] : keys;
      for (const key of preSharedKeys) check(peer, key, adjustment);
      return withMembers(adjustment.origins, peer, { preSharedKeys });
    }),
  });
};

/** Nothing asks for a key where certificates are exchanged. */
function withoutKeys(peer: Peer, adjustment: Adjustment): Peer {
  if (peer.preSharedKeys.length === 0) return peer;
  adjustment.note({
    code: 'TG119',
    kind: 'adapted',
    object: peerReference(peer),
    path: 'peers.preSharedKeys',
    from: 'the key',
    to: [],
    origins: [
      ...allOrigins(adjustment.origins, peer.preSharedKeys),
      ...writersOf(adjustment, peer, 'preSharedKeys'),
    ],
    note: 'has no effect under certificates',
  });
  return withMembers(adjustment.origins, peer, { preSharedKeys: [] });
}

function keepFirst(peer: Peer, adjustment: Adjustment): readonly PreSharedKey[] {
  const [first, ...others] = peer.preSharedKeys;
  if (first === undefined) return [];
  for (const other of others) {
    adjustment.note({
      code: 'TG271',
      kind: 'dropped',
      object: peerReference(peer),
      path: 'peers.preSharedKeys',
      from: 'another key',
      origins: [...allOrigins(adjustment.origins, other)],
      note: 'racoon finds one key for an address: the first is kept',
    });
  }
  return [withMembers(adjustment.origins, first, { identity: undefined })];
}

function placeholder(peer: Peer, adjustment: Adjustment): PreSharedKey {
  const name = `psk:${peer.name.replaceAll(/[{}]/g, '-')}`;
  const origins = writersOf(adjustment, peer, 'name');
  const note = `no key for ${peer.name}: {{${name}}} stands for it`;
  const place = { object: peerReference(peer), path: 'peers.preSharedKeys', from: [] };
  adjustment.note({ code: 'TG121', kind: 'approximated', ...place, origins, note });
  const psk = adjustment.placeholders[name];
  return { secret: psk === undefined ? { unreadable: name } : { psk } };
}

function check(peer: Peer, key: PreSharedKey, adjustment: Adjustment): void {
  const why = faultOf(key.secret);
  if (why === undefined) return;
  const place = { object: peerReference(peer), path: 'peers.preSharedKeys', from: 'the key' };
  const origins = originsOf(adjustment.origins, key, 'secret');
  adjustment.refuse('TG271', place, origins, `this key cannot be written in racoon: ${why}`);
}

function faultOf(secret: Secret): string | undefined {
  if (!('psk' in secret)) return undefined;
  const { psk, encoding } = secret;
  if (psk.length === 0) return 'it is empty';
  if (psk.length > LONGEST_KEY) return `it is longer than ${LONGEST_KEY} characters`;
  if (encoding === 'hex')
    return /^(?:[0-9a-fA-F]{2})+$/.test(psk) ? undefined : 'its digits are not hexadecimal';
  if (/[\r\n\0]/.test(psk)) return 'it has a line break';
  if (/^\s/.test(psk)) return 'it begins with a blank';
  return /^\{\{.*\}\}$/.test(psk) ? 'it looks like a placeholder' : undefined;
}
