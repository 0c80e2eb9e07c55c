import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { describe } from '../../../ir/codes.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import type { Json } from '../../../ir/json.ts';
import type { MemberPath } from '../../../ir/limits.ts';
import type { Said } from '../../dialect.ts';
import {
  AUTHENTICATION_METHODS,
  EXCHANGE_MODES,
  GROUPS,
  HASHES,
  IKE_ENCRYPTION,
  IKE_INTEGRITY,
  PRFS,
  wordFor,
} from '../words.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';

/** Where a line about a peer stands in the report. */
export function placeIn(peer: Peer): (path: MemberPath, from: Json) => Place {
  return (path, from) => ({ object: { kind: 'peer', name: peer.name }, path, from });
}

/** The one IKE proposal of a peer, with the versions that it is for. */
export function putProposal(
  context: RaisingContext,
  object: ConfigurationObject,
  peer: Peer,
  proposal: IkeProposal,
): void {
  const { versions } = peer;
  const [v1, v2] = [versions.includes('ikev1'), versions.includes('ikev2')];
  const place = placeIn(peer);
  const words = [...(v1 ? ['v1'] : []), ...(v2 ? ['v2'] : [])];
  context.put(object, 'version', words, place('peers.versions', [...versions]), [[peer, 'versions']]);
  if (v1) {
    const [mode] = peer.exchangeModes;
    const word = wordFor(EXCHANGE_MODES, mode);
    context.put(object, 'mode', word, place('peers.exchangeModes', mode ?? null), [[peer, 'exchangeModes']]);
  }
  const inProposal = (path: string, from: Json): Place => place(`ikeProposals.${path}`, from);
  const method = v2 ? peer.localAuthentication : proposal.authenticationMethod;
  context.put(
    object,
    'phase1-auth-method',
    wordFor(AUTHENTICATION_METHODS, method),
    inProposal('authenticationMethod', method),
    [
      ...(v1 ? [[proposal, 'authenticationMethod'] as const] : []),
      ...(v2
        ? ([[peer, 'localAuthentication'] as const, [peer, 'remoteAuthentication'] as const] as const)
        : []),
    ],
  );
  putAlgorithms(context, object, proposal, { v1, v2 }, inProposal);
  const { lifetimeSeconds } = proposal;
  const lifetime: Said = [[proposal, 'lifetimeSeconds']];
  const minutes = String(lifetimeSeconds / 60);
  context.put(object, 'lifetime', minutes, inProposal('lifetimeSeconds', lifetimeSeconds), lifetime);
  noteMinutes(context, inProposal('lifetimeSeconds', lifetimeSeconds), lifetimeSeconds, lifetime);
}

function putAlgorithms(
  context: RaisingContext,
  object: ConfigurationObject,
  proposal: IkeProposal,
  { v1, v2 }: { readonly v1: boolean; readonly v2: boolean },
  place: (path: string, from: Json) => Place,
): void {
  const [encryption] = proposal.encryption;
  const [integrity] = proposal.integrity;
  const [hash] = proposal.hashes;
  const [prf] = proposal.prfs;
  const [group] = proposal.dhGroups;
  const cipher = wordFor(IKE_ENCRYPTION, encryption);
  context.put(object, 'phase1-encrypt-algorithm', cipher, place('encryption', cipher), [
    [proposal, 'encryption'],
  ]);
  const isCombined = v2 && integrity === undefined;
  if (isCombined) {
    context.put(object, 'phase1-hash-algorithm', cipher, place('encryption', cipher), [
      [proposal, 'encryption'],
      [proposal, 'integrity'],
    ]);
    noteCombined(context, place('encryption', cipher), cipher, [[proposal, 'encryption']]);
  } else {
    const word = v2 ? wordFor(IKE_INTEGRITY, integrity) : wordFor(HASHES, hash);
    context.put(object, 'phase1-hash-algorithm', word, place(v2 ? 'integrity' : 'hashes', word), [
      ...(v1 ? [[proposal, 'hashes'] as const] : []),
      ...(v2 ? [[proposal, 'integrity'] as const] : []),
    ]);
  }
  const groupWord = wordFor(GROUPS, group);
  context.put(object, 'phase1-perfect-forward-secrecy', groupWord, place('dhGroups', group ?? null), [
    [proposal, 'dhGroups'],
  ]);
  if (v2) {
    const word = wordFor(PRFS, prf);
    context.put(object, 'prf', word, place('prfs', word), [[proposal, 'prfs']]);
  }
}

/** TG202: tmsh counts lifetimes in minutes. */
export function noteMinutes(context: RaisingContext, place: Place, seconds: number, said: Said): void {
  const note = describe('TG202', { a: `${seconds} s`, b: `${seconds / 60} min` });
  context.adapt({ code: 'TG202', ...place, to: seconds / 60, note }, context.writersOf(said));
}

/** TG216: the word of a combined cipher stands in both properties. */
export function noteCombined(context: RaisingContext, place: Place, word: string, said: Said): void {
  context.adapt(
    { code: 'TG216', ...place, note: describe('TG216', { algorithm: word }) },
    context.writersOf(said),
  );
}
