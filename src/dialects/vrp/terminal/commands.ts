import { compileBinding, type Binding } from '../../../../grammars/notation/binding.ts';
import { parseNotation } from '../../../../grammars/notation/parse-notation.ts';
import type { Sequence } from '../../../../grammars/notation/syntax.ts';
import { type Profile, VRP5 } from '../../../../grammars/vrp/profiles.ts';

/** Where a command of the session can be typed. */
type Place = 'user' | 'configuration' | 'anywhere';
/** What shows the session or the configuration. */
export type DisplayAction = Extract<SessionAction, `display-${string}`>;
/** What a command of the session does; the personality has a function for each. */
export type SessionAction =
  | 'system-view'
  | 'quit'
  | 'return'
  | 'save'
  | 'commit'
  | 'clear-candidate'
  | 'run'
  | 'screen-length'
  | 'undo-screen-length'
  | 'screen-width'
  | 'nothing'
  | 'display-this'
  | 'display-current'
  | 'display-saved'
  | 'display-candidate'
  | 'display-clock'
  | 'display-version'
  | 'display-startup'
  | 'display-unshown';

export function isDisplayAction(action: SessionAction): action is DisplayAction {
  return action.startsWith('display-');
}

/** Levels of users (`reference/vrp.md` 1.2); of the others everybody. */
const LEVELS: Readonly<Partial<Record<SessionAction, number>>> = {
  'system-view': 2,
  commit: 2,
  'clear-candidate': 2,
  save: 3,
  'display-this': 1,
  'display-clock': 1,
  'display-unshown': 1,
  'display-version': 1,
  'display-startup': 3,
  'display-current': 3,
  'display-saved': 3,
  'display-candidate': 3,
};
export function levelOf(action: SessionAction): number {
  return LEVELS[action] ?? 0;
}

/** A command of the session itself: it configures nothing and asks nothing of the SA engine. */
export interface SessionCommand {
  readonly action: SessionAction;
  readonly syntax: Sequence;
  readonly binding: Binding;
}

/** A row of the table; its notation is read when a terminal needs it. */
interface Row {
  readonly action: SessionAction;
  readonly place: Place;
  readonly line: string;
  readonly profiles: readonly Profile[] | undefined;
}

function row(action: SessionAction, place: Place, line: string, profiles?: readonly Profile[]): Row {
  return { action, place, line, profiles };
}

/** `reference/vrp.md` 1.1, 1.6, 1.7; what client programs type besides: `reference/clients.md` 1 and 2. */
const ROWS: readonly Row[] = [
  row('system-view', 'user', 'system-view [ how: immediately ]'),
  row('quit', 'anywhere', 'quit'),
  row('return', 'configuration', 'return'),
  row('save', 'user', 'save [ <file:rest 1..255> ]'),
  row('commit', 'configuration', 'commit [ comment <text:rest 1..60> ]', ['ne']),
  row('clear-candidate', 'configuration', 'clear configuration candidate', ['ne']),
  row('run', 'configuration', 'run <command:rest>'),
  row('screen-length', 'user', 'screen-length <lines:0..512> temporary'),
  row('undo-screen-length', 'user', 'undo screen-length temporary'),
  row('screen-width', 'user', 'screen-width <columns:60..512>'),
  row('nothing', 'user', 'mmi-mode enable', ['ne']),
  row('nothing', 'user', 'undo mmi-mode enable', ['ne']),
  row('display-this', 'anywhere', 'display this'),
  row('display-current', 'anywhere', 'display current-configuration [ all: all ]', ['ne']),
  row('display-current', 'anywhere', 'display current-configuration', VRP5),
  row(
    'display-current',
    'anywhere',
    'display current-configuration [ part: configuration [ <type:string 1..32> [ <key:rest 1..64> ] ] | interface [ <interface:rest 1..64> ] ]',
  ),
  row('display-saved', 'anywhere', 'display saved-configuration'),
  row('display-candidate', 'anywhere', 'display configuration candidate', ['ne']),
  row('display-clock', 'anywhere', 'display clock'),
  row('display-version', 'anywhere', 'display version'),
  row('display-startup', 'anywhere', 'display startup'),
  row('display-unshown', 'anywhere', 'display device [ what: manufacture-info ]'),
  row('display-unshown', 'anywhere', 'display esn'),
  // Their names are documented, their layouts are not (3.10).
  row('display-unshown', 'anywhere', 'display ike user-table [ <table:rest> ]', VRP5),
  row('display-unshown', 'anywhere', 'display ipsec interface brief', VRP5),
  row('display-unshown', 'anywhere', 'display ipsec efficient-vpn [ <client:rest> ]', VRP5),
  row('display-unshown', 'anywhere', 'display ipsec statistics route', VRP5),
  row('display-unshown', 'anywhere', 'display ipsec instance [ form: brief | id <id:int> ]', ['ne']),
];

/** The lines of commands whose output nobody knows. */
export function unshownLines(profile: Profile): readonly string[] {
  return rowsOf(profile).flatMap(({ action, line }) => (action === 'display-unshown' ? [line] : []));
}

function rowsOf(profile: Profile): readonly Row[] {
  return ROWS.filter(({ profiles }) => profiles === undefined || profiles.includes(profile));
}

export function sessionCommands(isUserView: boolean, profile: Profile): readonly SessionCommand[] {
  return rowsOf(profile)
    .filter(({ place }) => place === 'anywhere' || (place === 'user') === isUserView)
    .map(({ action, line }) => {
      const syntax = parseNotation(line);
      return { action, syntax, binding: compileBinding(syntax) };
    });
}
