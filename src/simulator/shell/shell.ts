import type { Personality, Reply } from '../../dialects/dialect-terminal.ts';
import { concatenated } from '../../text/lines.ts';
import { PIPES, pipe } from './pipe.ts';
import { readShellLine, type ShellCommand } from './words.ts';

const LONGEST_LINE = 65_536;
const NOT_FOUND = 127;
const MISUSED = 2;
const KERNEL = '3.10.0 x86_64 GNU/Linux';
const NOTHING: Reply = { lines: [] };

/** A program of a device: what it does with the words behind its name, and with what it reads. */
export type ShellProgram = (words: readonly string[], input: Iterable<string>) => Reply;

interface Reading {
  readonly command: string;
  readonly mark: string;
  readonly lines: string[];
}

/** A shell as gateways have it: it runs the programs of its device, and knows no other. */
export class Shell implements Personality {
  readonly longestLine = LONGEST_LINE;
  readonly #programs: ReadonlyMap<string, ShellProgram>;
  #prompt: string;
  readonly #files: (path: string) => string | undefined;
  /** Exit status of the last command. */
  #status = 0;
  /** A line whose quote is still open. */
  #open: string | undefined;
  /** A command that reads the lines up to its mark. */
  #reading: Reading | undefined;

  /** `files`: the text of a file of the device; nothing: there is none. */
  constructor(
    programs: ReadonlyMap<string, ShellProgram>,
    prompt: string,
    files: (path: string) => string | undefined,
  ) {
    this.#programs = programs;
    this.#prompt = prompt;
    this.#files = files;
  }

  get prompt(): string {
    return this.#open === undefined && this.#reading === undefined ? this.#prompt : '> ';
  }

  enter(line: string): Reply {
    if (this.#reading !== undefined) return this.#read(line, this.#reading);
    const [document, mark = ''] = /<<-?\s*['"]?(\w+)['"]?/.exec(line) ?? [];
    if (document !== undefined) {
      this.#reading = { command: line.replace(document, ''), mark, lines: [] };
      return NOTHING;
    }
    const text = this.#open === undefined ? line : `${this.#open}\n${line}`;
    this.#open = undefined;
    const read = readShellLine(text);
    if (read.kind === 'open') {
      if (text.length > LONGEST_LINE)
        return this.#answer(['-bash: unexpected EOF while looking for matching quote'], MISUSED);
      this.#open = text;
      return NOTHING;
    }
    return this.#runAll(read.commands);
  }

  /** A line of a document that a command reads. */
  #read(line: string, { command, mark, lines }: Reading): Reply {
    if (line !== mark) {
      if (lines.length < LONGEST_LINE) lines.push(line);
      return NOTHING;
    }
    this.#reading = undefined;
    const read = readShellLine(command);
    const [first] = read.kind === 'commands' ? read.commands : [];
    return first === undefined ? NOTHING : this.#run(first, lines);
  }

  #runAll(commands: readonly ShellCommand[]): Reply {
    const [first, ...further] = commands;
    if (first === undefined) return NOTHING;
    if (further.length === 0) return this.#run(first);
    const lines: Iterable<string>[] = [];
    let reply: Reply = NOTHING;
    for (const command of commands) {
      if (command.after === 'success' && this.#status !== 0) continue;
      if (command.after === 'failure' && this.#status === 0) continue;
      reply = this.#run(command);
      lines.push(reply.lines);
      if (reply.ended === true || reply.opened !== undefined) break;
    }
    return { ...reply, lines: concatenated(lines) };
  }

  #run({ words, pipes }: ShellCommand, input: Iterable<string> = []): Reply {
    const [name = '', ...rest] = words[0] === 'sudo' ? words.slice(1) : words;
    const reply = this.#program(name, rest, input);
    this.#status = reply.status ?? (reply.refused === true ? 1 : 0);
    if (pipes.length === 0) return { ...reply, status: this.#status };
    let lines = reply.lines;
    for (const [program = '', ...options] of pipes) {
      const filter = pipe(program, options);
      if (filter !== undefined) lines = filter(lines);
      else if (this.#programs.has(program))
        return this.#run({ words: [program, ...options], pipes: [] }, lines);
      else if (PIPES.includes(program)) return this.#answer([`${program}: invalid options`], MISUSED);
      else return this.#notFound(program);
    }
    return { ...reply, lines, status: this.#status };
  }

  #program(name: string, words: readonly string[], input: Iterable<string>): Reply {
    if (/^[A-Za-z_]\w*=/.test(name) && words.length === 0) return this.#assign(name);
    const program = this.#programs.get(name.replace(/^.*\//, ''));
    if (program !== undefined) return program(words, input);
    switch (name) {
      case 'exit':
      case 'logout':
        return { lines: [], ended: true, status: Number(words[0] ?? this.#status) || 0 };
      case 'echo':
        return { lines: [words.map((word) => this.#expand(word)).join(' ')] };
      case 'cat':
        return this.#print(words, input);
      case 'true':
      case ':':
      case 'cd':
      case 'stty':
      case 'export':
      case 'clear':
      case 'unset':
      case 'su':
        return NOTHING;
      case 'uname':
        return { lines: [words.includes('-a') ? `Linux ${KERNEL}` : 'Linux'] };
      case 'false':
        return { lines: [], status: 1 };
      case '':
        return NOTHING;
      default:
        return this.#notFound(name);
    }
  }

  /** `PS1='…'` is the prompt from then on; other variables mean nothing here. */
  #assign(assignment: string): Reply {
    // Everybody is root.
    if (assignment.startsWith('PS1=')) this.#prompt = assignment.slice(4).replaceAll(String.raw`\$`, '#');
    return NOTHING;
  }

  /** Files one behind the other; without any what it reads. */
  #print(paths: readonly string[], input: Iterable<string>): Reply {
    if (paths.length === 0) return { lines: input };
    let status = 0;
    const lines = paths.flatMap((path) => {
      const text = this.#files(path);
      if (text === undefined) status = 1;
      return text === undefined ? [`cat: ${path}: No such file or directory`] : text.trimEnd().split('\n');
    });
    return { lines, status };
  }

  #expand(word: string): string {
    return word.replaceAll('$?', String(this.#status));
  }

  #notFound(name: string): Reply {
    return this.#answer([`-bash: ${name}: command not found`], NOT_FOUND);
  }

  #answer(lines: readonly string[], status: number): Reply {
    this.#status = status;
    return { lines, refused: true, status };
  }
}
