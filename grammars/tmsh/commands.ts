import type { Element, WordElement } from './blocks.ts';
import { misnamed } from './misnamed.ts';
import { resolvePath, type TypedPath } from './modules.ts';
import { beginsFilter } from './operations/pipeline.ts';
import { readOperation, readShellCommand } from './operations/read.ts';
import { changeFolder, COMMON, fullName, unquote } from './names.ts';
import { statementOf } from './objects.ts';
import { bodyOf, readProperties } from './properties.ts';
import type { Component, Profile } from './schema/property.ts';
import type { Statement, UnderstoodStatement } from './statement.ts';
import { componentNamed } from './table.ts';
import { type Verb, verbOf } from './verbs.ts';

/** Where a session of tmsh is: names are relative to a folder, components to a module. */
export interface Session {
  readonly folder: string;
  readonly module: readonly string[];
}
export const START: Session = { folder: COMMON, module: [] };

/** A command that was read, and where the session is behind it. */
export interface ReadCommand {
  readonly statements: readonly Statement[];
  readonly session: Session;
}

/** `[root@bigip1:Active:Standalone] config #` */
const SHELL_PROMPT = /^\[[\w.-]+@[^\]]*\] \S+ [#$]$/;
const PROMPT = /\(tmos((?:\.[\w-]+)*)\)[#>]$/;
/** A shell's words between commands, and where its output goes. */
const CONNECTIVE = /^(?:\|\|?|&&?)$/;
const REDIRECTION = /^\d?>/;
/** What may stand in front of `tmsh` in a shell: `if ! sudo tmsh …`. */
const BEFORE_TMSH = 4;

/** Whether a shell calls tmsh in it: then `cd` and the like are the shell's. */
export function isShellText(text: string): boolean {
  return (
    text.startsWith('#!') ||
    /^[ \t]*(?:\[[^\]\r\n]*\][^\r\n]*[#$] )?(?:sudo )?(?:\S*\/)?tmsh[ \t]/m.test(text)
  );
}

/** The commands of a line, told apart by the shell's connectives. */
export function splitCommands(elements: readonly Element[]): readonly (readonly Element[])[] {
  const commands: Element[][] = [[]];
  for (const [index, element] of elements.entries()) {
    const isConnective = element.kind === 'word' && CONNECTIVE.test(element.image);
    if (isConnective && !(element.image === '|' && beginsFilter(elements[index + 1]))) commands.push([]);
    else commands.at(-1)?.push(element);
  }
  return commands.filter((command) => command.length > 0);
}

/** The words in front of the first brace. */
export function wordsOf(elements: readonly Element[]): readonly WordElement[] {
  const group = elements.findIndex(({ kind }) => kind === 'group');
  return elements
    .slice(0, group === -1 ? elements.length : group)
    .flatMap((element) => (element.kind === 'word' ? [element] : []));
}

/** A command as typed: without prompt and `tmsh`. `quoted`: the commands are in `tmsh -c '…'`. */
interface Typed {
  readonly elements: readonly Element[];
  readonly session: Session;
  readonly isTmsh: boolean;
  readonly quoted?: WordElement;
}

function strip(elements: readonly Element[], session: Session): Typed {
  const [first] = elements;
  if (first?.kind === 'word' && SHELL_PROMPT.test(first.image)) return strip(elements.slice(1), session);
  const prompt = first?.kind === 'word' ? PROMPT.exec(first.image) : null;
  if (prompt !== null) {
    const module = (prompt[1] ?? '').split('.').filter((name) => name !== '');
    return { elements: elements.slice(1), session: { ...session, module }, isTmsh: true };
  }
  const called = wordsOf(elements)
    .slice(0, BEFORE_TMSH)
    .findIndex(({ image }) => /^(?:.*\/)?tmsh$/.test(image));
  if (called === -1) return { elements, session, isTmsh: false };
  const rest = elements.slice(called + 1);
  const quoted = rest.find((element) => element.kind === 'word' && element.isScript);
  const cut = rest.findIndex((element) => element.kind === 'word' && REDIRECTION.test(element.image));
  const own = cut === -1 ? rest : rest.slice(0, cut);
  const options = own.findIndex(
    (element) => element.kind === 'group' || !/^-[adefhmqrv]$/.test(element.image),
  );
  return {
    elements: options === -1 ? [] : own.slice(options),
    session: START,
    isTmsh: true,
    ...(quoted?.kind === 'word' ? { quoted } : {}),
  };
}

/** The commands in quotes behind `tmsh -c`, as long as the text they stand in. */
export function quotedCommands({ image, start }: WordElement): {
  readonly text: string;
  readonly start: number;
} {
  const quote = image.search(/['"]/);
  const inner = image.slice(quote + 1, -1);
  let isOpen = false;
  const text =
    image[quote] === "'"
      ? inner
      : inner.replaceAll(/\\["\\$]/g, (escape) => {
          if (escape !== '\\"') return escape;
          isOpen = !isOpen;
          return isOpen ? ' "' : '" ';
        });
  return { text, start: start + quote + 1 };
}

export type CommandReading =
  | ReadCommand
  | { readonly quoted: WordElement }
  /** No command of tmsh. */
  | undefined;

/** Reads a command of tmsh, or says that it is none. `isShell`: what does not begin with `tmsh` may be the shell's. */
export function readCommand(
  typed: readonly Element[],
  session: Session,
  { profile, isShell }: { readonly profile: Profile; readonly isShell: boolean },
): CommandReading {
  const { elements, session: inside, isTmsh, quoted } = strip(typed, session);
  if (quoted !== undefined) return { quoted };
  const words = wordsOf(elements).map(({ image }) => image);
  const shellCommand = readShellCommand(words.join(' '), []);
  if (shellCommand !== undefined) {
    return { statements: statementOf(typed, { kind: 'operation', reading: shellCommand }), session };
  }
  const verb = verbOf(words);
  /** `tmsh …` of a shell is a session of its own. */
  const after = inside === START ? session : inside;
  const plain = (next: Session = after): ReadCommand => ({
    statements: statementOf(typed, { kind: 'foreign' }),
    session: next,
  });
  if (verb === undefined) return withoutVerb(words, inside, plain, isTmsh);
  const reading = readOperation({ elements, verb, module: inside.module, profile });
  if (reading !== undefined) {
    return { statements: statementOf(typed, { kind: 'operation', reading }), session: after };
  }
  const path = resolvePath(words.slice(1), inside.module, verb);
  switch (verb) {
    case 'cd':
      return isShell && !isTmsh
        ? undefined
        : plain({ ...after, folder: changeFolder(after.folder, words[1] ?? '') });
    case 'create':
    case 'modify':
    case 'delete': {
      if (path === undefined) return undefined;
      const read = changeObject({ typed, elements, words, verb, path, session: inside, profile });
      return read === undefined ? plain() : { statements: read, session: after };
    }
    case 'list':
    case 'show': {
      const wrong = path === undefined ? undefined : misnamed({ typed, words, verb, path });
      if (wrong !== undefined) return { statements: wrong, session: after };
      return path === undefined && !isTmsh ? undefined : plain();
    }
    case 'exit':
      return plain({ ...after, module: after.module.slice(0, -1) });
    case 'quit':
      return plain({ ...after, module: [] });
    case 'edit':
    case 'save':
    case 'load':
    case 'run':
    case 'pwd':
    case 'help':
    case 'reset-stats':
    case 'start':
    case 'stop':
    case 'restart':
    case 'install':
    case 'generate':
    case 'publish':
    case 'submit':
    case 'send-mail':
    case 'mv':
    case 'cp':
      return plain();
    default:
      return verb satisfies never;
  }
}

/** `net ipsec` alone enters a module; `craete net ipsec ike-peer x` is a verb misspelt. */
function withoutVerb(
  words: readonly string[],
  { module, folder }: Session,
  plain: (next?: Session) => ReadCommand,
  isTmsh: boolean,
): CommandReading {
  if (words.length === 1 && words[0] === '/') return plain({ folder, module: [] });
  const entered = resolvePath(words, module);
  if (entered !== undefined && entered.words === words.length) return plain({ folder, module: entered.path });
  const [word = ''] = words;
  const named = resolvePath(words.slice(1), []);
  const isMeant = named !== undefined && componentNamed(named.path.join(' ')) !== undefined;
  const mentions = /\bnet ipsec\b/.test(words.join(' ')) && !/^(?:echo|printf|list|show)$/.test(word);
  if (!isMeant && !mentions) return isTmsh ? plain() : undefined;
  const { statements, session } = plain();
  return {
    statements: statements.map((statement) => ({ ...statement, understood: { kind: 'unknown-verb', word } })),
    session,
  };
}

interface Change {
  readonly typed: readonly Element[];
  readonly elements: readonly Element[];
  readonly words: readonly string[];
  readonly verb: Extract<Verb, 'create' | 'modify' | 'delete'>;
  readonly path: TypedPath;
  readonly session: Session;
  readonly profile: Profile;
}

/** `create|modify|delete component name { properties }`; nothing: a component that no table has. */
function changeObject(change: Change): readonly Statement[] | undefined {
  const { typed, elements, words, verb, path, session, profile } = change;
  const name = path.path.join(' ');
  const component = componentNamed(name);
  if (component === undefined) return misnamed(change);
  const behind = 1 + path.words;
  const hasName = component.singleton !== '';
  const named = hasName ? elements[behind] : undefined;
  const headerEnd = behind + (named?.kind === 'word' ? 1 : 0);
  const first = typed.slice(0, typed.length - elements.length + headerEnd);
  const isCut = path.abbreviated || words[0] !== verb;
  const header = statementOf(
    first,
    headerOf(component, named, { verb, isCut, folder: session.folder }),
    component,
  );
  const body = bodyOf(elements.slice(headerEnd));
  if (verb === 'delete') {
    return [
      ...header,
      ...body.flatMap((element) =>
        statementOf([element], { kind: 'unknown-property', word: shown(element) }, component),
      ),
    ];
  }
  const writing = { profile, isCommand: true, folder: session.folder };
  return [...header, ...readProperties(body, component, writing)];
}

function headerOf(
  { name: component, singleton, folderless }: Component,
  named: Element | undefined,
  { verb, isCut, folder }: { verb: Change['verb']; isCut: boolean; folder: string },
): UnderstoodStatement {
  const typed = named?.kind === 'word' ? unquote(named.image) : singleton;
  if (typed === undefined) return { kind: 'wrong-header' };
  const canonical = isCut ? { canonical: [verb, component, typed].join(' ').trim() } : {};
  if (typed === 'all' && verb !== 'create' && singleton === undefined)
    return { kind: 'header', verb, ...canonical };
  return { kind: 'header', verb, name: folderless === true ? typed : fullName(typed, folder), ...canonical };
}

function shown(element: Element): string {
  return element.kind === 'word' ? element.image : '{';
}
