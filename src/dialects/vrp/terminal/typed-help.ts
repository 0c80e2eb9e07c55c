import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { Completion } from '../../dialect-terminal.ts';
import { type Fault, faultLines, isFault } from './caret.ts';
import { nextLines, wordLines } from './help.ts';
import { nextWords, viewsAbove, wordsBeginning } from './typed-lines.ts';

/** Where somebody types: the object in whose view (none: user view), and behind which prompt. */
export interface Typing {
  readonly cursor: ConfigurationObject | undefined;
  readonly prompt: string;
  readonly profile: Profile;
}

/** What `?` behind a text shows (`reference/vrp.md` 1.4); nothing: it is part of the text. */
export function helpAt(text: string, { cursor, prompt, profile }: Typing): readonly string[] | undefined {
  if (isInQuotes(text)) return undefined;
  const refuse = (fault: Fault): readonly string[] => faultLines(fault, prompt, profile);
  const views = viewsAbove(cursor);
  const word = /\S+$/.exec(text)?.[0] ?? '';
  if (word !== '') {
    const words = wordsBeginning(text, views, profile);
    if (isFault(words)) return refuse(words);
    return words.length === 0
      ? refuse({ kind: 'unrecognized', column: text.length - word.length })
      : wordLines(words);
  }
  const found = nextWords(text, views, profile);
  if (isFault(found)) return refuse(found);
  const lines = nextLines(found.expected, found.path, profile);
  return text.trim() === '' ? [heading(cursor, profile), ...lines] : lines;
}

function heading(cursor: ConfigurationObject | undefined, profile: Profile): string {
  if (profile === 'ne') return 'Current view commands:';
  if (cursor === undefined) return 'User view commands:';
  return cursor.parent === undefined ? 'System view commands:' : `${viewTitle(cursor.view)} view commands:`;
}

function viewTitle(view: string): string {
  return view.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}

/** A `?` behind an odd number of quotes is part of a text (1.3). */
function isInQuotes(text: string): boolean {
  return (text.split('"').length - 1) % 2 === 1;
}

/** TAB completes a word, or goes through those that begin so, one each time (`reference/vrp.md` 1.3). */
export class Completer {
  /** What the last TAB showed of several words, and those that come behind it. */
  #shown: { readonly text: string; readonly before: string; readonly words: readonly string[] } | undefined;

  complete(text: string, { cursor, profile }: Typing): Completion {
    if (this.#shown?.text === text) return this.#show(this.#shown.before, this.#shown.words);
    const word = /\S+$/.exec(text)?.[0] ?? '';
    const words = word === '' ? [] : wordsBeginning(text, viewsAbove(cursor), profile);
    if (isFault(words) || words.length === 0) return { lines: [], text };
    const before = text.slice(0, text.length - word.length);
    return words.length === 1 ? { lines: [], text: `${before}${words[0]} ` } : this.#show(before, words);
  }

  #show(before: string, [first = '', ...rest]: readonly string[]): Completion {
    const text = `${before}${first}`;
    this.#shown = { text, before, words: [...rest, first] };
    return { lines: [], text };
  }
}
