import type { CapturedChildSa, Seen } from '../../../ir/captured.ts';
import type { Endpoint, SaHalf } from '../../../ir/result.ts';
import { duration, endpoint, integer, vocabulary, word } from '../../../text/layout/codecs.ts';
import { ageCell, cell, type Cell, type Codec, type Form, list } from '../../../text/layout/form.ts';
import type { Gathering } from '../../dialect-gathering.ts';
import { outputKind, type Shown } from '../../dialect-outputs.ts';
import { hasSpi } from '../../dialect-halves.ts';
import { ipsecSaLayouts } from '../layouts/ipsec-sa.ts';
import { halfForm, halfOf, type HalfRow, KILOBYTE, limitOf, withTotals } from './ipsec-sa-half.ts';
import { type FlowStyle, NE_FLOW, OLD_AR_FLOW, printFlow, readFlow, USG_FLOW } from './flow.ts';

type Child = CapturedChildSa;
type Row = Child & { readonly inboundRows?: readonly HalfRow[]; readonly outboundRows?: readonly HalfRow[] };

function memberCell<Value>(
  codec: Codec<Value>,
  get: (child: Child) => Value | undefined,
  put: (value: Value) => Child,
): Cell<Row> {
  return cell<Row, Value>(codec, get, put);
}

function flowCell(side: 'local' | 'remote', style: FlowStyle): Cell<Row> {
  return {
    pattern: style.pattern,
    print: ({ selector }) => printFlow(selector, side, style),
    read: (text) => {
      const selector = readFlow(text, side, style);
      return selector === undefined ? undefined : { selector };
    },
  };
}

/** A word that says nothing of the SA. */
function constantCell(text: string): Cell<Row> {
  return { pattern: String.raw`\S.*?`, print: () => text, read: () => ({}) };
}

function originCell(words: Readonly<Record<string, NonNullable<Child['origin']>>>): Cell<Row> {
  return memberCell(
    vocabulary(words),
    ({ origin }) => origin,
    (origin) => ({ origin }),
  );
}

function endCells(end: 'local' | 'remote'): readonly [Cell<Row>, Cell<Row>] {
  const get = (row: Row): Seen<Endpoint> | undefined => row[end];
  const put = (value: Seen<Endpoint>): Row => (end === 'local' ? { local: value } : { remote: value });
  return [memberCell(endpoint('always', ':'), get, put), memberCell(endpoint('never', ':'), get, put)];
}

const [local, localAlone] = endCells('local');
const [remote, remoteAlone] = endCells('remote');
const ORIGINS = {
  ISAKMP: 'ike',
  Template: 'ike-template',
  'PROF-ISAKMP': 'route-based',
  Manual: 'manual',
} as const;
const MODES = { Tunnel: 'tunnel', Transport: 'transport' } as const;
const lower = <Value>(words: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(words).map(([text, value]) => [text.toLowerCase(), value]));

function halfSum(half: 'inboundRows' | 'outboundRows', member: 'packets' | 'bytes'): Cell<Row> {
  const unit = member === 'bytes' ? KILOBYTE : 1;
  return {
    pattern: String.raw`\d+`,
    print: (row) => {
      const known = (row[half] ?? []).flatMap(({ half: own }) => own?.[member] ?? []);
      return known.length === 0 ? undefined : String(Math.floor(Math.max(...known) / unit));
    },
    read: (text) => ({ [half]: [{ half: { [member]: Number(text) * unit } }] }),
  };
}

const form: Form<Row> = {
  cells: {
    interface: memberCell(
      word,
      (child) => child.interface,
      (name) => ({ interface: name }),
    ),
    policy: memberCell(
      word,
      ({ policy, origin }) => (origin === 'route-based' ? undefined : policy?.name),
      (name) => ({ policy: { name } }),
    ),
    profile: memberCell(
      word,
      ({ policy, origin }) => (origin === 'route-based' ? policy?.name : undefined),
      (name) => ({ policy: { name }, origin: 'route-based' }),
    ),
    policyOrProfile: memberCell(
      word,
      ({ policy }) => policy?.name,
      (name) => ({ policy: { name } }),
    ),
    sequence: memberCell(
      integer,
      ({ policy, origin }) => (origin === 'route-based' ? undefined : policy?.sequence),
      (number) => ({ policy: { sequence: number } }),
    ),
    // 0: a template without an access list.
    accessList: {
      pattern: String.raw`\S+`,
      print: ({ selector, origin }) => (origin === 'ike-template' ? (selector?.name ?? '0') : selector?.name),
      read: (name) => (name === '0' ? {} : { selector: { name } }),
    },
    rule: {
      pattern: String.raw`\d+`,
      print: ({ selector, origin }) =>
        origin === 'ike-template' && selector?.name === undefined ? '0' : selector?.rule?.toString(),
      read: (text) => ({ selector: { rule: Number(text) } }),
    },
    origin: originCell(ORIGINS),
    originOfOldAr: originCell(ORIGINS),
    originOfNe: originCell(lower(ORIGINS)),
    connectionId: memberCell(
      integer,
      ({ connectionId }) => connectionId,
      (connectionId) => ({ connectionId }),
    ),
    mode: memberCell(
      vocabulary(MODES),
      (child) => child.mode,
      (mode) => ({ mode }),
    ),
    modeOfNe: memberCell(
      vocabulary(lower(MODES)),
      (child) => child.mode,
      (mode) => ({ mode }),
    ),
    holding: ageCell<Row>(
      duration,
      'since',
      ({ created }) => created,
      (created) => ({ created }),
    ),
    local,
    localAlone,
    remote,
    remoteAlone,
    flowSource: flowCell('local', USG_FLOW),
    flowDestination: flowCell('remote', USG_FLOW),
    flowSourceOfOldAr: flowCell('local', OLD_AR_FLOW),
    flowDestinationOfOldAr: flowCell('remote', OLD_AR_FLOW),
    flowSourceOfNe: flowCell('local', NE_FLOW),
    flowDestinationOfNe: flowCell('remote', NE_FLOW),
    vpn: {
      print: ({ vrf }) => vrf ?? '-',
      read: (text) => (text === '-' ? {} : { vrf: text }),
    },
    packetsIn: halfSum('inboundRows', 'packets'),
    packetsOut: halfSum('outboundRows', 'packets'),
    kilobytesIn: halfSum('inboundRows', 'bytes'),
    kilobytesOut: halfSum('outboundRows', 'bytes'),
    mtu: constantCell('1500'),
    qos: constantCell('Disable'),
    zero: constantCell('0'),
    zeroToo: constantCell('0'),
    dash: constantCell('-'),
  },
  lists: {
    inbound: list<Row, HalfRow>(
      halfForm,
      ({ inboundRows }) => inboundRows,
      (inboundRows) => ({ inboundRows }),
      {},
    ),
    outbound: list<Row, HalfRow>(
      halfForm,
      ({ outboundRows }) => outboundRows,
      (outboundRows) => ({ outboundRows }),
      {},
    ),
  },
};

function* rows({ childSas }: Shown): Generator<Row, void> {
  let number = 0;
  for (const child of childSas) {
    if (!hasSpi(child)) continue;
    const rowOf = (half: Seen<SaHalf>): HalfRow => ({ half, child, number: (number += 1) });
    yield {
      ...child,
      inboundRows: (child.inbound ?? []).map(rowOf),
      outboundRows: (child.outbound ?? []).map(rowOf),
    };
  }
}

function gather(read: readonly Row[], gathering: Gathering): void {
  for (const row of read) {
    const { selector, inboundRows: into, outboundRows: out, ...own } = row;
    const [inboundRows, outboundRows] = [withTotals(into), withTotals(out)];
    const all = [...inboundRows, ...outboundRows];
    const child: Child = Object.assign({ ...own }, ...all.map((half) => half.child));
    const hardKilobytes = limitOf(all);
    gathering.addChildSa({
      ...child,
      ...(selector === undefined ? {} : { selector: { action: 'protect', ...selector } }),
      ...(hardKilobytes === undefined ? {} : { hardKilobytes }),
      inbound: inboundRows.map((half) => halfOf(half, hardKilobytes)),
      outbound: outboundRows.map((half) => halfOf(half, hardKilobytes)),
    });
  }
}

/** `display ipsec sa` (`reference/vrp.md` 3.5). */
export const ipsecSa = outputKind<Row>({ layouts: ipsecSaLayouts, form, empty: {}, rows, gather });
