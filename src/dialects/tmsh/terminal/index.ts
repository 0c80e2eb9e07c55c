import type { Profile } from '../../../../grammars/tmsh/schema/property.ts';
import type { Reply, Terminal, TerminalHost } from '../../dialect-terminal.ts';
import { runRacoonctl } from '../../racoonctl/terminal/program.ts';
import { decipher } from './cipher.ts';
import { helpCoverage } from './help-coverage.ts';
import { hostName, TmshPersonality } from './personality.ts';
import { issueText, versionLines } from './releases.ts';
import { savedFiles } from './saved-files.ts';

/** The command line of a BIG-IP, and its program `tmsh` for the shell beside it. */
export function terminal(known: (profile: string) => Profile): Terminal {
  return {
    open: (host) => new TmshPersonality(host, known(host.profile)),
    programs: {
      tmsh: (words, host) => runTmsh(words, host, known(host.profile)),
      racoonctl: (words, host) => runRacoonctl(words, host, 'f5'),
    },
    shellFiles: (profile) => ({ '/etc/issue': issueText(known(profile)) }),
    shellPrompt: (host) => `[root@${hostName(host)}:Active:Standalone] config # `,
    // A device has eight TMMs; which of them owns an SA looks arbitrary.
    processorOf: (sa) => (sa * 3) % 8,
    interfaceName: (index) => `vlan-${index}`,
    helpCoverage: (profile) => helpCoverage(known(profile)),
    // Of these racoonctl of a BIG-IP has not been seen (`reference/racoon.md` 6).
    commandsWithoutLayout: () => [
      'racoonctl show-sa esp',
      'racoonctl show-sa ah',
      'racoonctl show-sa ipsec',
      'racoonctl show-event',
      'racoonctl show-schedule',
    ],
    decipher,
    save: (host) => savedFiles(host, known(host.profile)),
  };
}

/** `tmsh`, `tmsh COMMAND`, `tmsh -c "COMMANDS"` (tmsh reference 1.2). */
function runTmsh(words: readonly string[], host: TerminalHost, profile: Profile): Reply {
  const options = words.findIndex((word) => !/^-[aefhmqv]$/.test(word));
  const flags = words.slice(0, options === -1 ? words.length : options);
  const rest = options === -1 ? [] : words.slice(options);
  if (flags.includes('-v')) return { lines: versionLines(profile) };
  if (rest.length === 0) return { lines: [], opened: new TmshPersonality(host, profile) };
  const [first, script = ''] = rest;
  const command = first === '-c' ? script : rest.map(asTyped).join(' ');
  return new TmshPersonality(host, profile, 'one-shot').enter(command);
}

/** A word that the shell has taken out of its quotes. */
function asTyped(word: string): string {
  return word === '' || /[\s;#]/.test(word) ? `"${word.replaceAll(/["\\]/g, String.raw`\$&`)}"` : word;
}
