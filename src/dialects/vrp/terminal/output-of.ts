import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import { operationLanguage } from '../../../../grammars/vrp/operations/table.ts';
import type { UnderstoodCommand } from '../../dialect-operations.ts';
import { unshownLines } from './commands.ts';

/** By command the output that shows what it asks, and by the words that ask for another form of it. */
const OUTPUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  displayIkeSa: { '': 'ike-sa', verbose: 'ike-sa-verbose' },
  displayIpsecSa: { '': 'ipsec-sa', brief: 'ipsec-sa-brief', duration: 'ipsec-sa-duration' },
  displayOfflineLog: { '': 'offline-info' },
  displayOfflineRecord: { '': 'offline-record' },
  displayIkePeer: { '': 'ike-peer', brief: 'ike-peer-brief' },
  displayIkeProposal: { '': 'ike-proposal' },
  displayIpsecProposal: { '': 'ipsec-proposal', brief: 'ipsec-proposal-brief' },
  displayIpsecPolicy: { '': 'ipsec-policy', brief: 'ipsec-policy-brief' },
  displayIpsecTemplate: { '': 'ipsec-policy-template', brief: 'ipsec-policy-brief' },
  displayIpsecProfile: { '': 'ipsec-profile' },
  displayIkeStatistics: { '': 'ike-statistics' },
  displayIkev2Statistics: { error: 'ike-statistics-error', packet: 'ike-statistics' },
  displayIkeSettings: { '': 'ike-settings' },
  displayIpsecStatistics: { '': 'ipsec-statistics' },
  displayFailureLog: { '': 'error-info', verbose: 'error-info' },
};

/** Parts of a command that its other parts have a layout for. */
const UNSHOWN_PARTS: Readonly<Record<string, readonly string[]>> = {
  displayIkev2Statistics: ['notify-info', 'sa'],
};

/** The commands of a device that show SAs or their configuration in a layout that nobody knows. */
export function commandsWithoutLayout(profile: Profile): readonly string[] {
  const displays = operationLanguage
    .linesOf('any', profile)
    .filter(({ line: { text, row } }) => text.startsWith('display ') && row.slot !== 'other')
    .flatMap(({ line: { text, row } }) => {
      const name = commandName(text);
      if (row.slot in OUTPUTS) return (UNSHOWN_PARTS[row.slot] ?? []).map((part) => `${name} ${part}`);
      return OF_SESSION.has(row.slot) ? [] : [name];
    });
  return [...new Set([...displays, ...unshownLines(profile).map(commandName)])].toSorted();
}

/** These the session shows itself. */
const OF_SESSION: ReadonlySet<string> = new Set(['displayCurrent', 'displaySaved', 'displayThis']);

/** The words in front of what is optional, chosen or filled in. */
function commandName(line: string): string {
  return line.split(/ [{[<]/, 1)[0] ?? line;
}

export function outputOf({ command, values }: UnderstoodCommand): string | undefined {
  const outputs = OUTPUTS[command] ?? {};
  const words = [values['detail'] ?? [], values['form'] ?? [], values['part'] ?? []].flat();
  return words.flatMap((word) => outputs[word] ?? [])[0] ?? outputs[''];
}
