import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { Terminal } from '../../dialect-terminal.ts';
import { decipher } from './cipher.ts';
import { configurationText } from './configuration-text.ts';
import { VrpPersonality } from './personality.ts';
import { helpCoverage } from './help-coverage.ts';
import { commandsWithoutLayout } from './output-of.ts';
import { shownBeside } from './shown-beside.ts';

/** The command line of Huawei devices. */
export function terminal(known: (profile: string) => Profile): Terminal {
  return {
    open: (host) => new VrpPersonality(host, known(host.profile)),
    // A router with one board for IPsec (`reference/vrp.md` 3.1).
    processorOf: (_sa, profile) => (profile === 'ne' ? 1 : undefined),
    // It stands alone: hot standby is not simulated, and only firewalls say so (3.1).
    marksOf: (profile) => (profile === 'usg' ? ['alone'] : []),
    shows: (running, meaning, profile) => shownBeside(running, meaning, known(profile)),
    interfaceName: (index, profile) => `GigabitEthernet${/^(?:usg|ne)$/.test(profile) ? 1 : 0}/0/${index}`,
    helpCoverage: (profile) => helpCoverage(known(profile)),
    commandsWithoutLayout: (profile) => commandsWithoutLayout(known(profile)),
    decipher,
    save: (host) => [
      {
        name: 'vrpcfg.cfg',
        text: configurationText(host, known(host.profile)),
      },
    ],
  };
}
