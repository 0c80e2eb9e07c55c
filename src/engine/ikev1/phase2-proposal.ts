import type { IpsecProposal, Policy } from '../../ir/ipsec.ts';
import type { Phase2SaPayload, Phase2Transform } from '../message/ikev1-payloads.ts';
import type { Transform } from '../message/payloads.ts';
import {
  encryptionNumber,
  encryptionOf,
  integrityNumber,
  integrityOf,
  onTheWire,
} from '../negotiation/transforms.ts';
import {
  acceptsEncryption,
  acceptsPfs,
  type AgreementRule,
  respondKilobytes,
  respondLifetime,
} from './agreement.ts';
import { agrees, type Attribute, explainMismatch, type Mismatch } from './mismatch.ts';

/** What a quick mode offers, but its SPIs. */
export type Phase2Offer = Omit<Phase2SaPayload, 'kind' | 'espSpi' | 'ahSpi'>;
/** What both ends agreed on. */
export interface Phase2Agreement {
  /** As it was offered. */
  readonly offered: Phase2Transform;
  /** As this end has it: lengths of tags are not negotiated. */
  readonly own: Phase2Transform;
  readonly pfsGroup: number;
  readonly lifetimeSeconds: number;
  readonly lifetimeKilobytes: number;
}
export type Phase2Choice =
  | { readonly kind: 'chosen'; readonly agreement: Phase2Agreement }
  | { readonly kind: 'refused'; readonly mismatch: Mismatch };

/** The transforms that a policy starts with. `auto` starts as tunnel. */
export function offeredTransforms(
  proposals: readonly IpsecProposal[],
  udpEncapsulation: boolean,
): readonly Phase2Transform[] {
  return proposals.flatMap((proposal) => {
    const { encapsulation } = proposal;
    return transformsOf(proposal, encapsulation === 'auto' ? 'tunnel' : encapsulation, udpEncapsulation);
  });
}
/** The transforms that a policy takes: of `auto` both encapsulations. */
export function acceptedTransforms(
  proposals: readonly IpsecProposal[],
  udpEncapsulation: boolean,
): readonly Phase2Transform[] {
  return proposals.flatMap((proposal) => {
    const { encapsulation } = proposal;
    const modes = encapsulation === 'auto' ? (['tunnel', 'transport'] as const) : [encapsulation];
    return modes.flatMap((mode) => transformsOf(proposal, mode, udpEncapsulation));
  });
}
/** What a policy offers. */
export function phase2Offer(
  transforms: readonly Phase2Transform[],
  { pfsGroups, lifetime }: Policy,
): Phase2Offer {
  return {
    transforms: transforms.map((transform) => ({
      ...transform,
      espIntegrity: onTheWire(transform.espIntegrity),
      ahIntegrity: onTheWire(transform.ahIntegrity),
    })),
    pfsGroup: pfsGroups[0] ?? 0,
    lifetimeSeconds: lifetime.seconds,
    lifetimeKilobytes: lifetime.kilobytes,
  };
}

function transformsOf(
  { esp, ah, compression, extendedSequenceNumbers }: IpsecProposal,
  mode: Phase2Transform['mode'],
  udpEncapsulation: boolean,
): readonly Phase2Transform[] {
  const ciphers = esp?.encryption.map(encryptionNumber) ?? [0];
  const espIntegrity = orNone(esp?.integrity.map(integrityNumber));
  const ahIntegrity = orNone(ah?.integrity.map(integrityNumber));
  return ciphers.flatMap((cipher) =>
    espIntegrity.flatMap((integrity) =>
      ahIntegrity.map((authentication) => ({
        espEncryption: cipher,
        espIntegrity: integrity,
        ahIntegrity: authentication,
        mode,
        udpEncapsulation,
        compression,
        extendedSequenceNumbers,
      })),
    ),
  );
}
function orNone(transforms: readonly Transform[] = []): readonly Transform[] {
  return transforms.length === 0 ? [0] : transforms;
}

/** What a responder takes of an offer for one policy, or the first thing that keeps it from it. */
export function choosePhase2(
  offer: Phase2Offer,
  own: readonly Phase2Transform[],
  policy: Policy,
  rule: AgreementRule,
  preference: 'initiator' | 'responder',
): Phase2Choice {
  const pair = chooseTransform(offer.transforms, own, rule, preference);
  if (pair === undefined) {
    return { kind: 'refused', mismatch: explainMismatch(ATTRIBUTES, offer.transforms, own, rule) };
  }
  if (!acceptsPfs(rule, offer.pfsGroup, policy.pfsGroups)) {
    const offered = offer.pfsGroup === 0 ? [] : [offer.pfsGroup];
    const accepted = policy.pfsGroups;
    return refusal({ cause: 'pfs-mismatch', parameter: 'policies.pfsGroups', offered, accepted });
  }
  const { seconds, kilobytes } = policy.lifetime;
  const lifetimeSeconds = respondLifetime(rule, 'phase2', offer.lifetimeSeconds, seconds);
  if (lifetimeSeconds === undefined) {
    const [offered, parameter] = [offer.lifetimeSeconds, 'policies.lifetime.seconds'];
    return refusal({ cause: 'lifetime-refused', parameter, offered, accepted: seconds });
  }
  const lifetimeKilobytes = respondKilobytes(rule, offer.lifetimeKilobytes, kilobytes);
  return {
    kind: 'chosen',
    agreement: { ...pair, pfsGroup: offer.pfsGroup, lifetimeSeconds, lifetimeKilobytes },
  };
}
function refusal(mismatch: Mismatch): Phase2Choice {
  return { kind: 'refused', mismatch };
}

function chooseTransform(
  offer: readonly Phase2Transform[],
  own: readonly Phase2Transform[],
  rule: AgreementRule,
  preference: 'initiator' | 'responder',
): Pick<Phase2Agreement, 'offered' | 'own'> | undefined {
  const byOwn = preference === 'responder';
  for (let outer = 0; outer < (byOwn ? own.length : offer.length); outer++) {
    for (let inner = 0; inner < (byOwn ? offer.length : own.length); inner++) {
      const offered = offer[byOwn ? inner : outer];
      const ours = own[byOwn ? outer : inner];
      if (offered === undefined || ours === undefined || !agrees(ATTRIBUTES, offered, ours, rule)) continue;
      return { offered, own: ours };
    }
  }
  return undefined;
}

/** The own transform that an answer names; absent: the responder chose what was not offered. */
export function answeredTransform(
  own: readonly Phase2Transform[],
  answer: Phase2Transform,
): Phase2Transform | undefined {
  return own.find((transform) => agrees(ATTRIBUTES, answer, transform, 'exact'));
}

const ATTRIBUTES: readonly Attribute<Phase2Transform>[] = [
  {
    cause: 'child-proposal-mismatch',
    parameter: 'ipsecProposals.esp.encryption',
    value: ({ espEncryption }) => (espEncryption === 0 ? null : { ...encryptionOf(espEncryption) }),
    accepts: (offered, own, rule) => acceptsEncryption(rule, offered.espEncryption, own.espEncryption),
  },
  {
    cause: 'child-proposal-mismatch',
    parameter: 'ipsecProposals.esp.integrity',
    value: ({ espIntegrity }) => (espIntegrity === 0 ? null : { ...integrityOf(espIntegrity) }),
    accepts: (offered, own) => onTheWire(offered.espIntegrity) === onTheWire(own.espIntegrity),
  },
  {
    cause: 'child-proposal-mismatch',
    parameter: 'ipsecProposals.ah.integrity',
    value: ({ ahIntegrity }) => (ahIntegrity === 0 ? null : { ...integrityOf(ahIntegrity) }),
    accepts: (offered, own) => onTheWire(offered.ahIntegrity) === onTheWire(own.ahIntegrity),
  },
  {
    cause: 'encapsulation-mismatch',
    parameter: 'ipsecProposals.encapsulation',
    value: ({ mode }) => mode,
    accepts: (offered, own) => offered.mode === own.mode,
  },
  {
    cause: 'encapsulation-mismatch',
    parameter: 'peers.natTraversal',
    value: ({ udpEncapsulation }) => udpEncapsulation,
    accepts: (offered, own) => offered.udpEncapsulation === own.udpEncapsulation,
  },
  {
    cause: 'child-proposal-mismatch',
    parameter: 'ipsecProposals.compression',
    value: ({ compression }) => compression,
    accepts: (offered, own) => offered.compression === own.compression,
  },
  {
    cause: 'child-proposal-mismatch',
    parameter: 'ipsecProposals.extendedSequenceNumbers',
    value: ({ extendedSequenceNumbers }) => extendedSequenceNumbers,
    accepts: (offered, own) => offered.extendedSequenceNumbers === own.extendedSequenceNumbers,
  },
];
