import type { Peer, PreSharedKey } from '../../../ir/ike.ts';
import type { Secret } from '../../../ir/scalars.ts';
import { originsOf, withMembers } from '../../../ir/origins.ts';
import { type Adjustment, peerReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { noteOtherKeys } from '../../dialect-rules/one-key.ts';
import { limitsOfProfile } from '../profile-limits.ts';
import { isCipherText } from '../lower/pre-shared-key.ts';
import { namePeers } from '../names.ts';

/** One key for each peer, as text (`translation.md` 5.12); the placeholder of one that nobody can read has the name that is written. */
export const keepOneKey: Rule = (gateway, adjustment) => {
  const names = namePeers(gateway);
  return withMembers(adjustment.origins, gateway, {
    peers: gateway.peers.map((peer) => {
      if (!needsKey(peer)) return peer;
      const key = keyOf(peer, names.get(peer.name) ?? peer.name, adjustment);
      return withMembers(adjustment.origins, peer, { preSharedKeys: [key] });
    }),
  });
};

function needsKey(peer: Peer): boolean {
  return peer.localAuthentication === 'pre-shared-key' || peer.preSharedKeys.length > 0;
}

function keyOf(peer: Peer, name: string, adjustment: Adjustment): PreSharedKey {
  const [first] = peer.preSharedKeys;
  const object = peerReference(peer);
  const path = 'peers.preSharedKeys';
  const placeholder = `psk:${name}`;
  if (first === undefined) {
    const note = `no key for ${peer.name}: {{${placeholder}}} stands for it`;
    const origins = writersOf(adjustment, peer, 'name');
    adjustment.note({ code: 'TG121', kind: 'approximated', object, path, from: [], origins, note });
    return { secret: given(placeholder, adjustment) };
  }
  noteOtherKeys(peer, 'VRP', adjustment);
  const { secret } = first;
  const kept = withMembers(adjustment.origins, first, { identity: undefined });
  if (!('psk' in secret)) {
    const isOwn = secret.unreadable === `psk:${peer.name.replaceAll(/[{}]/g, '-')}`;
    return isOwn ? withMembers(adjustment.origins, kept, { secret: given(placeholder, adjustment) }) : kept;
  }
  const text = secret.encoding === 'hex' ? textOf(secret.psk) : secret.psk;
  const why = text === undefined ? 'it is not text' : unwritable(text, adjustment.profile);
  if (text === undefined || why !== undefined) {
    const note = `this key cannot be written in VRP: ${why ?? ''}`;
    const origins = originsOf(adjustment.origins, first, 'secret');
    adjustment.refuse('TG271', { object, path, from: 'the key' }, origins, note);
    return first;
  }
  return withMembers(adjustment.origins, kept, { secret: { psk: text } });
}

/** What `--secrets` says of the name that is written. */
function given(placeholder: string, { placeholders }: Adjustment): Secret {
  const psk = placeholders[placeholder];
  return psk === undefined ? { unreadable: placeholder } : { psk };
}

/** A key in hexadecimal digits whose octets are printable ASCII. */
function textOf(hex: string): string | undefined {
  const text = Buffer.from(hex.replace(/^0x/i, ''), 'hex').toString('latin1');
  return /^[ -~]+$/.test(text) ? text : undefined;
}

function unwritable(text: string, profile: string): string | undefined {
  const { keyCharacters } = limitsOfProfile(profile);
  if (text.length === 0 || text.length > keyCharacters) return `it must have 1..${keyCharacters} characters`;
  if (!/^[ -~]+$/.test(text)) return 'it has characters that are not printable ASCII';
  if (text.includes('"')) return 'it has a quotation mark';
  if (isCipherText(text)) return 'the device would take it for cipher text';
  return /^\{\{.*\}\}$/.test(text) ? 'it looks like a placeholder' : undefined;
}
