import type { Profile } from '../../../grammars/vrp/profiles.ts';
import type { AlgorithmNames } from '../../ir/algorithms.ts';

/** A USG has weak algorithms only with the WEAKEA component package (`reference/algorithms.md` 2b and 11.17). */
export const packagedAlgorithms: Readonly<Partial<Record<Profile, AlgorithmNames>>> = {
  usg: {
    encryption: ['ENCR_DES', 'ENCR_3DES'],
    hashes: ['MD5', 'SHA'],
    integrity: ['AUTH_HMAC_MD5_96', 'AUTH_HMAC_SHA1_96'],
    prfs: ['PRF_HMAC_MD5', 'PRF_HMAC_SHA1'],
    dhGroups: [1, 2, 5],
  },
};
