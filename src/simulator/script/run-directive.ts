import type { DialectProfile } from '../../translate/dialect-profile.ts';
import type { Simulation } from '../simulation.ts';
import { readScript } from './read-script.ts';
import { runScript } from './run-script.ts';

/** Runs a directive that a person types; the lines are what is wrong with it, or nothing. */
export function runDirective(
  line: string,
  simulation: Simulation,
  dialect: DialectProfile | undefined,
): readonly string[] {
  const read = readScript(line, { devices: [...simulation.devices.keys()], dialects: [] });
  if (read.kind === 'problems')
    return read.problems.map(({ message, help }) => (help === undefined ? message : `${message}: ${help}`));
  return [...runScript(read.script, simulation, { dialectNamed: () => dialect, watch: false })].flatMap(
    (happening) => (happening.kind === 'output' ? [happening.text] : []),
  );
}
