import type { TextRange } from '../dialect.ts';

/** Keys behind `-E` and `-A` of setkey (`-E null` has none: `-A` follows); passwords of directory and RADIUS servers. */
const KEYS =
  /(?:^|\s)(?:-[EA][ \t\r\n]+[a-z0-9-]+|bind_pw|(?:auth|acct)[ \t]+"[^"]*"(?:[ \t]+\d+)?)[ \t\r\n]+(?!-[EA]\s)/g;
/** Keys in a dump of the kernel's SAs, and the lines on which long ones go on. */
const DUMPED = /^[ \t]+(?:[EA]: [\w-]+[ \t]+(?=[\da-f]{8})|(?=[\da-f]{8}(?: [\da-f]{1,8})*[ \t]*\r?$))/gim;
/** A line of psk.txt: identity, blanks, key; the daemon ignores one that begins with a blank, but it holds a key too. A statement of the other files ends in a semicolon or a brace. */
const KEY_LINE = /^[ \t]*[^\s#]\S*[ \t]+(?=\S)/gm;
const OTHER = /^[ \t]*(?:[\w-]+\b[^\n]*[;{}][ \t]*(?:#[^\n]*)?$|[)}])/;

export function secretsIn(statement: string): readonly TextRange[] {
  const ranges: TextRange[] = [];
  for (const match of statement.matchAll(KEYS)) {
    const start = match.index + match[0].length;
    ranges.push({ start, end: endOfValue(statement, start) });
  }
  for (const match of statement.matchAll(DUMPED)) {
    const start = match.index + match[0].length;
    ranges.push({ start, end: match.index + lineFrom(statement, match.index).length });
  }
  if (!/[;{]\s*$/.test(statement)) {
    for (const match of statement.matchAll(KEY_LINE)) {
      const start = match.index + match[0].length;
      const line = lineFrom(statement, match.index);
      if (!OTHER.test(line) && looksLikeIdentity(match[0].trim())) {
        ranges.push({ start, end: match.index + line.length });
      }
    }
  }
  return ranges;
}

/** Not a keyword of the other two files: those lines have no key, whatever stands in them. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `racoonctl setkey echo sudo path include log padding listen timer remote sainfo proposal privsep mode_cfg ldapcfg radiuscfg exchange_mode
  lifetime encryption_algorithm authentication_algorithm compression_algorithm hash_algorithm dh_group pfs_group
  spdadd spdupdate spddelete spdflush add delete get flush dump esp ah ipcomp echo`.split(/\s+/),
);
function looksLikeIdentity(word: string): boolean {
  return !KEYWORDS.has(word);
}

function lineFrom(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? text.length : end);
}

/** A quoted value, or the word. */
function endOfValue(statement: string, start: number): number {
  const value = /^(?:"[^"]*"|[^\s;]*)/.exec(statement.slice(start));
  return start + (value?.[0].length ?? 0);
}
