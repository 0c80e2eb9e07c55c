import { copyObject } from '../../../../grammars/objects/copy.ts';
import { childKey, type ConfigurationObject, type Values } from '../../../../grammars/objects/object.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { AnswerLine } from '../../dialect-operations.ts';
import type { Completion, Pager, Personality, Reply, TerminalHost } from '../../dialect-terminal.ts';
import { type Fault, faultLines, isFault } from './caret.ts';
import { change } from './change.ts';
import { decipher } from './cipher.ts';
import { type SessionAction } from './commands.ts';
import {
  configurationLines,
  interfaceLines,
  partLines,
  type Shown,
  shownBy,
  viewLines,
} from './configuration-text.ts';
import { readPipe } from './filters.ts';
import { nextLines, wordLines } from './help.ts';
import { operations } from '../operations/index.ts';
import { outputOf } from './output-of.ts';
import { RELEASES } from './releases.ts';
import { deviceTime, timeStamp } from './time.ts';
import { nextWords, readTyped, type TypedLine, USER, viewsAbove, wordsBeginning } from './typed-lines.ts';
import { hasView, viewSuffix } from './views.ts';

const PAGE = 24;
/** Over a full page, and what takes it away again (`reference/vrp.md` 1.7). */
const MORE = { mark: '  ---- More ----', erase: `\u001b[42D${' '.repeat(42)}\u001b[42D` } as const;

/** A question, and what its answer does. */
interface Question {
  readonly text: string;
  answer(text: string): Reply;
}
const NOTHING: Reply = { lines: [] };
const SAID_NO_PERMISSION = 'Error: No permission to run the command.';
const PROMPT_OF_VRP8 = 'Info: Screen-length changed.';

/** The command line of a Huawei device. */
export class VrpPersonality implements Personality {
  readonly #host: TerminalHost;
  readonly #profile: Profile;
  /** The object in whose view the session is; none: user view. */
  #cursor: ConfigurationObject | undefined;
  /** Where two-stage configuration collects what is not committed. */
  #candidate: ConfigurationObject | undefined;
  #isChanged = false;
  #lines = PAGE;
  #question: Question | undefined;

  constructor(host: TerminalHost, profile: Profile) {
    this.#host = host;
    this.#profile = profile;
  }

  get longestLine(): number {
    return RELEASES[this.#profile].longestLine;
  }

  get pager(): Pager {
    return { lines: this.#lines, ...MORE };
  }

  get prompt(): string {
    return this.#question?.text ?? this.#viewPrompt;
  }

  get #viewPrompt(): string {
    const name = this.#systemName();
    const cursor = this.#here();
    if (cursor === undefined) return `<${name}>`;
    const mark = this.#profile === 'ne' ? (this.#isChanged ? '*' : '~') : '';
    const suffix = viewSuffix(cursor);
    return `[${mark}${name}${suffix === '' ? '' : `-${suffix}`}]`;
  }

  /** Another session may have deleted the object that this one is in. */
  #here(): ConfigurationObject | undefined {
    let cursor = this.#cursor;
    const root = this.#root();
    while (cursor !== undefined && !isBelow(cursor, root)) cursor = cursor.parent ?? root;
    return (this.#cursor = cursor);
  }

  #root(): ConfigurationObject {
    return this.#candidate ?? this.#host.running;
  }

  #systemName(): string {
    const named = this.#host.running.slots.get('sysname')?.at(-1)?.values['name'];
    return typeof named === 'string' ? named : RELEASES[this.#profile].name;
  }

  get #shown(): Shown {
    return shownBy(this.#host, this.#profile);
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
    const read = readTyped(piped.command, viewsAbove(this.#here()), this.#profile);
    if (read.kind === 'fault') return this.#refuse(read.fault);
    const reply = this.#do(read, piped.command);
    if (reply.refused === true || !isDisplay) return reply;
    const isStamped = RELEASES[this.#profile].timeStamp;
    const plain = isStamped && read.kind === 'operation' ? withoutFirst(reply.lines) : reply.lines;
    const lines = piped.filters.reduce((passed, filter) => filter(passed), plain);
    return { ...reply, lines: isStamped ? stamped(lines, this.#host) : lines };
  }

  #do(read: Exclude<TypedLine, { readonly kind: 'fault' }>, command: string): Reply {
    switch (read.kind) {
      case 'configuration':
        return this.#configure(read);
      case 'session':
        return this.#act(read.action, read.values);
      case 'operation':
        return this.#operate(command);
      default:
        return read satisfies never;
    }
  }

  #operate(command: string): Reply {
    const view = this.#here()?.view ?? USER;
    const understood = operations.understand(command, { profile: this.#profile, view });
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
    if (!this.#host.isOwn) return this.#fail(SAID_NO_PERMISSION);
    const cursor = this.#here();
    if (cursor === undefined) return this.#refuse({ kind: 'unrecognized', column: 0 });
    const at = this.#profile === 'ne' ? this.#inCandidate(cursor) : cursor;
    const origin = this.#host.originOf(line.row.view, line.row.index);
    const changed = change(
      at,
      { line, values: this.#inClear(line.row.options.secret, values) },
      origin,
      this.#profile,
    );
    if (changed.kind === 'refused') return this.#fail(changed.message);
    this.#cursor = hasView(changed.cursor.view) || changed.cursor.parent === undefined ? changed.cursor : at;
    if (!changed.hasChanged) return NOTHING;
    if (this.#candidate === undefined) this.#host.changed();
    else this.#isChanged = true;
    return NOTHING;
  }

  /** A key may be typed as the device shows it. */
  #inClear(secret: string | undefined, values: Values): Values {
    const text = secret === undefined ? undefined : values[secret];
    if (secret === undefined || typeof text !== 'string') return values;
    return { ...values, [secret]: decipher(text, this.#host.cipher) };
  }

  /** The same object in the candidate, which begins as what runs. */
  #inCandidate(cursor: ConfigurationObject): ConfigurationObject {
    if (this.#candidate !== undefined) return cursor;
    this.#candidate = copyObject(this.#host.running);
    return sameObjectIn(this.#candidate, cursor);
  }

  #act(action: SessionAction, values: Values): Reply {
    const { running } = this.#host;
    switch (action) {
      case 'system-view':
        this.#cursor = this.#root();
        return { lines: [RELEASES[this.#profile].enters] };
      case 'quit':
        return this.#quit();
      case 'return':
        return this.#leave(() => this.#toUserView());
      case 'save':
        return this.#save(typeof values['file'] === 'string' ? values['file'] : undefined);
      case 'commit':
        return this.#commit();
      case 'clear-candidate':
        this.#discard();
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
        return this.#screenWidth();
      case 'nothing':
        return NOTHING;
      case 'display-this':
        return { lines: viewLines(this.#shownObject() ?? running, this.#shown) };
      case 'display-current':
        return this.#displayCurrent(values);
      case 'display-candidate':
        return { lines: configurationLines(this.#root(), this.#shown) };
      case 'display-saved':
        return { lines: this.#host.saved().flatMap(({ text }) => text.trimEnd().split('\n')) };
      case 'display-clock':
        return { lines: [deviceTime(this.#host.clock), 'UTC'] };
      case 'display-version':
        return { lines: RELEASES[this.#profile].version };
      case 'display-startup':
        return { lines: ['MainBoard:', ...STARTUP] };
      default:
        return action satisfies never;
    }
  }

  /** What is committed of the view that the session is in. */
  #shownObject(): ConfigurationObject | undefined {
    const cursor = this.#here();
    if (cursor === undefined || this.#candidate === undefined) return cursor;
    return sameObjectIn(this.#host.running, cursor);
  }

  #screenInfo(): Reply {
    return { lines: [this.#profile === 'ne' ? PROMPT_OF_VRP8 : SCREEN_INFO] };
  }

  #screenWidth(): Reply {
    const answer = (): Reply => NOTHING;
    this.#question = { text: SCREEN_WIDTH_QUESTION, answer };
    return NOTHING;
  }

  #displayCurrent(values: Values): Reply {
    const { running } = this.#host;
    const part = values['part'];
    if (part === undefined) return { lines: configurationLines(running, this.#shown) };
    const text = (name: string): string | undefined => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    };
    if (part === 'interface') return { lines: interfaceLines(running, text('interface'), this.#shown) };
    const type = text('type');
    const lines =
      type === undefined
        ? configurationLines(running, this.#shown)
        : partLines(running, type, text('key'), this.#shown);
    return lines === undefined
      ? this.#fail(`Error: The configuration type "${type ?? ''}" does not exist.`)
      : { lines };
  }

  #quit(): Reply {
    const cursor = this.#here();
    if (cursor === undefined) return { lines: [], ended: true };
    if (cursor.parent !== undefined) {
      this.#cursor = cursor.parent;
      return NOTHING;
    }
    return this.#leave(() => this.#toUserView());
  }

  #toUserView(): Reply {
    this.#cursor = undefined;
    return NOTHING;
  }

  /** With something uncommitted a device asks first. */
  #leave(leave: () => Reply): Reply {
    if (!this.#isChanged) {
      this.#discard();
      return leave();
    }
    this.#question = {
      text: 'Warning: Uncommitted configurations found. Are you sure to commit them before exiting? [Y(yes)/N(no)/C(cancel)]:',
      answer: (text) => {
        const answer = text.toLowerCase();
        if (answer === 'c' || answer === 'cancel') return NOTHING;
        if (answer === 'y' || answer === 'yes') this.#commit();
        else this.#discard();
        return leave();
      },
    };
    return NOTHING;
  }

  #discard(): void {
    const cursor = this.#here();
    if (this.#candidate !== undefined && cursor !== undefined)
      this.#cursor = sameObjectIn(this.#host.running, cursor);
    this.#candidate = undefined;
    this.#isChanged = false;
  }

  #commit(): Reply {
    if (this.#candidate === undefined) return NOTHING;
    const cursor = this.#here();
    const committed = this.#candidate;
    this.#candidate = undefined;
    this.#isChanged = false;
    this.#host.changed(committed);
    if (cursor !== undefined) this.#cursor = sameObjectIn(this.#host.running, cursor);
    return NOTHING;
  }

  #runAsUser(command: string): Reply {
    const cursor = this.#here();
    this.#cursor = undefined;
    const reply = this.#run(command);
    this.#cursor ??= cursor;
    return reply;
  }

  #save(file: string | undefined): Reply {
    const dialogue = SAVE_DIALOGUES[this.#profile === 'ar' || this.#profile === 'ar-v2r3' ? 'ar' : 'other'];
    this.#question = {
      text:
        file === undefined
          ? dialogue.question
          : `Warning: Are you sure to save the configuration to ${file}? [Y/N]:`,
      answer: (text) => {
        if (!/^y(?:es)?$/i.test(text)) return NOTHING;
        if (file === undefined) this.#host.save();
        return { lines: dialogue.done };
      },
    };
    return { lines: file === undefined ? dialogue.before : [] };
  }

  help(text: string): readonly string[] | undefined {
    if (this.#question !== undefined || isInQuotes(text)) return undefined;
    const views = viewsAbove(this.#here());
    const word = /\S+$/.exec(text)?.[0] ?? '';
    if (word !== '') {
      const words = wordsBeginning(text, views, this.#profile);
      if (isFault(words)) return faultLines(words, this.#viewPrompt, this.#profile);
      const fault: Fault = { kind: 'unrecognized', column: text.length - word.length };
      return words.length === 0 ? faultLines(fault, this.#viewPrompt, this.#profile) : wordLines(words);
    }
    const found = nextWords(text, views, this.#profile);
    if (isFault(found)) return faultLines(found, this.#viewPrompt, this.#profile);
    const lines = nextLines(found.expected, found.path);
    return text.trim() === '' ? [this.#heading(), ...lines] : lines;
  }

  #heading(): string {
    const cursor = this.#here();
    if (this.#profile === 'ne') return 'Current view commands:';
    if (cursor === undefined) return 'User view commands:';
    return cursor.parent === undefined ? 'System view commands:' : `${viewTitle(cursor.view)} view commands:`;
  }

  complete(text: string): Completion {
    const word = /\S+$/.exec(text)?.[0] ?? '';
    const words = word === '' ? [] : wordsBeginning(text, viewsAbove(this.#here()), this.#profile);
    if (isFault(words) || words.length === 0) return { lines: [], text };
    const before = text.slice(0, text.length - word.length);
    const [first = word] = words;
    return { lines: [], text: words.length === 1 ? `${before}${first} ` : `${before}${first}` };
  }
}

const SCREEN_INFO = 'Info: The configuration takes effect on the current user terminal interface only.';
const SCREEN_WIDTH_QUESTION = 'Warning: This command will change the default screen width. Continue? [Y/N]:';
const STARTUP: readonly string[] = [
  '  Startup system software:                   null',
  '  Next startup system software:              null',
  '  Startup saved-configuration file:          flash:/vrpcfg.zip',
  '  Next startup saved-configuration file:     flash:/vrpcfg.zip',
];

/** `reference/vrp.md` 1.6. */
const SAVE_DIALOGUES = {
  ar: {
    before: ['  The current configuration will be written to the device.'],
    question: '  Are you sure to continue? (y/n)[n]:',
    done: [
      '  It will take several minutes to save configuration file, please wait.......',
      '  Configuration file had been saved successfully',
      '  Note: The configuration file will take effect after being activated',
    ],
  },
  other: {
    before: [],
    question: 'Warning: The current configuration will be written to the device. Continue? [Y/N]:',
    done: ['Info: The current configuration was saved to the device successfully.'],
  },
} as const;

/** Whether a word is a command cut to three letters or more. */
function isShortFor(command: string, word: string): boolean {
  return word.length > 2 && command.startsWith(word.toLowerCase());
}

function viewTitle(view: string): string {
  return view.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
}

/** A `?` behind an odd number of quotes is part of a text (`reference/vrp.md` 1.3). */
function isInQuotes(text: string): boolean {
  return (text.split('"').length - 1) % 2 === 1;
}

function isBelow(object: ConfigurationObject, root: ConfigurationObject): boolean {
  if (object.parent === undefined) return object === root;
  return (
    object.parent.children.get(childKey(object.view, object.key)) === object && isBelow(object.parent, root)
  );
}

/** The object of another root that has the same place; where it is not there, the nearest above. */
function sameObjectIn(root: ConfigurationObject, object: ConfigurationObject): ConfigurationObject {
  if (object.parent === undefined) return root;
  const parent = sameObjectIn(root, object.parent);
  return parent.children.get(childKey(object.view, object.key)) ?? parent;
}

const STAMP = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} $/;
/** Layouts print the time themselves; no filter takes it away. */
function* withoutFirst(lines: Iterable<string>): Generator<string> {
  let isFirst = true;
  for (const line of lines) {
    if (!isFirst || !STAMP.test(line)) yield line;
    isFirst = false;
  }
}

function* stamped(lines: Iterable<string>, { clock }: TerminalHost): Generator<string> {
  yield timeStamp(clock);
  yield* lines;
}
