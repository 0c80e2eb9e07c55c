/** Line and column of offsets in one text; both count from 1. Built once, then each question is a binary search. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  line(offset: number): number {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  column(offset: number): number {
    return offset - this.lineStart(this.line(offset)) + 1;
  }

  lineStart(line: number): number {
    return this.#starts[line - 1] ?? 0;
  }
}

/** How many come, without keeping them. */
export function lengthOf(lines: Iterable<unknown>): number {
  let length = 0;
  for (const each of lines) length += each === undefined ? 0 : 1;
  return length;
}

/** Lines of several outputs, one behind the other. */
export function* concatenated(parts: readonly Iterable<string>[]): Generator<string> {
  for (const part of parts) yield* part;
}
