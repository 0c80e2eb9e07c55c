import type { AlgorithmNames } from '../ir/algorithms.ts';
import type { MemberPath } from '../ir/limits.ts';
import type { IkeVersion } from '../ir/scalars.ts';
import {
  type Algorithm,
  encryptionAlgorithm,
  groupAlgorithm,
  hashAlgorithm,
  ikeEncryptionAlgorithm,
  integrityAlgorithm,
  isIn,
  methodAlgorithm,
  prfAlgorithm,
} from './algorithms.ts';
import { type LintRule, rule, type Subject, type Wrong } from './rule.ts';
import type {
  IkeProposalSubject,
  IpsecProposalSubject,
  ManualSaSubject,
  PeerSubject,
  PolicySubject,
} from './subjects.ts';

/** A member that names algorithms. `rfc`: which one sets their levels; `instead`: what to use. */
interface AlgorithmMember<S extends Subject> {
  readonly path: MemberPath;
  readonly rfc: 'RFC 8247' | 'RFC 8221';
  readonly instead: string;
  readonly writtenOnly?: true;
  readonly algorithms: (subject: S) => readonly Algorithm[];
}

const CIPHER = 'AES-GCM or AES-CBC with 128 bits or more';
const HASH = 'SHA2-256 or more';
const GROUP = 'group 14, 19 or higher';

function offered<T>({ versions }: IkeProposalSubject, version: IkeVersion, list: readonly T[]): readonly T[] {
  return versions.has(version) ? list : [];
}

const IKE_PROPOSAL: readonly AlgorithmMember<IkeProposalSubject>[] = [
  {
    path: 'ikeProposals.encryption',
    rfc: 'RFC 8247',
    instead: CIPHER,
    algorithms: ({ object }) => object.encryption.map(ikeEncryptionAlgorithm),
  },
  {
    path: 'ikeProposals.hashes',
    rfc: 'RFC 8247',
    instead: HASH,
    algorithms: (subject) => offered(subject, 'ikev1', subject.object.hashes).map(hashAlgorithm),
  },
  {
    path: 'ikeProposals.integrity',
    rfc: 'RFC 8247',
    instead: HASH,
    algorithms: (subject) => offered(subject, 'ikev2', subject.object.integrity).map(integrityAlgorithm),
  },
  {
    path: 'ikeProposals.prfs',
    rfc: 'RFC 8247',
    instead: 'PRF HMAC-SHA2-256 or more',
    algorithms: (subject) => offered(subject, 'ikev2', subject.object.prfs).map(prfAlgorithm),
  },
  {
    path: 'ikeProposals.dhGroups',
    rfc: 'RFC 8247',
    instead: GROUP,
    algorithms: ({ object }) => object.dhGroups.map(groupAlgorithm),
  },
  {
    path: 'ikeProposals.authenticationMethod',
    rfc: 'RFC 8247',
    instead: 'RSA or ECDSA signatures',
    algorithms: (subject) =>
      offered(subject, 'ikev1', [subject.object.authenticationMethod]).map(methodAlgorithm),
  },
];
const PEER: readonly AlgorithmMember<PeerSubject>[] = [
  {
    path: 'peers.localAuthentication',
    rfc: 'RFC 8247',
    instead: 'RSA or ECDSA signatures',
    algorithms: ({ object: { versions, localAuthentication } }) =>
      versions.includes('ikev2') ? [methodAlgorithm(localAuthentication)] : [],
  },
];
const IPSEC_PROPOSAL: readonly AlgorithmMember<IpsecProposalSubject>[] = [
  {
    path: 'ipsecProposals.esp.encryption',
    rfc: 'RFC 8221',
    instead: CIPHER,
    algorithms: ({ object: { esp } }) => (esp?.encryption ?? []).map(encryptionAlgorithm),
  },
  {
    path: 'ipsecProposals.esp.integrity',
    rfc: 'RFC 8221',
    instead: HASH,
    algorithms: ({ object: { esp } }) => (esp?.integrity ?? []).map(integrityAlgorithm),
  },
  {
    path: 'ipsecProposals.ah.integrity',
    rfc: 'RFC 8221',
    instead: HASH,
    algorithms: ({ object: { ah } }) => (ah?.integrity ?? []).map(integrityAlgorithm),
  },
];
const POLICY: readonly AlgorithmMember<PolicySubject>[] = [
  {
    path: 'policies.pfsGroups',
    rfc: 'RFC 8247',
    instead: GROUP,
    algorithms: ({ object: { pfsGroups } }) => pfsGroups.map(groupAlgorithm),
  },
];
/** Where the keys' proposal is an object of its own, that object is told. */
const MANUAL_SA: readonly AlgorithmMember<ManualSaSubject>[] = [
  {
    path: 'manualSas.encryption',
    rfc: 'RFC 8221',
    instead: CIPHER,
    writtenOnly: true,
    algorithms: ({ object: { encryption } }) =>
      encryption === undefined ? [] : [encryptionAlgorithm(encryption)],
  },
  {
    path: 'manualSas.integrity',
    rfc: 'RFC 8221',
    instead: HASH,
    writtenOnly: true,
    algorithms: ({ object: { integrity } }) =>
      integrity === undefined ? [] : [integrityAlgorithm(integrity)],
  },
];

export const ikeProposalAlgorithms = rulesFor(IKE_PROPOSAL);
export const peerAlgorithms = rulesFor(PEER);
export const ipsecProposalAlgorithms = rulesFor(IPSEC_PROPOSAL);
export const policyAlgorithms = rulesFor(POLICY);
export const manualSaAlgorithms = rulesFor(MANUAL_SA);

/** The rows of members that name algorithms. `packaged`: what the release has only with an extra package. */
function rulesFor<S extends Subject>(
  members: readonly AlgorithmMember<S>[],
): (packaged: AlgorithmNames) => readonly LintRule<S>[] {
  return (packaged) => members.flatMap((member) => rulesOf(member, packaged));
}

function rulesOf<S extends Subject>(
  { path, rfc, instead, writtenOnly, algorithms }: AlgorithmMember<S>,
  packaged: AlgorithmNames,
): readonly LintRule<S>[] {
  const place = { path, ...(writtenOnly === undefined ? {} : { writtenOnly }) };
  const advice = `use ${instead} at both ends`;
  const which = (
    subject: S,
    isMeant: (algorithm: Algorithm) => boolean,
  ): readonly Wrong<'TG402' | 'TG412'>[] =>
    algorithms(subject).flatMap((algorithm, position) =>
      isMeant(algorithm) ? [{ details: { algorithm: algorithm.name }, position }] : [],
    );
  return [
    rule<S, 'TG401'>({
      ...place,
      code: 'TG401',
      severity: 'error',
      advice,
      when: (subject) =>
        which(subject, ({ level }) => level === 'must-not').map((wrong) => ({
          ...wrong,
          details: { ...wrong.details, rfc },
        })),
    }),
    rule<S, 'TG402'>({
      ...place,
      code: 'TG402',
      severity: 'warning',
      advice,
      when: (subject) => which(subject, ({ level }) => level === 'should-not'),
    }),
    rule<S, 'TG412'>({
      ...place,
      code: 'TG412',
      severity: 'warning',
      advice: `install the package, or use ${instead} at both ends`,
      when: (subject) => which(subject, (algorithm) => isIn(algorithm, packaged)),
    }),
  ];
}
