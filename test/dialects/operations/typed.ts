import { dialectNamed } from '../../../src/dialects/registry.ts';
import type { TypedCommand, TypedPlace } from '../../../src/dialects/dialect-operations.ts';

/** What a line asks, typed at a device: "vrp@usg". */
export function typed(device: string, line: string, place: Partial<TypedPlace> = {}): TypedCommand {
  const [name = '', profile = ''] = device.split('@');
  const operations = dialectNamed(name)?.operations;
  if (operations === undefined) throw new Error(`no such dialect: ${name}`);
  return operations.understand(line, { profile, ...place });
}

/** In one line: the kind, the selector and the other members of an operation; the code and the answer of a refusal. */
export function told(command: TypedCommand): string {
  switch (command.kind) {
    case 'operation': {
      const { kind, ...members } = command.operation;
      return [kind, ...Object.values(members).map((value: unknown) => JSON.stringify(value))].join(' ');
    }
    case 'refused': {
      const { diagnostic, answer } = command;
      const [line] = answer.lines;
      const caret = line?.caret === undefined ? '' : ` ^${line.caret}`;
      return `${diagnostic.code} ${answer.exitCode}${caret} ${line?.text ?? ''}`;
    }
    case 'other':
      return 'other';
    default:
      return command satisfies never;
  }
}
