import { dirname, join } from 'node:path';
import type { Dialect } from '../dialects/dialect.ts';
import { dialects } from '../dialects/registry.ts';
import { diagnostic } from '../ir/codes.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import type { KeptFiles } from '../simulator/device.ts';
import { newGateways } from '../simulator/engine-gateways.ts';
import type { Lab, LabDevice } from '../simulator/lab/lab.ts';
import { readLab } from '../simulator/lab/read-lab.ts';
import { type LoadedDevice, Simulation } from '../simulator/simulation.ts';
import { chooseDialect, chooseProfile, readDialectName } from '../translate/choose-dialect.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import { readInput } from './files.ts';
import { printDiagnostics } from './print-diagnostics.ts';
import { type InputLimits, USUAL_LIMITS } from './limits.ts';
import { InputProblem } from './problems.ts';
import { readState, writeState } from './saved-state.ts';

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
  {
    state,
    watch = false,
    limits = USUAL_LIMITS,
  }: {
    readonly state: string | undefined;
    readonly watch?: boolean;
    readonly limits?: InputLimits;
  },
): LoadedLab {
  const source = readInput(file, limits);
  const read = readLab(source.text);
  if (read.kind === 'problems') return refuse(read.problems, [source]);
  const { lab } = read;
  const devices = lab.devices.map((device) => loadDevice(device, { lab: file, source, state, limits }));
  const keep =
    state === undefined
      ? {}
      : { keep: (device: string, files: KeptFiles) => writeState(state, device, files) };
  return {
    lab,
    simulation: new Simulation({ lab, devices, gateways: newGateways(lab, devices, watch), ...keep }),
  };
}

interface LabSource {
  readonly lab: string;
  readonly source: SourceFile;
  readonly state: string | undefined;
  readonly limits: InputLimits;
}

function loadDevice(device: LabDevice, { lab, source, state, limits }: LabSource): LoadedDevice {
  const kept = state === undefined ? undefined : readState(state, device.name);
  const named = device.files.map((name) => join(dirname(lab), name));
  const files =
    kept !== undefined && kept.files.length > 0 ? kept.files : named.map((name) => readInput(name, limits));
  const dialect = dialectOf(device, files, source);
  const { diagnostics } = dialect.dialect.read(files, dialect.profile, limits);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return refuse(errors, files, dialect.dialect);
  return {
    name: device.name,
    dialect,
    files,
    reading: limits,
    ...(kept === undefined ? {} : { others: kept.others }),
    ...(device.level === undefined ? {} : { level: device.level }),
  };
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
