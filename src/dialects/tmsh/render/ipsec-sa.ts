import type { CapturedChildSa, Seen } from '../../../ir/captured.ts';
import { ENCRYPTION } from '../../../ir/algorithms.ts';
import type { SaHalf, Time } from '../../../ir/result.ts';
import type { Address, EncryptionTransform, IntegrityTransform } from '../../../ir/scalars.ts';
import { address, dateOf, hexadecimal, integer, maskable, vocabulary } from '../../../text/layout/codecs.ts';
import { ageCell, cell, type Cell, type Codec, dateCell, type Form } from '../../../text/layout/form.ts';
import type { Gathering } from '../../dialect-gathering.ts';
import { type DirectedHalf, halfCell, halvesOf, pairHalves } from '../../dialect-halves.ts';
import { PF_KEY_SHOWN_AS, PF_KEY_STATES } from '../../dialect-pf-key.ts';
import { outputKind, type Shown } from '../../dialect-outputs.ts';
import { ipsecSaBriefLayouts, ipsecSaLayouts } from '../layouts/ipsec-sa.ts';
import { ESP_ENCRYPTION, IPSEC_INTEGRITY } from '../words.ts';

/** One direction. */
interface Row {
  readonly source?: Address;
  readonly destination?: Address;
  readonly direction?: 'in' | 'out';
  readonly half?: Seen<SaHalf>;
  readonly child?: DirectedHalf['child'];
}

/** `06/13/2024:04:40`. */
const minutes: Codec<number> = {
  pattern: String.raw`\d\d/\d\d/\d{4}:\d\d:\d\d|\w+`,
  print: (date) => {
    const [, year, month, day, time] =
      /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(new Date(date).toISOString()) ?? [];
    return `${month}/${day}/${year}:${time}`;
  },
  read: (text) => {
    const [, month, day, year, time] = /^(\d\d)\/(\d\d)\/(\d{4}):(\d\d:\d\d)$/.exec(text) ?? [];
    return year === undefined ? undefined : dateOf(`${year}-${month}-${day}T${time}Z`);
  },
};

/** Bytes left to send; kilobytes of 1024. */
const bytesLeft: Codec<number> = {
  pattern: String.raw`\w+`,
  print: (kilobytes) => (kilobytes === 0 ? 'unlimited' : String(kilobytes * KILOBYTE)),
  read: (text) =>
    text === 'unlimited' ? 0 : /^\d{1,18}$/.test(text) ? Math.ceil(Number(text) / KILOBYTE) : undefined,
};
const KILOBYTE = 1024;

function childCell<Value>(
  codec: Codec<Value>,
  get: (child: CapturedChildSa) => Value | undefined,
  put: (value: Value) => DirectedHalf['child'],
): Cell<Row> {
  return cell<Row, Value>(
    codec,
    ({ child }) => (child === undefined ? undefined : get(child)),
    (value) => ({ child: put(value) }),
  );
}
function secondsCell(
  get: (child: CapturedChildSa) => Time | undefined,
  put: (time: Time) => DirectedHalf['child'],
): Cell<Row> {
  return ageCell<Row>(
    maskable(integer),
    'left',
    ({ child }) => (child === undefined ? undefined : get(child)),
    (time) => ({ child: put(time) }),
  );
}

const requestId = ({ requestId: id }: Seen<SaHalf>): number | undefined => id;
const spi = (half: Seen<SaHalf>): number | undefined => half.spi;

function isCombined({ encryption }: Seen<SaHalf>): boolean {
  return encryption?.name !== undefined && ENCRYPTION[encryption.name].combined;
}

const ENCRYPTION_WORDS = vocabulary<Seen<EncryptionTransform>>(ESP_ENCRYPTION, String.raw`\S+`);

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
    processor: childCell(
      integer,
      ({ processor }) => processor,
      (processor) => ({ processor }),
    ),
    direction: cell<Row, 'in' | 'out'>(
      vocabulary({ in: 'in', out: 'out' } as const),
      ({ direction }) => direction,
      (direction) => ({ direction }),
    ),
    spi: halfCell(maskable(integer), spi, (value) => ({ spi: value })),
    spiHexadecimal: halfCell(hexadecimal(), spi, (value) => ({ spi: value })),
    policy: halfCell(maskable(integer), requestId, (value) => ({ requestId: value })),
    policyHexadecimal: halfCell(hexadecimal(), requestId, (value) => ({ requestId: value })),
    protocol: halfCell(
      vocabulary({ esp: 'esp', ah: 'ah', ipcomp: 'ipcomp' } as const),
      ({ protocol }) => protocol,
      (protocol) => ({ protocol }),
    ),
    mode: childCell(
      vocabulary({ tunnel: 'tunnel', transport: 'transport' } as const),
      ({ mode }) => mode,
      (mode) => ({ mode }),
    ),
    state: halfCell(
      vocabulary(PF_KEY_STATES),
      ({ state }) => (state === undefined ? undefined : (PF_KEY_SHOWN_AS[state] ?? state)),
      (state) => ({ state }),
    ),
    combined: halfCell(
      ENCRYPTION_WORDS,
      (half) => (isCombined(half) ? half.encryption : undefined),
      (encryption) => ({ encryption }),
    ),
    integrity: halfCell(
      vocabulary<Seen<IntegrityTransform>>(IPSEC_INTEGRITY, String.raw`\S+`),
      (half) => (isCombined(half) ? undefined : half.integrity),
      (integrity) => ({ integrity }),
    ),
    encryption: halfCell(
      ENCRYPTION_WORDS,
      (half) => (isCombined(half) ? undefined : half.encryption),
      (encryption) => ({ encryption }),
    ),
    bytes: halfCell(
      maskable(integer),
      ({ bytes }) => bytes,
      (bytes) => ({ bytes }),
    ),
    hardSeconds: secondsCell(
      ({ hardExpires }) => hardExpires,
      (hardExpires) => ({ hardExpires }),
    ),
    softSeconds: secondsCell(
      ({ softExpires }) => softExpires,
      (softExpires) => ({ softExpires }),
    ),
    hardBytes: childCell(
      bytesLeft,
      ({ hardKilobytes }) => hardKilobytes,
      (hardKilobytes) => ({ hardKilobytes }),
    ),
    softBytes: childCell(
      bytesLeft,
      ({ softKilobytes }) => softKilobytes,
      (softKilobytes) => ({ softKilobytes }),
    ),
    replayWindow: halfCell(
      maskable(integer),
      ({ replayWindow }) => replayWindow,
      (replayWindow) => ({ replayWindow }),
    ),
    lastUsed: dateCell<Row>(
      minutes,
      ({ half }) => half?.lastUsed,
      (lastUsed) => ({ half: { lastUsed } }),
    ),
    created: dateCell<Row>(
      minutes,
      ({ child }) => child?.created,
      (created) => ({ child: { created } }),
    ),
  },
};

function* rows({ childSas }: Shown): Generator<Row, void> {
  for (const sa of childSas) {
    for (const { source, destination, ...row } of halvesOf(sa, ['out', 'in'])) {
      if (row.half.spi === undefined) continue;
      yield {
        ...row,
        ...(source.address === undefined ? {} : { source: source.address }),
        ...(destination.address === undefined ? {} : { destination: destination.address }),
      };
    }
  }
}

function gather(read: readonly Row[], gathering: Gathering): void {
  const halves = read.map(({ source, destination, direction, half = {}, child = {} }) => ({
    source: source === undefined ? {} : { address: source },
    destination: destination === undefined ? {} : { address: destination },
    ...(direction === undefined ? {} : { direction }),
    half,
    child,
  }));
  for (const child of pairHalves(halves)) gathering.addChildSa(child);
}

/** `show net ipsec ipsec-sa all-properties` (`reference/tmsh.md` 4.3). */
export const ipsecSa = outputKind<Row>({ layouts: ipsecSaLayouts, form, empty: {}, rows, gather });
/** `show net ipsec ipsec-sa`. */
export const ipsecSaBrief = outputKind<Row>({ layouts: ipsecSaBriefLayouts, form, empty: {}, rows, gather });
