import {
  type AlgorithmNames,
  AUTHENTICATION,
  describeEncryption,
  DH_GROUPS,
  ENCRYPTION,
  HASH,
  INTEGRITY,
  type Level,
  PRF,
} from '../ir/algorithms.ts';
import type {
  AuthenticationMethod,
  EncryptionTransform,
  HashName,
  IntegrityTransform,
  PrfTransform,
} from '../ir/scalars.ts';

/** An algorithm as the rules see it: its name in words, and how far it may be used. */
export interface Algorithm {
  readonly name: string;
  readonly level: Level;
  /** Which list of `AlgorithmNames` it stands in, and as what; absent: in none. */
  readonly listed?: { readonly kind: keyof AlgorithmNames; readonly as: string | number };
}

const HASH_TITLES: Readonly<Partial<Record<HashName, string>>> = { SHA: 'SHA-1' };

export function encryptionAlgorithm(transform: EncryptionTransform): Algorithm {
  return {
    name: describeEncryption(transform),
    level: ENCRYPTION[transform.name].level,
    listed: { kind: 'encryption', as: transform.name },
  };
}
/** IKE must encrypt (RFC 8247 section 2.1): a cipher that does not is no choice there. */
export function ikeEncryptionAlgorithm(transform: EncryptionTransform): Algorithm {
  const algorithm = encryptionAlgorithm(transform);
  return algorithm.level === 'none' ? { ...algorithm, level: 'must-not' } : algorithm;
}
export function hashAlgorithm(hash: HashName): Algorithm {
  return {
    name: HASH_TITLES[hash] ?? hash,
    level: HASH[hash].level,
    listed: { kind: 'hashes', as: hash },
  };
}
/** Named like the hash that it is made of, so that one word of a vendor is one finding. */
export function integrityAlgorithm({ name }: IntegrityTransform): Algorithm {
  const { hash, level } = INTEGRITY[name];
  const own = name.replace(/^AUTH_/, '').replaceAll('_', '-');
  return {
    name: hash === undefined ? own : hashAlgorithm(hash).name,
    level,
    listed: { kind: 'integrity', as: name },
  };
}
export function prfAlgorithm({ name }: PrfTransform): Algorithm {
  return {
    name: `PRF ${name.replace(/^PRF_/, '').replaceAll('_', '-')}`,
    level: PRF[name].level,
    listed: { kind: 'prfs', as: name },
  };
}
export function groupAlgorithm(group: number): Algorithm {
  const properties = DH_GROUPS.get(group);
  const title = properties === undefined ? '' : ` (${properties.name})`;
  return {
    name: `DH group ${group}${title}`,
    level: properties?.level ?? 'allowed',
    listed: { kind: 'dhGroups', as: group },
  };
}
export function methodAlgorithm(method: AuthenticationMethod): Algorithm {
  return { name: method, level: AUTHENTICATION[method] };
}

/** Whether a set holds it. */
export function isIn({ listed }: Algorithm, names: AlgorithmNames): boolean {
  if (listed === undefined) return false;
  const list: readonly (string | number)[] = names[listed.kind];
  return list.includes(listed.as);
}
