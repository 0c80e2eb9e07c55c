import type { CapturedStatistics, Seen } from '../../../ir/captured.ts';
import type { TrafficStatistics } from '../../../ir/result.ts';
import { dateTime } from '../../../text/layout/codecs.ts';
import { type Cell, type Form, nowCell } from '../../../text/layout/form.ts';
import { outputKind } from '../../dialect-outputs.ts';
import { ipsecStatisticsLayouts } from '../layouts/ipsec-statistics.ts';
import { counter, dropCounter, type Drops, messageCounter, ZERO } from './counters.ts';

type Row = CapturedStatistics;

const TRAFFIC = ['packetsIn', 'packetsOut', 'bytesIn', 'bytesOut'] as const;
type Traffic = (typeof TRAFFIC)[number];

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
    time: nowCell(dateTime(), {}),
    // The engine has no counters of each address family: NE routers show all of it as IPv4.
    packetsIn6: { ...trafficCounter('packetsIn'), print: () => '0' },
    packetsOut6: { ...trafficCounter('packetsOut'), print: () => '0' },
    bytesIn6: { ...trafficCounter('bytesIn'), print: () => '0' },
    bytesOut6: { ...trafficCounter('bytesOut'), print: () => '0' },
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
    overLimit: dropCounter('byteLimit'),
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
      gathering.statistics = { ...gathering.statistics, ...row, traffic: [sumOf(traffic)] };
    }
  },
});

/** Each number that was read stands in an element of its own. */
function sumOf(traffic: readonly Seen<TrafficStatistics>[]): Seen<TrafficStatistics> {
  const sum: Partial<Record<Traffic, number>> = {};
  for (const each of traffic) {
    for (const member of TRAFFIC)
      if (each[member] !== undefined) sum[member] = (sum[member] ?? 0) + each[member];
  }
  return sum;
}
