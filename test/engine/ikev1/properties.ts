import type { ChildSa, IkeSa, OfflineReason } from '../../../src/ir/result.ts';
import { type EngineProperty, property } from '../property.ts';
import type { Lab } from './lab.ts';
import {
  CHILD_SECONDS,
  heal,
  IKE_SECONDS,
  isLiveIkeSa,
  liveSas,
  type RandomLab,
  randomLabs,
  runLab,
  SIDES,
} from './random-labs.ts';

/** What is wrong at a moment, by the numbers of `reference/sa-engine.md` 5.2: nothing should be, whatever happens. */
function wrongIn(lab: Lab, random: RandomLab): readonly string[] {
  return SIDES.flatMap((side) => {
    const [ike, children, log] = [lab.ikeSas(side), lab.childSas(side), lab.offline(side)];
    const ids = [...ike, ...children].map(({ connectionId }) => connectionId);
    const { first, last } = random.behaviour.connectionIds;
    return [
      ...children
        .filter((child) => !isOwned(child, ike))
        .map(({ id }) => `1: child SA ${id} has a wrong owner`),
      ...(isDistinct(ike.map(({ initiatorSpi, responderSpi }) => initiatorSpi + responderSpi))
        ? []
        : ['3: cookies']),
      ...(isDistinct(children.map(({ inbound }) => inbound[0]?.spi)) ? [] : ['3: SPIs']),
      ...(children.every(({ inbound }) => inbound.every(({ spi }) => spi > 255))
        ? []
        : ['3: a reserved SPI']),
      ...(isDistinct(ids) && ids.every((id) => id >= first && id <= last) ? [] : ['4: connection ids']),
      ...(children.every(isSoftFirst) ? [] : ['9: soft after hard']),
      ...(log.length <= 200 ? [] : ['11: the log is too long']),
      ...(log.every(({ time }, index) => time <= (log[index - 1]?.time ?? Infinity))
        ? []
        : ['11: the order of the log']),
      ...wrongReasons(new Set(log.map(({ reason }) => reason)), random),
    ].map((text) => `${lab.simulation.time} ${side}: ${text}`);
  });
}
/** 1, 2: its IKE SA is there and knows it; IKEv1 lets a child SA live without one. */
function isOwned({ id, ikeSa }: ChildSa, ike: readonly IkeSa[]): boolean {
  return ikeSa === undefined || ike.some((sa) => sa.id === ikeSa && sa.childSas.includes(id));
}
function isSoftFirst({ softExpires, hardExpires }: ChildSa): boolean {
  return softExpires === undefined || softExpires < (hardExpires ?? 0);
}
function isDistinct(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
/** 10: what is switched off ends nothing. */
function wrongReasons(
  reasons: ReadonlySet<OfflineReason>,
  { left, behaviour }: RandomLab,
): readonly string[] {
  const mode = left.peer?.dpd?.mode;
  const allowed: Partial<Record<OfflineReason, boolean>> = {
    'dpd-timeout': mode === 'periodic' || mode === 'on-demand',
    'heartbeat-timeout': left.ike?.heartbeat !== undefined && behaviour.heartbeat,
    'dependent-ike-sa-gone': left.peer?.childSasDependOnIkeSa === true,
  };
  return [...reasons].filter((reason) => allowed[reason] === false).map((reason) => `10: ${reason}`);
}

const ORDER = ['created', 'connecting', 'established', 'rekeying', 'rekeyed', 'deleting', 'deleted', 'dead'];
/** 6: states only go forward, but where a rekeying fails. */
function wrongTurns(lab: Lab): readonly string[] {
  const last = new Map<string, string>();
  const rank = (state: string): number => ORDER.indexOf(state === 'installed' ? 'established' : state);
  return lab.simulation.trace.flatMap((record) => {
    if (record.kind !== 'ike-sa-state' && record.kind !== 'child-sa-state') return [];
    const key = `${record.kind} ${record.sa}`;
    const before = last.get(key) ?? 'created';
    last.set(key, record.state);
    const isBack = before === 'rekeying' && (record.state === 'established' || record.state === 'installed');
    const isForward = rank(record.state) >= rank(before) && before !== 'deleted' && before !== 'dead';
    return isBack || isForward ? [] : [`6: ${key} from ${before} to ${record.state}`];
  });
}

/** Whatever happens. */
function faultsOf(random: RandomLab): readonly string[] {
  const wrong: string[] = [];
  const lab = runLab(random, (running) => wrong.push(...wrongIn(running, random)));
  return [...wrong, ...wrongTurns(lab)];
}

/** 7, 13: the ends hold the same, one of each. */
function disagreements(lab: Lab): readonly string[] {
  const [left, right] = [liveSas(lab, 'left'), liveSas(lab, 'right')];
  return [
    ...(JSON.stringify(left) === JSON.stringify(right)
      ? []
      : [`13: ${JSON.stringify(left)}, but ${JSON.stringify(right)}`]),
    ...(left.ike.length <= 1 && left.child.length <= 1 ? [] : [`7: ${JSON.stringify(left)}`]),
  ];
}
function faultsWithoutLoss(random: RandomLab): readonly string[] {
  const lab = runLab(random);
  // what was replaced goes within ten seconds, and may be wanted again
  lab.simulation.runUntilQuiet(lab.simulation.time + 200_000);
  lab.simulation.runFor(11_000);
  const isQuiet = lab.simulation.runUntilQuiet(lab.simulation.time + 200_000);
  return [...(isQuiet ? [] : ['13: it never gets quiet']), ...disagreements(lab)];
}

/** 13, 15: two lifetimes later nothing is left of any fault, and packets get through. */
function faultsAfterHealing(random: RandomLab): readonly string[] {
  const lab = runLab(random);
  heal(lab);
  lab.simulation.runFor(2000 * (IKE_SECONDS + CHILD_SECONDS));
  lab.send('left');
  lab.simulation.runFor(60_000);
  lab.simulation.runUntilQuiet(lab.simulation.time + 200_000);
  const agreed = disagreements(lab);
  const verdicts = SIDES.map((side) => lab.send(side));
  lab.simulation.runFor(1000);
  const arrived = SIDES.filter((side) =>
    lab.childSas(side).some(({ inbound }) => (inbound[0]?.packets ?? 0) > 0),
  );
  return [
    ...agreed,
    ...(verdicts.every((verdict) => verdict === 'protected') ? [] : [`15: packets are ${verdicts.join()}`]),
    ...(arrived.length === SIDES.length ? [] : [`15: packets come out at ${arrived.join()} alone`]),
    ...SIDES.filter((side) => lab.ikeSas(side).filter(isLiveIkeSa).length > 1).map(
      (side) => `7: IKE SAs at ${side}`,
    ),
  ];
}

function faultsOfReplay(random: RandomLab): readonly string[] {
  const once = runLab(random).simulation.traceHash;
  const again = runLab(random, (lab) => wrongIn(lab, random)).simulation.traceHash;
  return again === once ? [] : ['17, 20: another trace'];
}

function faultsOfClearingTwice(random: RandomLab): readonly string[] {
  const lab = runLab(random);
  return SIDES.flatMap((side) => {
    lab.clear(side, 'delete');
    const sent = lab.sent().length;
    lab.clear(side, 'delete');
    return lab.sent().length === sent && lab.ikeSas(side).length === 0 ? [] : [`16: ${side}`];
  });
}

/** IKEv1 gateways that agree on everything, with the behaviour of each vendor. */
export const PROPERTIES: readonly EngineProperty[] = [
  property('IKEv1: the invariants hold, whatever happens', randomLabs(true), faultsOf),
  property(
    'IKEv1: both ends hold the same when nothing is lost (7, 13)',
    randomLabs(false),
    faultsWithoutLoss,
  ),
  property(
    'IKEv1: and within two lifetimes after any faults (7, 13, 15)',
    randomLabs(true),
    faultsAfterHealing,
  ),
  property(
    'IKEv1: it runs the same way again (20), and showing changes nothing (17)',
    randomLabs(true),
    faultsOfReplay,
    20,
  ),
  property('IKEv1: a second deletion changes nothing (16)', randomLabs(true), faultsOfClearingTwice, 20),
];
