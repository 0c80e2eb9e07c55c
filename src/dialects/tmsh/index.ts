import { PROFILES, type Profile } from '../../../grammars/tmsh/schema/property.ts';
import type { Dialect } from '../dialect.ts';
import { adjust } from './adjust/index.ts';
import { behaviour } from './behaviour.ts';
import { change } from './change.ts';
import { detect } from './detect.ts';
import { limits } from './limits.ts';
import { lower } from './lower/index.ts';
import { operations } from './operations/index.ts';
import { outputs } from './outputs.ts';
import { negotiationLog } from './negotiation-log.ts';
import { raise } from './raise/index.ts';
import { read } from './read.ts';
import { rows } from './rows.ts';
import { secretsIn } from './secrets.ts';
import { terminal } from './terminal/index.ts';
import { write } from './write.ts';

/** F5 BIG-IP, as its configuration files and tmsh print it. */
export const tmsh: Dialect = {
  name: 'tmsh',
  profiles: PROFILES,
  defaultProfile: '16',
  filesOfGateway: 'folder',
  folderOfParts: 'partitions',
  rows,
  detect,
  read: (files, profile) => read(files, known(profile)),
  lower,
  secretsIn,
  operations,
  terminal: terminal(known),
  behaviour,
  negotiationLog,
  outputs,
  target: {
    layouts: ['blocks', 'commands'],
    limits,
    adjust,
    raise,
    write,
    change,
    comment: (text) => `# ${text}`,
  },
};

function known(profile: string): Profile {
  const found = PROFILES.find((candidate) => candidate === profile);
  if (found === undefined) throw new Error(`no such profile of tmsh: ${profile}`);
  return found;
}
