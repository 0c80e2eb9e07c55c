import type { Values } from '../../../../grammars/objects/object.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { AnswerLine } from '../../dialect-operations.ts';
import type { Completion, Pager, Personality, Reply, TerminalHost } from '../../dialect-terminal.ts';
import { operations } from '../operations/index.ts';
import { type Fault, faultLines, isFault } from './caret.ts';
import { change } from './change.ts';
import { decipher } from './cipher.ts';
import { isDisplayAction, levelOf, type SessionAction } from './commands.ts';
import { display } from './displays.ts';
import { NO_PERMISSION } from './errors.ts';
import { lineFilter, readPipe } from './filters.ts';
import { outputOf } from './output-of.ts';
import { Place } from './place.ts';
import { leaving, type Question, saving, SCREEN_WIDTH } from './questions.ts';
import { RELEASES } from './releases.ts';

import { stamped, withoutStamp } from './stamp.ts';
import { Completer, helpAt, type Typing } from './typed-help.ts';
import { readTyped, type TypedLine, USER, viewsAbove } from './typed-lines.ts';
import { hasView, viewSuffix } from './views.ts';

const PAGE = 24;
/** Over a full page, and what takes it away again (`reference/vrp.md` 1.7). */
const MORE = { mark: '  ---- More ----', erase: `\u001b[42D${' '.repeat(42)}\u001b[42D` } as const;

const NOTHING: Reply = { lines: [] };
/** What may configure (`reference/vrp.md` 1.2). */
const CONFIGURATION_LEVEL = 2;

/** The command line of a Huawei device. */
export class VrpPersonality implements Personality {
  readonly #host: TerminalHost;
  readonly #profile: Profile;
  readonly #place: Place;
  readonly #completer = new Completer();
  #lines = PAGE;
  #question: Question | undefined;

  constructor(host: TerminalHost, profile: Profile) {
    this.#host = host;
    this.#profile = profile;
    this.#place = new Place(host, profile === 'ne' ? 'committed' : host.isOwn ? 'in-place' : 'copied');
  }

  get longestLine(): number {
    return RELEASES[this.#profile].longestLine;
  }

  get pager(): Pager {
    return { lines: this.#lines, ...MORE, filter: lineFilter };
  }

  get prompt(): string {
    return this.#question?.text ?? this.#viewPrompt;
  }

  get #viewPrompt(): string {
    const name = this.#systemName();
    const cursor = this.#place.cursor;
    if (cursor === undefined) return `<${name}>`;
    const mark = this.#profile === 'ne' ? (this.#place.isChanged ? '*' : '~') : '';
    const suffix = viewSuffix(cursor);
    return `[${mark}${name}${suffix === '' ? '' : `-${suffix}`}]`;
  }

  #systemName(): string {
    const named = this.#host.running.slots.get('sysname')?.at(-1)?.values['name'];
    return typeof named === 'string' ? named : RELEASES[this.#profile].name;
  }

  enter(line: string): Reply {
    const question = this.#question;
    if (question !== undefined) {
      this.#question = undefined;
      return question.answer(line.trim());
    }
    const typed = line.trimEnd();
    if (typed.trim() === '' || /^\s*[#!]/.test(typed)) return NOTHING;
    return this.#run(typed);
  }

  #run(typed: string): Reply {
    const isDisplay = isShortFor('display', /\S+/.exec(typed)?.[0] ?? '');
    const piped = isDisplay ? readPipe(typed, this.#profile) : { command: typed, filters: [] };
    if (isFault(piped)) return this.#refuse(piped);
    const read = readTyped(piped.command, viewsAbove(this.#place.cursor), this.#profile);
    if (read.kind === 'fault') return this.#refuse(read.fault);
    const reply = this.#do(read, piped.command);
    if (reply.refused === true || !isDisplay) return reply;
    const isStamped = RELEASES[this.#profile].timeStamp;
    const plain = isStamped && read.kind === 'operation' ? withoutStamp(reply.lines) : reply.lines;
    const lines = piped.filters.reduce((passed, filter) => filter(passed), plain);
    return { ...reply, lines: isStamped ? stamped(lines, this.#host) : lines };
  }

  #do(read: Exclude<TypedLine, { readonly kind: 'fault' }>, command: string): Reply {
    switch (read.kind) {
      case 'configuration':
        return this.#may(CONFIGURATION_LEVEL) ? this.#configure(read) : this.#fail(NO_PERMISSION);
      case 'session':
        return this.#may(levelOf(read.action))
          ? this.#act(read.action, read.values)
          : this.#fail(NO_PERMISSION);
      case 'operation':
        return this.#operate(command);
      default:
        return read satisfies never;
    }
  }

  #may(level: number): boolean {
    return this.#host.level === undefined || this.#host.level >= level;
  }

  #operate(command: string): Reply {
    const view = this.#place.cursor?.view ?? USER;
    const understood = operations.understand(command, {
      profile: this.#profile,
      view,
      ...(this.#host.level === undefined ? {} : { level: this.#host.level }),
    });
    switch (understood.kind) {
      case 'operation': {
        return this.#host.answer(understood.operation, outputOf(understood));
      }
      case 'refused':
        return { lines: understood.answer.lines.flatMap((line) => this.#answerLines(line)), refused: true };
      case 'other':
        return this.#refuse({ kind: 'unrecognized', column: 0 });
      default:
        return understood satisfies never;
    }
  }

  #answerLines({ text, caret }: AnswerLine): readonly string[] {
    return caret === undefined ? [text] : [`${' '.repeat(this.#viewPrompt.length + caret)}^`, text];
  }

  #refuse(fault: Fault): Reply {
    return { lines: faultLines(fault, this.#viewPrompt, this.#profile), refused: true };
  }

  #fail(message: string): Reply {
    return { lines: [message], refused: true };
  }

  #configure({ line, values }: Extract<TypedLine, { readonly kind: 'configuration' }>): Reply {
    const cursor = this.#place.cursor;
    if (cursor === undefined) return this.#refuse({ kind: 'unrecognized', column: 0 });
    const at = this.#place.toChange(cursor);
    const origin = this.#host.originOf(line.row.view, line.row.index);
    const changed = change(
      at,
      { line, values: this.#inClear(line.row.options.secret, values) },
      origin,
      this.#profile,
    );
    if (changed.kind === 'refused') {
      this.#place.settle(false);
      return this.#fail(changed.message);
    }
    const isEntered = hasView(changed.cursor.view) || changed.cursor.parent === undefined;
    this.#place.cursor = isEntered ? changed.cursor : at;
    return this.#place.settle(changed.hasChanged);
  }

  /** A key may be typed as the device shows it. */
  #inClear(secret: string | undefined, values: Values): Values {
    const text = secret === undefined ? undefined : values[secret];
    if (secret === undefined || typeof text !== 'string') return values;
    return { ...values, [secret]: decipher(text, this.#host.cipher) };
  }

  #act(action: SessionAction, values: Values): Reply {
    if (isDisplayAction(action)) {
      return display(action, values, {
        host: this.#host,
        profile: this.#profile,
        root: this.#place.root,
        committed: this.#place.committed,
      });
    }
    switch (action) {
      case 'system-view':
        this.#place.cursor = this.#place.root;
        return { lines: [RELEASES[this.#profile].enters] };
      case 'quit':
        return this.#quit();
      case 'return':
        return this.#leave();
      case 'save':
        return this.#save(typeof values['file'] === 'string' ? values['file'] : undefined);
      case 'commit':
        return this.#place.commit();
      case 'clear-candidate':
        this.#place.discard();
        return NOTHING;
      case 'run':
        return this.#runAsUser(String(values['command']));
      case 'screen-length':
        this.#lines = Number(values['lines']);
        return this.#screenInfo();
      case 'undo-screen-length':
        this.#lines = PAGE;
        return this.#screenInfo();
      case 'screen-width':
        this.#question = SCREEN_WIDTH;
        return NOTHING;
      case 'nothing':
        return NOTHING;
      default:
        return action satisfies never;
    }
  }

  #screenInfo(): Reply {
    return { lines: [this.#profile === 'ne' ? SCREEN_INFO_OF_VRP8 : SCREEN_INFO] };
  }

  #quit(): Reply {
    const { cursor } = this.#place;
    if (cursor === undefined) return { lines: [], ended: true };
    if (cursor.parent === undefined) return this.#leave();
    this.#place.cursor = cursor.parent;
    return NOTHING;
  }

  /** To user view; with something uncommitted a device asks first. */
  #leave(): Reply {
    const leave = (): Reply => {
      this.#place.discard();
      this.#place.cursor = undefined;
      return NOTHING;
    };
    if (!this.#place.isChanged) return leave();
    this.#question = leaving(this.#place, leave);
    return NOTHING;
  }

  #runAsUser(command: string): Reply {
    const { cursor } = this.#place;
    this.#place.cursor = undefined;
    const reply = this.#run(command);
    if (this.#place.cursor === undefined) this.#place.cursor = cursor;
    return reply;
  }

  #save(file: string | undefined): Reply {
    const { before, question } = saving(this.#host, this.#profile, file);
    this.#question = question;
    return { lines: before };
  }

  help(text: string): readonly string[] | undefined {
    return this.#question === undefined ? helpAt(text, this.#typing) : undefined;
  }

  complete(text: string): Completion {
    return this.#completer.complete(text, this.#typing);
  }

  get #typing(): Typing {
    return { cursor: this.#place.cursor, prompt: this.#viewPrompt, profile: this.#profile };
  }
}

const SCREEN_INFO = 'Info: The configuration takes effect on the current user terminal interface only.';
const SCREEN_INFO_OF_VRP8 = 'Info: Screen-length changed.';
/** Whether a word is a command cut to three letters or more. */
function isShortFor(command: string, word: string): boolean {
  return word.length > 2 && command.startsWith(word.toLowerCase());
}
