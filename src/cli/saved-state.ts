import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { SavedFile } from '../dialects/dialect-terminal.ts';
import type { SourceFile } from '../ir/diagnostic.ts';
import type { KeptFiles } from '../simulator/device.ts';
import { encoded, writeAll } from './files.ts';

/*
 * `--state FOLDER`: FOLDER/DEVICE/N holds what a device kept the Nth time: its configuration, and below `files` what was saved
 * under a name. A folder is written beside its place and then takes it, whole; the one before it goes only then. So the
 * greatest number is complete at any moment, whenever the process is killed.
 */
const OTHERS = 'files';
const NEXT = '.next';

/** What a device kept last; nothing: it has kept nothing. */
export function readState(
  state: string,
  device: string,
): { readonly files: readonly SourceFile[]; readonly others: readonly SavedFile[] } | undefined {
  const folder = folderOf(state, device);
  const last = numbersIn(folder).at(-1);
  if (last === undefined) return undefined;
  const top = join(folder, String(last));
  const files = readdirSync(top)
    .filter((name) => name !== OTHERS)
    .toSorted()
    .map((name) => ({ name: join(top, name), text: readFileSync(join(top, name), 'utf8') }));
  return { files, others: othersIn(join(top, OTHERS)) };
}

/** Keeps all files, or none of them. */
export function writeState(state: string, device: string, { saved, others }: KeptFiles): void {
  const folder = folderOf(state, device);
  const next = join(folder, NEXT);
  rmSync(next, { recursive: true, force: true });
  writeAll([
    ...saved.map(({ name, text }) => ({ path: join(next, baseName(name)), pieces: encoded([text]) })),
    ...others.map(({ name, text }) => ({
      path: join(next, OTHERS, safePath(name)),
      pieces: encoded([text]),
    })),
  ]);
  if (!existsSync(next)) mkdirSync(next, { recursive: true });
  const before = numbersIn(folder);
  renameSync(next, join(folder, String((before.at(-1) ?? 0) + 1)));
  for (const number of before) rmSync(join(folder, String(number)), { recursive: true, force: true });
}

function folderOf(state: string, device: string): string {
  return join(resolve(state), device);
}

function numbersIn(folder: string): readonly number[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .toSorted((left, right) => left - right);
}

function baseName(name: string): string {
  return name.replace(/^.*\//, '');
}

/** A path of the device is one below the folder, whatever stands in it. */
function safePath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');
}

function othersIn(folder: string): readonly SavedFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .toSorted()
    .map((path) => ({
      name: `/${relative(folder, path).replaceAll('\\', '/')}`,
      text: readFileSync(path, 'utf8'),
    }));
}
