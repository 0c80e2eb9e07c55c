import type { Profile } from '../../../grammars/vrp/profiles.ts';
import type { NameRule } from '../../ir/limits.ts';

/** What the profiles of VRP do not share (`reference/vrp.md` 2.1 to 2.8). */
interface ProfileLimits {
  /** An IKE proposal takes lists of algorithms. */
  readonly listsAlgorithms: boolean;
  /** `ike proposal` numbers. */
  readonly proposalNumbers: { readonly first: number; readonly last: number };
  readonly childLifetime: number;
  readonly childKilobytes: number;
  readonly retryInterval: { readonly first: number; readonly last: number; readonly default: number };
  /** The number of DPD retries is settable. */
  readonly settableRetries: boolean;
  readonly payloadOrder: 'hash-notify' | 'notify-hash';
  readonly replayWindow: number;
  /** Lines of remote addresses: backups, ranges. */
  readonly backups: boolean;
  readonly keyCharacters: number;
  /** Addresses that an IPsec policy offers, `proposal` lines. */
  readonly proposals: number;
  /** A peer's certificate need not be checked. */
  readonly hasCertificateCheck: boolean;
}

const VRP5: ProfileLimits = {
  listsAlgorithms: false,
  proposalNumbers: { first: 1, last: 99 },
  childLifetime: 30,
  childKilobytes: 256,
  retryInterval: { first: 3, last: 30, default: 15 },
  settableRetries: true,
  payloadOrder: 'notify-hash',
  replayWindow: 1024,
  backups: true,
  keyCharacters: 128,
  proposals: 12,
  hasCertificateCheck: true,
};
const PROFILE_LIMITS: Readonly<Record<Profile, ProfileLimits>> = {
  'ar-v2r3': { ...VRP5, replayWindow: 32 },
  ar: VRP5,
  usg: {
    ...VRP5,
    listsAlgorithms: true,
    proposalNumbers: { first: 1, last: 100 },
    retryInterval: { first: 2, last: 60, default: 15 },
    payloadOrder: 'hash-notify',
    backups: false,
  },
  ne: {
    ...VRP5,
    proposalNumbers: { first: 1, last: 100 },
    childLifetime: 480,
    childKilobytes: 8000,
    retryInterval: { first: 2, last: 60, default: 5 },
    settableRetries: false,
    payloadOrder: 'hash-notify',
    backups: false,
    keyCharacters: 127,
    proposals: 6,
    hasCertificateCheck: false,
  },
};

/** The longest lifetime of an SA, in seconds. */
export const LONGEST_LIFE = 604_800;

export function limitsOfProfile(profile: string): ProfileLimits {
  const found = Object.entries(PROFILE_LIMITS).find(([name]) => name === profile);
  if (found === undefined) throw new Error(`no such profile of vrp: ${profile}`);
  return found[1];
}

/** Printable ASCII without blank, `?` and what starts a comment or a string (`translation.md` 1.4). */
const CHARACTERS = '[$-:<->@-[\\]-~]';
export const NAMES: NameRule = { maxLength: 15, pattern: `${CHARACTERS}+`, fold: false };
/** Names of IPsec proposals that differ in letter case only are one name. */
export const PROPOSAL_NAMES: NameRule = { ...NAMES, fold: true };
