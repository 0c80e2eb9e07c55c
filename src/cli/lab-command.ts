import { join } from 'node:path';
import type { Argv } from 'yargs';
import { MOST_SPOKES, newLab } from '../simulator/lab/new-lab.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import { checkOutputs, encoded, writeAll } from './files.ts';
import { sessionDialect } from './lab-files.ts';
import type { CommandBody } from './lazy-command.ts';
import { SWITCH, TEXT } from './options.ts';
import { EXIT, type ExitCode, UsageProblem } from './problems.ts';

interface LabArguments {
  readonly folder: string;
  readonly spokes: number;
  readonly hub: string | undefined;
  readonly spoke: string | undefined;
  readonly force: boolean;
}

/** `tunnelglot lab new`; `end` gets the exit code. */
export function labCommand(end: (code: ExitCode) => void): CommandBody<object> {
  return {
    builder: (yargs) =>
      yargs.command({
        command: 'new <folder>',
        describe: 'write a lab: a hub, its spokes, and their configurations',
        builder: describeOptions,
        handler: (given) => {
          end(writeLab(given));
        },
      }),
    handler: () => undefined,
  };
}

function describeOptions(yargs: Argv): Argv<LabArguments> {
  return yargs
    .positional('folder', { type: 'string', demandOption: true, describe: 'where to write it' })
    .option('spokes', { type: 'number', default: 50, describe: `how many, 1..${MOST_SPOKES}` })
    .option('hub', { ...TEXT, default: 'vrp@usg', describe: 'dialect[@profile] of the hub' })
    .option('spoke', { ...TEXT, default: 'vrp@ar', describe: 'dialect[@profile] of the spokes' })
    .option('force', { ...SWITCH, describe: 'overwrite files that are there' })
    .example('$0 lab new branches --spokes 50 --spoke tmsh', 'a USG and fifty BIG-IPs')
    .epilogue('Exit codes: 0 done; 1 files that cannot be written; 2 usage.');
}

function writeLab({ folder, spokes, hub = 'vrp@usg', spoke = 'vrp@ar', force }: LabArguments): ExitCode {
  if (!Number.isInteger(spokes) || spokes < 1 || spokes > MOST_SPOKES) {
    throw new UsageProblem(`--spokes must be 1..${MOST_SPOKES}`);
  }
  const files = newLab({ spokes, hub: dialectFor(hub), spoke: dialectFor(spoke) });
  const outputs = files.map(({ path, text }) => ({ path: join(folder, path), pieces: encoded([text]) }));
  checkOutputs(
    outputs.map(({ path }) => path),
    [],
    force,
  );
  writeAll(outputs);
  process.stdout.write(`${join(folder, 'lab.yaml')}\n`);
  return EXIT.done;
}

function dialectFor(text: string): DialectProfile {
  const dialect = sessionDialect(text);
  if (dialect?.dialect.target === undefined) throw new UsageProblem(`"${text}" is the dialect of no device`);
  return dialect;
}
