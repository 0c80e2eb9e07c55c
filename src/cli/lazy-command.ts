import type { Argv, CommandModule } from 'yargs';

/** What a command is beside its name: its options, and what it does. */
export type CommandBody<Arguments> = Pick<CommandModule<object, Arguments>, 'handler'> & {
  readonly builder: (yargs: Argv) => Argv<Arguments>;
};

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
    handler: async (given) => (await load()).handler(given),
  };
}
