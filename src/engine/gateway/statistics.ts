import type { FailureCause, Statistics } from '../../ir/result.ts';
import { at } from '../typed-array.ts';

/** The counters of `Statistics` that only grow; totals are counted when somebody asks. */
export class Counters {
  since = 0;
  initiated = 0;
  initiatedFailed = 0;
  answered = 0;
  answeredFailed = 0;
  authenticated = 0;
  ikeRekeyedByUs = 0;
  ikeRekeyedByPeer = 0;
  childNegotiated = 0;
  childFailed = 0;
  childRekeyedByUs = 0;
  childRekeyedByPeer = 0;
  sent = 0;
  received = 0;
  bytesSent = 0;
  bytesReceived = 0;
  dropped = 0;
  retransmitted = 0;
  dpdSent = 0;
  dpdReceived = 0;
  notifiesSent = 0;
  notifiesReceived = 0;
  ikeDeletesSent = 0;
  ikeDeletesReceived = 0;
  childDeletesSent = 0;
  childDeletesReceived = 0;
  childExchangesSent = 0;
  childExchangesReceived = 0;
  childExchangesRejected = 0;
  natKeepalivesReceived = 0;
  softExpiries = 0;
  hardExpiries = 0;
  triggers = 0;
  noSa = 0;
  wrongSa = 0;
  authentication = 0;
  replay = 0;
  byteLimit = 0;
  policy = 0;
  malformed = 0;
  /** Absent until something failed: most gateways never fail. */
  failures: Map<FailureCause, number> | null = null;
  /** packets in, packets out, bytes in, bytes out for each of TRAFFIC_KINDS. */
  traffic: Float64Array | null = null;

  countFailure(cause: FailureCause): void {
    this.failures ??= new Map();
    this.failures.set(cause, (this.failures.get(cause) ?? 0) + 1);
  }
  countTraffic(kind: number, isInbound: boolean, bytes: number): void {
    this.traffic ??= new Float64Array(4 * TRAFFIC_KINDS.length);
    const first = 4 * kind + (isInbound ? 0 : 1);
    this.traffic[first] = at(this.traffic, first) + 1;
    this.traffic[first + 2] = at(this.traffic, first + 2) + bytes;
  }
}

export const TRAFFIC_KINDS = [
  { mode: 'tunnel', protocol: 'esp' },
  { mode: 'tunnel', protocol: 'ah' },
  { mode: 'transport', protocol: 'esp' },
  { mode: 'transport', protocol: 'ah' },
] as const;

/** What a gateway holds now. */
export interface Totals {
  readonly ikeSas: number;
  readonly halfOpen: number;
  readonly childSas: number;
}

export function statisticsOf(counters: Counters, totals: Totals): Statistics {
  const c = counters;
  return {
    since: c.since,
    ikeSas: {
      total: totals.ikeSas,
      halfOpen: totals.halfOpen,
      initiated: c.initiated,
      initiatedFailed: c.initiatedFailed,
      answered: c.answered,
      answeredFailed: c.answeredFailed,
      authenticated: c.authenticated,
      rekeyedByUs: c.ikeRekeyedByUs,
      rekeyedByPeer: c.ikeRekeyedByPeer,
    },
    childSas: {
      total: totals.childSas,
      standby: 0,
      negotiated: c.childNegotiated,
      failed: c.childFailed,
      rekeyedByUs: c.childRekeyedByUs,
      rekeyedByPeer: c.childRekeyedByPeer,
    },
    messages: {
      sent: c.sent,
      received: c.received,
      bytesSent: c.bytesSent,
      bytesReceived: c.bytesReceived,
      dropped: c.dropped,
      retransmitted: c.retransmitted,
      dpdSent: c.dpdSent,
      dpdReceived: c.dpdReceived,
      notifiesSent: c.notifiesSent,
      notifiesReceived: c.notifiesReceived,
      ikeDeletesSent: c.ikeDeletesSent,
      ikeDeletesReceived: c.ikeDeletesReceived,
      childDeletesSent: c.childDeletesSent,
      childDeletesReceived: c.childDeletesReceived,
      childExchangesSent: c.childExchangesSent,
      childExchangesReceived: c.childExchangesReceived,
      childExchangesRejected: c.childExchangesRejected,
      natKeepalivesReceived: c.natKeepalivesReceived,
    },
    failures: Object.fromEntries(c.failures ?? []),
    traffic: trafficOf(c),
    softExpiries: c.softExpiries,
    hardExpiries: c.hardExpiries,
    triggers: c.triggers,
    drops: {
      noSa: c.noSa,
      wrongSa: c.wrongSa,
      authentication: c.authentication,
      replay: c.replay,
      byteLimit: c.byteLimit,
      policy: c.policy,
      malformed: c.malformed,
    },
  };
}

function trafficOf({ traffic }: Counters): Statistics['traffic'] {
  if (traffic === null) return [];
  return TRAFFIC_KINDS.map((kind, index) => ({
    ...kind,
    packetsIn: at(traffic, 4 * index),
    packetsOut: at(traffic, 4 * index + 1),
    bytesIn: at(traffic, 4 * index + 2),
    bytesOut: at(traffic, 4 * index + 3),
  })).filter(({ packetsIn, packetsOut }) => packetsIn + packetsOut > 0);
}
