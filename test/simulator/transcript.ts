import type { SourceFile } from '../../src/ir/diagnostic.ts';
import { dialects } from '../../src/dialects/registry.ts';
import { newGateways } from '../../src/simulator/engine-gateways.ts';
import { idleGateways } from '../../src/simulator/idle-gateways.ts';
import { DEFAULT_SEED, type Lab } from '../../src/simulator/lab/lab.ts';
import { readScript } from '../../src/simulator/script/read-script.ts';
import { runScript } from '../../src/simulator/script/run-script.ts';
import { type LoadedDevice, Simulation } from '../../src/simulator/simulation.ts';
import { readDialectName } from '../../src/translate/choose-dialect.ts';
import type { DialectProfile } from '../../src/translate/dialect-profile.ts';

/** The devices of a lab, by name: a dialect with its profile, and the texts of the files. */
export type Devices = Readonly<Record<string, readonly [dialect: string, ...texts: string[]]>>;

const LAB: Lab = {
  seed: DEFAULT_SEED,
  start: Date.UTC(2024, 10, 9, 8, 50, 30),
  devices: [],
  links: [],
  events: [],
};

export function dialectOf(text: string): DialectProfile {
  const named = readDialectName(text, dialects);
  if ('message' in named) throw new Error(named.message);
  return { dialect: named.dialect, profile: named.profile ?? named.dialect.defaultProfile };
}

function loaded(name: string, [dialect, ...texts]: Devices[string]): LoadedDevice {
  const files = texts.map((text, index): SourceFile => ({ name: `${name}-${index}`, text }));
  return { name, dialect: dialectOf(dialect), files };
}

/** A lab of devices that never meet. `level`: of those who log in; absent: they may do everything. */
export function idleLab(devices: Devices, level?: number): Simulation {
  const all = Object.entries(devices).map(([name, device]) => ({
    ...loaded(name, device),
    ...(level === undefined ? {} : { level }),
  }));
  return new Simulation({ lab: LAB, devices: all, gateways: idleGateways() });
}

/** A lab on the SA engine, every device joined to every other one. */
export function liveLab(devices: Devices, lab: Partial<Lab> = {}): Simulation {
  const all = Object.entries(devices).map(([name, device]) => loaded(name, device));
  const whole = { ...LAB, ...lab };
  return new Simulation({ lab: whole, devices: all, gateways: newGateways(whole, all) });
}

/** What a script prints: prompts with what is typed, and outputs; without its directives. */
export function transcript(simulation: Simulation, script: string): string {
  const known = { devices: [...simulation.devices.keys()], dialects: ['vrp', 'vrp@ne', 'tmsh', 'racoon'] };
  const read = readScript(script, known);
  if (read.kind === 'problems') throw new Error(read.problems.map(({ message }) => message).join('; '));
  const lines: string[] = [];
  for (const happening of runScript(read.script, simulation, { dialectNamed: dialectOf, watch: false })) {
    if (happening.kind === 'typed') lines.push(`${happening.prompt}${happening.line}`);
    if (happening.kind === 'output') lines.push(happening.text);
    if (happening.kind === 'failed') lines.push(`FAILED ${happening.step.text}`);
  }
  return lines.join('\n');
}

/** The lines of a template literal, without the line break behind the first quote and the margin of all. */
export function screen([whole = '']: TemplateStringsArray): string {
  const lines = whole.replace(/^\n/, '').replace(/\n *$/, '').split('\n');
  const margin = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join('\n');
}
