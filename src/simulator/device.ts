import type { ConfigurationObject } from '../../grammars/objects/object.ts';
import { copyObject } from '../../grammars/objects/copy.ts';
import type { Dialect, Piece, Read, ReadOptions } from '../dialects/dialect.ts';
import {
  type Cipher,
  type Consequence,
  NO_LAYOUT,
  type Personality,
  type Reply,
  type SavedFile,
  type TerminalHost,
} from '../dialects/dialect-terminal.ts';
import type { SourceFile } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Operation } from '../ir/operation.ts';
import type { Result } from '../ir/result.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import type { Gateways } from './gateways.ts';
import { shownOf } from './shown.ts';
import { type Beheld, ForeignView } from './foreign-view.ts';
import { Shell, type ShellProgram } from './shell/shell.ts';

/** What a device keeps. */
export interface KeptFiles {
  /** What it begins with. */
  readonly saved: readonly SavedFile[];
  /** What was saved under a name. */
  readonly others: readonly SavedFile[];
}

export interface DeviceParts {
  readonly name: string;
  readonly dialect: DialectProfile;
  readonly files: readonly SourceFile[];
  /** How the files are read. */
  readonly reading?: ReadOptions;
  readonly cipher: Cipher;
  /** When virtual time begins: milliseconds since 1970. */
  readonly start: number;
  readonly gateways: Gateways;
  /** Lets virtual time pass, and what the lab has planned happen. */
  readonly advance: (milliseconds: number) => void;
  /** Of those who log in (VRP: 0 to 15); absent: they may do everything. */
  readonly level?: number;
  /** Files that are there beside the configuration, by their whole paths. */
  readonly others?: readonly SavedFile[];
  /** Keeps files over the end of the process, all of them or none; absent: they are kept in memory. */
  readonly keep?: (files: KeptFiles) => void;
}

/** What waits looks so often, in milliseconds. */
const WAITING_STEP = 10;

/** A gateway of a lab: what it runs, what it has saved, and the sessions' way to both. */
export class Device {
  readonly #parts: DeviceParts;
  #read: Read;
  /** What it runs, lowered when it has changed. */
  #meaning: Gateway;
  /** Those of what was read, and those of what was typed since. */
  #statements: Piece[] = [];
  #saved: readonly SavedFile[];
  readonly #others: Map<string, string>;

  constructor(parts: DeviceParts) {
    this.#parts = parts;
    this.#saved = parts.files;
    this.#others = new Map((parts.others ?? []).map(({ name, text }) => [name, text]));
    this.#read = this.#readFiles(parts.files);
    this.#statements = [...this.#read.statements];
    this.#meaning = this.#begin(this.#read);
  }

  get name(): string {
    return this.#parts.name;
  }

  /** A session's view of the device, in its own dialect or in another one. */
  host({ dialect, profile }: DialectProfile = this.#parts.dialect): TerminalHost {
    const isOwn = dialect === this.#parts.dialect.dialect;
    const { cipher, gateways, start, name, level } = this.#parts;
    const foreign = new ForeignView(this.#beheld, { dialect, profile });
    const ownRead = (): Read => this.#read;
    const own = (): ConfigurationObject => this.#read.objects;
    const host: TerminalHost = {
      name,
      profile: isOwn ? this.#parts.dialect.profile : profile,
      ...(level === undefined ? {} : { level }),
      isOwn,
      cipher,
      get running() {
        return isOwn ? own() : foreign.running;
      },
      get written() {
        return isOwn ? ownRead() : undefined;
      },
      clock: {
        start,
        get now() {
          return gateways.now;
        },
      },
      originOf: (view, row) => this.#originOf(view, row),
      changed: (running) =>
        isOwn ? this.#changed(running) : foreign.change(running ?? foreign.running, host),
      save: () => this.#save(),
      saved: () => this.#saved,
      load: (files) => this.#load(files),
      files: {
        read: (path) => this.#others.get(path),
        write: (file) => {
          this.#others.set(file.name, file.text);
          this.#keep();
        },
      },
      execute: (operation) => gateways.execute(name, operation),
      answer: (operation, output) =>
        this.#answer(operation, output, { dialect, profile: host.profile }, host.running),
      wait: (isSo, most) => this.#wait(isSo, most),
      shell: () => this.#shell(host, dialect),
    };
    return host;
  }

  /** The device as sessions of other dialects see it. */
  get #beheld(): Beheld {
    const { dialect, cipher } = this.#parts;
    return {
      dialect,
      cipher,
      read: () => this.#read,
      files: () => dialect.dialect.terminal?.save(this.host()) ?? [],
      configure: (running, written) => {
        const files = dialect.dialect.terminal?.save({ ...this.host(), running, written }) ?? [];
        this.#begin(this.#readFiles(files));
      },
    };
  }

  /** A session as somebody gets it who logs in: the command line of a dialect, or a shell where that has none of its own. */
  open(dialect: DialectProfile = this.#parts.dialect): Personality {
    const host = this.host(dialect);
    return dialect.dialect.terminal?.open?.(host) ?? host.shell();
  }

  #shell(host: TerminalHost, dialect: Dialect): Personality {
    const own = this.#parts.dialect;
    const programs = new Map<string, ShellProgram>();
    for (const each of new Set([own.dialect, dialect])) {
      const inOwn = each === dialect ? host : this.host({ dialect: each, profile: each.defaultProfile });
      for (const [name, program] of Object.entries(each.terminal?.programs ?? {})) {
        if (!programs.has(name)) programs.set(name, (words, input) => program(words, inOwn, input));
      }
    }
    const prompt = own.dialect.terminal?.shellPrompt ?? dialect.terminal?.shellPrompt;
    return new Shell(programs, prompt?.(this.host()) ?? `root@${this.name}:~# `, (path) => this.#file(path));
  }

  #wait(isSo: () => boolean, most: number): boolean {
    const { advance, gateways } = this.#parts;
    const end = gateways.now + most;
    while (!isSo() && gateways.now < end) advance(WAITING_STEP);
    return isSo();
  }

  /** `running`: in the words of the session's dialect. */
  #answer(
    operation: Operation,
    output: string | undefined,
    { dialect, profile }: DialectProfile,
    running: ConfigurationObject,
  ): Reply {
    const { gateways, name, start } = this.#parts;
    const result = (): Result => gateways.execute(name, operation);
    const isShow = operation.kind.startsWith('show-');
    if (!isShow) {
      const done = result();
      return {
        lines: [],
        result: () => done,
        ...(done.kind === 'refused' ? { refused: true as const } : {}),
      };
    }
    const isPrinted = output !== undefined && dialect.outputs?.names(profile).includes(output) === true;
    if (!isPrinted || dialect.outputs === undefined) return { lines: [NO_LAYOUT], result };
    const moment = { epoch: start, now: gateways.now };
    return {
      lines: dialect.outputs.print(
        output,
        shownOf(gateways, name, this.#meaning, operation, {
          processorOf: (sa) => dialect.terminal?.processorOf?.(sa, profile),
          marks: dialect.terminal?.marksOf?.(profile) ?? [],
          beside: dialect.terminal?.shows?.(running, this.#meaning, profile) ?? {},
        }),
        moment,
        profile,
      ),
      result,
    };
  }

  #originOf(view: string, row: number | undefined): number {
    const span = { file: 0, start: 0, end: 0 };
    this.#statements.push(row === undefined ? { span, view } : { span, view, row });
    return this.#statements.length - 1;
  }

  #changed(running: ConfigurationObject | undefined): Consequence {
    this.#read = { ...this.#read, objects: running ?? this.#read.objects };
    this.#meaning = this.#configure();
    return { lines: [] };
  }

  /** From here on the device runs what was read. */
  #begin(read: Read): Gateway {
    this.#statements = [...read.statements];
    this.#read = { ...read, statements: this.#statements };
    this.#meaning = this.#configure();
    return this.#meaning;
  }

  #configure(): Gateway {
    const { dialect, gateways, name } = this.#parts;
    const { gateway } = dialect.dialect.lower(this.#read, dialect.profile, 'meaning');
    gateways.configure(name, gateway);
    return gateway;
  }

  #readFiles(files: readonly SourceFile[]): Read {
    const { dialect, cipher, reading } = this.#parts;
    const clear = files.map((file) => ({
      ...file,
      text: dialect.dialect.terminal?.decipher(file.text, cipher) ?? file.text,
    }));
    return dialect.dialect.read(clear, dialect.profile, reading);
  }

  #save(): readonly SavedFile[] {
    const files = this.#parts.dialect.dialect.terminal?.save(this.host()) ?? [];
    this.#saved = files;
    this.#keep();
    return files;
  }

  #keep(): void {
    const others = Array.from(this.#others, ([name, text]): SavedFile => ({ name, text }));
    this.#parts.keep?.({ saved: this.#saved, others });
  }

  /** A file as a person in a shell names it: by its whole path, or what it begins with by its name. */
  #file(path: string): string | undefined {
    const name = path.replace(/^.*\//, '');
    const { dialect, profile } = this.#parts.dialect;
    return (
      this.#others.get(path) ??
      dialect.terminal?.shellFiles?.(profile)[path] ??
      this.#saved.find((file) => file.name.replace(/^.*\//, '') === name)?.text
    );
  }

  #load(files: readonly SavedFile[]): ConfigurationObject | undefined {
    const read = this.#readFiles(files);
    if (read.diagnostics.some(({ severity }) => severity === 'error')) return undefined;
    this.#begin(read);
    return copyObject(read.objects);
  }
}
