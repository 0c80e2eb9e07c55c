import type { Element } from '../../../../grammars/tmsh/blocks.ts';
import { readCommand, type Session, START, wordsOf } from '../../../../grammars/tmsh/commands.ts';
import { namesIn, resolvePath } from '../../../../grammars/tmsh/modules.ts';
import { changeFolder } from '../../../../grammars/tmsh/names.ts';
import {
  isOperational,
  type OperationReading,
  readOperation,
} from '../../../../grammars/tmsh/operations/read.ts';
import type { Profile } from '../../../../grammars/tmsh/schema/property.ts';
import { type Verb, verbOf } from '../../../../grammars/tmsh/verbs.ts';
import { concatenated } from '../../../text/lines.ts';
import type { Reply, TerminalHost } from '../../dialect-terminal.ts';
import { understandReading } from '../operations/understand.ts';
import { change } from './change.ts';
import { loadAsked, saveConfiguration } from './configuration-files.ts';
import { textOf, wordsAsElements } from './elements.ts';
import { enterModule } from './enter-module.ts';
import { withFactory } from './factory-objects.ts';
import { listLines } from './list.ts';
import { manualPage } from './manual-page.ts';
import { objectsNamed } from './objects-named.ts';
import type { Outcome, Preferences, Use } from './outcome.ts';
import { outputOf } from './output-of.ts';
import { filterNamed, splitPipes } from './pipes.ts';
import { refused } from './refused.ts';
import { versionLines } from './releases.ts';
import { runProgram } from './run-program.ts';
import { isOfTransactions, Transaction } from './transaction.ts';
import { unexpected } from './unexpected.ts';

const USUAL_THRESHOLD = 100;
const NOTHING: Reply = { lines: [] };

/** Does the commands of a session, which is in a module and a folder. */
export class Interpreter {
  readonly preferences: Preferences = { isPaged: true, threshold: USUAL_THRESHOLD };
  readonly transaction = new Transaction();
  readonly #host: TerminalHost;
  readonly #profile: Profile;
  readonly #use: Use;
  #session: Session = START;

  constructor(host: TerminalHost, profile: Profile, use: Use) {
    this.#host = host;
    this.#profile = profile;
    this.#use = use;
  }

  get session(): Session {
    return this.#session;
  }

  /** One command with its filters. */
  run(typed: readonly Element[]): Outcome {
    const { elements, pipes } = splitPipes(typed);
    const outcome = this.#command(elements);
    if (!('lines' in outcome)) return outcome;
    let { lines } = outcome;
    for (const [program = '', ...options] of pipes) {
      const filter = filterNamed(program, options);
      if (filter === undefined) return refused('unexpected', { word: program });
      if (outcome.refused !== true) lines = filter(lines);
    }
    return { ...outcome, lines };
  }

  #command(typed: readonly Element[]): Outcome {
    const elements = this.#inComponent(typed);
    const words = wordsOf(elements).map(({ image }) => image);
    const [first = ''] = words;
    const verb = verbOf(words);
    if (verb === undefined) return this.#enter(words);
    const rest = words.slice(1);
    const { module } = this.#session;
    const named = resolvePath(rest, module, verb);
    if (named?.path.join(' ') === TRANSACTION && isOfTransactions(verb)) {
      return this.transaction.command(verb, this.#host);
    }
    switch (verb) {
      case 'create':
      case 'modify':
      case 'delete': {
        const reading = this.#operation(elements, verb);
        if (reading !== undefined) return this.#perform(reading);
        return named === undefined
          ? unexpected(rest, verb, module)
          : this.#change(elements, rest[named.words] ?? first);
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
        return runProgram(elements, this.#host);
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
        return this.#manual(rest);
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
        return unexpected(rest, verb, module);
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

  #enter(words: readonly string[]): Reply {
    const entered = enterModule(words, this.#session);
    if ('lines' in entered) return entered;
    this.#session = entered;
    return NOTHING;
  }

  #change(elements: readonly Element[], word: string): Reply {
    const read = readCommand(elements, this.#session, { profile: this.#profile, isShell: false });
    if (read === undefined || 'quoted' in read) return refused('unexpected', { word });
    if (this.transaction.isOpen)
      return this.transaction.add({ text: textOf(elements), statements: read.statements });
    const changed = change(this.#host.running, read.statements, (view) => this.#host.originOf(view));
    if (changed.kind === 'refused') return { lines: [changed.message], refused: true };
    return this.#host.changed(changed.objects);
  }

  #perform(reading: OperationReading): Outcome {
    if (reading.kind === 'list') return this.#list(reading);
    if (reading.kind === 'command') {
      switch (reading.command) {
        case 'saveConfiguration':
          return saveConfiguration(this.#host, this.#profile, reading.values);
        case 'loadConfiguration':
          return this.#host.isOwn
            ? loadAsked(this.#host, this.#profile, reading.values, this.#use)
            : refused('not-own');
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
        return refused('unexpected', { word: '{' });
      default:
        return understood satisfies never;
    }
  }

  /** What the reader of operations does not know: the rest of the device. */
  #other(verb: Verb, rest: readonly string[]): Reply {
    const { module } = this.#session;
    const path = resolvePath(rest, module, verb);
    if (verb === 'show' && path?.path.join(' ') === 'sys version' && path.words === rest.length) {
      return { lines: versionLines(this.#profile) };
    }
    if (path === undefined || path.words < rest.filter((word) => !MODULE_OPTIONS.has(word)).length) {
      return unexpected(rest, verb, module);
    }
    if (verb === 'list') {
      const name = path.path.join(' ');
      return { lines: this.#listed(({ view }) => view === name || view.startsWith(`${name} `), [], []) };
    }
    return verb === 'show' && namesIn(path.path).length > 0
      ? this.#showModule(path.path, rest.includes('recursive'))
      : unexpected(rest, verb, module);
  }

  /** What each component of a module shows, one behind the other. */
  #showModule(module: readonly string[], isRecursive: boolean): Reply {
    const lines = namesIn(module).flatMap((name): Iterable<string>[] => {
      const path = [...module, name];
      if (path.join(' ') === SHOWS_OTHERS) return [];
      if (isOperational('show', path.join(' '))) {
        const reading = readOperation({
          elements: wordsAsElements(['show', ...path]),
          verb: 'show',
          module: [],
          profile: this.#profile,
        });
        const outcome = reading === undefined ? NOTHING : this.#perform(reading);
        return 'lines' in outcome ? [outcome.lines] : [];
      }
      return isRecursive && namesIn(path).length > 0 ? [this.#showModule(path, true).lines] : [];
    });
    return { lines: concatenated(lines) };
  }

  #manual(words: readonly string[]): Reply {
    const path = resolvePath(words, this.#session.module, 'list');
    if (words.length > 0 && path?.words !== words.length)
      return unexpected(words, 'help', this.#session.module);
    return { lines: manualPage(path?.path ?? this.#session.module, this.#profile) };
  }

  #list(reading: Extract<OperationReading, { readonly kind: 'list' }>): Outcome {
    const { threshold } = this.preferences;
    const all = withFactory(this.#host.running);
    const found = objectsNamed(all, reading, this.#session.folder);
    if ('missing' in found) return refused('not-found', { object: found.missing });
    const wanted = new Set(found.objects);
    const lines = (): readonly string[] =>
      this.#listed((object) => wanted.has(object), reading.options, reading.properties, all);
    const isAsked = this.#use === 'interactive' && threshold > 0 && wanted.size > threshold;
    return isAsked
      ? { question: `Display all ${wanted.size} items? (y/n) `, answer: () => ({ lines: lines() }) }
      : { lines: lines() };
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

  #prefer(values: Readonly<Record<string, string | readonly string[]>>): Reply {
    if (values['pager'] !== undefined) this.preferences.isPaged = values['pager'] === 'enabled';
    if (values['display-threshold'] !== undefined)
      this.preferences.threshold = Number(values['display-threshold']);
    return NOTHING;
  }
}

/** Verbs that are followed by a component. */
const OF_OBJECTS: ReadonlySet<Verb> = new Set(['create', 'modify', 'delete', 'list', 'show', 'reset-stats']);

const TRANSACTION = 'cli transaction';
/** It shows the SAs that its neighbour in the module has shown. */
const SHOWS_OTHERS = 'net ipsec traffic-selector';
const MODULE_OPTIONS: ReadonlySet<string> = new Set(['recursive', 'current-module']);
