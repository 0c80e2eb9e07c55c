/** A part of a text: whole statements, in their order. */
export interface Chunk {
  readonly text: string;
  /** Where it begins. */
  readonly start: number;
}

/** Characters: tokens of so many are made at a time, and let go before the next ones. */
const USUAL_LENGTH = 65_536;
const LINE_BREAK = 0x0a;
const QUOTE = 0x22;
const HASH = 0x23;
const SEMICOLON = 0x3b;
const LEFT_BRACE = 0x7b;
const RIGHT_BRACE = 0x7d;

/**
 * Cuts a text where a line ends outside of all braces, quotes and comments, behind a statement that has its end: the chunks
 * read one by one are what the text is as a whole. What is never closed is one chunk to its end.
 */
export function chunksOf(text: string, leastLength = USUAL_LENGTH): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let [start, depth] = [0, 0];
  let isEnded = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === LINE_BREAK) {
      if (!isEnded || depth > 0 || at - start < leastLength) continue;
      chunks.push({ text: text.slice(start, at + 1), start });
      start = at + 1;
    } else if (unit === HASH) at = endOf(text, '\n', at) - 1;
    else if (unit === QUOTE) {
      // One that is never closed is a character like others.
      const close = text.indexOf('"', at + 1);
      if (close !== -1) at = close;
      isEnded = false;
    } else if (unit === LEFT_BRACE) {
      depth += 1;
      isEnded = false;
    } else if (unit === RIGHT_BRACE) {
      depth = Math.max(0, depth - 1);
      isEnded = true;
    } else if (unit > BLANK) isEnded = unit === SEMICOLON;
  }
  return [...chunks, { text: text.slice(start), start }];
}
const BLANK = 0x20;

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end;
}
