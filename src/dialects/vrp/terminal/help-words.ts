import type { Profile } from '../../../../grammars/vrp/profiles.ts';

/** Texts of a device for what may stand next, by the keywords before it (`reference/vrp.md` 1.4: facts of `ar-v2r3`). */
const DOCUMENTED: Readonly<Record<string, string>> = {
  'ike peer <name> v1': "Only V1 SA's can be created",
  'ike peer <name> v2': "Only V2 SA's can be created",
  'ipsec policy <name> <sequence>': 'The sequence number of IPSec policy',
  'ipsec policy <name> shared': 'Shared',
  'pre-shared-key cipher': 'Pre-shared-key with cipher text',
  'pre-shared-key simple': 'Pre-shared-key with plain text',
  'ike heartbeat': 'IKE heartbeat detection',
  'ike heartbeat-timer': 'Specify IKE heartbeat timer',
  'ike local-name': 'Set local ID',
  'ike nat-keepalive-timer': 'Set the keepalive Interval parameter',
  'ike peer': 'Specify IKE peer',
  'ike proposal': 'Config an IKE security proposal',
  'ipsec anti-replay': 'Config IPSec Anti replay',
  'ipsec decrypt': 'Decrypt',
  'ipsec df-bit': 'Set the df-bit value',
  'ipsec efficient-vpn': 'Efficient-vpn',
  'ipsec fragmentation': 'Set fragmentation',
  'ipsec policy': 'Config IPSec security policy',
  'ipsec policy-template': 'Policy template',
  'ipsec profile': 'Config IPSec security profile',
  'ipsec proposal': 'Config IPSec security proposal',
  'ipsec remote': 'Remote side',
  'ipsec sa': 'Specify the parameters of security association(SA)',
};

/** Where a page shows all that may stand behind some words, nothing else is listed there. */
const LISTED: Readonly<Partial<Record<Profile, Readonly<Record<string, readonly string[]>>>>> = {
  'ar-v2r3': {
    'pre-shared-key': ['cipher', 'simple'],
    ike: ['heartbeat', 'heartbeat-timer', 'local-name', 'nat-keepalive-timer', 'peer', 'proposal'],
    ipsec: [
      'anti-replay',
      'decrypt',
      'df-bit',
      'efficient-vpn',
      'fragmentation',
      'policy',
      'policy-template',
      'profile',
      'proposal',
      'remote',
      'sa',
    ],
  },
};
export function isListed(path: readonly string[], word: string, profile: Profile): boolean {
  return LISTED[profile]?.[path.join(' ')]?.includes(word) ?? true;
}

/** The project's own words where no text of a device is known: one for each kind of thing that may stand next. */
const NEUTRAL = { keyword: 'Keyword', parameter: 'Value' } as const;
/** The blank behind it is the device's. */
export const END_OF_COMMAND = 'Please press ENTER to execute command ';

/** Whether what `?` says of a word is a text of a device. */
export function isDocumented(path: readonly string[], word: string): boolean {
  return [...path, word].join(' ') in DOCUMENTED;
}

/** What `?` says of a word or parameter that may stand behind `path`. */
export function helpText(path: readonly string[], word: string, kind: keyof typeof NEUTRAL): string {
  return DOCUMENTED[[...path, word].join(' ')] ?? NEUTRAL[kind];
}
