import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Peer, PreSharedKey } from '../../../ir/ike.ts';
import type { RaisingContext } from './context.ts';
import { addressText, secretText } from './text.ts';

const EVERYONE = '*';
interface KeyLine {
  readonly identity: string;
  readonly peer: Peer;
  readonly key: PreSharedKey;
}

/** psk.txt: a line for each identity that the daemon asks by; the first that matches counts, so `*` is last. */
export function raiseKeys(context: RaisingContext, { peers }: Gateway): void {
  const lines = peers.flatMap(linesOf);
  const isForAll = ({ identity }: KeyLine): boolean => identity === EVERYONE;
  const seen = new Set<string>();
  for (const { identity, peer, key } of [
    ...lines.filter((line) => !isForAll(line)),
    ...lines.filter(isForAll),
  ]) {
    const text = secretText(key.secret);
    noteFile(context, peer, key);
    if (seen.has(`${identity} ${text}`)) continue;
    seen.add(`${identity} ${text}`);
    const said = [
      [key, 'secret'],
      [key, 'identity'],
      [peer, 'preSharedKeys'],
      [peer, 'remote'],
    ] as const;
    context.key({ identity, key: text }, said);
  }
}

function noteFile(context: RaisingContext, peer: Peer, key: PreSharedKey): void {
  const object = { kind: 'peer' as const, name: peer.name };
  const note = describe('TG273', { file: 'psk.txt' });
  const writers = context.writersOf([
    [key, 'secret'],
    [peer, 'preSharedKeys'],
  ]);
  context.adapt({ code: 'TG273', object, path: 'peers.preSharedKeys', from: 'the key', note }, writers);
}

/** Main mode asks by address; the other modes by what the peer says of itself, and by its address (racoon 4.1). */
function linesOf(peer: Peer): readonly KeyLine[] {
  const [entry] = peer.remote;
  const address = entry !== undefined && 'address' in entry ? addressText(entry.address) : undefined;
  return peer.preSharedKeys.flatMap((key): readonly KeyLine[] => {
    if (address === undefined) {
      return [{ identity: key.identity?.value ?? onlyName(peer) ?? EVERYONE, peer, key }];
    }
    const names = peer.exchangeModes[0] === 'main' ? [] : namesOf(peer);
    return [...names, address].map((identity) => ({ identity, peer, key }));
  });
}

/** The one name that a peer of no known address may have, where the daemon asks for the key by name alone. */
function onlyName(peer: Peer): string | undefined {
  const { exchangeModes, remoteIds, verifyRemoteId } = peer;
  const [name] = namesOf(peer);
  const isAskedByName = verifyRemoteId && remoteIds.length === 1 && !exchangeModes.includes('main');
  return isAskedByName ? name : undefined;
}

function namesOf({ remoteIds }: Peer): readonly string[] {
  return remoteIds.flatMap(({ type, value }) =>
    type !== 'ID_IPV4_ADDR' && type !== 'ID_IPV6_ADDR' && value !== undefined && !/\s/.test(value)
      ? [value]
      : [],
  );
}
