import yargs from 'yargs';
import { addCommands } from './commands.ts';
import { TypedCommand } from './lazy-command.ts';
import { protectDashes } from './options.ts';
import { EXIT, type ExitCode, InputProblem, UsageProblem } from './problems.ts';

/** Parses the command line and runs the command; what went wrong is told in sentences, never with a stack. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const end = (given: ExitCode): void => {
    code = given;
  };
  const parser = addCommands(yargs(protectDashes(words)), end)
    .scriptName('tunnelglot')
    .usage('$0 <command>\n\nTranslates IKE/IPsec gateways between vendors, and proves each translation.')
    .completion('completion', 'print a script that completes commands and options in a shell')
    .demandCommand(1, 'name a command')
    .strict()
    .help()
    .wrap(100)
    .exitProcess(false)
    .parserConfiguration({ 'greedy-arrays': false })
    .fail((message: string, error: Error | undefined) => {
      throw error instanceof Error && error.name !== 'YError' ? error : new UsageProblem(message);
    });
  try {
    await parser.parseAsync();
  } catch (error) {
    if (!(error instanceof TypedCommand)) return tellFailure(error);
    try {
      await error.run();
    } catch (failure) {
      return tellFailure(failure);
    }
  }
  return code;
}

function tellFailure(error: unknown): ExitCode {
  if (error instanceof UsageProblem) {
    process.stderr.write(`tunnelglot: ${error.message}\nTry "tunnelglot --help".\n`);
    return EXIT.usage;
  }
  if (error instanceof InputProblem) {
    process.stderr.write(`tunnelglot: error: ${error.message}\n`);
    return EXIT.problems;
  }
  const what = error instanceof Error ? error.message : String(error);
  process.stderr.write(`tunnelglot: internal error: ${what}\nNothing was written. Please report it.\n`);
  return EXIT.bug;
}
