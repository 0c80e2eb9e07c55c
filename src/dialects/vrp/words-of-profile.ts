import type { Profile } from '../../../grammars/vrp/profiles.ts';
import { sameJson } from '../../ir/json.ts';
import type {
  AuthenticationMethod,
  EncryptionTransform,
  HashName,
  IntegrityTransform,
  PrfTransform,
} from '../../ir/scalars.ts';
import {
  AUTHENTICATION_METHODS,
  ESP_ENCRYPTION,
  HASHES,
  IKE_ENCRYPTION,
  IKE_INTEGRITY,
  IPSEC_INTEGRITY,
  PRFS,
} from './words.ts';

/** What a profile calls each value that it has a word for: its part of `words.ts`, run backwards. */
export type Vocabulary<Value> = readonly (readonly [word: string, value: Value])[];

export interface ProfileWords {
  readonly ikeEncryption: Vocabulary<EncryptionTransform>;
  readonly espEncryption: Vocabulary<EncryptionTransform>;
  readonly hashes: Vocabulary<HashName>;
  readonly integrity: Vocabulary<IntegrityTransform>;
  /** NE routers have no word: the PRF is the hash of the integrity algorithm. */
  readonly prfs: Vocabulary<PrfTransform>;
  readonly ipsecIntegrity: Vocabulary<IntegrityTransform>;
  readonly authenticationMethods: Vocabulary<AuthenticationMethod>;
  /** IANA numbers that `dh` and `pfs` have words for. */
  readonly dhGroups: readonly number[];
  readonly pfsGroups: readonly number[];
}

const VRP5_ESP = ['des', '3des', 'aes-128', 'aes-192', 'aes-256'];
const VRP5_GCM = ['aes-128-gcm-128', 'aes-192-gcm-128', 'aes-256-gcm-128'];
const SHA2 = ['sha2-256', 'sha2-384', 'sha2-512'];
const HMAC = ['hmac-md5-96', 'hmac-sha1-96', 'hmac-sha2-256', 'hmac-sha2-384', 'hmac-sha2-512'];
const VRP5_METHODS = ['pre-share', 'rsa-signature', 'digital-envelope'];
const MODP = [1, 2, 5, 14];
const LATER = [15, 16, 19, 20, 21];

/** `reference/vrp.md` 2.1 and 2.4, `translation.md` 2.3. Words with a question mark there are read and never written. */
const WORDS: Readonly<Record<Profile, ProfileWords>> = {
  'ar-v2r3': {
    ikeEncryption: named(IKE_ENCRYPTION, [
      'des-cbc',
      '3des-cbc',
      'aes-cbc-128',
      'aes-cbc-192',
      'aes-cbc-256',
    ]),
    espEncryption: named(ESP_ENCRYPTION, [...VRP5_ESP, 'sm1']),
    hashes: named(HASHES, ['md5', 'sha1', ...SHA2, 'sm3', 'aes-xcbc-mac-96']),
    integrity: named(IKE_INTEGRITY, ['aes-xcbc-96', ...HMAC]),
    prfs: named(PRFS, Object.keys(PRFS)),
    ipsecIntegrity: named(IPSEC_INTEGRITY, ['md5', 'sha1', ...SHA2, 'sm3']),
    authenticationMethods: named(AUTHENTICATION_METHODS, VRP5_METHODS),
    dhGroups: MODP,
    pfsGroups: MODP,
  },
  ar: {
    ikeEncryption: named(IKE_ENCRYPTION, [...VRP5_ESP, 'sm1', 'sm4']),
    espEncryption: named(ESP_ENCRYPTION, [...VRP5_ESP, 'sm1', 'sm4']),
    hashes: named(HASHES, ['md5', 'sha1', ...SHA2, 'sm3']),
    integrity: named(IKE_INTEGRITY, ['aes-xcbc-96', ...HMAC]),
    prfs: named(PRFS, Object.keys(PRFS)),
    ipsecIntegrity: named(IPSEC_INTEGRITY, ['md5', 'sha1', ...SHA2, 'sm3']),
    authenticationMethods: named(AUTHENTICATION_METHODS, VRP5_METHODS),
    dhGroups: [...MODP, ...LATER, 18],
    pfsGroups: [...MODP, ...LATER],
  },
  usg: {
    ikeEncryption: named(IKE_ENCRYPTION, [...VRP5_ESP, 'sm4', ...VRP5_GCM]),
    espEncryption: named(ESP_ENCRYPTION, [
      ...VRP5_ESP,
      'sm4',
      ...VRP5_GCM,
      'aes-128-gmac',
      'aes-192-gmac',
      'aes-256-gmac',
    ]),
    hashes: named(HASHES, ['md5', 'sha1', ...SHA2, 'sm3']),
    integrity: named(IKE_INTEGRITY, ['aes-xcbc-96', ...HMAC]),
    prfs: named(PRFS, Object.keys(PRFS)),
    ipsecIntegrity: named(IPSEC_INTEGRITY, ['md5', 'sha1', ...SHA2, 'sm3']),
    authenticationMethods: named(AUTHENTICATION_METHODS, VRP5_METHODS),
    dhGroups: [...MODP, ...LATER, 18],
    pfsGroups: [...MODP, ...LATER],
  },
  ne: {
    ikeEncryption: named(IKE_ENCRYPTION, [
      'des-cbc',
      '3des-cbc',
      'aes-cbc 128',
      'aes-cbc 192',
      'aes-cbc 256',
      'aes-gcm-128 128',
      'aes-gcm-128 192',
      'aes-gcm-128 256',
    ]),
    espEncryption: named(ESP_ENCRYPTION, [
      'des',
      '3des',
      'aes 128',
      'aes 192',
      'aes 256',
      'aes-gcm-128 128',
      'aes-gcm-128 192',
      'aes-gcm-128 256',
    ]),
    hashes: named(HASHES, ['md5', 'sha1', ...SHA2]),
    integrity: named(IKE_INTEGRITY, ['aes-xcbc-96', ...HMAC]),
    prfs: [],
    ipsecIntegrity: named(IPSEC_INTEGRITY, ['md5', 'sha1', ...SHA2]),
    authenticationMethods: named(AUTHENTICATION_METHODS, ['pre-share', 'rsa-sig', 'rsassa-pss']),
    dhGroups: [...MODP, ...LATER],
    pfsGroups: [...MODP, ...LATER],
  },
};

export function wordsOf(profile: Profile): ProfileWords {
  return WORDS[profile];
}

function named<Value>(all: Readonly<Record<string, Value>>, words: readonly string[]): Vocabulary<Value> {
  return words.map((word) => {
    const value = all[word];
    if (value === undefined) throw new Error(`no such word of VRP: ${word}`);
    return [word, value];
  });
}

/** The word for a value; the limits of the profile leave only values that have one. */
export function wordFor<Value>(vocabulary: Vocabulary<Value>, value: Value): string {
  const word = wordIfAny(vocabulary, value);
  if (word === undefined) throw new Error(`VRP has no word for ${JSON.stringify(value)}`);
  return word;
}

/** The same where a value cannot matter (the hash of a peer of IKEv2), so that nothing has made it fit. */
export function wordIfAny<Value>(vocabulary: Vocabulary<Value>, value: Value): string | undefined {
  return vocabulary.find(([, candidate]) => sameJson(candidate, value))?.[0];
}

export function valuesOf<Value>(vocabulary: Vocabulary<Value>): readonly Value[] {
  return vocabulary.map(([, value]) => value);
}
