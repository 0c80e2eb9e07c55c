import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { SourceFile } from '../ir/diagnostic.ts';
import { decode, encode } from '../text/encoding.ts';
import { type InputLimits, MEBIBYTE, USUAL_LIMITS } from './limits.ts';
import { InputProblem } from './problems.ts';

/** A file as read. */
export interface InputFile extends SourceFile {
  readonly mark: boolean;
  readonly undecodable: number;
  /** Where it stood in the folder that was named; absent: it was named itself. */
  readonly folder?: string;
}

/** Reads a file, or standard input for `-`. */
export function readInput(name: string, limits: InputLimits = USUAL_LIMITS): InputFile {
  const bytes = readBytes(name, limits);
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) throw new InputProblem(`${name} is UTF-16: save it as UTF-8`);
  if (isBinary(bytes)) throw new InputProblem(`${name} is not a text file: it has NUL bytes`);
  const { text, mark, undecodable } = decode(bytes);
  checkLines(name, text, limits);
  checkNesting(name, text, limits);
  return { name, text, mark, undecodable, ...permissionsOf(name) };
}

/** Who may read a file: some daemons refuse keys that others can read. */
function permissionsOf(name: string): { readonly mode?: number } {
  return name === '-' ? {} : { mode: statSync(name).mode & 0o777 };
}

/** Some devices end their files with NUL bytes (saved configurations of USG), and a capture may hold one; a binary has many. */
function isBinary(bytes: Uint8Array): boolean {
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  let zeros = 0;
  for (let index = 0; index < end; index++) if (bytes[index] === 0) zeros += 1;
  return zeros > 1 && zeros * MOST_PER_ZERO > end;
}
/** A text has at least so many bytes to each NUL. */
const MOST_PER_ZERO = 1000;

function readBytes(name: string, { fileSize }: InputLimits): Uint8Array {
  const shown = name === '-' ? 'standard input' : name;
  const tooLarge = new InputProblem(
    `${shown} is larger than ${fileSize / MEBIBYTE} MiB: --max-file-size lets larger ones in`,
  );
  let bytes: Uint8Array;
  try {
    if (name !== '-' && statSync(name).size > fileSize) throw tooLarge;
    bytes = readFileSync(name === '-' ? 0 : name);
  } catch (error) {
    if (error === tooLarge) throw error;
    throw new InputProblem(`${shown} cannot be read: ${reason(error)}`);
  }
  if (bytes.length > fileSize) throw tooLarge;
  return bytes;
}

function checkLines(name: string, text: string, { lineLength }: InputLimits): void {
  let line = 1;
  let start = 0;
  while (start <= text.length) {
    const end = text.indexOf('\n', start);
    const length = (end === -1 ? text.length : end) - start;
    if (length > lineLength) {
      throw new InputProblem(
        `${name}:${line}: the line is longer than ${lineLength} characters: --max-line-length lets longer ones in`,
      );
    }
    if (end === -1) return;
    start = end + 1;
    line += 1;
  }
}

function checkNesting(name: string, text: string, { nesting }: InputLimits): void {
  let depth = 0;
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    depth = brace === '{' ? depth + 1 : Math.max(0, depth - 1);
    if (depth <= nesting) continue;
    const line = text.slice(0, index).split('\n').length;
    throw new InputProblem(
      `${name}:${line}: braces are nested deeper than ${nesting}: --max-nesting lets deeper ones in`,
    );
  }
}

/** A file to write, in pieces that are made while it is written. */
export interface OutputFile {
  readonly path: string;
  readonly pieces: Iterable<Uint8Array>;
}

const CHUNK = 65_536;

/** A text that comes in many small pieces, as bytes. */
export function* encoded(texts: Iterable<string>): Iterable<Uint8Array> {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK) continue;
    yield encode(chunk);
    chunk = '';
  }
  if (chunk !== '') yield encode(chunk);
}

/** Where outputs may not go: over an input, or over a file that is there already unless `force`. */
export function checkOutputs(outputs: readonly string[], inputs: readonly string[], force: boolean): void {
  const read = new Set(inputs.map((input) => resolve(input)));
  for (const path of outputs) {
    if (read.has(resolve(path))) throw new InputProblem(`${path} is an input: it is not overwritten`);
    if (existsSync(path) && statSync(path).isDirectory()) {
      throw new InputProblem(`${path} is a folder: name a file`);
    }
    if (existsSync(path) && !force) {
      throw new InputProblem(`${path} exists: --force overwrites it`);
    }
  }
}

/** Writes all or nothing: each to a temporary file beside its place, which is then renamed. */
export function writeAll(outputs: readonly OutputFile[]): void {
  uninterrupted(() => writeEach(outputs));
}

/** Ctrl-C waits until all files are there, or none is. */
function uninterrupted(work: () => void): void {
  const end = (signal: NodeJS.Signals): void => {
    process.exit(128 + constants.signals[signal]);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, end);
  try {
    work();
  } finally {
    // A signal that came meanwhile is heard before this.
    setImmediate(() => {
      for (const signal of signals) process.off(signal, end);
    });
  }
}

function writeEach(outputs: readonly OutputFile[]): void {
  const written: { readonly temporary: string; readonly path: string }[] = [];
  try {
    for (const { path, pieces } of outputs) {
      const folder = dirname(path);
      makeFolder(folder);
      const temporary = join(folder, `.tunnelglot-${globalThis.crypto.randomUUID()}.tmp`);
      written.push({ temporary, path });
      writePieces(temporary, pieces);
    }
    for (const { temporary, path } of written) renameSync(temporary, path);
  } catch (error) {
    for (const { temporary } of written) rmSync(temporary, { force: true });
    if (!(error instanceof Error && 'code' in error)) throw error;
    const [first] = outputs;
    throw new InputProblem(`${first?.path ?? 'the output'} cannot be written: ${reason(error)}`);
  }
}

/** One level at a time: Node's own recursion never ends where a folder takes none (`/proc/x/y`). */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  mkdirSync(folder);
}

function writePieces(path: string, pieces: Iterable<Uint8Array>): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (const bytes of pieces) {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    }
  } finally {
    closeSync(file);
  }
}

/** Why the system refused, in its own words without the path and the call. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.replace(/^[A-Z]+: /, '').replace(/, \w+(?: '.*)?$/, '');
}
