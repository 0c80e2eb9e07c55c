import type { Argv } from 'yargs';
import { lazyCommand } from './lazy-command.ts';
import type { ExitCode } from './problems.ts';

/** Adds the commands as help lists them; each is loaded when it is typed. `end` gets the exit code. */
export function addCommands(yargs: Argv, end: (code: ExitCode) => void): Argv {
  return yargs
    .command(
      lazyCommand(
        'translate [files..]',
        'translate configurations and commands from one dialect to another',
        async () => (await import('./translate-command.ts')).translateCommand(end),
      ),
    )
    .command(
      lazyCommand('check [files..]', 'find what is wrong, weak or unused in configurations', async () =>
        (await import('./check-command.ts')).checkCommand(end),
      ),
    )
    .command(
      lazyCommand(
        'diff <gateways..>',
        'compare what two configurations mean, in any two dialects',
        async () => (await import('./diff-command.ts')).diffCommand(end),
      ),
    )
    .command(
      lazyCommand(
        'connect <gateways..>',
        'tell whether the tunnels between gateways come up, and which parameter keeps them from it',
        async () => (await import('./connect-command.ts')).connectCommand(end),
      ),
    )
    .command(
      lazyCommand('run <script>', 'type a script at the devices of a lab, in virtual time', async () =>
        (await import('./run-command.ts')).runCommand(end),
      ),
    )
    .command(
      lazyCommand('shell <device>', 'type at a device of a lab yourself', async () =>
        (await import('./shell-command.ts')).shellCommand(end),
      ),
    )
    .command(
      lazyCommand('lab <action>', 'make labs', async () =>
        (await import('./lab-command.ts')).labCommand(end),
      ),
    )
    .command(
      lazyCommand('dialects', 'list the dialects, their profiles, and what can be done with them', async () =>
        (await import('./dialects-command.ts')).dialectsCommand(end),
      ),
    );
}
