import { optional } from '../../../text/layout/layout.ts';
import type { LayoutsByVariant } from '../../dialect-outputs.ts';

/**
 * `racoonctl show-sa esp|ah|ipsec`, and `setkey -D`: each direction by itself, no line between them
 * (`reference/racoon.md` 1.5.3). A long key goes on in a line of its own.
 */
export const ipsecSaLayouts: LayoutsByVariant = {
  any: {
    header: [],
    row: [
      '{source} {destination} ',
      '\t{protocol} mode={mode} spi={spi}(0x{spiHexadecimal}) reqid={request}(0x{requestHexadecimal})',
      optional('\tNAT OA={original}'),
      optional('\tE: {cipher} {cipherKey}'),
      optional('{cipherKeyMore}'),
      optional('\tA: {hash} {hashKey}'),
      optional('{hashKeyMore}'),
      '\t{compression?}seq=0x{sequenceNumber} replay={replayWindow} flags=0x{flags} state={state} ',
      '\tcreated: {created}\tcurrent: {current}',
      '\tdiff: {age}(s)\thard: {hardSeconds}(s)\tsoft: {softSeconds}(s)',
      '\tlast: {lastUsed}\thard: {zero}(s)\tsoft: {zeroToo}(s)',
      '\tcurrent: {bytes}(bytes)\thard: {hardBytes}(bytes)\tsoft: {softBytes}(bytes)',
      '\tallocated: {packets}\thard: {zero}\tsoft: {zeroToo}',
      '\tsadb_seq={index} pid={process} refcnt={zeroToo}',
    ],
    footer: [],
    empty: ['No SAD entries.'],
    also: [
      '\tsecurity context doi: {ignored}',
      '\tsecurity context algorithm: {ignored}',
      '\tsecurity context length: {ignored}',
      '\tsecurity context: {ignored}',
    ],
  },
};
