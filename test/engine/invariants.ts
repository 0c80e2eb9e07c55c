import type { ChildSa, IkeSa, OfflineReason, Statistics } from '../../src/ir/result.ts';
import type { End, Lab } from './lab.ts';
import type { Plan } from './random-labs.ts';

// The invariants of the reference (5.2), by their numbers there. Each gives a text for what it finds wrong.

const ENDS: readonly End[] = ['a', 'b'];
const REASONS: ReadonlySet<OfflineReason> = new Set<OfflineReason>([
  'dpd-timeout',
  'peer-request',
  'configuration-change-or-manual',
  'ike-hard-expiry',
  'child-hard-expiry',
  'heartbeat-timeout',
  'address-lease-expiry',
  'reauthentication-timeout',
  'aaa-disconnect',
  'port-mismatch-expiry',
  'spi-conflict',
  'ike-sa-replaced',
  'child-sa-replaced',
  'invalid-spi-received',
  'dns-change',
  'dependent-ike-sa-gone',
  'exchange-timeout',
]);
/** 6: what a state can become. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  '': ['connecting', 'installed', 'larval'],
  larval: ['installed', 'dead'],
  connecting: ['established', 'deleting', 'deleted'],
  established: ['rekeying', 'rekeyed', 'deleting', 'deleted'],
  installed: ['rekeying', 'rekeyed', 'deleting', 'dead'],
  rekeying: ['established', 'installed', 'rekeyed', 'deleting', 'deleted', 'dead'],
  rekeyed: ['deleting', 'deleted', 'dead'],
  deleting: ['deleted', 'dead'],
  deleted: [],
  dead: [],
};

/** What must hold at every moment. */
export function violations(lab: Lab, plan: Plan): readonly string[] {
  return ENDS.flatMap((end) => {
    const [ike, children] = [lab.ike(end), lab.children(end)];
    return [
      ...owners(ike, children, plan),
      ...uniqueness(ike, children),
      ...lifetimes(children),
      ...selectors(children),
      ...log(lab, end, plan),
    ].map((text) => `${end}: ${text}`);
  });
}

/** 1, 2: who owns a child SA. */
function owners(ike: readonly IkeSa[], children: readonly ChildSa[], plan: Plan): readonly string[] {
  const live = new Set(ike.map(({ id }) => id));
  const mustHaveOwner = plan.version === 'ikev2' || plan.dependent;
  return children.flatMap(({ id, ikeSa }) => {
    if (ikeSa === undefined) return mustHaveOwner ? [`1: child SA ${id} has no IKE SA`] : [];
    return live.has(ikeSa) ? [] : [`1: child SA ${id} is of IKE SA ${ikeSa}, which is gone`];
  });
}
/** 3, 4: SPIs and connection ids. */
function uniqueness(ike: readonly IkeSa[], children: readonly ChildSa[]): readonly string[] {
  const spis = children.flatMap(({ inbound }) => inbound.map(({ spi }) => spi));
  return [
    ...repeated(ike.map((sa) => `${sa.initiatorSpi} ${sa.responderSpi}`)).map(
      (text) => `3: SPIs ${text} twice`,
    ),
    ...repeated(spis).map((spi) => `3: inbound SPI ${spi} twice`),
    ...spis.filter((spi) => spi < 256).map((spi) => `3: reserved SPI ${spi}`),
    ...repeated([...ike, ...children].map(({ connectionId }) => connectionId)).map(
      (id) => `4: connection id ${id} twice`,
    ),
  ];
}
function repeated<T>(values: readonly T[]): readonly T[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
/** 9: soft before hard. */
function lifetimes(children: readonly ChildSa[]): readonly string[] {
  return children.flatMap(({ id, softExpires, hardExpires }) =>
    softExpires !== undefined && hardExpires !== undefined && softExpires >= hardExpires
      ? [`9: child SA ${id} is soft at ${softExpires}, hard at ${hardExpires}`]
      : [],
  );
}
/** 8: only what both policies say. */
function selectors(children: readonly ChildSa[]): readonly string[] {
  return children.flatMap(({ id, selector, inbound, pfsGroup }) => {
    const text = JSON.stringify([selector.local, selector.remote]);
    const isRight = /10\.[12]\.0\.0\/16.*10\.[12]\.0\.0\/16/.test(text);
    const isStrong = inbound.every(({ encryption }) => encryption?.keyLength === 256);
    return isRight && isStrong && (pfsGroup === undefined || pfsGroup === 14)
      ? []
      : [`8: child SA ${id} has ${text}`];
  });
}
/** 10, 11: the offline log. */
function log(lab: Lab, end: End, plan: Plan): readonly string[] {
  const records = lab.offline(end);
  const times = records.map(({ time }) => time);
  return [
    ...(records.length > 200 ? ['11: more than 200 records'] : []),
    ...(times.some((time, index) => index > 0 && time > (times[index - 1] ?? 0))
      ? ['11: not newest first']
      : []),
    ...records.filter(({ reason }) => !REASONS.has(reason)).map(({ reason }) => `11: reason ${reason}`),
    ...records
      .filter(({ reason }) => reason === 'heartbeat-timeout' || (!plan.dpd && reason === 'dpd-timeout'))
      .map(({ reason }) => `10: ${reason}, but nobody looks for it`),
  ];
}

/** 5, 6: what the trace must not show. */
export function traceViolations(lab: Lab, plan: Plan): readonly string[] {
  const states = new Map<string, string>();
  const requests = new Map<string, string>();
  const nextIds = new Map<string, number>();
  const wrong: string[] = [];
  for (const record of lab.simulation.trace) {
    if (record.kind === 'ike-sa-state' || record.kind === 'child-sa-state') {
      const key = `${record.gateway} ${record.sa}`;
      const before = states.get(key) ?? '';
      if (NEXT[before]?.includes(record.state) !== true)
        wrong.push(`6: SA ${key}: ${before} to ${record.state}`);
      states.set(key, record.state);
    }
    if (record.kind !== 'sent' || !('exchange' in record.content) || plan.version === 'ikev1') continue;
    const { content, gateway } = record;
    const sa = `${gateway} ${content.initiatorSpiHigh} ${content.initiatorSpiLow}`;
    const key = `${sa} ${content.exchange} ${content.messageId} ${content.isResponse}`;
    const text = JSON.stringify(content);
    if (record.retransmission && requests.get(key) !== text) wrong.push(`5: ${key} came again, but changed`);
    requests.set(key, text);
    if (content.isResponse || record.retransmission || content.exchange === 34) continue;
    const expected = nextIds.get(sa) ?? content.messageId;
    if (content.messageId !== expected)
      wrong.push(`5: ${sa} sent id ${content.messageId} after ${expected - 1}`);
    nextIds.set(sa, content.messageId + 1);
  }
  return wrong;
}

/** 12: what never shrinks. */
export function statisticsOf(lab: Lab, end: End): Statistics | undefined {
  const result = lab.simulation.execute(end, { kind: 'show-statistics', subject: 'ike' });
  return result.kind === 'statistics' ? result.statistics : undefined;
}
export function shrunk(before: Statistics | undefined, after: Statistics | undefined): readonly string[] {
  const [old, now] = [numbersOf(before), numbersOf(after)];
  return Object.keys(old).flatMap((name) =>
    /total|halfOpen|since/.test(name) || (now[name] ?? 0) >= (old[name] ?? 0) ? [] : [`12: ${name} shrank`],
  );
}
function numbersOf(statistics: Statistics | undefined): Readonly<Record<string, number>> {
  if (statistics === undefined) return {};
  const { ikeSas, childSas, messages, drops, softExpiries, hardExpiries, triggers } = statistics;
  const named = (prefix: string, group: object): [string, number][] =>
    Object.entries(group).map(([name, value]) => [`${prefix}.${name}`, Number(value)]);
  return Object.fromEntries([
    ...named('ikeSas', ikeSas),
    ...named('childSas', childSas),
    ...named('messages', messages),
    ...named('drops', drops),
    ...named('', { softExpiries, hardExpiries, triggers }),
  ]);
}

/** 7, 13: with the faults gone and time enough both ends hold the same. */
export function disagreements(lab: Lab): readonly string[] {
  const ike = (end: End): readonly string[] =>
    lab.ike(end).map((sa) => `${sa.initiatorSpi} ${sa.responderSpi} ${sa.state}`);
  const child = (end: End, own: 'inbound' | 'outbound', other: 'inbound' | 'outbound'): readonly string[] =>
    lab.children(end).map((sa) => `${sa[own][0]?.spi} ${sa[other][0]?.spi}`);
  return [
    ...difference('13: IKE SA', ike('a'), ike('b')),
    ...difference('13: child SA', child('a', 'inbound', 'outbound'), child('b', 'outbound', 'inbound')),
  ];
}
function difference(what: string, a: readonly string[], b: readonly string[]): readonly string[] {
  return [
    ...a.filter((text) => !b.includes(text)).map((text) => `${what} ${text} at a only`),
    ...b.filter((text) => !a.includes(text)).map((text) => `${what} ${text} at b only`),
  ];
}
