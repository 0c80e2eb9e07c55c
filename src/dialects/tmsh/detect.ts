import { MODULES } from '../../../grammars/tmsh/modules.ts';
import { VERBS } from '../../../grammars/tmsh/verbs.ts';
import type { Detected } from '../dialect.ts';
import { detectOutputs } from '../dialect-capture.ts';
import { operations } from './operations/index.ts';
import { outputs } from './outputs.ts';

/** Marks of tmsh text, each a point; profiles are told apart by the release of the first line only. */
const SIGNS: readonly { readonly pattern: RegExp; readonly because: string }[] = [
  { pattern: /^#TMSH-VERSION: /m, because: '"#TMSH-VERSION"' },
  { pattern: /^(?:create |modify )?net ipsec [a-z-]+ [^\n]*\{/m, because: '"net ipsec" blocks' },
  {
    pattern:
      /(?:^|[\s;'"])(?:create|modify|delete|cre|mod|del) \/?(?:net|ltm|sys)[ /](?:ipsec|tunnels|virtual|self|route|traffic-selector|ike-peer)\b/m,
    because: 'commands of tmsh',
  },
  { pattern: /(?:^|[\s/;])tmsh (?:-c |create |modify |delete |list |show |save |load )/m, because: '"tmsh"' },
  { pattern: /\(tmos(?:\.[\w-]+)*\)[#>]/, because: 'the prompt of tmsh' },
  { pattern: /^ltm [a-z-]+ [^\n]*\{/m, because: '"ltm" blocks' },
  {
    pattern: /^(?:analytics|apm|asm|auth|cli|cm|gtm|ilx|net|pem|security|sys|vcmp|wom) [a-z-]+ [^\n]*\{/m,
    because: 'blocks of tmsh modules',
  },
  { pattern: / \/Common\/\S/, because: 'names in /Common' },
];
const RELEASE = /^#TMSH-VERSION: (\d+)/m;
/** Words that only releases from 16 on have. */
const NEW_WORDS =
  /^\s+(?:phase1-(?:encrypt|hash)-algorithm aes-gcm|ike-phase2-perfect-forward-secrecy ecp|address-list )/m;

const OF_OUTPUTS = { profile: '16', because: 'it has what its devices print', tie: false } as const;

export function detect(text: string): Detected | undefined {
  const found = SIGNS.filter(({ pattern }) => pattern.test(text));
  const printed = detectOutputs(text, outputs, []);
  if (found.length === 0)
    return printed === undefined ? detectOperations(text) : { ...printed, ...OF_OUTPUTS };
  const score = found.length * 2 + (printed?.score ?? 0);
  const release = RELEASE.exec(text)?.[1];
  if (release !== undefined) {
    const profile = Number(release) < 16 ? '14' : '16';
    return { profile, score, because: `its first line names release ${release}`, tie: false };
  }
  const because = found.map((sign) => sign.because).join(', ');
  const news = NEW_WORDS.test(text) ? ' and words of release 16' : '';
  return { profile: '16', score, because: `it has ${because}${news}`, tie: false };
}

/** More lines than these are no script of commands that nothing else tells. */
const LONGEST_SCRIPT = 1000;

/** Commands that only ask; racoonctl alone is more likely that of racoon. */
function detectOperations(text: string): Detected | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > LONGEST_SCRIPT) return undefined;
  const profile = '16';
  const asking = lines
    .filter(mayAsk)
    .filter((line) => operations.understand(line, { profile }).kind !== 'other');
  if (asking.length === 0) return undefined;
  const isBash = asking.every((line) => /^\W*(?:\S*\/)?racoonctl\b/.test(line));
  return { profile, score: isBash ? 1 : 2, because: 'its commands are those of tmsh', tie: false };
}

/** What a verb that only asks has behind it, beside a module. */
const BEHIND_VERBS = ['running-config', 'util', '/'];

/**
 * Whether a line is that of a shell, or begins with a verb and what a verb has behind it, cut short or not: for one that
 * is neither no parser is built.
 */
function mayAsk(line: string): boolean {
  if (/[#$>] |tmsh|racoonctl/.test(line)) return true;
  const [first = '', second = ''] = line.trimStart().split(/\s+/, 2);
  const behind = [...MODULES, ...BEHIND_VERBS];
  return (
    VERBS.some((verb) => verb.startsWith(first)) &&
    (second.startsWith('/') || behind.some((word) => word.startsWith(second)))
  );
}
