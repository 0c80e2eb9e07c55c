import type { Terminal } from '../../dialect-terminal.ts';
import { runRacoonctl } from '../../racoonctl/terminal/program.ts';
import { runningFiles } from './running-files.ts';
import { securityPolicies } from './security-policies.ts';
import { runSetkey } from './setkey.ts';

/** A host of racoon has no command line of its own: a shell, and two programs. */
export const terminal: Terminal = {
  programs: {
    racoonctl: (words, host) => runRacoonctl(words, host, 'fork'),
    setkey: runSetkey,
  },
  shellPrompt: ({ name }) => `root@${name}:~# `,
  shows: (running) => ({ securityPolicies: securityPolicies(running) }),
  // Its files hold keys in clear, and so do those that are saved.
  decipher: (text) => text,
  save: runningFiles,
};
