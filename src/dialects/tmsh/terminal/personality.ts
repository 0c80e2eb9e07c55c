import { parseBlocks } from '../../../../grammars/tmsh/blocks.ts';
import type { Profile } from '../../../../grammars/tmsh/schema/property.ts';
import { concatenated } from '../../../text/lines.ts';
import type { Completion, Pager, Personality, Reply, TerminalHost } from '../../dialect-terminal.ts';
import { errorText } from './errors.ts';
import { withFactory } from './factory-objects.ts';
import { candidateLines, helpLines, type Section } from './help.ts';
import { Interpreter } from './interpreter.ts';
import type { Outcome, Use } from './outcome.ts';
import { nextWords, type Place } from './next-words.ts';
import { refused } from './refused.ts';

const PAGE = 24;
const LONGEST_LINE = 65_536;
const NOTHING: Reply = { lines: [] };
/** In front of a prompt while changes are collected; no capture shows it (tmsh reference 1.10). */
const BATCH = '[batch mode]';

interface Pasted {
  readonly lines: string[];
  readonly load: (text: string) => Reply;
}

/** The command line of a BIG-IP: what is typed there, a line at a time, and what is asked. */
export class TmshPersonality implements Personality {
  readonly longestLine = LONGEST_LINE;
  readonly #host: TerminalHost;
  readonly #profile: Profile;
  readonly #use: Use;
  readonly #interpreter: Interpreter;
  /** What was typed of a command whose braces are still open. */
  #open = '';
  #question: { readonly text: string; readonly answer: () => Reply } | undefined;
  /** Text from the terminal, up to Ctrl-D. */
  #pasted: Pasted | undefined;

  constructor(host: TerminalHost, profile: Profile, use: Use = 'interactive') {
    this.#host = host;
    this.#profile = profile;
    this.#use = use;
    this.#interpreter = new Interpreter(host, profile, use);
  }

  get pager(): Pager {
    const { isPaged } = this.#interpreter.preferences;
    return { lines: isPaged ? PAGE - 1 : 0, mark: '---(less)---', erase: '\r            \r' };
  }

  get prompt(): string {
    if (this.#question !== undefined) return this.#question.text;
    if (this.#open !== '' || this.#pasted !== undefined) return '';
    const { session, transaction } = this.#interpreter;
    const path = ['tmos', ...session.module].join('.');
    const batch = transaction.isOpen ? BATCH : '';
    return `${batch}root@(${hostName(this.#host)})(cfg-sync Standalone)(Active)(${session.folder})(${path})# `;
  }

  enter(line: string): Reply {
    const question = this.#question;
    if (question !== undefined) {
      this.#question = undefined;
      return /^y(?:es)?$/i.test(line.trim()) ? question.answer() : NOTHING;
    }
    if (this.#pasted !== undefined) return this.#paste(line, this.#pasted);
    const text = this.#open === '' ? line : `${this.#open}\n${line}`;
    this.#open = '';
    const quotes = text.replaceAll(/\\./g, '').split('"').length - 1;
    if (quotes % 2 === 1) return refused('missing-quote');
    const blocks = parseBlocks(text, 0);
    if (blocks.some(({ closed }) => !closed)) {
      if (this.#use === 'one-shot' || text.length > LONGEST_LINE) return refused('missing-brace');
      this.#open = text;
      return NOTHING;
    }
    const replies: Reply[] = [];
    for (const { elements, stray } of blocks) {
      const reply = this.#show(this.#interpreter.run(stray ? [] : elements));
      replies.push(reply);
      if (reply.ended === true || reply.opened !== undefined || this.#question !== undefined) break;
    }
    return joined(replies);
  }

  /** What a command asks is asked before the next line is taken. */
  #show(outcome: Outcome): Reply {
    if ('question' in outcome) {
      this.#question = { text: outcome.question, answer: outcome.answer };
      return NOTHING;
    }
    if ('greeting' in outcome) {
      this.#pasted = { lines: [], load: outcome.load };
      return { lines: [outcome.greeting] };
    }
    return outcome;
  }

  /** Ctrl-D, as scripts write it, ends a text from the terminal. */
  #paste(line: string, { lines, load }: Pasted): Reply {
    if (line !== '^D' && line !== '^C') {
      lines.push(line);
      return NOTHING;
    }
    this.#pasted = undefined;
    return line === '^D' ? load(`${lines.join('\n')}\n`) : NOTHING;
  }

  #place(): Place {
    const { module } = this.#interpreter.session;
    return { module, profile: this.#profile, running: withFactory(this.#host.running) };
  }

  help(text: string): readonly string[] | undefined {
    if (this.#question !== undefined || this.#pasted !== undefined || text.split('"').length % 2 === 0)
      return undefined;
    const { before, word } = lastWord(text);
    const sections = nextWords(before, this.#place());
    if (sections === undefined) return [errorText('unexpected', { word: before[0] ?? word })];
    return helpLines(beginningWith(sections, word));
  }

  complete(text: string): Completion {
    const { before, word } = lastWord(text);
    const sections = beginningWith(nextWords(before, this.#place()) ?? [], word);
    const words = sections.flatMap((section) => section.words);
    const [only] = words;
    const start = text.slice(0, text.length - word.length);
    if (words.length === 1 && only !== undefined) return { lines: [], text: `${start}${only} ` };
    return { lines: candidateLines(sections), text };
  }
}

/** What several commands of one line did: refused where one was, the rest as the last one. */
function joined(replies: readonly Reply[]): Reply {
  const last = replies.at(-1) ?? NOTHING;
  if (replies.length < 2) return last;
  const isRefused = replies.some((reply) => reply.refused === true);
  return {
    ...last,
    lines: concatenated(replies.map(({ lines }) => lines)),
    ...(isRefused ? { refused: true as const } : {}),
  };
}

/** The name of the device without its domain. */
export function hostName(host: TerminalHost): string {
  for (const { view, slots } of host.running.children.values()) {
    const name = view === 'sys global-settings' ? slots.get('hostname')?.at(-1)?.values['value'] : undefined;
    if (typeof name === 'string') return name.split('.')[0] ?? name;
  }
  return host.name;
}

function lastWord(text: string): { readonly before: readonly string[]; readonly word: string } {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (text === '' || /\s$/.test(text)) return { before: words, word: '' };
  return { before: words.slice(0, -1), word: words.at(-1) ?? '' };
}

function beginningWith(sections: readonly Section[], word: string): readonly Section[] {
  if (word === '') return sections;
  return sections.map((section) => ({
    ...section,
    words: section.words.filter((each) => each.startsWith(word)),
  }));
}
