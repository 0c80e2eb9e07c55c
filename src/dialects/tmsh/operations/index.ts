import { readCommandLine } from '../../../../grammars/tmsh/document.ts';
import { quote } from '../../../../grammars/tmsh/names.ts';
import { PROFILES } from '../../../../grammars/tmsh/schema/property.ts';
import type {
  OperationalLanguage,
  OutputFilter,
  TypedCommand,
  TypedPlace,
} from '../../dialect-operations.ts';
import { express } from './express.ts';
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

/** Stages behind a bar (tmsh reference 1.5). */
const STAGES: Readonly<Partial<Record<OutputFilter['kind'], (pattern: string) => string>>> = {
  include: (pattern) => `grep ${quote(pattern)}`,
  exclude: (pattern) => `grep -v ${quote(pattern)}`,
  count: () => 'count',
};
const IN_BASH = /^(run \/util bash -c ")(.*)(")$/;

/** The output of a command of bash is filtered there. */
function filter(
  command: string,
  filters: readonly OutputFilter[],
): ReturnType<OperationalLanguage['filter']> {
  const stages = filters.flatMap(({ kind, pattern }) => STAGES[kind]?.(pattern) ?? []);
  const lost = filters.filter(({ kind }) => STAGES[kind] === undefined);
  const [, before = '', inner = command, behind = ''] = IN_BASH.exec(command) ?? [];
  const piped = [inner, ...stages].join(' | ');
  const inBash = behind === '' ? piped : piped.replaceAll('"', "'").replace(/\| count$/, '| wc -l');
  return { command: `${before}${inBash}${behind}`, lost };
}

export const operations: OperationalLanguage = {
  understand,
  express,
  filter,
  comment: (text) => `# ${text}`,
  configuring: { enter: [], leave: [] },
};
