import { type Element, parseBlocks } from '../../../../grammars/tmsh/blocks.ts';
import { readCommand, type Session, START, wordsOf } from '../../../../grammars/tmsh/commands.ts';
import { nameOf, namesIn, resolvePath } from '../../../../grammars/tmsh/modules.ts';
import { changeFolder, fullName, unquote } from '../../../../grammars/tmsh/names.ts';
import { type OperationReading, readOperation } from '../../../../grammars/tmsh/operations/read.ts';
import type { Profile } from '../../../../grammars/tmsh/schema/property.ts';
import { type Verb, verbOf, VERBS } from '../../../../grammars/tmsh/verbs.ts';
import { grep } from '../../../text/grep.ts';
import { lengthOf } from '../../../text/lines.ts';
import type { Completion, Pager, Personality, Reply, TerminalHost } from '../../dialect-terminal.ts';
import { understandReading } from '../operations/understand.ts';
import { change } from './change.ts';
import { type ErrorKind, errorText, OBJECT_NOUNS } from './errors.ts';
import { withFactory } from './factory-objects.ts';
import { candidateLines, helpLines, type Section } from './help.ts';
import { listLines, nameMatcher } from './list.ts';
import { outputOf } from './output-of.ts';
import { nextWords, type Place } from './next-words.ts';
import { versionLines } from './releases.ts';
import { savedFiles } from './saved-files.ts';

const PAGE = 24;
const LONGEST_LINE = 65_536;
const USUAL_THRESHOLD = 100;
const NOTHING: Reply = { lines: [] };

/** How a session is used: by a person, or for one command of a shell, which is never asked anything. */
export type Use = 'interactive' | 'one-shot';

/** The command line of a BIG-IP. */
export class TmshPersonality implements Personality {
  readonly longestLine = LONGEST_LINE;
  readonly #host: TerminalHost;
  readonly #profile: Profile;
  readonly #use: Use;
  #session: Session = START;
  /** What was typed of a command whose braces are still open. */
  #open = '';
  #question: { readonly text: string; answer(isYes: boolean): Reply } | undefined;
  /** Text from the terminal, up to Ctrl-D. */
  #pasted: string[] | undefined;
  #isPaged = true;
  #threshold = USUAL_THRESHOLD;

  constructor(host: TerminalHost, profile: Profile, use: Use = 'interactive') {
    this.#host = host;
    this.#profile = profile;
    this.#use = use;
  }

  get pager(): Pager {
    return { lines: this.#isPaged ? PAGE - 1 : 0, mark: '---(less)---', erase: '\r            \r' };
  }

  get prompt(): string {
    if (this.#question !== undefined) return this.#question.text;
    if (this.#open !== '' || this.#pasted !== undefined) return '';
    const path = ['tmos', ...this.#session.module].join('.');
    return `root@(${hostName(this.#host)})(cfg-sync Standalone)(Active)(${this.#session.folder})(${path})# `;
  }

  enter(line: string): Reply {
    const question = this.#question;
    if (question !== undefined) {
      this.#question = undefined;
      return question.answer(/^y(?:es)?$/i.test(line.trim()));
    }
    if (this.#pasted !== undefined) return this.#paste(line, this.#pasted);
    const text = this.#open === '' ? line : `${this.#open}\n${line}`;
    this.#open = '';
    const quotes = text.replaceAll(/\\./g, '').split('"').length - 1;
    if (quotes % 2 === 1) return this.#fail('missing-quote', {});
    const blocks = parseBlocks(text, 0);
    if (blocks.some(({ closed }) => !closed)) {
      if (this.#use === 'one-shot' || text.length > LONGEST_LINE) return this.#fail('missing-brace', {});
      this.#open = text;
      return NOTHING;
    }
    return this.#runAll(blocks.map(({ elements, stray }) => (stray ? STRAY : elements)));
  }

  #runAll(commands: readonly (readonly Element[])[]): Reply {
    const [first, ...more] = commands;
    if (first === undefined) return NOTHING;
    let reply = this.#run(first);
    const lines = [reply.lines];
    for (const command of more) {
      if (reply.ended === true || reply.opened !== undefined) break;
      const before = reply;
      reply = this.#run(command);
      if (before.refused === true) reply = { ...reply, refused: true };
      lines.push(reply.lines);
    }
    return more.length === 0 ? reply : { ...reply, lines: concatenated(lines) };
  }

  #fail(kind: ErrorKind, details: Readonly<Record<string, string>>): Reply {
    return { lines: [errorText(kind, details)], refused: true };
  }

  /** One command with its filters. */
  #run(typed: readonly Element[]): Reply {
    const { elements, pipes } = splitPipes(typed);
    const reply = this.#command(elements);
    let { lines } = reply;
    for (const [program = '', ...options] of pipes) {
      const filter =
        program === 'grep' ? grep(options.map(unquote)) : program === 'count' ? countLines : undefined;
      if (filter === undefined) return this.#fail('unexpected', { word: program });
      if (reply.refused !== true) lines = filter(lines);
    }
    return { ...reply, lines };
  }

  #command(typed: readonly Element[]): Reply {
    const elements = this.#inComponent(typed);
    const words = wordsOf(elements).map(({ image }) => image);
    const [first = ''] = words;
    const verb = verbOf(words);
    if (verb === undefined) return this.#withoutVerb(words, first);
    const rest = words.slice(1);
    switch (verb) {
      case 'create':
      case 'modify':
      case 'delete': {
        const path = resolvePath(rest, this.#session.module, verb);
        const reading = this.#operation(elements, verb);
        if (reading !== undefined) return this.#perform(reading);
        return path === undefined
          ? this.#unexpected(rest, verb)
          : this.#change(elements, rest[path.words] ?? first);
      }
      case 'list':
      case 'show':
      case 'save':
      case 'load':
      case 'reset-stats': {
        const reading = this.#operation(elements, verb);
        return reading === undefined ? this.#other(verb, rest) : this.#perform(reading);
      }
      case 'run':
        return this.#runProgram(elements);
      case 'cd':
        this.#session = { ...this.#session, folder: changeFolder(this.#session.folder, rest[0] ?? '') };
        return NOTHING;
      case 'pwd':
        return { lines: [this.#session.folder] };
      case 'exit':
        if (this.#session.module.length === 0) return { lines: [], ended: true };
        this.#session = { ...this.#session, module: this.#session.module.slice(0, -1) };
        return NOTHING;
      case 'quit':
        return { lines: [], ended: true };
      case 'help':
        return { lines: helpLines(nextWords(['list', ...rest], this.#place()) ?? []) };
      case 'edit':
      case 'start':
      case 'stop':
      case 'restart':
      case 'install':
      case 'generate':
      case 'publish':
      case 'submit':
      case 'send-mail':
      case 'mv':
      case 'cp':
        return this.#unexpected(rest, verb);
      default:
        return verb satisfies never;
    }
  }

  /** In a component its name need not be typed. */
  #inComponent(elements: readonly Element[]): readonly Element[] {
    const { module } = this.#session;
    const [verb, ...rest] = elements;
    if (module.length < 2 || namesIn(module).length > 0 || verb?.kind !== 'word') return elements;
    const named = verbOf([verb.image, 'x']);
    if (named === undefined || !OF_OBJECTS.has(named)) return elements;
    const typed = wordsOf(rest).map(({ image }) => image);
    const absolute = resolvePath(typed, [], named);
    if (absolute !== undefined && (!absolute.abbreviated || typed[0]?.startsWith('/') === true))
      return elements;
    const path = { ...verb, image: `/${module.join('/')}`, opensLine: false, isScript: false };
    return [verb, path, ...rest];
  }

  #operation(elements: readonly Element[], verb: Verb): OperationReading | undefined {
    return readOperation({ elements, verb, module: this.#session.module, profile: this.#profile });
  }

  /** A module or a component alone is entered; anything else means nothing. */
  #withoutVerb(words: readonly string[], first: string): Reply {
    const { folder, module } = this.#session;
    if (words.length === 0) return this.#fail('unexpected', { word: '{' });
    if (words.length === 1 && first === '/') {
      this.#session = { folder, module: [] };
      return NOTHING;
    }
    const entered = resolvePath(words, module, 'list');
    if (entered?.words === words.length) {
      this.#session = { folder, module: entered.path };
      return NOTHING;
    }
    const meant = VERBS.filter((verb) => verb.startsWith(first));
    if (meant.length > 1 && !VERBS.includes(first)) return this.#fail('ambiguous', { word: first });
    return this.#fail('unexpected', { word: words[entered?.words ?? 0] ?? first });
  }

  /** The first word that names nothing. */
  #unexpected(words: readonly string[], verb: Verb): Reply {
    const path = resolvePath(words, this.#session.module, verb);
    const word = words[path?.words ?? 0];
    const names = namesIn(path?.path ?? this.#session.module);
    if (word !== undefined && nameOf(word, names, true) === undefined) {
      const meant = names.filter((name) => name.startsWith(word));
      if (meant.length > 1) return this.#fail('ambiguous', { word });
    }
    return this.#fail('unexpected', { word: word ?? words.at(-1) ?? verb });
  }

  #change(elements: readonly Element[], word: string): Reply {
    const read = readCommand(elements, this.#session, { profile: this.#profile, isShell: false });
    if (read === undefined || 'quoted' in read) return this.#fail('unexpected', { word });
    if (!this.#host.isOwn) return { lines: [NOT_OWN], refused: true };
    const changed = change(this.#host.running, read.statements, (view) => this.#host.originOf(view));
    if (changed.kind === 'refused') return { lines: [changed.message], refused: true };
    this.#host.changed(changed.objects);
    return NOTHING;
  }

  #perform(reading: OperationReading): Reply {
    if (reading.kind === 'list') return this.#list(reading);
    if (reading.kind === 'command') {
      switch (reading.command) {
        case 'saveConfiguration':
          return this.#save();
        case 'loadConfiguration':
          return this.#load(reading.values);
        case 'preference':
          return this.#prefer(reading.values);
        default:
          break;
      }
    }
    const understood = understandReading(reading);
    switch (understood.kind) {
      case 'refused':
        return { lines: understood.answer.lines.map(({ text }) => text), refused: true };
      case 'operation':
        return this.#host.answer(understood.operation, outputOf(understood));
      case 'other':
        return this.#fail('unexpected', { word: '{' });
      default:
        return understood satisfies never;
    }
  }

  /** What the reader of operations does not know: the rest of the device. */
  #other(verb: Verb, rest: readonly string[]): Reply {
    if (verb === 'show' && rest.join(' ') === 'sys version') return { lines: versionLines(this.#profile) };
    const path = resolvePath(rest, this.#session.module, verb);
    if (path !== undefined && path.words > 0 && (verb === 'list' || verb === 'show')) {
      const name = path.path.join(' ');
      if (namesIn(path.path).length > 0 || verb === 'list') {
        return { lines: this.#listed(({ view }) => view === name || view.startsWith(`${name} `), [], []) };
      }
    }
    return this.#unexpected(rest, verb);
  }

  #list({ path, name, options, properties }: Extract<OperationReading, { readonly kind: 'list' }>): Reply {
    const component = path.join(' ');
    const isNamed = name === undefined ? undefined : nameMatcher(name, this.#session.folder);
    const isRecursive = options.includes('recursive') || path.length === 0;
    const isIn = (view: string): boolean => {
      if (view === component || path.length === 0) return true;
      if (!view.startsWith(`${component} `)) return false;
      return isRecursive || view.split(' ').length === path.length + 1;
    };
    const all = withFactory(this.#host.running);
    const found = [...all.children.values()].filter(
      ({ view, key }) =>
        isIn(view) && (isNamed === undefined || isNamed(key) || (component === 'sys db' && key === name)),
    );
    if (found.length === 0 && name !== undefined && !/^@|[*?]/.test(name)) {
      return { lines: [notFound(component, name, this.#session.folder)], refused: true };
    }
    const wanted = new Set(found);
    const lines = (): readonly string[] =>
      this.#listed((object) => wanted.has(object), options, properties, all);
    if (this.#use === 'interactive' && this.#threshold > 0 && found.length > this.#threshold) {
      this.#question = {
        text: `Display all ${found.length} items? (y/n) `,
        answer: (isYes) => (isYes ? { lines: lines() } : NOTHING),
      };
      return NOTHING;
    }
    return { lines: lines() };
  }

  #listed(
    isWanted: Parameters<typeof listLines>[1],
    options: readonly string[],
    only: readonly string[],
    all = withFactory(this.#host.running),
  ): readonly string[] {
    return listLines(all, isWanted, {
      profile: this.#profile,
      cipher: this.#host.cipher,
      folder: this.#session.folder,
      properties: options.includes('all-properties') ? 'all' : 'changed',
      only,
      oneLine: options.includes('one-line'),
    });
  }

  #save(): Reply {
    if (!this.#host.isOwn) return { lines: [NOT_OWN], refused: true };
    const files = this.#host.save();
    return {
      lines: [
        'Saving running configuration...',
        ...files.map(({ name }) => `  /config/${name}`),
        'Saving Ethernet mapping...done',
      ],
    };
  }

  /** `load sys config [ merge ] [ file F | from-terminal ] [ verify ] [ default ]` (tmsh reference 1.10). */
  #load(values: Readonly<Record<string, string | readonly string[]>>): Reply {
    if (!this.#host.isOwn) return { lines: [NOT_OWN], refused: true };
    const options = new Set([values['options'] ?? []].flat());
    if (values['file'] !== undefined) {
      return {
        lines: [errorText('not-found', { object: `file (${String(values['file'])})` })],
        refused: true,
      };
    }
    if (options.has('from-terminal')) {
      this.#pasted = [];
      return { lines: ['Enter configuration. Press CTRL-D to submit or CTRL-C to cancel.'] };
    }
    if (options.has('verify')) {
      return {
        lines: [
          'Validating system configuration...',
          ...this.#host.saved().map(({ name }) => `  /config/${name}`),
        ],
      };
    }
    const isFactory = options.has('default');
    const load = (): Reply => {
      const loaded = this.#host.load(isFactory ? [] : this.#host.saved());
      if (loaded === undefined) return this.#fail('load-failed', {});
      return {
        lines: ['Loading configuration...', ...this.#host.saved().map(({ name }) => `  /config/${name}`)],
      };
    };
    if (this.#use === 'one-shot') return load();
    this.#question = {
      text: isFactory
        ? 'Reset the system configuration to factory defaults? (y/n) '
        : 'Replace the running configuration? (y/n) ',
      answer: (isYes) => (isYes ? load() : NOTHING),
    };
    return NOTHING;
  }

  /** Ctrl-D, as scripts write it, ends a text from the terminal. */
  #paste(line: string, pasted: string[]): Reply {
    if (line === '^C') {
      this.#pasted = undefined;
      return NOTHING;
    }
    if (line !== '^D') {
      pasted.push(line);
      return NOTHING;
    }
    this.#pasted = undefined;
    const standing = savedFiles(this.#host, this.#profile).map(({ text }) => text);
    const text = [...standing, `${pasted.join('\n')}\n`].join('');
    const loaded = this.#host.load([{ name: 'bigip.conf', text }]);
    return loaded === undefined ? this.#fail('load-failed', {}) : { lines: ['Loading configuration...'] };
  }

  #prefer(values: Readonly<Record<string, string | readonly string[]>>): Reply {
    if (values['pager'] !== undefined) this.#isPaged = values['pager'] === 'enabled';
    if (values['display-threshold'] !== undefined) this.#threshold = Number(values['display-threshold']);
    return NOTHING;
  }

  /** `run /util bash [ -c "…" ]`. */
  #runProgram(elements: readonly Element[]): Reply {
    const words = wordsOf(elements);
    const images = words.map(({ image }) => image);
    const at = images[1] === 'util' || images[1] === '/util' ? 2 : images[1] === '/util/bash' ? 1 : -1;
    const isBash = at > 0 && (images[at] === 'bash' || images[at] === '/util/bash');
    if (!isBash) return this.#fail('unexpected', { word: images[1] ?? 'run' });
    const shell = this.#host.shell();
    const script = words.find(({ isScript }) => isScript)?.image.replace(/^-c[ \t]+/, '');
    return script === undefined ? { lines: [], opened: shell } : shell.enter(unquote(script));
  }

  #place(): Place {
    return { module: this.#session.module, profile: this.#profile, running: withFactory(this.#host.running) };
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

/** Verbs that are followed by a component. */
const OF_OBJECTS: ReadonlySet<Verb> = new Set(['create', 'modify', 'delete', 'list', 'show', 'reset-stats']);
/** What a foreign personality says where it cannot change the device. */
const NOT_OWN = '01070734:3: Configuration error: this device is configured in another language';
const STRAY: readonly Element[] = [];

/** The name of the device without its domain. */
export function hostName(host: TerminalHost): string {
  for (const { view, slots } of host.running.children.values()) {
    const name = view === 'sys global-settings' ? slots.get('hostname')?.at(-1)?.values['value'] : undefined;
    if (typeof name === 'string') return name.split('.')[0] ?? name;
  }
  return host.name;
}

function notFound(component: string, name: string, folder: string): string {
  const noun = OBJECT_NOUNS[component] ?? component.split(' ').at(-1) ?? component;
  return errorText('not-found', { object: `${noun} (${fullName(name, folder)})` });
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

/** A command, and the words of each filter behind a bar. */
function splitPipes(typed: readonly Element[]): {
  readonly elements: readonly Element[];
  readonly pipes: readonly (readonly string[])[];
} {
  const bar = typed.findIndex((element) => element.kind === 'word' && element.image === '|');
  if (bar === -1) return { elements: typed, pipes: [] };
  const pipes: string[][] = [];
  for (const element of typed.slice(bar)) {
    if (element.kind !== 'word') continue;
    if (element.image === '|') pipes.push([]);
    else pipes.at(-1)?.push(element.image);
  }
  return { elements: typed.slice(0, bar), pipes };
}

function* countLines(lines: Iterable<string>): Generator<string> {
  yield String(lengthOf(lines));
}

function* concatenated(parts: readonly Iterable<string>[]): Generator<string> {
  for (const part of parts) yield* part;
}
