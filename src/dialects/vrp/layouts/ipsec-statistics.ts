import type { LayoutsByVariant } from '../../dialect-outputs.ts';

/** `display ipsec statistics` of AR routers, switches and firewalls (`reference/vrp.md` 3.8). */
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
};
