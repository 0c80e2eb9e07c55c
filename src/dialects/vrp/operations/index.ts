import { PROFILES, type Profile } from '../../../../grammars/vrp/profiles.ts';
import { readOperational } from '../../../../grammars/vrp/operations/read.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type {
  OperationalLanguage,
  OutputFilter,
  RefusedCommand,
  TypedCommand,
  TypedPlace,
} from '../../dialect-operations.ts';
import { problemOf } from '../problems.ts';
import { answerOf, NO_PERMISSION } from '../terminal/errors.ts';
import { express } from './express.ts';
import { meaningOf } from './meaning.ts';

/** What a line asks, typed in user view or in any other. */
function understand(line: string, place: TypedPlace): TypedCommand {
  const profile = profileNamed(place.profile);
  const { view, level, object } = place;
  const read = readOperational(line, {
    profile,
    ...(view === undefined ? {} : { view }),
    ...(level === undefined ? {} : { level }),
  });
  switch (read.kind) {
    case 'other':
      return read;
    case 'forbidden':
      return {
        kind: 'refused',
        answer: { lines: [{ stream: 'out', text: NO_PERMISSION }], exitCode: 0 },
        diagnostic: diagnostic('TG110', { parameter: 'the level of the user', kind: 'higher' }),
      };
    case 'refused':
      return refused(line, read.understood, profile);
    case 'command': {
      const { operation, without = [] } = meaningOf(read.line, read.values, {
        profile,
        ...(object === undefined ? {} : { object }),
      });
      const canonical =
        read.canonical === undefined ? [] : [diagnostic('TG102', { canonical: read.canonical })];
      const lost = without.map((option) => diagnostic('TG307', { option, target: 'an operation' }));
      return {
        kind: 'operation',
        operation,
        command: read.line.row.slot,
        values: read.values,
        filters: read.filters,
        diagnostics: [...canonical, ...lost],
      };
    }
    default:
      return read satisfies never;
  }
}

function profileNamed(name: string): Profile {
  const profile = PROFILES.find((candidate) => candidate === name);
  if (profile === undefined) throw new Error(`no such profile of vrp: ${name}`);
  return profile;
}

type Refused = Extract<ReturnType<typeof readOperational>, { kind: 'refused' }>['understood'];

function refused(line: string, understood: Refused, profile: Profile): RefusedCommand {
  const start = line.search(/\S/);
  const statement = { start, end: line.trimEnd().length, view: 'user', section: 0, understood };
  const found: Diagnostic | undefined = problemOf(statement, { text: line, file: 0, origin: 0, profile });
  if (found === undefined) throw new Error(`nothing is wrong with "${line}"`);
  const { origin: _origin, ...bare } = found;
  const kind = understood.kind === 'failure' ? understood.failure.kind : 'wrong-parameter';
  return { kind: 'refused', answer: answerOf(kind, profile, bare.span?.start ?? start), diagnostic: bare };
}

/** What VRP has of `grep` (`reference/vrp.md` 1.7). */
const FILTERS: readonly OutputFilter['kind'][] = ['include', 'exclude', 'begin'];
const FILTERS_OF_NE: readonly OutputFilter['kind'][] = [...FILTERS, 'section', 'count'];

function filter(
  command: string,
  filters: readonly OutputFilter[],
  profile: string,
): ReturnType<OperationalLanguage['filter']> {
  const known = profile === 'ne' ? FILTERS_OF_NE : FILTERS;
  const said = filters.filter(({ kind }) => known.includes(kind));
  const stages = said.map(({ kind, pattern }) => ` | ${kind} ${pattern}`.trimEnd());
  return { command: command + stages.join(''), lost: filters.filter(({ kind }) => !known.includes(kind)) };
}

export const operations: OperationalLanguage = {
  understand,
  express: (operation, profile) => express(operation, profileNamed(profile)),
  filter,
  comment: (text) => `# ${text}`,
  configuring: { enter: ['system-view'], leave: ['return'] },
};
