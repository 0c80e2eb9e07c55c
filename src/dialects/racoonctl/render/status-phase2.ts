import { splitPrefix } from '../../../ir/address.ts';
import type { CapturedChildSa, CapturedHalf, Seen } from '../../../ir/captured.ts';
import type { Selector } from '../../../ir/ipsec.ts';
import { integer, vocabulary } from '../../../text/layout/codecs.ts';
import type { Cell, Codec } from '../../../text/layout/form.ts';
import { HASHES } from './pf-key-words.ts';
import { childCell, cookies, type StatusRow } from './status-row.ts';
import { CHILD_STATE_SHOWN, CHILD_STATES, cipher, maskedSpi, YES } from './status-words.ts';

const KILOBYTE = 1024;
const EVERY = 'any';

/** `192.0.2.1/16`: the end of the tunnel with the length of the policy's prefix. */
function flowCell(side: 'local' | 'remote'): Cell<StatusRow> {
  const length = `${side}Length` as const;
  return {
    pattern: String.raw`[\w.:]+\/\d+`,
    print: ({ child }) => {
      const host = child?.[side]?.address;
      const bits = child?.digest?.[length] ?? lengthOf(child?.selector, side);
      return host === undefined || bits === undefined ? undefined : `${host}/${bits}`;
    },
    read: (text) => {
      const { address: host, length: bits } = splitPrefix(text);
      return { child: { [side]: { address: host }, digest: { [length]: bits } } };
    },
  };
}
function lengthOf(selector: Seen<Selector> | undefined, side: 'local' | 'remote'): number | undefined {
  const flow = selector?.[side];
  if (flow === 'any') return 0;
  return typeof flow === 'object' && 'prefix' in flow && flow.prefix !== undefined
    ? splitPrefix(flow.prefix).length
    : undefined;
}
function portCell(side: 'localPorts' | 'remotePorts'): Cell<StatusRow> {
  return {
    pattern: String.raw`any|\d+`,
    print: ({ child }) => (child === undefined ? undefined : String(child.selector?.[side]?.first ?? EVERY)),
    read: (text) =>
      text === EVERY ? {} : { child: { selector: { [side]: { first: Number(text), last: Number(text) } } } },
  };
}
function spiCell(direction: 'inbound' | 'outbound', member: 'spiIn' | 'spiOut'): Cell<StatusRow> {
  const of = childCell(
    maskedSpi,
    (sa) => sa.digest?.[member] ?? firstHalf(sa, direction)?.spi,
    (spi) => ({ digest: { [member]: spi } }),
  );
  return {
    ...of,
    print: (row, moment) => of.print(row, moment) ?? (row.child === undefined ? undefined : '(pending)'),
    read: (text, moment) => (text.startsWith('(') ? {} : of.read(text, moment)),
  };
}
function requestCell(direction: 'inbound' | 'outbound'): Cell<StatusRow> {
  return childCell(
    integer,
    (sa) => firstHalf(sa, direction)?.requestId ?? 0,
    (requestId) => (requestId === 0 ? {} : { [direction]: [{ requestId }] }),
  );
}
function firstHalf(sa: CapturedChildSa, direction: 'inbound' | 'outbound'): CapturedHalf | undefined {
  return sa[direction]?.[0];
}
/** A word in parentheses where there is nothing. */
function orNone(of: Cell<StatusRow>): Cell<StatusRow> {
  return {
    ...of,
    pattern: String.raw`${of.pattern ?? String.raw`\S+`}|\(none\)`,
    print: (row, moment) => of.print(row, moment) ?? (row.child === undefined ? undefined : '(none)'),
    read: (text, moment) => (text === '(none)' ? {} : of.read(text, moment)),
  };
}

/** The engine draws no message ids: each SA has one that is as good, always the same. */
function messageIdOf(id: number): string {
  return (Math.imul(id, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
}

/** The cells of a block of phase 2. */
export const PHASE_2_CELLS: Readonly<Record<string, Cell<StatusRow>>> = {
  childIndex: childCell<string>(
    { pattern: String.raw`0x[\da-f]{8}`, print: (id) => `0x${id}`, read: (text) => text.slice(2) },
    ({ digest, id = 0 }) => digest?.messageId ?? messageIdOf(id),
    (messageId) => ({ digest: { messageId } }),
  ),
  parent: {
    pattern: cookies.pattern ?? '',
    print: ({ child, parent }) =>
      child === undefined ? undefined : parent === undefined ? '(unbound)' : cookies.print(parent),
    read: (text) => {
      const parent = cookies.read(text);
      return text.startsWith('(') || parent === undefined ? {} : { parent };
    },
  },
  childState: childCell(
    vocabulary(CHILD_STATES, String.raw`\w+`),
    ({ inbound: [half] = [] }) => {
      const state = half?.state ?? 'installed';
      return CHILD_STATE_SHOWN[state] ?? state;
    },
    (state) => (state === 'installed' ? {} : { inbound: [{ state }] }),
  ),
  protocol: childCell(
    vocabulary({ ESP: 'esp', AH: 'ah', IPCOMP: 'ipcomp' } as const),
    ({ inbound: [half] = [] }) => half?.protocol,
    (protocol) => ({ inbound: [{ protocol }], outbound: [{ protocol }] }),
  ),
  childMode: childCell(
    {
      pattern: '[A-Z][A-Za-z-]+',
      print: ({ mode, udpEncapsulation }) =>
        `${udpEncapsulation === true ? 'UDP-' : ''}${mode === 'transport' ? 'Transport' : 'Tunnel'}`,
      read: (text) => ({
        mode: text.endsWith('Transport') ? 'transport' : 'tunnel',
        ...(text.startsWith('UDP-') ? { udpEncapsulation: true } : {}),
      }),
    } satisfies Codec<Pick<CapturedChildSa, 'mode' | 'udpEncapsulation'>>,
    (sa) => sa,
    (said) => said,
  ),
  spiIn: spiCell('inbound', 'spiIn'),
  spiOut: spiCell('outbound', 'spiOut'),
  source: flowCell('local'),
  destination: flowCell('remote'),
  upper: {
    pattern: String.raw`any|\d+`,
    print: ({ child }) => (child === undefined ? undefined : String(child.selector?.protocol ?? EVERY)),
    read: (text) => (text === EVERY ? {} : { child: { selector: { protocol: Number(text) } } }),
  },
  sourcePort: portCell('localPorts'),
  destinationPort: portCell('remotePorts'),
  childCipher: orNone(
    childCell(
      cipher,
      ({ inbound: [half] = [] }) => half?.encryption?.name,
      (name) => ({ inbound: [{ encryption: { name } }], outbound: [{ encryption: { name } }] }),
    ),
  ),
  childHash: orNone(
    childCell(
      vocabulary(HASHES),
      ({ inbound: [half] = [] }) => half?.integrity,
      (integrity) => ({ inbound: [{ integrity }], outbound: [{ integrity }] }),
    ),
  ),
  pfs: orNone(
    childCell(
      integer,
      ({ pfsGroup }) => pfsGroup,
      (pfsGroup) => ({ pfsGroup }),
    ),
  ),
  effective: {
    pattern: String.raw`\d+`,
    print: ({ child, parent }) =>
      child === undefined ? undefined : String(child.pfsGroup ?? parent?.suite?.dhGroup ?? 0),
    read: () => ({}),
  },
  childSeconds: childCell(
    integer,
    ({ digest, created = 0, hardExpires }) =>
      digest?.lifetimeSeconds ?? (hardExpires === undefined ? 0 : Math.round((hardExpires - created) / 1000)),
    (lifetimeSeconds) => ({ digest: { lifetimeSeconds } }),
  ),
  childBytes: childCell(
    integer,
    ({ hardKilobytes = 0 }) => hardKilobytes * KILOBYTE,
    (bytes) => ({ hardKilobytes: Math.ceil(bytes / KILOBYTE) }),
  ),
  requestIn: requestCell('inbound'),
  requestOut: requestCell('outbound'),
  ok: childCell(
    YES,
    ({ inbound: [half] = [] }) => half?.state === undefined || half.state === 'installed',
    () => ({}),
  ),
};
