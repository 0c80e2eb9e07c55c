import { memberOf } from '../ir/json.ts';
import { adopt } from './adopt.ts';
import { type BringUp, bringUp, type EngineEnd, type EngineEnds } from './bring-up.ts';
import { cutToPeer } from './cut.ts';
import { addressesTowards, type Ends, type Gateways, gatewaysOf, otherOf, type Which } from './end.ts';
import { objectsOf } from './effective.ts';
import { faultOf } from './faults.ts';
import { firstFinding, unverifiable } from './first-finding.ts';
import { laterFindings } from './later.ts';
import { insideOf, type NatsBefore, natsBefore } from './nat.ts';
import type { Peering } from './peering.ts';
import type { Finding } from './problem.ts';
import type { WatchedRenewals } from './watched-renewals.ts';

/** What the engine says of two peers. */
export interface Tried {
  readonly findings: readonly Finding[];
  /** An address that a text does not say, and that the other end's is taken for. */
  readonly assumed: Readonly<Partial<Record<Which, string>>>;
  readonly nats: NatsBefore;
}

/** More wrong parameters than this in one tunnel are not told apart. */
const MOST_PARAMETERS = 16;

/**
 * Puts two peers on the engine, each end starting once. A parameter that stops the tunnel is taken from the other end,
 * and it is tried again, so that the next one shows.
 */
export function tryTunnel(
  ends: Ends,
  peering: Peering,
  watched: WatchedRenewals,
  behindNat: readonly Which[],
): Tried {
  const original = gatewaysOf(ends);
  const assumed = assumedAddresses(original, peering);
  let { right } = original;
  const nats = natsBefore(original, peering, behindNat);
  let current = engineEnds(ends, original, peering, { assumed, nats });
  const fault = faultOf(current);
  if (fault !== undefined) return { findings: [fault], assumed, nats };
  let latest = startBoth(current);
  const stopping: Finding[] = [];
  while (stopping.length < MOST_PARAMETERS) {
    const found = withProtocol(stoppingFinding(latest), { left: original.left, right }, peering);
    if (found === undefined || stopping.some(({ paths }) => paths.right === found.paths.right)) break;
    stopping.push(found);
    const changed = adopt(
      { gateway: right, peer: peering.right.name },
      found.paths.right,
      { gateway: original.left, peer: peering.left.name },
      ends.right.side.lowered.origins,
    );
    const next = engineEnds(ends, { left: original.left, right: changed }, peering, { assumed, nats });
    if (faultOf(next) !== undefined) break;
    right = changed;
    current = next;
    latest = startBoth(current);
  }
  const [open] = latest.flatMap((run) => unverifiable(run) ?? []);
  const later = laterFindings(current, latest, watched).filter((finding, index, all) =>
    [...stopping, ...all.slice(0, index)].every(({ paths }) => paths.left !== finding.paths.left),
  );
  return {
    findings: [...stopping, ...(open === undefined ? [] : [open]), ...later],
    assumed,
    nats,
  };
}

/** Whether two peers' tunnels come up, whichever end starts that can. */
export function comesUp(ends: Ends, peering: Peering, nats: NatsBefore): boolean {
  const gateways = gatewaysOf(ends);
  const assumed = assumedAddresses(gateways, peering);
  const onEngine = engineEnds(ends, gateways, peering, { assumed, nats });
  if (faultOf(onEngine) !== undefined) return false;
  const able = startBoth(onEngine).filter(isAble);
  return able.length > 0 && able.every((run) => firstFinding(run) === undefined);
}

/** What keeps the tunnel down whoever starts; one that comes up when one end starts has trouble, and is up. */
function stoppingFinding(runs: readonly BringUp[]): Finding | undefined {
  const able = runs.filter(isAble);
  if (able.length === 0) {
    const paths = { left: 'policies.initiation', right: 'policies.initiation' };
    return { class: 'stops', paths, cause: 'responder-only' };
  }
  const found = able.map(firstFinding);
  return found.includes(undefined) ? undefined : found[0];
}

/** Proposals of which one end's protect with AH and the other's with ESP: no algorithm is at odds, but the protocol. */
function withProtocol(found: Finding | undefined, gateways: Gateways, peering: Peering): Finding | undefined {
  if (found?.paths.left.startsWith('ipsecProposals') !== true) return found;
  const protocols = (which: Which): readonly string[] =>
    objectsOf(gateways[which], peering[which].name, 'ipsecProposals').map((proposal) =>
      ['ah', 'esp'].filter((protocol) => memberOf(proposal, protocol) !== undefined).join('+'),
    );
  const right = protocols('right');
  const left = protocols('left');
  if (left.some((protocol) => right.includes(protocol))) return found;
  const hasAh = (all: readonly string[]): boolean => all.some((protocol) => protocol.includes('ah'));
  const path = hasAh(left) === hasAh(right) ? 'ipsecProposals.esp' : 'ipsecProposals.ah';
  return { ...found, paths: { left: path, right: path } };
}

/** An end that starts at all. */
function isAble({ flows }: BringUp): boolean {
  return flows.some(({ outcome }) => outcome !== 'not-started');
}

/** A NAT device lets nothing in that nobody inside has asked for: an end behind it starts. */
function startBoth(ends: EngineEnds): readonly BringUp[] {
  const hidden = (['left', 'right'] as const).filter((which) => ends[which].outside !== undefined);
  const starting = hidden.length === 1 ? hidden : (['left', 'right'] as const);
  return starting.map((which) => bringUp(ends, which));
}

function engineEnds(
  ends: Ends,
  gateways: Gateways,
  peering: Peering,
  { assumed, nats }: Pick<Tried, 'assumed' | 'nats'>,
): EngineEnds {
  const endOf = (which: Which): EngineEnd => {
    const { dialect, profile } = ends[which].side.from;
    const behaviour = dialect.behaviour[profile];
    if (behaviour === undefined) throw new Error(`${dialect.name}@${profile} has no row of behaviour`);
    const gateway = gateways[which];
    const peer = gateway.peers.find(({ name }) => name === peering[which].name) ?? peering[which];
    const address = assumed[which];
    const known = addressesTowards(gateway, peer);
    const addresses = known.length > 0 ? known : address === undefined ? [] : [address];
    const cut = cutToPeer(gateway, peer);
    const outside = nats[which];
    if (outside === undefined) return { gateway: cut, behaviour, addresses };
    return { ...insideOf(which, cut, addresses, outside), behaviour, outside };
  };
  return { left: endOf('left'), right: endOf('right') };
}

/** An end whose own address is in no text is where the other one looks for it. */
function assumedAddresses(gateways: Gateways, peering: Peering): Tried['assumed'] {
  const found = (['left', 'right'] as const).flatMap((which, index): [Which, string][] => {
    if (addressesTowards(gateways[which], peering[which]).length > 0) return [];
    const [place] = peering[otherOf(which)].remote;
    const address = place !== undefined && 'address' in place ? place.address : `198.18.0.${index + 1}`;
    return [[which, address]];
  });
  return Object.fromEntries(found);
}
