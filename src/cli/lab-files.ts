import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Dialect } from '../dialects/dialect.ts';
import type { SavedFile } from '../dialects/dialect-terminal.ts';
import { dialects } from '../dialects/registry.ts';
import { diagnostic } from '../ir/codes.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import { newGateways } from '../simulator/engine-gateways.ts';
import type { Lab, LabDevice } from '../simulator/lab/lab.ts';
import { readLab } from '../simulator/lab/read-lab.ts';
import { type LoadedDevice, Simulation } from '../simulator/simulation.ts';
import { chooseDialect, chooseProfile, readDialectName } from '../translate/choose-dialect.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import { encoded, readInput, writeAll } from './files.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import { InputProblem } from './problems.ts';

/** Text that is no configuration holds no secrets that a dialect could find. */
const NO_DIALECT: Pick<Dialect, 'secretsIn'> = { secretsIn: () => [] };

/** What is wrong with the files of a person: told line by line, and nothing is run. */
export function refuse(
  problems: readonly Diagnostic[],
  files: readonly SourceFile[],
  dialect: Pick<Dialect, 'secretsIn'> = NO_DIALECT,
): never {
  process.stderr.write(
    printDiagnostics(problems, files, dialect)
      .map((line) => `${line}\n`)
      .join(''),
  );
  throw new InputProblem('nothing was run');
}

/** A lab that is ready to run. */
export interface LoadedLab {
  readonly lab: Lab;
  readonly simulation: Simulation;
}

/** Reads a lab, the configurations that it names, and what its devices have saved in `state`. `watch`: its exchanges are kept. */
export function loadLab(
  file: string,
  { state, watch = false }: { readonly state: string | undefined; readonly watch?: boolean },
): LoadedLab {
  const source = readInput(file);
  const read = readLab(source.text);
  if (read.kind === 'problems') return refuse(read.problems, [source]);
  const { lab } = read;
  const devices = lab.devices.map((device) => loadDevice(device, file, source, state));
  const keep =
    state === undefined
      ? {}
      : { keep: (device: string, files: readonly SavedFile[]) => saveState(state, device, files) };
  return {
    lab,
    simulation: new Simulation({ lab, devices, gateways: newGateways(lab, devices, watch), ...keep }),
  };
}

function loadDevice(
  device: LabDevice,
  lab: string,
  source: SourceFile,
  state: string | undefined,
): LoadedDevice {
  const saved = state === undefined ? [] : savedFiles(state, device.name);
  const named = device.files.map((name) => join(dirname(lab), name));
  const files = saved.length > 0 ? saved : named.map((name) => readInput(name));
  const dialect = dialectOf(device, files, source);
  const { diagnostics } = dialect.dialect.read(files, dialect.profile);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return refuse(errors, files, dialect.dialect);
  return { name: device.name, dialect, files };
}

function dialectOf(
  { name, dialect }: LabDevice,
  files: readonly SourceFile[],
  source: SourceFile,
): DialectProfile {
  const texts = files.map(({ text }) => text);
  const problem = (message: string): never => {
    const at = Math.max(0, dialect === undefined ? source.text.indexOf(name) : source.text.indexOf(dialect));
    const span = { file: 0, start: at, end: at + (dialect ?? name).length };
    return refuse([diagnostic('TG503', { device: name, problem: message }, { span })], [source]);
  };
  if (dialect === undefined) {
    const choice = chooseDialect(texts, dialects, 'dialect');
    return choice.kind === 'chosen' ? withTerminal(choice.chosen, problem) : problem(choice.message);
  }
  const named = readDialectName(dialect, dialects);
  if ('message' in named) return problem(named.message);
  if (named.profile !== undefined) {
    return withTerminal({ dialect: named.dialect, profile: named.profile }, problem);
  }
  const choice = chooseProfile(texts, named.dialect, 'dialect');
  return choice.kind === 'chosen' ? withTerminal(choice.chosen, problem) : problem(choice.message);
}

function withTerminal(chosen: DialectProfile, problem: (message: string) => never): DialectProfile {
  return chosen.dialect.terminal === undefined
    ? problem(`${chosen.dialect.name} is spoken by no device`)
    : chosen;
}

/** The dialect that a script or a command line names for a session; nothing: no device speaks it. */
export function sessionDialect(text: string): DialectProfile | undefined {
  const named = readDialectName(text, dialects);
  if ('message' in named || named.dialect.terminal === undefined) return undefined;
  return { dialect: named.dialect, profile: named.profile ?? named.dialect.defaultProfile };
}

/** The words that name a dialect in a script. */
export function sessionDialects(): readonly string[] {
  return dialects.flatMap(({ name, profiles, terminal }) =>
    terminal === undefined ? [] : [name, ...profiles.map((profile) => `${name}@${profile}`)],
  );
}

function stateFolder(state: string, device: string): string {
  return join(resolve(state), device);
}

function savedFiles(state: string, device: string): readonly SourceFile[] {
  const folder = stateFolder(state, device);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .toSorted()
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}

/** Each file is whole at any moment: it is written beside its place and then takes it. */
function saveState(state: string, device: string, files: readonly SavedFile[]): void {
  const folder = stateFolder(state, device);
  writeAll(files.map(({ name, text }) => ({ path: join(folder, name), pieces: encoded([text]) })));
  removeLeftovers(folder);
}

/** What a process that was killed while it saved has left behind. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^\.tunnelglot-.*\.tmp$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}
