import type { Profile } from '../../../../grammars/vrp/profiles.ts';
import type { Terminal } from '../../dialect-terminal.ts';
import { decipher } from './cipher.ts';
import { configurationLines, shownBy } from './configuration-text.ts';
import { VrpPersonality } from './personality.ts';
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
    decipher,
    save: (host) => [
      {
        name: 'vrpcfg.cfg',
        text: configurationLines(host.running, shownBy(host, known(host.profile)))
          .map((line) => `${line}\n`)
          .join(''),
      },
    ],
  };
}
