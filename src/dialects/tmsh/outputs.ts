import type { Terminal } from '../../text/layout/read-outputs.ts';
import { dialectOutputs } from '../dialect-capture.ts';
import { hasSpi } from '../dialect-halves.ts';
import { isakmpSaOfBigIp } from '../racoonctl/render/isakmp-sa.ts';
import { ikeSa, ikeSaBrief } from './render/ike-sa.ts';
import { ikeEventStat, ikeMessageStat, ipsecStat } from './render/statistics.ts';
import { ipsecSa, ipsecSaBrief } from './render/ipsec-sa.ts';

/** `root@(bigip1)(cfg-sync Standalone)(Active)(/Common)(tmos)# …`, and the prompts of bash on the same device. */
const PROMPT =
  /^(?<device>\S{0,128}?\(tmos(?:\.[\w.-]+)*\)|\[[^\]]{1,128}\] ?~?|[\w.@:~/-]{0,64})[ \t]?[#$](?:[ \t]+(?<command>\S.*))?$/;

const terminal: Terminal = {
  prompt: (line) => {
    const { groups } = PROMPT.exec(line) ?? {};
    if (groups === undefined) return undefined;
    return { device: groups['device'] ?? '', command: groups['command'] ?? '' };
  },
  pager: String.raw`---\(less \d+%\)---|^\(END\)$|--More--`,
};

/** What tmsh prints, and racoonctl on a BIG-IP: those of IKEv1 are seen there alone (`reference/tmsh.md` 4.1). */
export const outputs = dialectOutputs({
  kinds: {
    'ike-sa': ikeSa,
    'ike-sa-brief': ikeSaBrief,
    'ipsec-sa': ipsecSa,
    'ipsec-sa-brief': ipsecSaBrief,
    'isakmp-sa': isakmpSaOfBigIp,
    'ipsec-stat': ipsecStat,
    'ike-evt-stat': ikeEventStat,
    'ike-msg-stat': ikeMessageStat,
  },
  terminal,
  showing: ({ ikeSas, childSas, statistics = {} }) => [
    ...(ikeSas.some(({ version }) => version === 'ikev1') ? ['isakmp-sa'] : []),
    ...(ikeSas.some(({ version }) => version !== 'ikev1') ? ['ike-sa'] : []),
    ...(childSas.some(hasSpi) ? ['ipsec-sa'] : []),
    ...(statistics.traffic === undefined ? [] : ['ipsec-stat']),
    ...(statistics.ikeSas === undefined ? [] : ['ike-evt-stat']),
    ...(statistics.messages === undefined ? [] : ['ike-msg-stat']),
  ],
});
