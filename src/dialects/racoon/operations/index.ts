import { readSetkey, type SetkeyCommand } from '../../../../grammars/racoon/setkey/command-line.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Operation } from '../../../ir/operation.ts';
import type { OperationalLanguage, OutputFilter, TypedCommand } from '../../dialect-operations.ts';
import { understandRacoonctl } from '../../racoonctl/understand.ts';
import { express } from './express.ts';
import { understandPiped } from './piped.ts';
import { SETKEY_USAGE } from '../terminal/errors.ts';

/** What a line of a shell asks of racoon or of the kernel's tables. */
function understand(line: string): TypedCommand {
  const { command, filters } = splitPipeline(line);
  const understood =
    understandRacoonctl(command, 'fork') ?? understandSetkey(command) ?? understandPiped(line) ?? OTHER;
  return understood.kind === 'operation' ? { ...understood, filters } : understood;
}

const OTHER: TypedCommand = { kind: 'other' };

/** `… | grep REGEX`: what stands behind a bar filters the output. */
function splitPipeline(line: string): {
  readonly command: string;
  readonly filters: readonly OutputFilter[];
} {
  const [command = '', ...stages] = line.split(/\s\|\s+(?=(?:grep|wc)\b)/);
  const filters = stages.map((stage): OutputFilter => {
    const [name, ...words] = stage.trim().split(/\s+/);
    if (name === 'wc') return { kind: 'count', pattern: '' };
    const options = words.filter((word) => /^-[A-Za-z]+$/.test(word));
    const pattern = words.filter((word) => !options.includes(word)).join(' ');
    const kind = options.some((option) => option.includes('v')) ? 'exclude' : 'include';
    return { kind, pattern: pattern.replaceAll(/^["']|["']$/g, '') };
  });
  return { command, filters };
}

function understandSetkey(line: string): TypedCommand | undefined {
  const read = readSetkey(line);
  if (read === undefined || read.kind === 'other') return read;
  if (read.kind === 'usage') {
    const { word, start, end } = read;
    const help = 'it answers with its usage and fails';
    const more = { span: { file: 0, start, end }, help };
    const found =
      word === ''
        ? diagnostic('TG106', { what: '-D, -F, -f or -c' }, more)
        : diagnostic('TG101', { word, kind: 'option', where: 'setkey' }, more);
    return { kind: 'refused', answer: SETKEY_USAGE, diagnostic: found };
  }
  const operation = meaningOf(read);
  return {
    kind: 'operation',
    operation,
    command: `setkey-${read.kind}`,
    values: {},
    filters: [],
    diagnostics: [],
  };
}

type Asked = Exclude<SetkeyCommand, { kind: 'other' | 'usage' }>;

/** `ir.md` 6: the kernel's SAs, and the policies of the configuration. */
function meaningOf(asked: Asked): Operation {
  switch (asked.kind) {
    case 'dump':
      return asked.of === 'sas'
        ? { kind: 'show-child-sa', select: {}, detail: 'full' }
        : { kind: 'show-configuration', objects: 'policy', defaults: true };
    case 'flush':
      return asked.of === 'sas'
        ? { kind: 'clear-child-sa', select: {}, then: 'on-traffic' }
        : REMOVE_POLICIES;
    case 'file':
      return { kind: 'load-configuration', how: 'merge', file: asked.file };
    default:
      return asked satisfies never;
  }
}

/** Every policy goes: traffic leaves in clear. */
const REMOVE_POLICIES: Operation = {
  kind: 'change-configuration',
  changes: [{ change: 'reset', object: { kind: 'ike-settings' }, member: 'policies' }],
};

/** Stages of a pipeline of the shell. */
const STAGES: Readonly<Record<OutputFilter['kind'], (pattern: string) => string>> = {
  include: (pattern) => `grep ${quoted(pattern)}`,
  exclude: (pattern) => `grep -v ${quoted(pattern)}`,
  begin: (pattern) => `sed -n ${quoted(`/${pattern.replaceAll('/', String.raw`\/`)}/,$p`)}`,
  section: (pattern) => `grep -A 1 ${quoted(pattern)}`,
  count: () => 'wc -l',
};

function quoted(pattern: string): string {
  return /^[\w.:/@-]+$/.test(pattern) ? pattern : `'${pattern.replaceAll("'", `'\\''`)}'`;
}

export const operations: OperationalLanguage = {
  understand,
  express,
  filter: (command, filters) => ({
    command: [command, ...filters.map(({ kind, pattern }) => STAGES[kind](pattern))].join(' | '),
    lost: [],
  }),
  comment: (text) => `# ${text}`,
};
