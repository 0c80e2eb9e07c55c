import type { Profile } from '../../../grammars/vrp/profiles.ts';
import type { IkeProposal } from '../../ir/ike.ts';

const SHARED = { authenticationMethod: 'pre-shared-key', lifetimeSeconds: 86_400 } as const;
const SHA2_256 = {
  hashes: ['SHA2-256'],
  integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }],
  prfs: [{ name: 'PRF_HMAC_SHA2_256' }],
} as const;
const SHA1 = {
  hashes: ['SHA'],
  integrity: [{ name: 'AUTH_HMAC_SHA1_96' }],
  prfs: [{ name: 'PRF_HMAC_SHA1' }],
} as const;
const AES_256 = { name: 'ENCR_AES_CBC', keyLength: 256 } as const;

const OLD: IkeProposal = {
  ...SHARED,
  ...SHA1,
  name: 'default',
  encryption: [{ name: 'ENCR_DES' }],
  dhGroups: [1],
};
const USUAL: IkeProposal = {
  ...SHARED,
  ...SHA2_256,
  name: 'default',
  encryption: [256, 192, 128].map((keyLength) => ({ name: 'ENCR_AES_CBC', keyLength })),
  hashes: ['SHA2-512', 'SHA2-384', 'SHA2-256'],
  dhGroups: [14],
};

/** What a device has behind the proposals that were configured, and a peer without proposals offers last (`reference/vrp.md` 1.8, 2.1 and 3.4). */
export const BUILT_IN_PROPOSALS: Readonly<Record<Profile, readonly IkeProposal[]>> = {
  'ar-v2r3': [OLD],
  ar: [USUAL],
  usg: [USUAL],
  ne: [
    { ...SHARED, ...SHA2_256, name: 'default1', encryption: [AES_256], dhGroups: [14] },
    { ...SHARED, ...SHA2_256, name: 'default2', encryption: [AES_256], dhGroups: [2] },
    { ...SHARED, ...SHA1, name: 'default3', encryption: [{ name: 'ENCR_DES' }], dhGroups: [1] },
  ],
};
