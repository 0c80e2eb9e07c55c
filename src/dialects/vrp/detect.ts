import type { Profile } from '../../../grammars/vrp/profiles.ts';
import { PROFILES } from '../../../grammars/vrp/profiles.ts';
import { readSession } from '../../../grammars/vrp/session.ts';
import type { Detected } from '../dialect.ts';
import { detectOutputs } from '../dialect-capture.ts';
import { operations } from './operations/index.ts';
import { outputs } from './outputs.ts';

interface Mark {
  readonly profile: Profile;
  readonly pattern: RegExp;
  readonly because: string;
}

/** A header line that names a release decides alone (`reference/vrp.md` 1.8). */
const RELEASES: readonly Mark[] = [
  { profile: 'usg', pattern: /^!Software Version V[56]00R/m, because: 'its header names a USG release' },
  { profile: 'ne', pattern: /^!Software Version V800R/m, because: 'its header names an NE release' },
  {
    profile: 'ar-v2r3',
    pattern: /^\uFEFF?\s*\[V200R00[1-6]/,
    because: 'its header names an old AR release',
  },
  {
    profile: 'ar',
    pattern: /^\uFEFF?\s*\[V(?:200R0(?:0[789]|[1-9]\d)|[36]00R)/,
    because: 'its header names an AR release',
  },
];

/** Marks of a profile, each a point. */
const MARKS: readonly Mark[] = [
  {
    profile: 'usg',
    pattern: /^[ \t]*ipsec sha2 compatible enable/im,
    because: '"ipsec sha2 compatible enable"',
  },
  { profile: 'usg', pattern: /^[ \t]*undo version [12]\b/im, because: '"undo version"' },
  { profile: 'usg', pattern: /^[ \t]*ike dpd (?:type|idle-time)/im, because: '"ike dpd type"' },
  { profile: 'usg', pattern: /^[ \t]*(?:firewall zone|security-policy)\b/im, because: 'firewall zones' },
  { profile: 'usg', pattern: /^[ \t]*hrp /im, because: '"hrp"' },
  {
    profile: 'usg',
    pattern: /^[ \t]*pre-shared-key (?!cipher|simple)\S/im,
    because: '"pre-shared-key" without "cipher"',
  },
  {
    profile: 'ar',
    pattern: /^[ \t]*ipsec authentication sha2 compatible enable/im,
    because: '"ipsec authentication sha2 compatible enable"',
  },
  { profile: 'ar-v2r3', pattern: /^[ \t]*ike peer \S+ v[12]\b/im, because: '"ike peer NAME v1|v2"' },
  {
    profile: 'ar-v2r3',
    pattern: /^[ \t]*encryption-algorithm 3?(?:aes-cbc-|des-cbc)/im,
    because: '"aes-cbc-128"',
  },
  { profile: 'ar-v2r3', pattern: /^[ \t]*pre-shared-key simple /im, because: '"pre-shared-key simple"' },
  {
    profile: 'ne',
    pattern: /^[ \t]*encryption-algorithm aes-(?:cbc|gcm-128)(?: |\s*$)/im,
    because: '"aes-cbc 256"',
  },
  { profile: 'ne', pattern: /^[ \t]*esp encryption-algorithm aes(?: |\s*$)/im, because: '"esp … aes 256"' },
  { profile: 'ne', pattern: /^[ \t]*ike dpd (?:interval|on-demand|\d)/im, because: '"ike dpd interval"' },
  { profile: 'ne', pattern: /service-instance-group/im, because: '"service-instance-group"' },
  { profile: 'ne', pattern: /^[ \t]*ipsec sa \S+\s*$/im, because: '"ipsec sa NAME"' },
  { profile: 'ne', pattern: /^[ \t]*ipsec policy \S+ profile/im, because: '"ipsec policy NAME profile"' },
  { profile: 'ar', pattern: /^[ \t]*version [12]\b/im, because: '"version 1|2"' },
  { profile: 'ar', pattern: /^[ \t]*pre-shared-key cipher /im, because: '"pre-shared-key cipher"' },
];

/** What any VRP configuration has; none of it tells the profile. */
const SIGNS: readonly RegExp[] = [
  /^#\r?$/im,
  /^[ \t]*sysname /im,
  /^[ \t]*ike (?:peer|proposal) /im,
  /^[ \t]*ipsec (?:policy|proposal) /im,
  /^[ \t]*interface [A-Z]/im,
  /^[ \t]*acl (?:number )?\d/im,
  /^return\s*$/im,
  /^(?:sys?|system-view|dis(?:play)? .*)\r?$/im,
  /^[ \t]*(?:undo )?(?:ike|ipsec|ikev[12]) [a-z]/im,
];

/** Scores the marks of each profile; where none speaks, the text is read as `ar`. */
export function detect(captured: string): Detected | undefined {
  const text = readSession(captured).commands;
  const signs = SIGNS.filter((sign) => sign.test(text)).length;
  const release = RELEASES.find(({ pattern }) => pattern.test(captured));
  const found = MARKS.filter(({ pattern }) => pattern.test(text));
  const printed = detectOutputs(captured, outputs, PROFILES);
  const score = signs + found.length + (printed?.score ?? 0);
  if (score === 0) return detectOperations(text);
  if (release !== undefined) return { profile: release.profile, score, because: release.because, tie: false };
  const points = PROFILES.map((profile) => ({
    profile,
    marks: found.filter((mark) => mark.profile === profile),
  }));
  const [best] = points.toSorted((left, right) => right.marks.length - left.marks.length);
  if (best === undefined || best.marks.length === 0) {
    const shown = PROFILES.find((profile) => profile === printed?.profile);
    if (shown !== undefined)
      return { profile: shown, score, because: 'its outputs have those columns', tie: false };
    return { profile: 'ar', score, because: 'nothing tells its profile', tie: false };
  }
  const tied = points.filter(({ marks }) => marks.length === best.marks.length);
  if (tied.length === 1) {
    return { profile: best.profile, score, because: `it has ${listOf(best.marks)}`, tie: false };
  }
  const because = `it has ${tied.map(({ profile, marks }) => `${listOf(marks)} of ${profile}`).join(' and ')}`;
  const tiedProfiles = tied.map(({ profile }) => profile);
  return { profile: best.profile, score, because, tie: true, tiedProfiles };
}

/** More lines than these are no script of commands that nothing else tells. */
const LONGEST_SCRIPT = 1000;

/** A text without a sign of a configuration may ask for something all the same. */
function detectOperations(text: string): Detected | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > LONGEST_SCRIPT) return undefined;
  const asks = lines.some((line) => {
    const command = operations.understand(line, { profile: 'ar' });
    if (command.kind === 'operation') return lines.length === 1 || /^(?:reset|display)/.test(command.command);
    return command.kind === 'refused';
  });
  if (!asks) return undefined;
  return { profile: 'ar', score: 1, because: 'its commands are those of VRP', tie: false };
}

function listOf(marks: readonly Mark[]): string {
  return marks.map(({ because }) => because).join(', ');
}
