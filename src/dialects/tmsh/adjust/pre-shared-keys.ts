import { isPlaceholder } from '../../../../grammars/tmsh/names.ts';
import type { Peer, PreSharedKey } from '../../../ir/ike.ts';
import { originsOf, withMembers } from '../../../ir/origins.ts';
import { textOfKey } from '../key-text.ts';
import { type Adjustment, peerReference, type Rule } from '../../dialect-adjustment.ts';
import { noteOtherKeys } from '../../dialect-rules/one-key.ts';

/** One key for each peer, as text (`translation.md` 5.12). */
export const keepOneKey: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) =>
      needsKey(peer)
        ? withMembers(adjustment.origins, peer, { preSharedKeys: [keyOf(peer, adjustment)] })
        : peer,
    ),
  });

function needsKey(peer: Peer): boolean {
  return peer.localAuthentication === 'pre-shared-key' || peer.preSharedKeys.length > 0;
}

function keyOf(peer: Peer, adjustment: Adjustment): PreSharedKey {
  const [first] = peer.preSharedKeys;
  const object = peerReference(peer);
  const path = 'peers.preSharedKeys';
  if (first === undefined) {
    const placeholder = `psk:${peer.name}`;
    const note = `no key for ${peer.name}: {{${placeholder}}} stands for it`;
    const origins = originsOf(adjustment.origins, peer, 'name').filter((origin) => origin >= 0);
    adjustment.note({ code: 'TG121', kind: 'approximated', object, path, from: [], origins, note });
    return { secret: { unreadable: placeholder } };
  }
  noteOtherKeys(peer, 'tmsh', adjustment);
  if (!('psk' in first.secret)) return first;
  const text = textOfKey(first.secret);
  const why = text === undefined ? 'it is not text' : unwritable(text);
  if (text === undefined || why !== undefined) {
    const note = `this key cannot be written in tmsh: ${why ?? ''}`;
    const origins = originsOf(adjustment.origins, first, 'secret');
    adjustment.refuse('TG271', { object, path, from: 'the key' }, origins, note);
    return first;
  }
  return withMembers(adjustment.origins, first, { secret: { psk: text }, identity: undefined });
}

function unwritable(text: string): string | undefined {
  if (/[\r\n\0]/.test(text)) return 'it has a line break';
  return isPlaceholder(text) ? 'it looks like a placeholder' : undefined;
}
