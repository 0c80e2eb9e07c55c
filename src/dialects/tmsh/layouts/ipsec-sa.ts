import { optional } from '../../../text/layout/layout.ts';
import type { LayoutsByVariant } from '../../dialect-outputs.ts';

const TITLE = ['IPsec::SecurityAssociations'];
const EMPTY = [...TITLE, 'Total records returned: {count}'];

/** `show net ipsec ipsec-sa all-properties` (`reference/tmsh.md` 4.3): each direction by itself. */
export const ipsecSaLayouts: LayoutsByVariant = {
  any: {
    header: TITLE,
    row: [
      '{source?} -> {destination?}',
      '-'.repeat(100),
      '  tmm: {processor}',
      '  Direction: {direction};  SPI: 0x{spiHexadecimal}({spi});  Policy ID: 0x{policyHexadecimal}({policy})',
      '  Protocol: {protocol};  Mode: {mode};  State: {state}',
      optional('  Authenticated Encryption : {combined}'),
      // Not captured anywhere.
      optional('  Authentication : {integrity}'),
      optional('  Encryption : {encryption}'),
      '  Current Usage: {bytes} bytes',
      '  Hard lifetime: {hardSeconds} seconds; {hardBytes} bytes',
      '  Soft lifetime: {softSeconds} seconds; {softBytes} bytes',
      '  Replay window size: {replayWindow}',
      '  Last use: {lastUsed}{^100}Create:  {created}',
    ],
    between: [''],
    footer: ['', 'Total records returned: {count}'],
    empty: EMPTY,
    // Older releases.
    also: ['Direction: {a}; SPI: 0x{b}({c}); ReqID: 0x{d}({e})'],
  },
};

/** Without `all-properties`. */
export const ipsecSaBriefLayouts: LayoutsByVariant = {
  any: {
    header: TITLE,
    row: ['{source} -> {destination}   SPI(0x{spiHexadecimal}) {direction} {protocol} (tmm: {processor})'],
    footer: [],
    empty: EMPTY,
  },
};
