import type { Peer } from '../ir/ike.ts';
import { always, type LintRule, rule, type Wrong } from './rule.ts';
import { isSharedKey, isSigned, methodsOf, type PeerSubject } from './subjects.ts';

/** Characters of a pre-shared key, below which it can be guessed. */
const LEAST_KEY = 16;

export const PEER_RULES: readonly LintRule<PeerSubject>[] = [
  rule({
    path: 'peers.versions',
    code: 'TG400',
    severity: 'warning',
    advice: 'use IKEv2 alone, at both ends',
    when: ({ object: { versions } }: PeerSubject) => always(versions.includes('ikev1')),
  }),
  rule({
    path: 'peers.exchangeModes',
    code: 'TG403',
    severity: 'error',
    advice: 'use IKEv2, or main mode, or certificates',
    when: (subject: PeerSubject) => {
      const { versions, exchangeModes } = subject.object;
      const isAggressive = versions.includes('ikev1') && exchangeModes.includes('aggressive');
      return always(
        isAggressive &&
          subject.proposals.some(({ authenticationMethod }) => isSharedKey(authenticationMethod)),
      );
    },
  }),
  rule({
    path: 'peers.preSharedKeys',
    code: 'TG407',
    severity: 'warning',
    advice: 'use a random key, a different one for each peer',
    when: ({ object: { preSharedKeys } }: PeerSubject): readonly Wrong<'TG407'>[] =>
      preSharedKeys.flatMap(({ secret }, position) => {
        if (!('psk' in secret)) return [];
        const length = secret.encoding === 'hex' ? secret.psk.length / 2 : Array.from(secret.psk).length;
        return length < LEAST_KEY ? [{ details: { least: LEAST_KEY }, position }] : [];
      }),
  }),
  rule({
    path: 'peers.localId',
    code: 'TG410',
    severity: 'warning',
    advice: 'name the identity: an address, or a name that the other end expects',
    when: (subject: PeerSubject) =>
      always(
        subject.object.localId.type === 'ID_DER_ASN1_DN' &&
          methodsOf(subject).some(isSharedKey) &&
          subject.object.certificates?.certificate === undefined,
      ),
  }),
  rule({
    path: 'peers.remoteIds',
    code: 'TG411',
    severity: 'warning',
    advice: 'name the identity that the peer must have',
    when: ({ object: { remoteIds, verifyRemoteId } }: PeerSubject) =>
      always(remoteIds.length === 0 || !verifyRemoteId),
  }),
  rule({
    path: 'peers.remoteIds',
    code: 'TG413',
    severity: 'warning',
    advice: 'have the identity verified',
    when: ({ object: { remoteIds, verifyRemoteId } }: PeerSubject) =>
      always(remoteIds.length > 0 && !verifyRemoteId),
  }),
  rule({
    path: 'peers.lifetimeCheck',
    code: 'TG415',
    severity: 'warning',
    advice: 'let the stricter of both ends decide',
    when: ({ object: { versions, lifetimeCheck } }: PeerSubject) =>
      always(versions.includes('ikev1') && lifetimeCheck === 'obey'),
  }),
  rule({
    path: 'peers.certificates.verify',
    code: 'TG418',
    severity: 'warning',
    advice: 'have it verified against its authority',
    when: (subject: PeerSubject) =>
      always(subject.object.certificates?.verify === false && methodsOf(subject).some(isSigned)),
  }),
];

/** TG408: what two peers share is found once for the gateway, and told at the first of them. */
export function sharedKeyRule(peers: readonly Peer[]): LintRule<PeerSubject> {
  const owners = ownersOfKeys(peers);
  return rule({
    path: 'peers.preSharedKeys',
    code: 'TG408',
    severity: 'warning',
    advice: 'give each peer its own key: who knows it can be any of them',
    when: ({ object }: PeerSubject): readonly Wrong<'TG408'>[] =>
      object.preSharedKeys.flatMap(({ identity, secret }, position): readonly Wrong<'TG408'>[] => {
        if (!('psk' in secret)) return [];
        const sharing = owners.get(secret.psk) ?? [];
        const [first, other] = sharing;
        if (first !== object) return [];
        if (other !== undefined) {
          const related = { message: 'the next peer with it', object: other, member: 'preSharedKeys' };
          return [{ details: { count: sharing.length }, position, related }];
        }
        const servesAnyone = object.remote.length === 0 && identity === undefined;
        return servesAnyone ? [{ details: { count: 'any number of' }, position }] : [];
      }),
  });
}

function ownersOfKeys(peers: readonly Peer[]): ReadonlyMap<string, readonly Peer[]> {
  const owners = new Map<string, Peer[]>();
  for (const peer of peers) {
    for (const key of new Set(
      peer.preSharedKeys.flatMap(({ secret }) => ('psk' in secret ? secret.psk : [])),
    )) {
      const known = owners.get(key);
      if (known === undefined) owners.set(key, [peer]);
      else known.push(peer);
    }
  }
  return owners;
}
