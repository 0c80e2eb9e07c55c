import type { IkeProposal } from '../../ir/ike.ts';
import type { AuthenticationMethod } from '../../ir/scalars.ts';
import type { Phase1Transform } from '../message/ikev1-payloads.ts';
import { encryptionNumber, encryptionOf, hashNumber, hashOf, isCombined } from '../negotiation/transforms.ts';
import { acceptsEncryption, type AgreementRule, respondLifetime } from './agreement.ts';
import { agrees, type Attribute, explainMismatch, type Mismatch } from './mismatch.ts';

/** A transform of this gateway with what it does not tell the peer. */
export interface OwnPhase1Transform {
  readonly transform: Phase1Transform;
  /** 0: the ratio of the behaviour. */
  readonly softLifetimeSeconds: number;
  /** Position of its proposal among the peer's. */
  readonly proposal: number;
}

/** An offer as it is sent, and where each of its transforms comes from. */
export interface Phase1Offer {
  readonly transforms: readonly Phase1Transform[];
  readonly own: readonly OwnPhase1Transform[];
}
export function phase1Offer(own: readonly OwnPhase1Transform[]): Phase1Offer {
  return { transforms: own.map(({ transform }) => transform), own };
}
export const NO_OFFER: Phase1Offer = { transforms: [], own: [] };

export type Phase1Choice =
  | {
      readonly kind: 'chosen';
      readonly offered: Phase1Transform;
      readonly own: OwnPhase1Transform;
      readonly lifetimeSeconds: number;
    }
  | { readonly kind: 'refused'; readonly mismatch: Mismatch };

/** The transforms of a list of proposals, in order: the product of each one's lists, encryption slowest. AEAD ciphers have no IKEv1. */
export function phase1Transforms(proposals: readonly IkeProposal[]): readonly OwnPhase1Transform[] {
  return proposals.flatMap(transformsOf);
}
function transformsOf(
  { encryption, hashes, dhGroups, authenticationMethod, lifetimeSeconds, softLifetimeSeconds }: IkeProposal,
  proposal: number,
): readonly OwnPhase1Transform[] {
  const ciphers = encryption.map(encryptionNumber).filter((cipher) => !isCombined(cipher));
  return ciphers.flatMap((cipher) =>
    hashes.flatMap((hash) =>
      dhGroups.map((group) => ({
        transform: {
          encryption: cipher,
          hash: hashNumber(hash),
          method: authenticationMethod,
          group,
          lifetimeSeconds,
        },
        softLifetimeSeconds: softLifetimeSeconds ?? 0,
        proposal,
      })),
    ),
  );
}

/** What aggressive mode can offer together: its first message has the public value of one group (RFC 2409 section 5.4). */
export function ofOneGroup(transforms: readonly OwnPhase1Transform[]): readonly OwnPhase1Transform[] {
  const group = transforms[0]?.transform.group;
  return transforms.filter(({ transform }) => transform.group === group);
}

/** What a responder takes of an offer: one transform whole, by its own order or by the initiator's. */
export function choosePhase1(
  offer: readonly Phase1Transform[],
  own: readonly OwnPhase1Transform[],
  rule: AgreementRule,
  preference: 'initiator' | 'responder',
): Phase1Choice {
  const byOwn = preference === 'responder';
  let refusedLifetime: Mismatch | undefined;
  for (let outer = 0; outer < (byOwn ? own.length : offer.length); outer++) {
    for (let inner = 0; inner < (byOwn ? offer.length : own.length); inner++) {
      const offered = offer[byOwn ? inner : outer];
      const ours = own[byOwn ? outer : inner];
      if (offered === undefined || ours === undefined) continue;
      if (!agrees(ATTRIBUTES, offered, ours.transform, rule)) continue;
      const [theirs, limit] = [offered.lifetimeSeconds, ours.transform.lifetimeSeconds];
      const lifetimeSeconds = respondLifetime(rule, 'phase1', theirs, limit);
      if (lifetimeSeconds !== undefined) return { kind: 'chosen', offered, own: ours, lifetimeSeconds };
      refusedLifetime ??= {
        cause: 'lifetime-refused',
        parameter: 'ikeProposals.lifetimeSeconds',
        offered: theirs,
        accepted: limit,
      };
    }
  }
  const transforms = own.map(({ transform }) => transform);
  return {
    kind: 'refused',
    mismatch: refusedLifetime ?? explainMismatch(ATTRIBUTES, offer, transforms, rule),
  };
}

/** The own transform that an answer names; absent: the responder chose what was not offered. */
export function offeredTransform(
  own: readonly OwnPhase1Transform[],
  chosen: Phase1Transform,
): OwnPhase1Transform | undefined {
  return own.find(
    ({ transform }) =>
      transform.encryption === chosen.encryption &&
      transform.hash === chosen.hash &&
      transform.method === chosen.method &&
      transform.group === chosen.group &&
      transform.lifetimeSeconds === chosen.lifetimeSeconds,
  );
}

const ATTRIBUTES: readonly Attribute<Phase1Transform>[] = [
  {
    cause: 'ike-proposal-mismatch',
    parameter: 'ikeProposals.encryption',
    value: ({ encryption }) => ({ ...encryptionOf(encryption) }),
    accepts: (offered, own, rule) => acceptsEncryption(rule, offered.encryption, own.encryption),
  },
  {
    cause: 'ike-proposal-mismatch',
    parameter: 'ikeProposals.hashes',
    value: ({ hash }) => hashOf(hash),
    accepts: (offered, own) => offered.hash === own.hash,
  },
  {
    cause: 'authentication-method-mismatch',
    parameter: 'ikeProposals.authenticationMethod',
    value: ({ method }) => method,
    accepts: (offered, own) => counterpart(offered.method) === own.method,
  },
  {
    cause: 'dh-group-mismatch',
    parameter: 'ikeProposals.dhGroups',
    value: ({ group }) => group,
    accepts: (offered, own) => offered.group === own.group,
  },
];

/** What the other end of a method with two sides has: the client of extended authentication meets the server. */
export function counterpart(method: AuthenticationMethod): AuthenticationMethod {
  return COUNTERPARTS[method] ?? method;
}
const COUNTERPARTS: Readonly<Partial<Record<AuthenticationMethod, AuthenticationMethod>>> = {
  'hybrid-rsa-client': 'hybrid-rsa-server',
  'hybrid-rsa-server': 'hybrid-rsa-client',
  'hybrid-dss-client': 'hybrid-dss-server',
  'hybrid-dss-server': 'hybrid-dss-client',
  'xauth-psk-client': 'xauth-psk-server',
  'xauth-psk-server': 'xauth-psk-client',
  'xauth-rsa-client': 'xauth-rsa-server',
  'xauth-rsa-server': 'xauth-rsa-client',
};
