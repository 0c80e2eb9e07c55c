import type { CapturedStatistics, Seen } from '../../../ir/captured.ts';
import type { TrafficStatistics } from '../../../ir/result.ts';
import { integer } from '../../../text/layout/codecs.ts';
import { cell, type Cell, type Form } from '../../../text/layout/form.ts';
import { outputKind } from '../../dialect-outputs.ts';
import { ipsecStatisticsLayouts } from '../layouts/ipsec-statistics.ts';

type Row = CapturedStatistics;
type Drops = NonNullable<Row['drops']>;
type Messages = NonNullable<Row['messages']>;

function counter(get: (row: Row) => number | undefined, put: (count: number) => Row): Cell<Row> {
  return cell<Row, number>(integer, get, put);
}
function dropCounter(member: keyof Drops): Cell<Row> {
  return counter(
    ({ drops }) => drops?.[member],
    (count) => ({ drops: { [member]: count } }),
  );
}
function messageCounter(member: keyof Messages): Cell<Row> {
  return counter(
    ({ messages }) => messages?.[member],
    (count) => ({ messages: { [member]: count } }),
  );
}

type Traffic = 'packetsIn' | 'packetsOut' | 'bytesIn' | 'bytesOut';

/** Of every mode and protocol together; a number that only repeats another is not read. */
function trafficCounter(member: Traffic, isRepeated = false): Cell<Row> {
  const total = (traffic: readonly Seen<TrafficStatistics>[]): number =>
    traffic.reduce((sum, each) => sum + (each[member] ?? 0), 0);
  return {
    pattern: String.raw`\d+`,
    print: ({ traffic }) => (traffic === undefined ? undefined : String(total(traffic))),
    read: (text) => (isRepeated ? {} : { traffic: [{ [member]: Number(text) }] }),
  };
}

const DROPPED: readonly (keyof Drops)[] = [
  'noSa',
  'wrongSa',
  'authentication',
  'replay',
  'policy',
  'malformed',
];

const ZERO: Cell<Row> = { pattern: String.raw`\d+`, print: () => '0', read: () => ({}) };
const OUT = trafficCounter('packetsOut', true);
const IN = trafficCounter('packetsIn', true);

const form: Form<Row> = {
  cells: {
    tunnels: counter(
      ({ childSas }) => childSas?.total,
      (total) => ({ childSas: { total } }),
    ),
    standby: counter(
      ({ childSas }) => childSas?.standby,
      (standby) => ({ childSas: { standby } }),
    ),
    packetsIn: trafficCounter('packetsIn'),
    packetsOut: trafficCounter('packetsOut'),
    bytesIn: trafficCounter('bytesIn'),
    bytesOut: trafficCounter('bytesOut'),
    droppedIn: {
      pattern: String.raw`\d+`,
      print: ({ drops }) =>
        drops === undefined
          ? undefined
          : String(DROPPED.reduce((sum, member) => sum + (drops[member] ?? 0), 0)),
      read: () => ({}),
    },
    droppedOut: {
      pattern: String.raw`\d+`,
      print: ({ drops }) => drops?.byteLimit?.toString(),
      read: () => ({}),
    },
    sentToChip: OUT,
    receivedFromChip: OUT,
    atLocalCpu: OUT,
    intact: OUT,
    sentToChipIn: IN,
    receivedFromChipIn: IN,
    atLocalCpuIn: IN,
    noSa: dropCounter('noSa'),
    wrongSa: dropCounter('wrongSa'),
    authentication: dropCounter('authentication'),
    replay: dropCounter('replay'),
    policy: dropCounter('policy'),
    malformed: dropCounter('malformed'),
    byteLimit: dropCounter('byteLimit'),
    forwarded: { ...messageCounter('sent'), read: () => ({}) },
    received: messageCounter('received'),
    sent: messageCounter('sent'),
    softExpiries: counter(
      ({ softExpiries }) => softExpiries,
      (softExpiries) => ({ softExpiries }),
    ),
    hardExpiries: counter(
      ({ hardExpiries }) => hardExpiries,
      (hardExpiries) => ({ hardExpiries }),
    ),
    dpd: messageCounter('dpdSent'),
    triggers: counter(
      ({ triggers }) => triggers,
      (triggers) => ({ triggers }),
    ),
    natKeepalives: messageCounter('natKeepalivesReceived'),
    zero: ZERO,
    zeroToo: ZERO,
  },
};

/** `display ipsec statistics`. */
export const ipsecStatistics = outputKind<Row>({
  layouts: ipsecStatisticsLayouts,
  form,
  empty: {},
  rows: ({ statistics }) => (statistics === undefined ? [] : [statistics]),
  gather: (rows, gathering) => {
    for (const { traffic = [], ...row } of rows) {
      const all: Seen<TrafficStatistics> = Object.assign({}, ...traffic);
      gathering.statistics = { ...gathering.statistics, ...row, traffic: [all] };
    }
  },
});
