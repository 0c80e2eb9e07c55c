import type { CapturedStatistics, Seen } from '../../../ir/captured.ts';
import type { TrafficStatistics } from '../../../ir/result.ts';
import { integer, vocabulary } from '../../../text/layout/codecs.ts';
import { cell, type Cell, type Codec, type Form } from '../../../text/layout/form.ts';
import { outputKind, type OutputKind } from '../../dialect-outputs.ts';
import { counterLayout, ipsecStatLayouts } from '../layouts/statistics.ts';

type Traffic = Seen<TrafficStatistics> & { readonly commandId?: number };

const UNITS = ['', 'K', 'M', 'G', 'T', 'P'];
const THOUSAND = 1000;

/** `353.9K`: scaled with one decimal, unless `raw` is asked for. */
const scaled: Codec<number> = {
  pattern: String.raw`\d+(?:\.\d+)?[KMGTP]?`,
  print: (value) => {
    let [number, unit] = [value, 0];
    while (number >= THOUSAND && unit < UNITS.length - 1) [number, unit] = [number / THOUSAND, unit + 1];
    return unit === 0 ? String(number) : `${number.toFixed(1)}${UNITS[unit]}`;
  },
  read: (text) => {
    const unit = UNITS.indexOf(/[KMGTP]$/i.exec(text)?.[0].toUpperCase() ?? '');
    return Math.round(Number.parseFloat(text) * THOUSAND ** unit);
  },
};

function trafficCell(member: 'packetsIn' | 'packetsOut' | 'bytesIn' | 'bytesOut'): Cell<Traffic> {
  return cell<Traffic, number>(
    scaled,
    (row) => row[member],
    (value) => ({ [member]: value }),
  );
}

const trafficForm: Form<Traffic> = {
  cells: {
    commandId: cell(
      integer,
      ({ commandId = 0 }) => commandId,
      (commandId) => ({ commandId }),
    ),
    mode: cell(
      vocabulary({ TRANSPORT: 'transport', TUNNEL: 'tunnel' } as const),
      ({ mode }) => mode,
      (mode) => ({ mode }),
    ),
    packetsIn: trafficCell('packetsIn'),
    bytesIn: trafficCell('bytesIn'),
    packetsOut: trafficCell('packetsOut'),
    bytesOut: trafficCell('bytesOut'),
  },
};

const MODES = ['transport', 'tunnel'] as const;
const PROTOCOLS = ['ah', 'esp'] as const;

/** Transport mode first, in each AH first. */
function rowsOf(traffic: readonly Traffic[]): readonly Traffic[] {
  return MODES.flatMap((mode) =>
    PROTOCOLS.map((protocol): Traffic => {
      const own = traffic.find((each) => each.mode === mode && each.protocol === protocol);
      return { packetsIn: 0, bytesIn: 0, packetsOut: 0, bytesOut: 0, ...own, mode, protocol };
    }),
  );
}

/** `show net ipsec-stat`. */
export const ipsecStat = outputKind<Traffic>({
  layouts: ipsecStatLayouts,
  form: trafficForm,
  empty: {},
  rows: ({ statistics }) => (statistics === undefined ? [] : rowsOf(statistics.traffic ?? [])),
  gather: (rows, gathering) => {
    const totals = new Map<string, Traffic>();
    for (const [index, { commandId: _command, ...row }] of rows.entries()) {
      const protocol = PROTOCOLS[index % PROTOCOLS.length] ?? 'esp';
      const key = `${row.mode} ${protocol}`;
      totals.set(key, added(totals.get(key), { ...row, protocol }));
    }
    gathering.statistics = { ...gathering.statistics, traffic: [...totals.values()] };
  },
});

/** Several TMMs count for themselves. */
function added(left: Traffic = {}, right: Traffic): Traffic {
  const sum = (member: 'packetsIn' | 'packetsOut' | 'bytesIn' | 'bytesOut'): number =>
    (left[member] ?? 0) + (right[member] ?? 0);
  return {
    ...right,
    packetsIn: sum('packetsIn'),
    bytesIn: sum('bytesIn'),
    packetsOut: sum('packetsOut'),
    bytesOut: sum('bytesOut'),
  };
}

/** By the name of a counter in iControl REST the group and the member of the statistics (`reference/tmsh.md` 4.4). */
type Counters = Readonly<Record<string, Place>>;
type Place = readonly [group: 'ikeSas' | 'childSas' | 'messages' | 'failures' | 'drops', member: string];

const EVENTS: Counters = {
  activeTunnels: ['ikeSas', 'total'],
  authFailures: ['failures', 'authentication-failed'],
  authSuccess: ['ikeSas', 'authenticated'],
  childRekeyLInit: ['childSas', 'rekeyedByUs'],
  childRekeyRInit: ['childSas', 'rekeyedByPeer'],
  decryptFailures: ['drops', 'malformed'],
  hashFailures: ['drops', 'authentication'],
  ikeRekeyLInit: ['ikeSas', 'rekeyedByUs'],
  ikeRekeyRInit: ['ikeSas', 'rekeyedByPeer'],
  inSaNegotiation: ['ikeSas', 'halfOpen'],
  invalidSpi: ['drops', 'noSa'],
  lInitFailSa: ['ikeSas', 'initiatedFailed'],
  lInitSa: ['ikeSas', 'initiated'],
  negotiatedTunnels: ['childSas', 'negotiated'],
  proposalMismatch: ['failures', 'ike-proposal-mismatch'],
  rInitFailSa: ['ikeSas', 'answeredFailed'],
  rInitSa: ['ikeSas', 'answered'],
  v2NegotiationsFail: ['childSas', 'failed'],
};
const MESSAGES: Counters = {
  bytesIn: ['messages', 'bytesReceived'],
  bytesOut: ['messages', 'bytesSent'],
  childExchIn: ['messages', 'childExchangesReceived'],
  childExchOut: ['messages', 'childExchangesSent'],
  childExchRejectIn: ['messages', 'childExchangesRejected'],
  dpdMsgsIn: ['messages', 'dpdReceived'],
  dpdMsgsOut: ['messages', 'dpdSent'],
  dropPacketsIn: ['messages', 'dropped'],
  ikeDeleteIn: ['messages', 'ikeDeletesReceived'],
  ikeDeleteOut: ['messages', 'ikeDeletesSent'],
  ipsecDeleteIn: ['messages', 'childDeletesReceived'],
  ipsecDeleteOut: ['messages', 'childDeletesSent'],
  notifysIn: ['messages', 'notifiesReceived'],
  notifysOut: ['messages', 'notifiesSent'],
  packetsIn: ['messages', 'received'],
  packetsOut: ['messages', 'sent'],
};

function counterCell([group, member]: Place): Cell<CapturedStatistics> {
  return {
    pattern: String.raw`\d+`,
    print: (statistics) => {
      const counters: Readonly<Record<string, unknown>> | undefined = statistics[group];
      const value = counters?.[member];
      if (typeof value === 'number') return String(value);
      return group === 'failures' && counters !== undefined ? '0' : undefined;
    },
    read: (text) =>
      group === 'failures' && text === '0' ? { failures: {} } : { [group]: { [member]: Number(text) } },
  };
}

function counterKind(title: string, table: Counters): OutputKind {
  return outputKind<CapturedStatistics>({
    layouts: counterLayout(title, Object.keys(table)),
    form: {
      cells: Object.fromEntries(Object.entries(table).map(([name, place]) => [name, counterCell(place)])),
    },
    empty: {},
    rows: ({ statistics }) => (statistics === undefined ? [] : [statistics]),
    gather: (rows, gathering) => {
      for (const row of rows) gathering.statistics = { ...gathering.statistics, ...row };
    },
  });
}

/** `show net ike-evt-stat`. */
export const ikeEventStat = counterKind('Net::IKE Event Stats', EVENTS);
/** `show net ike-msg-stat`. */
export const ikeMessageStat = counterKind('Net::IKE Message Stats', MESSAGES);
