import { PROFILES, type Profile } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';
import type { Dialect } from '../dialect.ts';
import { detect } from './detect.ts';
import { lower } from './lower/index.ts';
import { read } from './read.ts';
import { secretsIn } from './secrets.ts';

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
  read: (files, profile) => read(files, known(profile)),
  lower: (document, profile) => lower(document, known(profile)),
  secretsIn,
};

function known(profile: string): Profile {
  const found = PROFILES.find((candidate) => candidate === profile);
  if (found === undefined) throw new Error(`no such profile of vrp: ${profile}`);
  return found;
}
