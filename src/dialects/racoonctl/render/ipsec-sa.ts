import type { Seen } from '../../../ir/captured.ts';
import type { Endpoint, SaHalf, Time } from '../../../ir/result.ts';
import { address, hexadecimal, integer, maskable, vocabulary } from '../../../text/layout/codecs.ts';
import { ageCell, cell, type Cell, dateCell, type Form, nowCell } from '../../../text/layout/form.ts';
import type { Gathering } from '../../dialect-gathering.ts';
import { type DirectedHalf, halfCell, halvesOf, pairHalves, withDirections } from '../../dialect-halves.ts';
import { PF_KEY_SHOWN_AS, PF_KEY_STATES } from '../../dialect-pf-key.ts';
import { outputKind, type OutputKind, type Shown } from '../../dialect-outputs.ts';
import { ipsecSaLayouts } from '../layouts/ipsec-sa.ts';
import { type KeyRow, KEY_CELLS, withKeys } from './ipsec-sa-keys.ts';
import { blankCell, kernelTime, PROCESS_ID } from './kernel-dump.ts';
import { CIPHERS, HASHES, printCipher } from './pf-key-words.ts';

/** One direction. */
interface Row extends KeyRow {
  readonly source?: Seen<Endpoint>;
  readonly destination?: Seen<Endpoint>;
  readonly child?: DirectedHalf['child'];
  /** Seconds from its creation. */
  readonly hardSeconds?: number;
  readonly softSeconds?: number;
  /** What Linux counts them by: the last has 0. */
  readonly index?: number;
}

const KILOBYTE = 1024;

/** `esp-udp` is ESP in UDP, behind a NAT; its addresses have ports. */
const PROTOCOLS: Readonly<Record<string, { readonly protocol: SaHalf['protocol']; readonly udp: boolean }>> =
  {
    esp: { protocol: 'esp', udp: false },
    ah: { protocol: 'ah', udp: false },
    ipcomp: { protocol: 'ipcomp', udp: false },
    'esp-udp': { protocol: 'esp', udp: true },
  };

const END = String.raw`(?:[\dxX*]{1,3}(?:\.[\dxX*]{1,3}){3}|[\da-f]*:[\da-f:.]+(?:%\w+)?)(?:\[\d+\])?`;

/** An address, with its port where the ESP is in UDP. */
function endCell(
  get: (row: Row) => Seen<Endpoint> | undefined,
  put: (end: Seen<Endpoint>) => Row,
): Cell<Row> {
  return {
    pattern: END,
    print: (row) => {
      const { address: host, port } = get(row) ?? {};
      if (host === undefined) return undefined;
      const hasPort = row.child?.udpEncapsulation === true && port !== undefined;
      return `${address.print(host)}${hasPort ? `[${port}]` : ''}`;
    },
    read: (text) => {
      const [, host = '', port] = /^([^[]*)(?:\[(\d+)\])?$/.exec(text) ?? [];
      const known = address.read(host);
      return known === undefined
        ? undefined
        : put({ address: known, ...(port === undefined ? {} : { port: Number(port) }) });
    },
  };
}

function constantCell(text: string): Cell<Row> {
  return { pattern: String.raw`\w+`, print: () => text, read: () => ({}) };
}

/** Seconds between the creation of an SA and its end. */
function lifetimeCell(end: 'hardExpires' | 'softExpires', seconds: 'hardSeconds' | 'softSeconds'): Cell<Row> {
  return {
    pattern: String.raw`\w+`,
    print: ({ child }) => {
      const [created, expires] = [child?.created, child?.[end]];
      if (child === undefined || (expires !== undefined && created === undefined)) return undefined;
      return expires === undefined || created === undefined
        ? '0'
        : String(Math.round((expires - created) / 1000));
    },
    read: (text) => (/^\d{1,12}$/.test(text) ? { [seconds]: Number(text) } : undefined),
  };
}

function bytesCell(
  get: (child: DirectedHalf['child']) => number | undefined,
  put: (kilobytes: number) => DirectedHalf['child'],
): Cell<Row> {
  return cell<Row, number>(
    maskable(integer),
    ({ child }) => {
      const kilobytes = child === undefined ? undefined : get(child);
      return kilobytes === undefined ? undefined : kilobytes * KILOBYTE;
    },
    (bytes) => ({ child: put(Math.ceil(bytes / KILOBYTE)) }),
  );
}

const spi = (half: Seen<SaHalf>): number | undefined => half.spi;
const request = ({ requestId = 0 }: Seen<SaHalf>): number => requestId;

const form: Form<Row> = {
  cells: {
    source: endCell(
      ({ source }) => source,
      (source) => ({ source }),
    ),
    destination: endCell(
      ({ destination }) => destination,
      (destination) => ({ destination }),
    ),
    protocol: {
      pattern: Object.keys(PROTOCOLS).toReversed().join('|'),
      print: ({ half, child }) =>
        Object.keys(PROTOCOLS).find((word) => {
          const { protocol, udp } = PROTOCOLS[word] ?? {};
          return protocol === half?.protocol && udp === (child?.udpEncapsulation === true);
        }),
      read: (text) => {
        const found = PROTOCOLS[text];
        if (found === undefined) return undefined;
        return { half: { protocol: found.protocol }, child: { udpEncapsulation: found.udp } };
      },
    },
    mode: cell<Row, 'tunnel' | 'transport'>(
      {
        ...vocabulary({ tunnel: 'tunnel', transport: 'transport' } as const),
        pattern: 'tunnel|transport|any',
      },
      ({ child }) => child?.mode,
      (mode) => ({ child: { mode } }),
    ),
    spi: halfCell(maskable(integer), spi, (value) => ({ spi: value })),
    spiHexadecimal: halfCell(hexadecimal(8), spi, (value) => ({ spi: value })),
    request: halfCell(maskable(integer), request, (requestId) => ({ requestId })),
    requestHexadecimal: halfCell(hexadecimal(8), request, (requestId) => ({ requestId })),
    original: { pattern: String.raw`[\w.:]+`, print: () => undefined, read: () => ({}) },
    cipher: {
      pattern: CIPHERS.join('|'),
      print: ({ half }) => (half?.encryption === undefined ? undefined : printCipher(half.encryption)),
      read: (cipher) => ({ cipher }),
    },
    hash: halfCell(
      vocabulary(HASHES),
      ({ integrity }) => integrity,
      (integrity) => ({ integrity }),
    ),
    ...KEY_CELLS,
    compression: {
      pattern: String.raw`C:\s+\w+\s+`,
      print: ({ half }) => (half?.protocol === 'ipcomp' ? 'C: deflate \t' : ''),
      read: () => ({}),
    },
    sequenceNumber: halfCell(
      hexadecimal(8),
      ({ sequenceNumber = 0 }) => sequenceNumber,
      (sequenceNumber) => ({ sequenceNumber }),
    ),
    replayWindow: halfCell(
      maskable(integer),
      ({ replayWindow }) => replayWindow,
      (replayWindow) => ({ replayWindow }),
    ),
    flags: constantCell('00000000'),
    state: halfCell(
      vocabulary(PF_KEY_STATES),
      ({ state }) => (state === undefined ? undefined : (PF_KEY_SHOWN_AS[state] ?? state)),
      (state) => ({ state }),
    ),
    created: dateCell<Row>(
      kernelTime,
      ({ child }) => child?.created,
      (created) => ({ child: { created } }),
    ),
    current: nowCell<Row>(kernelTime, {}),
    age: {
      ...ageCell<Row>(
        maskable(integer),
        'since',
        ({ child }) => child?.created,
        () => ({}),
      ),
      read: () => ({}),
    },
    hardSeconds: lifetimeCell('hardExpires', 'hardSeconds'),
    softSeconds: lifetimeCell('softExpires', 'softSeconds'),
    lastUsed: blankCell<Row>(
      dateCell<Row>(
        kernelTime,
        ({ half }) => half?.lastUsed,
        (lastUsed) => ({ half: { lastUsed } }),
      ),
    ),
    bytes: halfCell(
      maskable(integer),
      ({ bytes }) => bytes,
      (bytes) => ({ bytes }),
    ),
    hardBytes: bytesCell(
      ({ hardKilobytes = 0 }) => hardKilobytes,
      (hardKilobytes) => ({ hardKilobytes }),
    ),
    softBytes: bytesCell(
      ({ softKilobytes = 0 }) => softKilobytes,
      (softKilobytes) => ({ softKilobytes }),
    ),
    packets: halfCell(
      maskable(integer),
      ({ packets }) => packets,
      (packets) => ({ packets }),
    ),
    index: { pattern: String.raw`\w+`, print: ({ index }) => index?.toString(), read: () => ({}) },
    zero: constantCell('0'),
    zeroToo: constantCell('0'),
    process: constantCell(String(PROCESS_ID)),
  },
};

/** `protocols`: those that are asked for. */
function* rowsOf({ childSas }: Shown, protocols: ReadonlySet<string>): Generator<Row, void> {
  let before: Row | undefined;
  let index = 0;
  for (const sa of childSas) {
    for (const { source, destination, half, child } of halvesOf(sa, ['in', 'out'])) {
      if (half.spi === undefined || !protocols.has(half.protocol ?? 'esp')) continue;
      if (before !== undefined) yield { ...before, index: (index += 1) };
      before = { source, destination, half, child };
    }
  }
  if (before !== undefined) yield { ...before, index: 0 };
}

/** A line of two addresses alone is no SA. */
function gather(read: readonly Row[], gathering: Gathering): void {
  const whole = read.filter(({ half }) => half?.protocol !== undefined);
  const halves = whole.map(({ source = {}, destination = {}, half = {}, child = {}, ...row }) => ({
    source,
    destination,
    half: withKeys(half, row),
    child: {
      ...child,
      ...expiry('hardExpires', child.created, row.hardSeconds),
      ...expiry('softExpires', child.created, row.softSeconds),
    },
  }));
  const assume = (local: string): void => gathering.assumeLocal(local);
  const directed = withDirections(halves, gathering.remotes(), 'in', assume);
  for (const child of pairHalves(directed)) gathering.addChildSa(child);
}

function expiry(
  member: 'hardExpires' | 'softExpires',
  created: Time | undefined,
  seconds: number | undefined,
): DirectedHalf['child'] {
  return created === undefined || seconds === undefined || seconds === 0
    ? {}
    : { [member]: created + seconds * 1000 };
}

function ipsecSaOf(...protocols: readonly SaHalf['protocol'][]): OutputKind {
  const asked = new Set<string>(protocols);
  return outputKind<Row>({
    layouts: ipsecSaLayouts,
    form,
    empty: {},
    rows: (shown) => rowsOf(shown, asked),
    gather,
  });
}

/** `racoonctl show-sa ipsec`, `setkey -D` (`reference/racoon.md` 1.5.3). */
export const ipsecSa = ipsecSaOf('esp', 'ah', 'ipcomp');
/** `racoonctl show-sa esp`. */
export const espSa = ipsecSaOf('esp');
/** `racoonctl show-sa ah`. */
export const ahSa = ipsecSaOf('ah');
