import type { Profile } from '../../../../grammars/tmsh/schema/property.ts';
import type { SavedFile, TerminalHost } from '../../dialect-terminal.ts';
import { listLines } from './list.ts';
import { RELEASES } from './releases.ts';
import { unreadBlocks } from './unread.ts';

/** What `save sys config` writes: names in full, defaults left out (tmsh reference 3). */
export function savedFiles(host: TerminalHost, profile: Profile): readonly SavedFile[] {
  const lines = listLines(host.running, () => true, {
    profile,
    cipher: host.cipher,
    properties: 'changed',
    only: [],
    oneLine: false,
  });
  const others = host.written === undefined ? [] : unreadBlocks(host.written);
  const text = [`#TMSH-VERSION: ${RELEASES[profile].version}`, '', ...lines, ...others]
    .map((line) => `${line}\n`)
    .join('');
  return [{ name: 'bigip.conf', text }];
}
