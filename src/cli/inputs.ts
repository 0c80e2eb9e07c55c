import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Dialect } from '../dialects/dialect.ts';
import { dialects } from '../dialects/registry.ts';
import { foreignDialectOf } from '../translate/foreign-dialects.ts';
import { type InputFile, readInput, reason } from './files.ts';
import { type InputLimits, USUAL_LIMITS } from './limits.ts';
import { InputProblem } from './problems.ts';

/** A file in a folder that is no input, and why. */
export interface Skipped {
  readonly file: string;
  readonly why: string;
}
export interface Inputs {
  readonly files: readonly InputFile[];
  readonly skipped: readonly Skipped[];
}

/**
 * Reads files as they are named, and of a folder those that a dialect knows (`wanted`, where `--from` names it).
 * `output`: a folder that is written to; what is in it is no input.
 */
export function readInputs(
  names: readonly string[],
  wanted: Dialect | undefined,
  output: string | undefined,
  limits: InputLimits = USUAL_LIMITS,
): Inputs {
  const files: InputFile[] = [];
  const skipped: Skipped[] = [];
  const candidates = wanted === undefined ? dialects : [wanted];
  for (const name of new Set(names)) {
    if (name === '-' || !isFolder(name)) {
      files.push(readInput(name, limits));
      continue;
    }
    const before = files.length;
    for (const file of filesIn(name, output === undefined ? undefined : resolve(output))) {
      const found = readMember(file, candidates, limits);
      if ('why' in found) skipped.push(found);
      else files.push({ ...found, folder: relative(name, join(file, '..')) });
    }
    if (files.length === before) {
      const known = candidates.map((dialect) => dialect.name).join(', ');
      throw new InputProblem([`${name} holds no file of ${known}`, ...printSkipped(skipped)].join('\n'));
    }
  }
  return { files, skipped };
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Every file below a folder, by name; hidden ones are left out, and links to folders are not followed. */
function filesIn(folder: string, except: string | undefined): readonly string[] {
  return entriesOf(folder)
    .filter(({ name }) => !name.startsWith('.'))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (resolve(path) === except) return [];
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path, except);
      return entry.isFile() || (entry.isSymbolicLink() && !isFolder(path)) ? [path] : [];
    });
}

function entriesOf(folder: string): ReturnType<typeof readEntries> {
  try {
    return readEntries(folder);
  } catch (error) {
    throw new InputProblem(`${folder} cannot be read: ${reason(error)}`);
  }
}
function readEntries(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

/** A file of a folder: nobody said that it is a configuration, so that it is none is no error. */
function readMember(file: string, candidates: readonly Dialect[], limits: InputLimits): InputFile | Skipped {
  try {
    const input = readInput(file, limits);
    const scores = candidates.map((dialect) => dialect.detect(input.text)?.score ?? 0);
    const best = Math.max(...scores);
    const alike = candidates.filter((_, index) => scores[index] === best).map(({ name }) => name);
    const foreign = foreignDialectOf(input.text);
    if (foreign !== undefined && foreign.lines >= best) return { file, why: `it looks like ${foreign.name}` };
    if (best > 0 && alike.length === 1) return input;
    const names = candidates.map(({ name }) => name).join(', ');
    return { file, why: best > 0 ? `it looks like ${alike.join(' and like ')}` : `no text of ${names}` };
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    return { file, why: error.message.replace(`${file} `, '') };
  }
}

const MOST_SKIPPED = 20;

/** What was skipped, as lines for standard error. */
export function printSkipped(skipped: readonly Skipped[]): readonly string[] {
  const lines = skipped.slice(0, MOST_SKIPPED).map(({ file, why }) => `${file}: skipped: ${why}`);
  const more = skipped.length - lines.length;
  return more > 0 ? [...lines, `... and ${more} more skipped`] : lines;
}
