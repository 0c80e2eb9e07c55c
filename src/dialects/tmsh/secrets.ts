import type { TextRange } from '../dialect.ts';

/** Properties whose value is a secret, wherever they stand (keys, pass phrases, passwords of any module). */
const SECRETS =
  /(?:^|[\s{])(?:preshared-key(?:-encrypted)?|[a-z-]*passphrase|[a-z-]*passwords?|[a-z-]*password-encrypted|encrypted-password|secrets?|shared-secret|auth-key(?:-encrypted)?|encrypt-key(?:-encrypted)?|community(?:-name)?|bind-pw|key-secret)[ \t]+(?!none\b)/g;
/** Text that the master key of a device has encrypted. */
const ENCRYPTED = /\$M\$[^\s"}]+/g;

/** Most statements hold none of the words: one look decides. */
const HINT = /key|pass|secret|community|bind-pw|\$M\$/;

export function secretsIn(statement: string): readonly TextRange[] {
  if (!HINT.test(statement)) return [];
  const ranges: TextRange[] = [];
  for (const match of statement.matchAll(SECRETS)) {
    const start = match.index + match[0].length;
    ranges.push({ start, end: endOfValue(statement, start) });
  }
  for (const match of statement.matchAll(ENCRYPTED)) {
    ranges.push({ start: match.index, end: match.index + match[0].length });
  }
  return ranges;
}

/** A quoted value, or the rest of the line. */
function endOfValue(statement: string, start: number): number {
  const quoted = /^"(?:[^"\\]|\\[\s\S])*"/.exec(statement.slice(start));
  if (quoted !== null) return start + quoted[0].length;
  const lineEnd = statement.indexOf('\n', start);
  return lineEnd === -1 ? statement.length : lineEnd;
}
