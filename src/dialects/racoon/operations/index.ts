import { readSetkey, type SetkeyCommand } from '../../../../grammars/racoon/setkey/command-line.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Operation } from '../../../ir/operation.ts';
import type { OperationalLanguage, TypedCommand } from '../../dialect-operations.ts';
import { understandRacoonctl } from '../../racoonctl/understand.ts';
import { SETKEY_USAGE } from '../terminal/errors.ts';

/** What a line of a shell asks of racoon or of the kernel's tables. */
function understand(line: string): TypedCommand {
  return understandRacoonctl(line, 'fork') ?? understandSetkey(line) ?? { kind: 'other' };
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

export const operations: OperationalLanguage = { understand };
