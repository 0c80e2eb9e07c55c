import type { ChildSa, IkeSa, OfflineReason } from '../../../src/ir/result.ts';
import { BEHAVIOUR, type End, ENDS, type Lab } from '../lab.ts';
import type { Plan } from '../random-labs.ts';

// The invariants of the reference (5.2) that hold at every moment, by their numbers there. Each gives a text for what it finds wrong.

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
const LOG_CAPACITY = 200;
const LAST_RESERVED_SPI = 255;

/** What must hold at every moment. */
export function violations(lab: Lab, plan: Plan): readonly string[] {
  return ENDS.flatMap((end) => {
    const [ike, children] = [lab.ike(end), lab.children(end)];
    return [
      ...owners(ike, children, plan),
      ...uniqueness(ike, children),
      ...lifetimes(ike, children),
      ...selectors(children),
      ...log(lab, end, plan),
    ].map((text) => `${lab.time} ms, ${end}: ${text}`);
  });
}

/** 1, 2: who owns a child SA. */
function owners(ike: readonly IkeSa[], children: readonly ChildSa[], plan: Plan): readonly string[] {
  const owned = new Set(ike.flatMap((sa) => sa.childSas.map((child) => `${sa.id} ${child}`)));
  const mustHaveOwner = plan.version === 'ikev2' || plan.dependent;
  return children.flatMap(({ id, ikeSa }) => {
    if (ikeSa === undefined) return mustHaveOwner ? [`1: child SA ${id} has no IKE SA`] : [];
    return owned.has(`${ikeSa} ${id}`)
      ? []
      : [`1: child SA ${id} is of IKE SA ${ikeSa}, which does not know it`];
  });
}

/** 3, 4: SPIs and connection ids. */
function uniqueness(ike: readonly IkeSa[], children: readonly ChildSa[]): readonly string[] {
  const inbound = children.flatMap((child) => child.inbound.map(({ spi }) => spi));
  const ids = [...ike, ...children].map(({ connectionId }) => connectionId);
  const { first, last } = BEHAVIOUR.connectionIds;
  return [
    ...repeated(ike.map((sa) => `${sa.initiatorSpi} ${sa.responderSpi}`)).map(
      (text) => `3: SPIs ${text} twice`,
    ),
    ...repeated(inbound).map((spi) => `3: inbound SPI ${spi} twice`),
    ...inbound.filter((spi) => spi <= LAST_RESERVED_SPI).map((spi) => `3: reserved SPI ${spi}`),
    ...children
      .filter((child) => child.inbound[0]?.spi === child.outbound[0]?.spi)
      .map(({ id }) => `3: child SA ${id} has one SPI for both directions`),
    ...repeated(ids).map((id) => `4: connection id ${id} twice`),
    ...ids.filter((id) => id < first || id > last).map((id) => `4: connection id ${id}`),
  ];
}
function repeated<T>(values: readonly T[]): readonly T[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** 9: soft before hard, and nothing lives past its end. */
function lifetimes(ike: readonly IkeSa[], children: readonly ChildSa[]): readonly string[] {
  return [
    ...children.flatMap(({ id, softExpires, hardExpires }) =>
      softExpires !== undefined && hardExpires !== undefined && softExpires >= hardExpires
        ? [`9: child SA ${id} is soft at ${softExpires}, hard at ${hardExpires}`]
        : [],
    ),
    ...ike
      .filter(({ state, expires }) => state === 'established' && expires === undefined)
      .map(({ id }) => `9: IKE SA ${id} never expires`),
    ...children
      .filter((child) => child.inbound[0]?.state === 'installed' && child.hardExpires === undefined)
      .map(({ id }) => `9: child SA ${id} never expires`),
  ];
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
  const isUnwatched = (reason: OfflineReason): boolean =>
    reason === 'heartbeat-timeout' || (!plan.dpd && reason === 'dpd-timeout');
  return [
    ...(records.length > LOG_CAPACITY ? [`11: ${records.length} records`] : []),
    ...(times.some((time, index) => time > (times[index - 1] ?? Infinity)) ? ['11: not newest first'] : []),
    ...records.filter(({ reason }) => !REASONS.has(reason)).map(({ reason }) => `11: reason ${reason}`),
    ...records
      .filter(({ reason }) => isUnwatched(reason))
      .map(({ reason }) => `10: ${reason}, but nobody looks for it`),
  ];
}
