import type { Captured, Moment } from '../../ir/captured.ts';
import { dateOf } from '../../text/layout/codecs.ts';
import type { Terminal } from '../../text/layout/read-outputs.ts';
import { dialectOutputs } from '../dialect-capture.ts';
import { errorInfo, historyRecord, offlineInfo } from './render/histories.ts';
import { ikeSa } from './render/ike-sa.ts';
import { ikeSaVerbose } from './render/ike-sa-verbose.ts';
import { ikeErrorStatistics, ikeStatistics } from './render/ike-statistics.ts';
import { ipsecStatistics } from './render/ipsec-statistics.ts';
import { ikePeer, ikePeerBrief, ikeProposal } from './render/ike-configuration.ts';
import {
  ipsecPolicy,
  ipsecPolicyBrief,
  ipsecProfile,
  ipsecProposal,
  ipsecProposalBrief,
  ipsecTemplate,
} from './render/ipsec-configuration.ts';
import { ipsecSaBrief } from './render/ipsec-sa-brief.ts';
import { ipsecSa } from './render/ipsec-sa.ts';
import { ikeSettings, ipsecSaDuration } from './render/settings.ts';
import { hasSpi } from '../dialect-halves.ts';

/** `<Huawei>`, `[~HUAWEI-ike-peer-x]`, `HRP_M[FW]`, a command behind it (`reference/vrp.md` 1.1). */
const PROMPT =
  /^[ \t]*(?<device>(?:HRP_[MS])?(?:<[^\s<>]{1,128} ?>|\[[~*]?[^\s[\]]{1,128}\]))[ \t]*(?<command>.*)$/;
/** `2026-03-14 09:26:53.590`, `11:01:45  2014/07/08` (1.7). */
const STAMP =
  /^\s*(?:(\d{4})[-/](\d\d)[-/](\d\d)\s+(\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d*(?:\s*[-+]\d\d:\d\d)?|(\d\d:\d\d:\d\d)\s+(\d{4})\/(\d\d)\/(\d\d))\s*$/;

const terminal: Terminal = {
  prompt: (line) => {
    const { device = '', command = '' } = PROMPT.exec(line)?.groups ?? {};
    return device === '' ? undefined : { device: device.replaceAll(/[^\w.:/-]/g, ''), command };
  },
  stamp: (line) => {
    const match = STAMP.exec(line);
    if (match === null) return undefined;
    const [, year = match[6], month = match[7], day = match[8], time = match[5]] = match;
    return dateOf(`${year}-${month}-${day}T${time}Z`);
  },
  pager: String.raw`---- ?More ?----`,
};

/** USG and NE print the time before an output, AR does not (1.7). */
function* stampOf(profile: string, { epoch, now, isEstimated }: Moment): Generator<string, void> {
  if ((profile !== 'usg' && profile !== 'ne') || epoch === undefined) return;
  if (now === undefined || isEstimated === true) return;
  yield `${new Date(epoch + now).toISOString().replace('T', ' ').slice(0, -1)} `;
}

/** What VRP devices answer. */
export const outputs = dialectOutputs({
  kinds: {
    'ike-sa': ikeSa,
    'ike-sa-verbose': ikeSaVerbose,
    'ipsec-sa': ipsecSa,
    'ipsec-sa-brief': ipsecSaBrief,
    'ipsec-sa-duration': ipsecSaDuration,
    'offline-info': offlineInfo,
    'offline-record': historyRecord,
    'error-info': errorInfo,
    'ike-statistics': ikeStatistics,
    'ike-statistics-error': ikeErrorStatistics,
    'ipsec-statistics': ipsecStatistics,
    'ike-proposal': ikeProposal,
    'ike-peer': ikePeer,
    'ike-peer-brief': ikePeerBrief,
    'ipsec-proposal': ipsecProposal,
    'ipsec-proposal-brief': ipsecProposalBrief,
    'ipsec-policy': ipsecPolicy,
    'ipsec-policy-brief': ipsecPolicyBrief,
    'ipsec-policy-template': ipsecTemplate,
    'ipsec-profile': ipsecProfile,
    'ike-settings': ikeSettings,
  },
  terminal,
  before: stampOf,
  showing,
});

function showing({ ikeSas, childSas, ...captured }: Captured): readonly string[] {
  const shows: readonly (readonly [name: string, list: readonly unknown[] | undefined])[] = [
    ['ike-sa', [...ikeSas, ...childSas]],
    ['ipsec-sa', childSas.filter(hasSpi)],
    ['offline-info', captured.offlineLog],
    ['error-info', captured.failureLog],
    ['ipsec-statistics', captured.statistics?.traffic],
    ['ike-statistics', captured.statistics?.messages === undefined ? [] : [captured.statistics.messages]],
    ['ike-proposal', captured.ikeProposals],
    ['ike-peer', captured.peers],
    ['ipsec-proposal', captured.ipsecProposals],
    ['ipsec-policy', captured.policies],
  ];
  return shows.flatMap(([name, list = []]) => (list.length > 0 ? [name] : []));
}
