import type { ConfigurationObject, Values } from '../../../../grammars/objects/object.ts';
import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { NO_LAYOUT, type Reply, type TerminalHost } from '../../dialect-terminal.ts';
import type { DisplayAction } from './commands.ts';
import { configurationLines, interfaceLines, partLines, shownBy, viewLines } from './configuration-text.ts';
import { RELEASES } from './releases.ts';
import { deviceTime } from './time.ts';

/** What a session shows of itself and of the configuration. */
export interface Shows {
  readonly host: TerminalHost;
  readonly profile: Profile;
  /** What the session has typed, committed or not. */
  readonly root: ConfigurationObject;
  /** What is in effect of the view that it is in; nothing: user view. */
  readonly committed: ConfigurationObject | undefined;
}

export function display(
  action: DisplayAction,
  values: Values,
  { host, profile, root, committed }: Shows,
): Reply {
  const shown = shownBy(host, profile);
  switch (action) {
    case 'display-this':
      return { lines: viewLines(committed ?? host.running, shown) };
    case 'display-current':
      return displayCurrent(values, host, profile);
    case 'display-candidate':
      return { lines: configurationLines(root, shown) };
    case 'display-saved':
      return { lines: host.saved().flatMap(({ text }) => text.trimEnd().split('\n')) };
    case 'display-clock':
      return { lines: [deviceTime(host.clock), 'UTC'] };
    case 'display-version':
      return { lines: [...RELEASES[profile].version, upTime(host, profile)] };
    case 'display-unshown':
      return { lines: [NO_LAYOUT] };
    case 'display-startup':
      return { lines: ['MainBoard:', ...STARTUP] };
    default:
      return action satisfies never;
  }
}

/** The last line of `display version`; a device began with its lab. */
function upTime({ clock }: TerminalHost, profile: Profile): string {
  const minutes = Math.floor(clock.now / 60_000);
  const [day, hour, minute] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const days = profile === 'ne' ? `${day} day` : `${Math.floor(day / 7)} week, ${day % 7} day`;
  return `${RELEASES[profile].hardware} uptime is ${days}, ${hour} hour, ${minute} minutes`;
}

const STARTUP: readonly string[] = [
  '  Startup system software:                   null',
  '  Next startup system software:              null',
  '  Startup saved-configuration file:          flash:/vrpcfg.zip',
  '  Next startup saved-configuration file:     flash:/vrpcfg.zip',
];

/** `display current-configuration [ configuration [ TYPE [ NAME ] ] | interface [ NAME ] ]` (`reference/vrp.md` 1.7). */
function displayCurrent(values: Values, host: TerminalHost, profile: Profile): Reply {
  const { running } = host;
  const shown = shownBy(host, profile);
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const part = text('part');
  const type = text('type');
  if (part === 'interface') return { lines: interfaceLines(running, text('interface'), shown) };
  if (part === undefined || type === undefined) return { lines: configurationLines(running, shown) };
  const lines = partLines(running, type, text('key'), shown);
  return lines === undefined
    ? { lines: [`Error: The configuration type "${type}" does not exist.`], refused: true }
    : { lines };
}
