import { each, optional } from '../../../text/layout/layout.ts';
import type { LayoutsByVariant } from '../../dialect-outputs.ts';

/** `setkey -DP`: a block for each entry of the kernel's SPD, no line between them (`reference/racoon.md` 1.5.4). */
export const securityPolicyLayouts: LayoutsByVariant = {
  any: {
    header: [],
    row: [
      '{source} {destination} {upper}',
      optional('\t{direction} prio {priority} {action}'),
      optional('\t{directionAlone} {actionAlone}'),
      each('processing', ['\t{request}']),
      '\tcreated: {created}  lastused: {lastUsed}',
      '\tlifetime: {zero}(s) validtime: {zeroToo}(s)',
      '\tspid={id} seq={index} pid={process}',
      '\trefcnt={one}',
    ],
    footer: [],
    empty: ['No SPD entries.'],
  },
};
