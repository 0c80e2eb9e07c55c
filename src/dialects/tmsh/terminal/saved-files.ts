import { COMPONENTS } from '../../../../grammars/tmsh/table.ts';
import type { Profile } from '../../../../grammars/tmsh/schema/property.ts';
import type { SavedFile, TerminalHost } from '../../dialect-terminal.ts';
import { listLines } from './list.ts';
import { RELEASES } from './releases.ts';
import { unreadBlocks } from './unread.ts';

/** Where a device keeps what it begins with. */
export const CONFIGURATION_FOLDER = '/config/';
const FILES = ['bigip.conf', 'bigip_base.conf', 'bigip_user.conf'] as const;
type FileName = (typeof FILES)[number];

/** The file of an object by the first words of its header: as release 13.1 splits them (tmsh reference 3). */
const PLACES: readonly (readonly [header: RegExp, file: FileName])[] = [
  [/^auth /, 'bigip_user.conf'],
  [/^net (?:route|ipsec ike-(?:daemon|peer))(?: |$)/, 'bigip.conf'],
  [/^(?:net|sys|cm|cli) /, 'bigip_base.conf'],
];
function fileOf(header: string): FileName {
  return PLACES.find(([pattern]) => pattern.test(header))?.[1] ?? 'bigip.conf';
}

/** What `save sys config` writes: names in full, defaults left out. */
export function savedFiles(host: TerminalHost, profile: Profile): readonly SavedFile[] {
  const others = host.written === undefined ? [] : unreadBlocks(host.written);
  return FILES.map((name) => ({
    name,
    text: fileText(
      [
        ...objectLines(host, profile, (view) => fileOf(view) === name),
        ...others.filter((block) => fileOf(block) === name),
      ],
      profile,
    ),
  }));
}

/** All of it in one file, as `save sys config file` writes it. */
export function singleFile(host: TerminalHost, profile: Profile): string {
  const others = host.written === undefined ? [] : unreadBlocks(host.written);
  return fileText([...objectLines(host, profile, () => true), ...others], profile);
}

function objectLines(
  host: TerminalHost,
  profile: Profile,
  isWanted: (view: string) => boolean,
): readonly string[] {
  const views = new Set(COMPONENTS.map(({ name }) => name).filter(isWanted));
  return listLines(host.running, ({ view }) => views.has(view), {
    profile,
    cipher: host.cipher,
    properties: 'changed',
    only: [],
    oneLine: false,
  });
}

function fileText(lines: readonly string[], profile: Profile): string {
  return [`#TMSH-VERSION: ${RELEASES[profile].version}`, '', ...lines].map((line) => `${line}\n`).join('');
}
