import type { IkeProposal } from '../../ir/ike.ts';
import type { Json } from '../../ir/json.ts';
import type { Proposal, Transform } from '../message/payloads.ts';
import {
  encryptionNumber,
  encryptionOf,
  integrityNumber,
  integrityOf,
  isCombined,
  prfNumber,
  prfOf,
} from './transforms.ts';
import type { Mismatch } from './verdict.ts';

/** Proposals as they are offered, and for each the position of the configured one that it stands for. */
export interface IkeOffer {
  readonly proposals: readonly Proposal[];
  readonly configured: readonly number[];
  last: LastChoice<ChosenIkeProposal> | null;
}
/** What was chosen from an offer last: ends with one configuration make the same offer again and again, as one object. */
export interface LastChoice<Chosen> {
  readonly offered: readonly Proposal[];
  readonly preference: 'initiator' | 'responder';
  readonly chosen: Chosen | undefined;
}
/** What IKE chose for itself; SAs with the same outcome share one. IKEv1 has a hash, IKEv2 integrity (not with AEAD) and PRF. */
export interface ChosenIkeSuite {
  readonly encryption: Transform;
  readonly hash: Transform;
  readonly integrity: Transform;
  readonly prf: Transform;
  readonly group: number;
  /** Position of the configured proposal that it came from, and of `AuthenticationMethod` in IKEv1's own list. */
  readonly proposal: number;
}
/** The first algorithm of each type that both sides list. */
export interface ChosenProposal {
  readonly own: number;
  readonly offered: number;
  readonly encryption: Transform;
  readonly prf: Transform;
  readonly integrity: Transform;
  readonly group: number;
  readonly extendedSequenceNumbers: number;
}

/** `answer`: the proposal that says it to the other end, one transform of each type. */
export interface ChosenIkeProposal extends ChosenProposal {
  readonly answer: readonly Proposal[];
}

/** Configured proposals as IKEv2 offers them: all transforms in one, AEAD and other ciphers apart (RFC 7296 section 3.3). */
export function ikeOffer(proposals: readonly IkeProposal[]): IkeOffer {
  const offered: Proposal[] = [];
  const configured: number[] = [];
  for (const [index, proposal] of proposals.entries()) {
    const ciphers = proposal.encryption.map(encryptionNumber);
    const lists = [ciphers.filter(isCombined), ciphers.filter((cipher) => !isCombined(cipher))];
    for (const [kind, encryption] of lists.entries()) {
      const integrity = kind === 0 ? [] : proposal.integrity.map(integrityNumber);
      const isUsable = kind === 0 || integrity.length > 0;
      if (encryption.length === 0 || !isUsable || proposal.prfs.length === 0) continue;
      configured.push(index);
      offered.push({
        number: offered.length + 1,
        protocol: 'ike',
        encryption,
        prf: proposal.prfs.map(prfNumber),
        integrity,
        groups: proposal.dhGroups,
        extendedSequenceNumbers: [],
      });
    }
  }
  return { proposals: offered, configured, last: null };
}

/** RFC 7296 section 2.7: one proposal, one transform of each type. `preference`: whose order counts. */
export function chooseIkeProposal(
  offered: readonly Proposal[],
  own: IkeOffer,
  preference: 'initiator' | 'responder',
): ChosenIkeProposal | undefined {
  const { last } = own;
  if (last !== null && last.offered === offered && last.preference === preference) return last.chosen;
  const found = chooseProposal(offered, own.proposals, preference);
  const chosen = found && { ...found, answer: [answerOf(found, offered)] };
  own.last = { offered, preference, chosen };
  return chosen;
}
function answerOf(chosen: ChosenProposal, offered: readonly Proposal[]): Proposal {
  return {
    number: offered[chosen.offered]?.number ?? 1,
    protocol: 'ike',
    encryption: [chosen.encryption],
    prf: [chosen.prf],
    integrity: chosen.integrity === 0 ? [] : [chosen.integrity],
    groups: [chosen.group],
    extendedSequenceNumbers: [],
  };
}

/** The same without a memory. */
export function chooseProposal(
  offered: readonly Proposal[],
  own: readonly Proposal[],
  preference: 'initiator' | 'responder',
): ChosenProposal | undefined {
  const [outer, inner] = preference === 'responder' ? [own, offered] : [offered, own];
  for (let first = 0; first < outer.length; first++) {
    for (let second = 0; second < inner.length; second++) {
      const [one, other] = [outer[first], inner[second]];
      if (one === undefined || other === undefined) continue;
      const [ownIndex, offeredIndex] = preference === 'responder' ? [first, second] : [second, first];
      const chosen = chooseTransforms(one, other, ownIndex, offeredIndex);
      if (chosen !== undefined) return chosen;
    }
  }
  return undefined;
}

/** The first of each transform type in the preferred order; absent: nothing fits in some type. */
export function chooseTransforms(
  preferred: Proposal,
  other: Proposal,
  own: number,
  offered: number,
): ChosenProposal | undefined {
  if (preferred.protocol !== other.protocol) return undefined;
  const encryption = firstCommon(preferred.encryption, other.encryption);
  if (encryption < 0) return undefined;
  const prf = firstCommon(preferred.prf, other.prf);
  if (prf < 0) return undefined;
  const integrity = firstCommon(preferred.integrity, other.integrity);
  if (integrity < 0) return undefined;
  const group = firstCommon(preferred.groups, other.groups);
  if (group < 0) return undefined;
  const esn = firstCommon(preferred.extendedSequenceNumbers, other.extendedSequenceNumbers);
  if (esn < 0) return undefined;
  return { own, offered, encryption, prf, integrity, group, extendedSequenceNumbers: esn };
}

/** 0: neither has the type, or both take NONE; -1: nothing in common. */
function firstCommon(preferred: readonly number[], other: readonly number[]): number {
  if (preferred.length === 0) return other.length === 0 || other.includes(0) ? 0 : -1;
  if (other.length === 0) return preferred.includes(0) ? 0 : -1;
  for (const value of preferred) if (other.includes(value)) return value;
  return -1;
}

/** The first of the transform types that nothing fits in, between the two proposals that differ in the fewest. */
export function explainProposals(
  offered: readonly Proposal[],
  own: readonly Proposal[],
  describe: readonly Describe[],
): Mismatch | undefined {
  let fewest = Infinity;
  let found: Mismatch | undefined;
  for (const one of own) {
    for (const other of offered) {
      if (one.protocol !== other.protocol) continue;
      const wrong = describe.filter((type) => firstCommon(type.list(one), type.list(other)) < 0);
      const [first] = wrong;
      if (first === undefined || wrong.length >= fewest) continue;
      fewest = wrong.length;
      const words = (proposal: Proposal): Json => first.list(proposal).map((value) => first.word(value));
      found = { parameter: first.parameter, offered: words(other), accepted: words(one) };
    }
  }
  return found;
}
/** A type of transform: the IR member that it comes from, and its values in IR words. */
export interface Describe {
  readonly parameter: string;
  readonly list: (proposal: Proposal) => readonly number[];
  readonly word: (value: number) => Json;
}
export const IKE_TRANSFORMS: readonly Describe[] = [
  { parameter: 'ikeProposals.encryption', list: ({ encryption }) => encryption, word: encryptionWord },
  {
    parameter: 'ikeProposals.integrity',
    list: ({ integrity }) => integrity,
    word: (value) => integrityOf(value).name,
  },
  { parameter: 'ikeProposals.prfs', list: ({ prf }) => prf, word: (value) => prfOf(value).name },
  { parameter: 'ikeProposals.dhGroups', list: ({ groups }) => groups, word: (value) => value },
];
export function encryptionWord(value: number): Json {
  const { name, keyLength } = encryptionOf(value);
  return keyLength === undefined ? { name } : { name, keyLength };
}
