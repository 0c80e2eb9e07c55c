import type { Terminal } from '../../text/layout/read-outputs.ts';
import { dialectOutputs } from '../dialect-capture.ts';
import { hasSpi } from '../dialect-halves.ts';
import { showEvent, showSchedule } from '../racoonctl/render/events.ts';
import { ahSa, espSa, ipsecSa } from '../racoonctl/render/ipsec-sa.ts';
import { isakmpSa0, isakmpSa1, isakmpSa2 } from '../racoonctl/render/isakmp-sa.ts';

import { securityPolicy } from '../racoonctl/render/security-policy.ts';
import { status, verboseStatus } from '../racoonctl/render/status.ts';
import { jsonStatus, verboseJsonStatus } from '../racoonctl/render/status-json.ts';

/** `# racoonctl …`, `root@gw:~# …`, `west # …`: the prompt of a shell. */
const PROMPT = /^(?<device>[\w.@:~/-]{0,64}?)[ \t]?[#$%>](?:[ \t]+(?<command>\S.*))?$/;

const terminal: Terminal = {
  prompt: (line) => {
    const { groups } = PROMPT.exec(line) ?? {};
    return groups === undefined
      ? undefined
      : { device: groups['device'] ?? '', command: groups['command'] ?? '' };
  },
  pager: '--More--(?:\\(\\d+%\\))?|^\\(END\\)',
};

/** What racoonctl and setkey print. */
export const outputs = dialectOutputs({
  kinds: {
    'isakmp-sa': isakmpSa0,
    'isakmp-sa-l': isakmpSa1,
    'isakmp-sa-ll': isakmpSa2,
    'ipsec-sa': ipsecSa,
    'esp-sa': espSa,
    'ah-sa': ahSa,
    'security-policy': securityPolicy,
    // A capture of either form is read as the longer one.
    'status-v': verboseStatus,
    status,
    'status-json': jsonStatus,
    'status-json-v': verboseJsonStatus,
    event: showEvent,
    schedule: showSchedule,
  },
  terminal,
  showing: ({ ikeSas, childSas, events = [], timers = [], securityPolicies = [] }) => [
    ...(ikeSas.length > 0 ? ['isakmp-sa-ll'] : []),
    ...(childSas.some(hasSpi) ? ['ipsec-sa'] : []),
    ...(securityPolicies.length > 0 ? ['security-policy'] : []),
    ...(events.length > 0 ? ['event'] : []),
    ...(timers.length > 0 ? ['schedule'] : []),
  ],
});
