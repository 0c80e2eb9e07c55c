import { readCommandLine } from '../../../../grammars/tmsh/document.ts';
import { PROFILES } from '../../../../grammars/tmsh/schema/property.ts';
import type { OperationalLanguage, TypedCommand, TypedPlace } from '../../dialect-operations.ts';
import { understandReading } from './understand.ts';

/** What a line asks, typed at tmsh or in bash. */
function understand(line: string, { profile, view = '' }: TypedPlace): TypedCommand {
  const known = PROFILES.find((candidate) => candidate === profile);
  if (known === undefined) throw new Error(`no such profile of tmsh: ${profile}`);
  const module = view.split(' ').filter((word) => word !== '');
  const [statement] = readCommandLine(line, module, known);
  const { understood } = statement ?? {};
  return understood?.kind === 'operation' ? understandReading(understood.reading) : { kind: 'other' };
}

export const operations: OperationalLanguage = { understand };
