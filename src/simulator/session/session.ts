import type { Completion, Personality, Reply } from '../../dialects/dialect-terminal.ts';

/** The screen of a session. `rows` 0: it has none, and nothing is paged. */
export interface Screen {
  readonly rows: number;
}

/** Longer lines are cut, whatever the device takes: nobody types them. */
const LONGEST_LINE = 65_536;
const CONTROL = /\p{Cc}/gu;

/**
 * A session on a device: a stack of command lines (a shell, and what was started in it), and the pager. It is typed at
 * by lines; what it prints are lines, made while they are read.
 */
export class Session {
  readonly #stack: Personality[];
  readonly #screen: Screen;
  /** Lines that wait behind a full page. */
  #waiting: Iterator<string> | undefined;

  constructor(first: Personality, screen: Screen = { rows: 0 }) {
    this.#stack = [first];
    this.#screen = screen;
  }

  get isOpen(): boolean {
    return this.#stack.length > 0;
  }

  /** What stands in front of the cursor. */
  get prompt(): string {
    const top = this.#top;
    return this.#waiting === undefined ? (top?.prompt ?? '') : (top?.pager?.mark ?? '');
  }

  get isPaging(): boolean {
    return this.#waiting !== undefined;
  }

  get #top(): Personality | undefined {
    return this.#stack.at(-1);
  }

  /** Types a line and Enter. Its lines are to be read before the next one is typed: what is not read is not printed. */
  type(line: string): Reply {
    const top = this.#top;
    if (top === undefined) return { lines: [], ended: true };
    // What waited is not printed any more.
    this.#waiting = undefined;
    const reply = top.enter(clean(line, top.longestLine));
    if (reply.ended === true) this.#stack.pop();
    if (reply.opened !== undefined) this.#stack.push(reply.opened);
    if (reply.unpaged === true || this.#screen.rows === 0 || (top.pager?.lines ?? 0) === 0) return reply;
    return { ...reply, lines: this.#page(reply.lines[Symbol.iterator](), top.pager?.lines ?? 0) };
  }

  /** A key at the pager: a page for a blank, a line for Enter, a filter of the device; any other key ends the output. */
  key(key: string): readonly string[] {
    const waiting = this.#waiting;
    const lines = this.#top?.pager?.lines ?? 0;
    this.#waiting = undefined;
    const filter = waiting === undefined ? undefined : this.#top?.pager?.filter?.(key);
    if (waiting !== undefined && filter !== undefined) {
      return [...this.#page(filter(restOf(waiting))[Symbol.iterator](), lines)];
    }
    if (waiting === undefined || (key !== ' ' && key !== '\n' && key !== '\r')) return [];
    return [...this.#page(waiting, key === ' ' ? lines : 1)];
  }

  *#page(lines: Iterator<string>, most: number): Iterable<string> {
    let next = lines.next();
    for (let count = 0; next.done !== true; count += 1) {
      if (count === most) {
        this.#waiting = withFirst(next.value, lines);
        return;
      }
      yield next.value;
      next = lines.next();
    }
  }

  /** What `?` behind a text prints; nothing: it is a character of the line. */
  help(text: string): readonly string[] | undefined {
    return this.#top?.help?.(clean(text, this.#top.longestLine));
  }

  complete(text: string): Completion {
    return this.#top?.complete?.(clean(text, this.#top.longestLine)) ?? { lines: [], text };
  }
}

function* restOf(lines: Iterator<string>): Generator<string> {
  for (let next = lines.next(); next.done !== true; next = lines.next()) yield next.value;
}

function* withFirst(first: string, rest: Iterator<string>): Generator<string> {
  yield first;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}

/** A terminal passes on no control characters, and a device takes lines of some length. */
function clean(line: string, longest: number): string {
  return line.slice(0, LONGEST_LINE).replace(CONTROL, '').slice(0, longest);
}
