import type { Simulation } from '../simulation.ts';
import { readScript } from './read-script.ts';
import { runScript } from './run-script.ts';

/** These open a session, or look at one; a person is in one already. */
const OF_SCRIPTS: readonly string[] = ['expect', 'screen', 'key'];

/** Runs a directive that a person types beside a session; the lines are what is wrong with it, or nothing. */
export function runDirective(line: string, simulation: Simulation): readonly string[] {
  const devices = [...simulation.devices.keys()];
  const [, name = ''] = /^@(\S+)/.exec(line) ?? [];
  if ([...devices, ...OF_SCRIPTS].includes(name)) {
    return [`@${name} is for scripts: a shell is one session, and takes @wait, @link and @traffic`];
  }
  const read = readScript(line, { devices, dialects: [] });
  if (read.kind === 'problems')
    return read.problems.map(({ message, help }) => (help === undefined ? message : `${message}: ${help}`));
  const happenings = runScript(read.script, simulation, { dialectNamed: () => undefined, watch: false });
  return [...happenings].flatMap((happening) => (happening.kind === 'output' ? [happening.text] : []));
}
