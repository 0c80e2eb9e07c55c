import type { LayoutsByVariant } from '../../dialect-outputs.ts';

/** NE routers print it for IPv6, then for IPv4; their family has a mark behind each number of the first. */
function ofFamily(mark: '6' | '', reasons: Readonly<Record<string, string>>): readonly string[] {
  const detail = Object.entries(reasons).map(
    ([label, name]) => `  ${label}: {${mark === '' ? name : 'zero'}}`,
  );
  return [
    'Current system time: {time}',
    `input/output security packets: {packetsIn${mark}}/{packetsOut${mark}}`,
    `input/output security bytes: {bytesIn${mark}}/{bytesOut${mark}}`,
    `input/output dropped security packets: ${mark === '' ? '{droppedIn}/{overLimit}' : '{zero}/{zeroToo}'}`,
    'dropped security packet detail:',
    ...detail,
    'the normal packet statistics:',
    'input/output dropped normal packets: {zero}/{zeroToo}',
  ];
}
const REASONS_OF_NE = {
  'memory process problem': 'zero',
  "can't find SA": 'noSa',
  'queue is full': 'zero',
  'authentication is failed': 'authentication',
  'wrong length': 'malformed',
  'replay packet': 'replay',
  'too long packet': 'zero',
  'invalid SA': 'wrongSa',
  'policy deny': 'policy',
} as const;

/** `display ipsec statistics` of AR routers, switches and firewalls, and of NE routers (`reference/vrp.md` 3.8). */
export const ipsecStatisticsLayouts: LayoutsByVariant = {
  any: {
    header: [' IPSec statistics information:'],
    row: [
      ' Number of IPSec tunnels: {tunnels}',
      ' Number of standby IPSec tunnels: {standby} ',
      ' the security packet statistics:',
      '   input/output security packets: {packetsIn}/{packetsOut}',
      '   input/output security bytes: {bytesIn}/{bytesOut}',
      '   input/output dropped security packets: {droppedIn}/{droppedOut}',
      '   the encrypt packet statistics:',
      '     send chip: {sentToChip}, recv chip: {receivedFromChip}, send err: {zero}',
      '     local cpu: {atLocalCpu}, other cpu: {zero}, recv other cpu: {zeroToo}',
      '     intact packet: {intact}, first slice: {zero}, after slice: {zeroToo}',
      '   the decrypt packet statistics:',
      '     send chip: {sentToChipIn}, recv chip: {receivedFromChipIn}, send err: {zero}',
      '     local cpu: {atLocalCpuIn}, other cpu: {zero}, recv other cpu: {zeroToo}',
      '     reass  first slice: {zero}, after slice: {zeroToo}',
      '   dropped security packet detail:',
      '     can not find SA: {noSa}, wrong SA: {wrongSa}',
      '     authentication: {authentication}, replay: {replay}',
      '     front recheck: {policy}, after recheck: {zero}',
      '     change cpu enc: {zero}, dec change cpu: {zeroToo}',
      '     fib search: {zero}, output l3: {zeroToo}',
      '     flow err: {zero}, slice err: {malformed}, byte limit: {byteLimit}',
      '   negotiate about packet statistics:',
      '     IKE fwd packet ok: {forwarded}, err: {zero}',
      '     IKE ctrl packet inbound ok: {received}, outbound ok: {sent}',
      '     SoftExpr: {softExpiries}, HardExpr: {hardExpiries}, DPDOper: {dpd}',
      '     trigger ok: {triggers}, switch sa: {zero}, sync sa: {zeroToo}',
      '     recv IKE nat keepalive: {natKeepalives}, IKE input: {zero}',
    ],
    footer: [],
  },
  ne: {
    header: [],
    row: [...ofFamily('6', REASONS_OF_NE), '', ...ofFamily('', REASONS_OF_NE)],
    footer: [],
  },
};
