import { dialects } from '../dialects/registry.ts';
import type { CommandBody } from './lazy-command.ts';
import { EXIT, type ExitCode } from './problems.ts';

/** `tunnelglot dialects`: what is supported, from the tables themselves. */
export function dialectsCommand(end: (code: ExitCode) => void): CommandBody<{ json: boolean }> {
  return {
    builder: (yargs) =>
      yargs
        .option('json', { type: 'boolean', default: false, describe: 'print JSON' })
        .example('$0 dialects', 'what --from and --to take')
        .example('$0 dialects --json', 'the same for a program'),
    handler: ({ json }) => {
      const rows = dialects.map(({ name, profiles, defaultProfile, rows: table, target }) => ({
        name,
        profiles,
        defaultProfile,
        directions: target === undefined ? ['from'] : ['from', 'to'],
        statements: table.length,
        unread: table.filter(({ unread }) => unread !== undefined).length,
      }));
      const text = json
        ? JSON.stringify(rows, undefined, 2)
        : rows
            .map(
              ({ name, profiles, defaultProfile, directions, statements, unread }) =>
                `${name.padEnd(6)} --${directions.join(', --')}; profiles ${profiles.join(', ')} (else ${defaultProfile}); ${statements} kinds of statements, ${unread} without a meaning for IPsec or without an equivalent`,
            )
            .join('\n');
      process.stdout.write(`${text}\n`);
      end(EXIT.done);
    },
  };
}
