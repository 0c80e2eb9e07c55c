// The pages docs/dialects/*.md: what each dialect knows, from its own tables.
import type { Unread } from '../grammars/notation/command.ts';
import { VERBS } from '../grammars/tmsh/verbs.ts';
import { type Directive, type DirectiveType } from '../grammars/racoon/schema/directive.ts';
import { SECTIONS } from '../grammars/racoon/table.ts';
import { PROFILES as TMSH_PROFILES, type PropertyType } from '../grammars/tmsh/schema/property.ts';
import { COMPONENTS } from '../grammars/tmsh/table.ts';
import { PROFILES as VRP_PROFILES } from '../grammars/vrp/profiles.ts';
import { table } from '../grammars/vrp/table.ts';

/** A table of Markdown; cells are text. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}
function meaning(unread: Unread | undefined): string {
  if (unread === undefined) return 'read';
  return unread === 'out-of-scope' ? 'not IPsec' : `${unread.code}: ${unread.advice.replaceAll('|', '\\|')}`;
}

/** The defaults of a row; one that all profiles share is written once. */
function defaultsOf(defaults: Readonly<Record<string, string | readonly string[]>> = {}): string {
  const texts = Object.entries(defaults).map(
    ([profile, text]) => [profile, [text].flat().join('; ')] as const,
  );
  const [first] = texts;
  const isShared = texts.length === VRP_PROFILES.length && texts.every(([, text]) => text === first?.[1]);
  if (first !== undefined && isShared) return code(first[1]);
  return texts.map(([profile, text]) => `${profile}: ${code(text)}`).join('<br>');
}

export function vrpPage(): string {
  const views = [...new Set(table.rows.map(({ view }) => view))];
  const parts = views.map((view) => {
    const rows = table.rows.filter((row) => row.view === view);
    return `## View \`${view}\`\n\n${tableOf(
      ['command', 'taken back by', 'profiles', 'default', 'meaning'],
      rows.map(({ line, options: { undo, negates, profiles, defaults, enters, unread } }) => [
        code(line) + (enters === undefined ? '' : `<br>opens \`${enters}\``),
        [undo, negates].flatMap((text) => (text === undefined ? [] : code(`undo ${text}`))).join('<br>'),
        profiles?.join(', ') ?? 'all',
        defaultsOf(defaults),
        meaning(unread),
      ]),
    )}`;
  });
  return `Profiles: ${VRP_PROFILES.join(', ')}. Commands are in the notation of Huawei's manuals: \`[ ]\` may be left out, \`{ | }\` is a choice, \`<name:type>\` is typed, \`*\` repeats; a word with a colon names a choice.\n\n${parts.join('\n\n')}\n`;
}

function propertyText(type: PropertyType): string {
  switch (type.kind) {
    case 'integer':
      return `${type.minimum}..${type.maximum}`;
    case 'choice': {
      const newer = (type.since16 ?? []).map((word) => `${code(word)} (since 16)`);
      return [...type.words.map(code), ...newer].join(', ');
    }
    case 'reference':
      return `name of a \`${type.to}\``;
    case 'list':
      return type.words === undefined ? 'a list' : `a list of ${type.words.map(code).join(', ')}`;
    case 'flag':
    case 'string':
    case 'address':
    case 'prefix':
    case 'port':
    case 'items':
      return type.kind;
    default:
      return type satisfies never;
  }
}

export function tmshPage(): string {
  const parts = COMPONENTS.map(({ name, properties, open }) => {
    const note = open === true ? '\n\nOnly the properties that IPsec needs are here; others are kept.' : '';
    const rows = Object.entries(properties).map(([property, options]) => [
      code(property),
      propertyText(options.type),
      options.unit ?? '',
      code(options.default ?? '') + (options.uncertain === true ? ' (not certain)' : ''),
      options.since ?? '',
      options.required === true ? 'yes' : '',
      meaning(options.unread),
    ]);
    const head = ['property', 'takes', 'unit', 'default', 'since', 'required', 'meaning'];
    return `## \`${name}\`${note}\n\n${tableOf(head, rows)}`;
  });
  return `Profiles: ${TMSH_PROFILES.join(', ')}. Read as blocks (\`component name { property value }\`) and as commands with the verbs ${VERBS.map(code).join(', ')}; words of commands may be cut short.\n\n${parts.join('\n\n')}\n`;
}

function directiveText(type: DirectiveType): string {
  switch (type.kind) {
    case 'number':
      return `${type.minimum}..${type.maximum}`;
    case 'choice':
      return type.words.map(code).join(', ');
    case 'words':
      return `any of ${type.words.map(code).join(', ')}`;
    case 'files':
      return `${type.words.map(code).join(', ')} and texts in quotes`;
    case 'algorithm':
      return `one of ${type.words.map(code).join(', ')}, with its key length`;
    case 'algorithms':
      return `a list of ${type.words.map(code).join(', ')}, with key lengths`;
    case 'flag':
    case 'text':
    case 'duration':
    case 'lifetime':
    case 'endpoint':
    case 'identity':
    case 'group':
    case 'anything':
      return type.kind;
    default:
      return type satisfies never;
  }
}

function directiveRow([name, directive]: readonly [string, Directive]): readonly string[] {
  const { type, default: given = '', list, unread, refused } = directive;
  const fate = refused === undefined ? meaning(unread) : `refused: ${refused.replaceAll('|', '\\|')}`;
  return [code(name), directiveText(type), code(given), list === true ? 'yes' : '', fate];
}

export function racoonPage(): string {
  const head = ['directive', 'takes', 'default', 'several', 'meaning'];
  const parts = SECTIONS.map(
    ({ view, directives }) =>
      `## \`${view}\`\n\n${tableOf(head, Object.entries(directives).map(directiveRow))}`,
  );
  return `racoon.conf of ipsec-tools 0.8 and of its successors, by section. psk.txt (\`identity key\`) and the commands of setkey (\`spdadd\`, \`spdupdate\`, \`spddelete\`, \`spdflush\`, \`add\`, \`delete\`, \`deleteall\`, \`flush\`) are read beside it; files of one folder are one gateway.\n\n${parts.join('\n\n')}\n`;
}
