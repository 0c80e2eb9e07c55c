import type { Read, ReadOperation } from '../../dialects/dialect.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import type { Placeholders } from '../placeholders.ts';
import type { SayingContext } from './context.ts';
import { sayOperation } from './say.ts';

/** A statement that asks for something, and what it has become. */
export interface SaidStatement {
  /** Its statements: of a typed line one, of a document each of its members. */
  readonly origins: readonly Origin[];
  /** Empty: nothing is said. */
  readonly commands: readonly string[];
  /** What was found in reading and in saying it. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Says every operation of a text, each in its place. */
export function sayAll(
  { operations }: Pick<Read, 'operations'>,
  context: SayingContext,
  placeholders: Placeholders,
): readonly SaidStatement[] {
  return operations.map(({ origins, operation, filters, diagnostics }: ReadOperation) => {
    const saying = sayOperation(operation, filters, context);
    const [origin] = origins;
    const found = [...diagnostics, ...saying.diagnostics].map((each) =>
      origin === undefined ? each : { ...each, origin },
    );
    return {
      origins,
      commands: saying.commands.map((command) => filled(command, placeholders)),
      diagnostics: found,
    };
  });
}

function filled(command: string, placeholders: Placeholders): string {
  return command.replaceAll(/\{\{([^{}]+)\}\}/g, (whole, name: string) => placeholders[name] ?? whole);
}
