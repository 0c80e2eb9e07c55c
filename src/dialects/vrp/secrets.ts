import type { TextRange } from '../dialect.ts';

/** Words behind which the rest of a statement is a secret, in any view. */
const ALWAYS =
  /(?:^|[ \t])(?:pre-shared-key|cipher|irreversible-cipher|shared-key|string-key|authentication-hex|encryption-hex|auth-key)(?:[ \t]+(?:cipher|simple|plain|irreversible-cipher|inbound|outbound|esp|ah)(?=[ \t]))*[ \t]+(?=\S)/i;
/** Words behind which it is one, unless an ordinary word of the command follows. */
const USUALLY =
  /(?:^|[ \t])(?:simple|plain|password|secret|community(?:[ \t]+(?:read|write))?)[ \t]+(?!(?:policy|expire|alert|complexity-check|min-length|cipher|simple|plain|irreversible-cipher)\b)(?=\S)/i;
/**
 * The same where the command is cut short, or nearly meant: `pre c KEY`, `preshared-key KEY`, `sa str in e KEY`; a line
 * of a capture has its prompt before it.
 */
const NEARLY =
  /^[ \t]*(?:[^ \t]*[>\]][ \t]*)?(?:pr?|pre-?(?:s[^ \t]*)?|psk|key|[^ \t]+[-_]key|sa[ \t]+(?:s(?!p)|a(?!n)|e)[a-z-]*[ \t]+[a-z]+[ \t]+[a-z]+)(?:[ \t]+(?:c[a-z]*|s[a-z]*|p[a-z]*)(?=[ \t]))?[ \t]+(?=\S)/i;
/** Cipher text between its markers, wherever it stands (`reference/vrp.md` 1.8). */
const CIPHER_TEXT = /(%\^%#|%\$%\$|%#%#|%@%@|@%@%|\$@\$@|%\+%##!!)[^ \t]*?\1|\$1[acd]\$[^ \t]+\$/g;
/** Most statements hold none of the words: one look decides. */
const HINT =
  /key|(?:^|[ \t>\]])(?:p[ \t]|pr|ps|sa[ \t])|cipher|simple|plain|password|secret|community|-hex|%[\^$#@+]%|@%@%|\$[@1]/i;

/** Where a statement's text must be masked. Every line is looked at, also those that no table knows. */
export function secretsIn(statement: string): readonly TextRange[] {
  if (!HINT.test(statement)) return [];
  const ranges = [ALWAYS, USUALLY, NEARLY].flatMap((pattern) => {
    const match = pattern.exec(statement);
    return match === null ? [] : [{ start: match.index + match[0].length, end: statement.length }];
  });
  for (const match of statement.matchAll(CIPHER_TEXT)) {
    ranges.push({ start: match.index, end: match.index + match[0].length });
  }
  return disjoint(ranges);
}

/** Ranges that overlap become one. */
function disjoint(ranges: readonly TextRange[]): readonly TextRange[] {
  const apart: TextRange[] = [];
  for (const range of ranges.toSorted((left, right) => left.start - right.start)) {
    const last = apart.at(-1);
    if (last === undefined || range.start >= last.end) apart.push(range);
    else apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return apart;
}
