import type { Dialect } from '../dialect.ts';
import { adjust } from './adjust/index.ts';
import { behaviour } from './behaviour.ts';
import { detect, PROFILE } from './detect.ts';
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

/** racoon of ipsec-tools: racoon.conf, psk.txt and the commands of setkey. */
export const racoon: Dialect = {
  name: 'racoon',
  profiles: [PROFILE],
  defaultProfile: PROFILE,
  filesOfGateway: 'folder',
  rows,
  detect,
  read: (files, _profile, options = {}) => read(files, options),
  lower,
  secretsIn,
  operations,
  behaviour,
  negotiationLog,
  terminal,
  outputs,
  target: { limits, adjust, raise, write, comment: (text) => `# ${text}` },
};
