import type { Seen } from '../../../ir/captured.ts';
import type { SaHalf } from '../../../ir/result.ts';
import type { Address } from '../../../ir/scalars.ts';
import { address, integer, maskable, vocabulary } from '../../../text/layout/codecs.ts';
import { cell, type Cell, type Form } from '../../../text/layout/form.ts';
import type { Gathering } from '../../dialect-gathering.ts';
import { halfCell, halvesOf, pairHalves, withDirections } from '../../dialect-halves.ts';
import { outputKind, type Shown } from '../../dialect-outputs.ts';
import { ipsecSaBriefLayouts } from '../layouts/ipsec-sa.ts';
import { algorithms, algorithmsOfNe, algorithmsOfOldUsg } from './suite-words.ts';

/** One direction. */
interface Row {
  readonly source?: Address;
  readonly destination?: Address;
  readonly half?: Seen<SaHalf>;
  readonly vrf?: string;
}

function suiteCell(words: typeof algorithms): Cell<Row> {
  return halfCell(
    words,
    (half) => half,
    (suite) => suite,
  );
}

const form: Form<Row> = {
  cells: {
    source: cell(
      address,
      ({ source }) => source,
      (source) => ({ source }),
    ),
    destination: cell(
      address,
      ({ destination }) => destination,
      (destination) => ({ destination }),
    ),
    spi: halfCell(
      { ...maskable(integer), pattern: String.raw`\d+` },
      ({ spi }) => spi,
      (spi) => ({ spi }),
    ),
    protocol: halfCell(
      vocabulary({ ESP: 'esp', AH: 'ah', IPCOMP: 'ipcomp' } as const),
      ({ protocol }) => protocol,
      (protocol) => ({ protocol }),
    ),
    algorithms: suiteCell(algorithms),
    algorithmsOfNe: suiteCell(algorithmsOfNe),
    algorithmsOfOldUsg: suiteCell(algorithmsOfOldUsg),
    vpn: { print: ({ vrf }) => vrf, read: (vrf) => ({ vrf }) },
    dash: { print: ({ vrf }) => vrf ?? '-', read: (text) => (text === '-' ? {} : { vrf: text }) },
  },
};

function* rows({ childSas }: Shown): Generator<Row, void> {
  for (const sa of childSas) {
    for (const { source, destination, half } of halvesOf(sa, ['out', 'in'])) {
      if (half.spi === undefined) continue;
      yield {
        half,
        ...(source.address === undefined ? {} : { source: source.address }),
        ...(destination.address === undefined ? {} : { destination: destination.address }),
        ...(sa.vrf === undefined ? {} : { vrf: sa.vrf }),
      };
    }
  }
}

function gather(read: readonly Row[], gathering: Gathering): void {
  const halves = read.map(({ source, destination, half = {}, vrf }) => ({
    source: source === undefined ? {} : { address: source },
    destination: destination === undefined ? {} : { address: destination },
    half,
    child: vrf === undefined ? {} : { vrf },
  }));
  const assume = (local: string): void => gathering.assumeLocal(local);
  const directed = withDirections(halves, gathering.remotes(), 'out', assume);
  for (const child of pairHalves(directed)) gathering.addChildSa(child);
}

/** `display ipsec sa brief` (`reference/vrp.md` 3.5). */
export const ipsecSaBrief = outputKind<Row>({
  layouts: ipsecSaBriefLayouts,
  form,
  empty: {},
  rows,
  summary: ({ counts }) => ({ total: String(counts.halves), tunnels: String(Math.ceil(counts.halves / 2)) }),
  gather,
});
