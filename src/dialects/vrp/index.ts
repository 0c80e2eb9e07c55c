import { PROFILES, type Profile } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';
import type { Dialect } from '../dialect.ts';
import { adjust } from './adjust/index.ts';
import { behaviour } from './behaviour.ts';
import { change } from './change.ts';
import { detect } from './detect.ts';
import { limits } from './limits.ts';
import { lower } from './lower/index.ts';
import { operations } from './operations/index.ts';
import { negotiationLog } from './negotiation-log.ts';
import { raise } from './raise/index.ts';
import { outputs } from './outputs.ts';
import { packagedAlgorithms } from './packaged-algorithms.ts';
import { read } from './read.ts';
import { secretsIn } from './secrets.ts';
import { terminal } from './terminal/index.ts';
import { write } from './write.ts';

/** Huawei VRP. */
export const vrp: Dialect = {
  name: 'vrp',
  profiles: PROFILES,
  defaultProfile: 'ar',
  filesOfGateway: 'one',
  rows: table.rows.map(({ line, options: { unread } }) =>
    unread === undefined ? { line } : { line, unread },
  ),
  detect,
  read: (files, profile, { syntax = 'lenient' } = {}) => read(files, known(profile), syntax),
  lower: (document, profile, extent) => lower(document, known(profile), extent),
  secretsIn,
  packagedAlgorithms,
  terminal: terminal(known),
  outputs,
  behaviour,
  negotiationLog,
  operations,
  target: {
    limits,
    adjust,
    raise: (gateway, origins, profile, style) => raise(gateway, origins, known(profile), style),
    write: (raised, profile) => write(raised, known(profile)),
    change: (standing, from, to, profile) => change(standing, from, to, known(profile)),
    comment: (text) => `# ${text}`,
  },
};

function known(profile: string): Profile {
  const found = PROFILES.find((candidate) => candidate === profile);
  if (found === undefined) throw new Error(`no such profile of vrp: ${profile}`);
  return found;
}
