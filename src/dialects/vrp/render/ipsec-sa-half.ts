import type { CapturedChildSa, Seen } from '../../../ir/captured.ts';
import type { SaHalf } from '../../../ir/result.ts';
import { dateTime, hexadecimal, integer, maskable, vocabulary } from '../../../text/layout/codecs.ts';
import { ageCell, cell, type Cell, dateCell, type Form, merge } from '../../../text/layout/form.ts';
import { halfCell } from '../../dialect-halves.ts';
import { proposalWords, proposalWordsOfNe } from './suite-words.ts';

/** One direction, with what its lines say of both. `left`: kilobytes that may still be sent. */
export interface HalfRow {
  readonly half?: Seen<SaHalf>;
  readonly child?: CapturedChildSa;
  readonly left?: number;
  /** NE routers count directions. */
  readonly number?: number;
}
export const KILOBYTE = 1024;

/** What is left of the limit of a direction; `unit`: bytes in one of what is printed. */
function leftCell(unit: number, unlimited: string): Cell<HalfRow> {
  return {
    pattern: String.raw`\d+|--`,
    print: ({ half, child }) => {
      const limit = child?.hardKilobytes;
      if (limit === undefined) return undefined;
      if (limit === 0) return unlimited;
      const used = Math.floor((half?.bytes ?? 0) / unit);
      return String(Math.max(0, Math.floor((limit * KILOBYTE) / unit) - used));
    },
    read: (text) => (/^\d{1,15}$/.test(text) ? { left: (Number(text) * unit) / KILOBYTE } : { left: 0 }),
  };
}

const spi = (half: Seen<SaHalf>): number | undefined => half.spi;
const putSpi = (value: number): Seen<SaHalf> => ({ spi: value });
const sequence = ({ sequenceNumber }: Seen<SaHalf>): number | undefined => sequenceNumber;

const YES_NO = vocabulary({ N: false, Y: true } as const);

/** The cells of a direction. */
export const halfForm: Form<HalfRow> = {
  cells: {
    protocol: halfCell(
      vocabulary({ ESP: 'esp', AH: 'ah', IPCOMP: 'ipcomp' } as const),
      ({ protocol }) => protocol,
      (protocol) => ({ protocol }),
    ),
    spi: halfCell(maskable(integer), spi, putSpi),
    spiHexadecimal: halfCell(hexadecimal(), spi, putSpi),
    proposal: halfCell(
      proposalWords,
      (half) => half,
      (suite) => suite,
    ),
    proposalOfNe: halfCell(
      proposalWordsOfNe,
      (half) => half,
      (suite) => suite,
    ),
    kilobytes: leftCell(KILOBYTE, '0'),
    kilobytesOrNone: leftCell(KILOBYTE, '--'),
    bytesLeft: leftCell(1, '0'),
    seconds: ageCell<HalfRow>(
      integer,
      'left',
      ({ child }) => child?.hardExpires,
      (hardExpires) => ({ child: { hardExpires } }),
    ),
    sequenceNumber: halfCell(integer, sequence, (sequenceNumber) => ({ sequenceNumber })),
    // A USG prints the number of the next packet.
    nextNumber: halfCell(
      integer,
      (half) => (half.sequenceNumber === undefined ? undefined : half.sequenceNumber + 1),
      (next) => ({ sequenceNumber: Math.max(0, next - 1) }),
    ),
    udp: cell<HalfRow, boolean>(
      YES_NO,
      ({ child }) => child?.udpEncapsulation,
      (udpEncapsulation) => ({ child: { udpEncapsulation } }),
    ),
    packets: halfCell(
      integer,
      ({ packets }) => packets,
      (packets) => ({ packets }),
    ),
    bytes: halfCell(
      integer,
      ({ bytes }) => bytes,
      (bytes) => ({ bytes }),
    ),
    antiReplay: {
      pattern: 'Enable|Disable',
      print: ({ half }) =>
        half?.replayWindow === undefined ? undefined : half.replayWindow > 0 ? 'Enable' : 'Disable',
      read: (text) => (/^d/i.test(text) ? { half: { replayWindow: 0 } } : {}),
    },
    replayWindow: halfCell(
      integer,
      ({ replayWindow }) => (replayWindow === 0 ? undefined : replayWindow),
      (replayWindow) => ({ replayWindow }),
    ),
    established: dateCell<HalfRow>(
      dateTime(),
      ({ child }) => child?.created,
      (created) => ({ child: { created } }),
    ),
    number: { print: ({ number }) => number?.toString(), read: () => ({}) },
  },
};

/** Where a total stands above the directions, it is the first one's. */
export function withTotals(halves: readonly HalfRow[] = []): readonly HalfRow[] {
  const totals = halves.filter(({ half }) => half?.protocol === undefined);
  const [first, ...others] = halves.filter(({ half }) => half?.protocol !== undefined);
  return first === undefined ? [] : [totals.reduceRight((sum, total) => merge(total, sum), first), ...others];
}

/**
 * The limit of both directions, in whole kilobytes: outputs say what is left. Those that count packets say how much
 * is gone.
 */
export function limitOf(halves: readonly HalfRow[]): number | undefined {
  const limits = halves.flatMap(({ left, half }) =>
    left === undefined
      ? []
      : left === 0
        ? [0]
        : [Math.ceil(left) + Math.floor((half?.bytes ?? 0) / KILOBYTE)],
  );
  return limits.length === 0 ? undefined : Math.max(...limits);
}

/** What is gone of whole kilobytes was sent or received, where nothing else says how much. */
export function halfOf({ half = {}, left }: HalfRow, limit: number | undefined): Seen<SaHalf> {
  if (half.bytes !== undefined || left === undefined || limit === undefined || Number.isInteger(left))
    return half;
  return { ...half, bytes: Math.round((limit - left) * KILOBYTE) };
}
