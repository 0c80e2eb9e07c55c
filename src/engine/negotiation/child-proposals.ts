import type { IpsecProposal } from '../../ir/ipsec.ts';
import type { Proposal, Transform } from '../message/payloads.ts';
import {
  chooseTransforms,
  type Describe,
  encryptionWord,
  explainProposals,
  type LastChoice,
} from './ike-proposals.ts';
import { encryptionNumber, integrityNumber, integrityOf, isCombined, onTheWire } from './transforms.ts';
import type { Mismatch } from './verdict.ts';

/** What a policy offers for a child SA: one option for each number, AH beside ESP where both are wanted. */
export interface ChildOffer {
  readonly proposals: readonly Proposal[];
  /** For each of them the configured proposal. */
  readonly configured: readonly number[];
  /** Some option is of two protocols. */
  readonly hasBundle: boolean;
  last: LastChoice<ChosenChild> | null;
}

/**
 * Configured IPsec proposals as IKEv2 offers them. `groups`: for PFS; none in IKE_AUTH, which has no key exchange of
 * its own for the child (RFC 7296 section 1.2).
 */
export function childOffer(proposals: readonly IpsecProposal[], groups: readonly number[]): ChildOffer {
  const offered: Proposal[] = [];
  const configured: number[] = [];
  let number = 0;
  proposals.forEach((proposal, index) => {
    for (const option of optionsOf(proposal)) {
      number++;
      for (const part of option) {
        offered.push({
          number,
          prf: [],
          groups,
          extendedSequenceNumbers: proposal.extendedSequenceNumbers ? [1, 0] : [0],
          ...part,
        });
        configured.push(index);
      }
    }
  });
  const hasBundle = offered.some(({ number: own }, index) => offered[index + 1]?.number === own);
  return { proposals: offered, configured, hasBundle, last: null };
}
type Part = Pick<Proposal, 'protocol' | 'encryption' | 'integrity'>;

function optionsOf({ esp, ah }: IpsecProposal): readonly (readonly Part[])[] {
  const authentication: readonly Part[] =
    ah === undefined ? [] : [{ protocol: 'ah', encryption: [], integrity: wire(ah.integrity) }];
  if (esp === undefined) return [authentication];
  const ciphers = esp.encryption.map(encryptionNumber);
  const combined = ciphers.filter(isCombined);
  const others = ciphers.filter((cipher) => !isCombined(cipher));
  const encryptions: Part[] = [];
  if (combined.length > 0) encryptions.push({ protocol: 'esp', encryption: combined, integrity: [] });
  if (others.length > 0) {
    encryptions.push({ protocol: 'esp', encryption: others, integrity: wire(esp.integrity) });
  }
  return encryptions.map((encryption) => [...authentication, encryption]);
}
function wire(integrity: NonNullable<IpsecProposal['ah']>['integrity']): readonly number[] {
  return integrity.map((transform) => onTheWire(integrityNumber(transform)));
}

/** The algorithms of a child SA. 0: there is none of that kind. */
export interface ChildAlgorithms {
  readonly espEncryption: Transform;
  readonly espIntegrity: Transform;
  readonly ahIntegrity: Transform;
  readonly extendedSequenceNumbers: boolean;
  /** 0: without PFS. */
  readonly pfsGroup: number;
}
/** What was chosen for a child SA. */
export interface ChosenChildSuite extends ChildAlgorithms {
  readonly mode: 'tunnel' | 'transport';
}
/** What two ends have in common, in the own end's words; `answer`: the proposals that say it to the other. */
export interface ChosenChild {
  /** The mode is another matter (USE_TRANSPORT_MODE). */
  readonly suites: Readonly<Record<ChosenChildSuite['mode'], ChosenChildSuite>>;
  readonly configured: IpsecProposal;
  readonly answer: readonly Proposal[];
}

/** RFC 7296 section 2.7, for each number of the offer: all of its protocols, or none. */
export function chooseChild(
  offered: readonly Proposal[],
  proposals: readonly IpsecProposal[],
  own: ChildOffer,
  preference: 'initiator' | 'responder',
): ChosenChild | undefined {
  const { last } = own;
  if (last !== null && last.offered === offered && last.preference === preference) return last.chosen;
  const chosen = searchChild(offered, proposals, own, preference);
  own.last = { offered, preference, chosen };
  return chosen;
}

function searchChild(
  offered: readonly Proposal[],
  proposals: readonly IpsecProposal[],
  own: ChildOffer,
  preference: 'initiator' | 'responder',
): ChosenChild | undefined {
  const isOwnFirst = preference === 'responder';
  const [outer, inner] = isOwnFirst ? [own.proposals, offered] : [offered, own.proposals];
  for (let first = 0; first < outer.length; first = endOfOption(outer, first)) {
    for (let second = 0; second < inner.length; second = endOfOption(inner, second)) {
      const answer = commonOption(outer, first, inner, second, offered);
      const configured = proposals[own.configured[isOwnFirst ? first : second] ?? 0];
      if (answer === undefined || configured === undefined) continue;
      const suite = suiteOf(answer, configured);
      const suites = {
        tunnel: { ...suite, mode: 'tunnel' },
        transport: { ...suite, mode: 'transport' },
      } as const;
      return { configured, answer, suites };
    }
  }
  return undefined;
}

/** The position after the proposals that have the number of this one. */
function endOfOption(proposals: readonly Proposal[], start: number): number {
  let end = start + 1;
  while (end < proposals.length && proposals[end]?.number === proposals[start]?.number) end++;
  return end;
}

function commonOption(
  preferred: readonly Proposal[],
  first: number,
  others: readonly Proposal[],
  second: number,
  offered: readonly Proposal[],
): readonly Proposal[] | undefined {
  const length = endOfOption(preferred, first) - first;
  if (endOfOption(others, second) - second !== length) return undefined;
  const answer: Proposal[] = [];
  for (let part = 0; part < length; part++) {
    const [one, other] = [preferred[first + part], others[second + part]];
    if (one === undefined || other === undefined) return undefined;
    const chosen = chooseTransforms(one, other, 0, 0);
    if (chosen === undefined) return undefined;
    answer.push({
      number: (preferred === offered ? one : other).number,
      protocol: one.protocol,
      encryption: listOf(chosen.encryption),
      prf: [],
      integrity: listOf(chosen.integrity),
      groups: listOf(chosen.group),
      extendedSequenceNumbers: [chosen.extendedSequenceNumbers],
    });
  }
  return answer;
}
function listOf(transform: number): readonly number[] {
  return transform === 0 ? [] : [transform];
}

/** The suite that an answer stands for, with this end's own lengths of tags. */
export function suiteOf(answer: readonly Proposal[], configured: IpsecProposal): ChildAlgorithms {
  const esp = answer.find(({ protocol }) => protocol === 'esp');
  const ah = answer.find(({ protocol }) => protocol === 'ah');
  const part = esp ?? ah;
  return {
    espEncryption: esp?.encryption[0] ?? 0,
    espIntegrity: ownIntegrity(configured.esp?.integrity ?? [], esp?.integrity[0] ?? 0),
    ahIntegrity: ownIntegrity(configured.ah?.integrity ?? [], ah?.integrity[0] ?? 0),
    extendedSequenceNumbers: part?.extendedSequenceNumbers[0] === 1,
    pfsGroup: part?.groups[0] ?? 0,
  };
}
function ownIntegrity(configured: NonNullable<IpsecProposal['ah']>['integrity'], onWire: number): number {
  const own = configured.map(integrityNumber).find((transform) => onTheWire(transform) === onWire);
  return own ?? onWire;
}

function optionsByNumber(proposals: readonly Proposal[]): readonly (readonly Proposal[])[] {
  const options = new Map<number, Proposal[]>();
  for (const proposal of proposals) {
    const option = options.get(proposal.number);
    if (option === undefined) options.set(proposal.number, [proposal]);
    else option.push(proposal);
  }
  return [...options.values()];
}

/** The first parameter that the two ends differ in. */
export function explainChild(offered: readonly Proposal[], own: readonly Proposal[]): Mismatch {
  return (
    explainProposals(offered, own, CHILD_TRANSFORMS) ?? {
      parameter: 'ipsecProposals',
      offered: protocolsOf(offered),
      accepted: protocolsOf(own),
    }
  );
}
function protocolsOf(proposals: readonly Proposal[]): readonly string[] {
  return optionsByNumber(proposals).map((option) => option.map(({ protocol }) => protocol).join('+'));
}
const CHILD_TRANSFORMS: readonly Describe[] = [
  { parameter: 'ipsecProposals.esp.encryption', list: ({ encryption }) => encryption, word: encryptionWord },
  {
    parameter: 'ipsecProposals.esp.integrity',
    list: ({ protocol, integrity }) => (protocol === 'esp' ? integrity : []),
    word: (value) => integrityOf(value).name,
  },
  {
    parameter: 'ipsecProposals.ah.integrity',
    list: ({ protocol, integrity }) => (protocol === 'ah' ? integrity : []),
    word: (value) => integrityOf(value).name,
  },
  { parameter: 'policies.pfsGroups', list: ({ groups }) => groups, word: (value) => value },
  {
    parameter: 'ipsecProposals.extendedSequenceNumbers',
    list: ({ extendedSequenceNumbers }) => extendedSequenceNumbers,
    word: (value) => value === 1,
  },
];
