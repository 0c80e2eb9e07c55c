import type { Argv, CommandModule } from 'yargs';

/** What a command is beside its name: its options, and what it does. */
export type CommandBody<Arguments> = Pick<CommandModule<object, Arguments>, 'handler'> & {
  readonly builder: (yargs: Argv) => Argv<Arguments>;
};

/**
 * A command that was typed, with its arguments: thrown where yargs would run it, since behind a handler that returns
 * yargs draws the command's help, asked for or not, which takes longer than many a command.
 */
export class TypedCommand extends Error {
  readonly run: () => Promise<void>;

  constructor(run: () => Promise<void>) {
    super('a command was typed');
    this.run = run;
  }
}

/**
 * A command whose module is loaded when it is typed: the help of all commands, and the version, need no dialect and no
 * parser.
 */
export function lazyCommand<Arguments>(
  command: string,
  describe: string,
  load: () => Promise<CommandBody<Arguments>>,
): CommandModule<object, Arguments> {
  return {
    command,
    describe,
    builder: async (yargs: Argv) => (await load()).builder(yargs),
    handler: (given) => {
      throw new TypedCommand(async () => {
        await (await load()).handler(given);
      });
    },
  };
}
