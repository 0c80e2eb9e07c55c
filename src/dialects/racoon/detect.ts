import { kindOf } from '../../../grammars/racoon/parts.ts';
import { hasOperations } from '../../../grammars/racoon/shell.ts';
import type { Detected } from '../dialect.ts';
import { detectOutputs } from '../dialect-capture.ts';
import { outputs } from './outputs.ts';

/** Marks of each of the three files, each two points. */
const SIGNS: readonly { readonly pattern: RegExp; readonly because: string }[] = [
  {
    pattern: /^[ \t]*path[ \t]+(?:pre_shared_key|certificate|include|script)[ \t]+"/m,
    because: '"path" directives',
  },
  { pattern: /^[ \t]*remote\b[^;\n]*\s*\{/m, because: '"remote" blocks' },
  { pattern: /^[ \t]*sainfo\b[^;\n]*\s*\{/m, because: '"sainfo" blocks' },
  {
    pattern: /^[ \t]*(?:listen|padding|timer|privsep|mode_cfg)[^;\n]*\s*\{/m,
    because: 'sections of racoon.conf',
  },
  {
    pattern: /^[ \t]*(?:encryption|hash|authentication|compression)_algorithm[ \t]/m,
    because: 'its algorithms',
  },
  { pattern: /^[ \t]*spd(?:add|flush|delete|update)\b/m, because: '"spdadd" or "spdflush"' },
  { pattern: /^[ \t]*(?:add|delete)[ \t]+\S+[ \t]+\S+[ \t]+(?:esp|ah|ipcomp)\b/m, because: 'SAs of setkey' },
  { pattern: /\bsetkey\b[^\n]*-[cf]\b/m, because: '"setkey"' },
];
/** What only comments say. */
const MENTIONED = /^#.*\b(?:racoon|setkey)\b/m;

/** One profile: nothing tells releases apart. */
export function detect(text: string): Detected | undefined {
  const found = SIGNS.filter(({ pattern }) => pattern.test(text));
  const profile = PROFILE;
  const printed = detectOutputs(text, outputs, []);
  if (printed !== undefined) {
    const score = found.length * 2 + printed.score;
    return { profile, score, because: 'it has what racoonctl and setkey print', tie: false };
  }
  if (found.length > 0) {
    const because = `it has ${found.map((sign) => sign.because).join(', ')}`;
    return { profile, score: found.length * 2, because, tie: false };
  }
  if (hasOperations(text)) {
    return { profile, score: 2, because: 'it has commands of racoonctl or setkey', tie: false };
  }
  const kind = kindOf(text);
  if (kind !== undefined) {
    const because = kind === 'psk.txt' ? 'its lines are identities and keys' : `it reads as ${kind}`;
    return { profile, score: 1, because, tie: false };
  }
  return MENTIONED.test(text) ? { profile, score: 1, because: 'its comments say so', tie: false } : undefined;
}

export const PROFILE = '0.9';
