import type { Peer } from '../ir/ike.ts';
import { sameJson } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import { type BringUp, bringUp, type EngineEnds, type Flow } from './bring-up.ts';
import { otherOf, type Which } from './end.ts';
import { firstFinding } from './first-finding.ts';
import { later, type Finding } from './problem.ts';
import { renewed } from './renewals.ts';
import type { WatchedRenewals } from './watched-renewals.ts';

/** A NAT device's address, of a network for tests (RFC 2544). */
const NAT_ADDRESS = '198.19.255.254';

/** Trouble that a fresh tunnel hides; `runs`: starts of both ends, at least one of which came up. */
export function laterFindings(
  ends: EngineEnds,
  runs: readonly BringUp[],
  watched: WatchedRenewals,
): readonly Finding[] {
  const up = runs.find(({ flows }) => flows.some(({ outcome }) => outcome === 'up'));
  if (up === undefined) return [];
  return [
    ...oneWay(runs),
    ...undelivered(ends, runs),
    ...narrowed(runs),
    ...watched.onceFor(ends, runs, () => renewed(ends, up)),
    ...behindNat(ends, up),
    ...deaf(ends),
    ...unheard(ends),
  ];
}

/** It comes up when one end starts, and not when the other does. */
function oneWay(runs: readonly BringUp[]): readonly Finding[] {
  return runs.flatMap((run) => {
    const found = firstFinding(run);
    return found === undefined
      ? []
      : [{ ...found, class: 'shows-later' as const, when: `when ${PLACE} starts` }];
  });
}
/** Replaced by the name of the end that starts. */
export const PLACE = '{initiator}';

/** SAs of both ends that cannot read each other's packets. */
function undelivered(ends: EngineEnds, runs: readonly BringUp[]): readonly Finding[] {
  const isBehindNat = ends.left.outside !== undefined || ends.right.outside !== undefined;
  const found = runs
    .flatMap(({ flows, statistics }) => flows.map((flow) => ({ flow, statistics })))
    .find(
      ({ flow }) => flow.outcome === 'up' && (!flow.delivered || (isBehindNat && hasProtocol(flow, 'ah'))),
    );
  if (found === undefined) return [];
  const { flow, statistics } = found;
  if (isBehindNat && hasProtocol(flow, 'ah')) return [later('ipsecProposals.ah', NO_PACKETS)]; // RFC 3715 section 2.1
  if (isBehindNat) {
    const isOff = (which: Which): boolean =>
      ends[which].gateway.peers.some(({ natTraversal }) => natTraversal === 'off');
    const blocked = isOff('left') || !isOff('right') ? 'left' : 'right';
    return [later('peers.natTraversal', NO_PACKETS, blocked)];
  }
  const isRefused = (['left', 'right'] as const).some(
    (which) => (statistics[which]?.drops.authentication ?? 0) > 0,
  );
  if (!isRefused) return [later('policies.selectors', NO_PACKETS)];
  const path: MemberPath = hasProtocol(flow, 'esp')
    ? 'ipsecProposals.esp.integrity'
    : 'ipsecProposals.ah.integrity';
  return [later(path, NO_PACKETS)];
}
function hasProtocol({ child }: Flow, protocol: 'esp' | 'ah'): boolean {
  return child?.outbound.some((sa) => sa.protocol === protocol) === true;
}
const NO_PACKETS = 'at once: the SAs stand, and every packet is dropped';

/** The SAs protect less than an end means to send through them. */
function narrowed(runs: readonly BringUp[]): readonly Finding[] {
  const isNarrowed = runs.some(({ flows }) =>
    flows.some(({ outcome, child, selector }) => {
      if (outcome !== 'up' || child === undefined || selector.local === 'any') return false;
      const { local, remote } = child.selector;
      return !sameJson([local, remote], [selector.local, selector.remote]);
    }),
  );
  return isNarrowed ? [later('policies.selectors', 'with traffic that only one end means to protect')] : [];
}

/** A NAT device comes to stand before an end while one of them does not traverse it. */
function behindNat(ends: EngineEnds, run: BringUp): readonly Finding[] {
  const isOff = (which: Which): boolean =>
    ends[which].gateway.peers.some(({ natTraversal }) => natTraversal === 'off');
  if (isOff('left') === isOff('right')) return [];
  const blocked = isOff('left') ? 'left' : 'right';
  const attempt = bringUp(
    { ...ends, [run.initiator]: { ...ends[run.initiator], outside: NAT_ADDRESS } },
    run.initiator,
  );
  const works = attempt.flows.every(
    ({ outcome, delivered }) => outcome !== 'down' && (outcome !== 'up' || delivered),
  );
  return works ? [] : [later('peers.natTraversal', 'when a NAT device stands between them', blocked)];
}

/** Heartbeats that the other end does not wait for: where it has no DPD either, nobody learns that the sender is gone. */
function unheard(ends: EngineEnds): readonly Finding[] {
  return (['left', 'right'] as const).flatMap((which): readonly Finding[] => {
    const { ike, peers } = ends[which].gateway;
    const other = ends[otherOf(which)].gateway;
    if (ike.heartbeat.sendIntervalSeconds === undefined || !speaksIkev1(peers)) return [];
    if (other.ike.heartbeat.timeoutSeconds !== undefined) return [];
    const isWatched = other.peers.some(({ dpd }) => dpd.mode === 'periodic' || dpd.mode === 'on-demand');
    const path = 'ike.heartbeat.sendIntervalSeconds';
    const { when: _when, ...found } = later(path, '', which);
    return [
      {
        ...found,
        code: 'TG419',
        ...(isWatched ? { class: 'harmless' as const } : { when: 'when that end dies without a word' }),
      },
    ];
  });
}
function speaksIkev1(peers: readonly Peer[]): boolean {
  return peers.some(({ versions }) => versions.includes('ikev1'));
}

/** One end watches for a dead peer, the other one does not: it keeps sending into SAs that nobody has. */
function deaf(ends: EngineEnds): readonly Finding[] {
  const watches = (which: Which): boolean => {
    const { peers, ike } = ends[which].gateway;
    const probes = peers.some(({ dpd }) => dpd.mode === 'periodic' || dpd.mode === 'on-demand');
    return probes || ike.heartbeat.timeoutSeconds !== undefined;
  };
  if (watches('left') === watches('right')) return [];
  const blind = watches('left') ? 'right' : 'left';
  return [later('peers.dpd.mode', 'when the other end dies without a word', blind)];
}
