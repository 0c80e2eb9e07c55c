import { hasOperations } from './shell.ts';

/** What a text, or a part of it, is written in. `shell`: a script around setkey's commands. */
export type PartKind = 'racoon.conf' | 'psk.txt' | 'setkey' | 'shell';
/** A part of a file. Offsets are into its text. */
export interface FilePart {
  readonly kind: PartKind;
  readonly start: number;
  readonly end: number;
}

const CONFIGURATION =
  /^[ \t]*(?:path[ \t]+\w+[ \t]*"|include[ \t]+"|log[ \t]+\w+[ \t]*;|(?:remote|sainfo)\b[^\n;]*$|(?:remote|sainfo)\b[^\n;]*[{;]|(?:padding|timer|listen|privsep|mode_cfg|ldapcfg|radiuscfg)[ \t]*(?:[{#]|\r?$)|complex_bundle[ \t]+o|pfkey_buffer[ \t]|gss_id_enc[ \t])/m;
const COMMANDS =
  /^[ \t]*(?:spd(?:add|update|delete)[ \t]+\S|(?:spd)?(?:flush|dump)[ \t]*(?:esp|ah|ipcomp)?[ \t]*;|(?:add|delete|get|deleteall)[ \t]+(?:-\w+[ \t]+)?\S+[ \t]+\S+[ \t]+(?:esp|ah|ipcomp|tcp)\b)/m;
const HERE_DOCUMENT = /\bsetkey\b[^\n]*-c\b[^\n]*?<<(-?)[ \t]*(['"]?)([A-Za-z_]\w*)\2[^\n]*\n/g;
/** Names that files of this kind have, where nothing in them tells. */
const NAMES: readonly (readonly [pattern: RegExp, kind: PartKind])[] = [
  [/psk/i, 'psk.txt'],
  [/setkey|ipsec-tools\.conf$|spd/i, 'setkey'],
  [/racoon/i, 'racoon.conf'],
];
/** What standard output has between the files of a gateway. */
const MARK = /^# --- (\S+) ---\r?$/gm;
/** An address, a name with a dot or an at sign, or everyone; then a blank and a key. */
const KEY_LINE = /^(?:\*|[0-9A-Fa-f:]*[:.][0-9A-Fa-f:.]+|[\w-]+(?:[.@][\w.@-]+)+)[ \t]+\S/;
const ANY_KEY_LINE = /^[^\s#{};]+[ \t]+[^\s{};]+[^{};]*$/;

/** What a text is written in, by what stands in it; absent: nothing tells. */
export function kindOf(text: string): PartKind | undefined {
  if (isShell(text)) return 'shell';
  if (CONFIGURATION.test(text)) return 'racoon.conf';
  if (COMMANDS.test(text)) return 'setkey';
  return isKeys(text) ? 'psk.txt' : undefined;
}

/** Lines of identity and key, at least one of which names a peer as psk.txt does. */
function isKeys(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return (
    lines.some((line) => KEY_LINE.test(line)) &&
    lines.every((line) => ANY_KEY_LINE.test(line) || !/\s\S/.test(line.trim()))
  );
}

function isShell(text: string): boolean {
  return (
    hasOperations(text) ||
    /\bsetkey\b[^\n]*-c\b[^\n]*<</.test(text) ||
    /\|[ \t]*(?:\S*\/)?setkey[ \t]+(?:-\w+[ \t]+)*-c\b/.test(text)
  );
}

/** Cuts a file into its parts: several files of a gateway in one text, here-documents of a script. */
export function partsOf(text: string, name: string): readonly FilePart[] {
  return markedParts(text, name).flatMap((part) =>
    part.kind === 'shell' ? hereDocuments(text, part) : [part],
  );
}

function markedParts(text: string, name: string): readonly FilePart[] {
  const marks = [...text.matchAll(MARK)];
  const starts = [0, ...marks.map(({ index }) => index)];
  return starts.flatMap((start, index) => {
    const end = starts[index + 1] ?? text.length;
    if (end === start && text.length > 0) return [];
    const named = index === 0 ? name : (marks[index - 1]?.[1] ?? name);
    return [{ kind: kindOf(text.slice(start, end)) ?? kindByName(named), start, end }];
  });
}

function kindByName(name: string): PartKind {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  return NAMES.find(([pattern]) => pattern.test(base))?.[1] ?? 'racoon.conf';
}

/** The bodies of `setkey -c <<EOF`; what is between them is shell. */
function hereDocuments(text: string, part: FilePart): readonly FilePart[] {
  const parts: FilePart[] = [];
  let at = part.start;
  HERE_DOCUMENT.lastIndex = part.start;
  for (;;) {
    const opening = HERE_DOCUMENT.exec(text);
    if (opening === null || opening.index >= part.end) break;
    const start = opening.index + opening[0].length;
    const [, tabs = '', , word = ''] = opening;
    const closing = new RegExp(`^${tabs === '-' ? '\\t*' : ''}${word}[ \\t]*\\r?$`, 'm').exec(
      text.slice(start, part.end),
    );
    const end = closing === null ? part.end : start + closing.index;
    parts.push({ kind: 'shell', start: at, end: start }, { kind: 'setkey', start, end });
    at = end;
    HERE_DOCUMENT.lastIndex = end;
  }
  return [...parts, { kind: 'shell', start: at, end: part.end }];
}
