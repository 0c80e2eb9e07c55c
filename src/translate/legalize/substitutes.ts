import {
  compareLevels,
  describeEncryption,
  DH_GROUPS,
  ENCRYPTION,
  HASH,
  INTEGRITY,
  isWeakerEncryption,
  type Level,
  PRF,
} from '../../ir/algorithms.ts';
import { type Json, sameJson } from '../../ir/json.ts';
import type { MemberPath } from '../../ir/limits.ts';
import type { EncryptionTransform, HashName, IntegrityTransform, PrfTransform } from '../../ir/scalars.ts';

/**
 * What legalization must know of an algorithm list beyond its limits: which element is weaker, which must not be
 * used where something else is left (RFC 8247, 8221), and what replaces one that a person gives up (`--accept`).
 */
export interface AlgorithmKind {
  isWeaker(candidate: Json, reference: Json): boolean;
  mustNot(value: Json): boolean;
  substitute(value: Json, sayable: readonly Json[]): Json | undefined;
  readonly describe: (value: Json) => string;
}

const encryption = algorithmKind<EncryptionTransform>({
  level: ({ name }) => ENCRYPTION[name].level,
  isWeaker: isWeakerEncryption,
  substitute: (transform) => {
    const { encryption: other } = ENCRYPTION[transform.name].substitute ?? {};
    if (other === undefined) return undefined;
    const inherits = ENCRYPTION[other.name].keyLengths !== undefined && other.keyLength === undefined;
    return inherits ? { ...other, keyLength: transform.keyLength ?? 128 } : other;
  },
  describe: describeEncryption,
});
const integrity = algorithmKind<IntegrityTransform>({
  level: ({ name }) => INTEGRITY[name].level,
  substitute: ({ name }) => {
    const other = INTEGRITY[name].substitute;
    return other === undefined ? undefined : { name: other };
  },
  describe: ({ name }) => name.replace(/^AUTH_/, ''),
});
const prf = algorithmKind<PrfTransform>({
  level: ({ name }) => PRF[name].level,
  substitute: ({ name }) => {
    const other = PRF[name].substitute;
    return other === undefined ? undefined : { name: other };
  },
  describe: ({ name }) => name.replace(/^PRF_/, ''),
});
const hash = algorithmKind<HashName>({
  level: (name) => HASH[name].level,
  substitute: (name) => HASH[name].substitute,
  describe: (name) => name,
});
const ikeGroup = algorithmKind<number>({
  level: levelOfGroup,
  substitute: (number) => DH_GROUPS.get(number)?.substitute,
  describe: String,
});
/** For PFS: the nearest group that is not smaller; where there is none, no PFS (an empty list). */
const pfsGroup: AlgorithmKind = {
  ...ikeGroup,
  substitute: (value, sayable) => {
    const wanted = DH_GROUPS.get(Number(value))?.strength ?? 0;
    const larger = sayable
      .filter((candidate) => (DH_GROUPS.get(Number(candidate))?.strength ?? 0) >= wanted)
      .toSorted((left, right) => strengthOf(left) - strengthOf(right));
    return larger[0];
  },
};

function levelOfGroup(number: number): Level {
  return DH_GROUPS.get(number)?.level ?? 'allowed';
}
function strengthOf(group: Json): number {
  return DH_GROUPS.get(Number(group))?.strength ?? 0;
}

/** The lists of the IR that offer algorithms. */
export const ALGORITHM_LISTS: ReadonlyMap<MemberPath, AlgorithmKind> = new Map([
  ['ikeProposals.encryption', encryption],
  ['ikeProposals.hashes', hash],
  ['ikeProposals.integrity', integrity],
  ['ikeProposals.prfs', prf],
  ['ikeProposals.dhGroups', ikeGroup],
  ['ipsecProposals.esp.encryption', encryption],
  ['ipsecProposals.esp.integrity', integrity],
  ['ipsecProposals.ah.integrity', integrity],
  ['policies.pfsGroups', pfsGroup],
]);

/** Typed functions of an algorithm as functions of the plain values that a limit's row holds. */
function algorithmKind<T extends object | string | number>(of: {
  readonly level: (value: T) => Level;
  readonly isWeaker?: (candidate: T, reference: T) => boolean;
  readonly substitute: (value: T) => T | undefined;
  readonly describe: (value: T) => string;
}): AlgorithmKind {
  // Values come from the IR member that the path names, so they have its type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const typed = (value: Json): T => value as T;
  const isWeaker =
    of.isWeaker ??
    ((candidate: T, reference: T) => compareLevels(of.level(candidate), of.level(reference)) < 0);
  return {
    isWeaker: (candidate, reference) => isWeaker(typed(candidate), typed(reference)),
    mustNot: (value) => of.level(typed(value)) === 'must-not',
    substitute: (value, sayable) => {
      const other = of.substitute(typed(value));
      return sayable.find((candidate) => sameJson(candidate, other));
    },
    describe: (value) => of.describe(typed(value)),
  };
}
