import type { Gateway } from '../ir/gateway.ts';
import { memberOf } from '../ir/json.ts';
import { adopt } from './adopt.ts';
import { type BringUp, bringUp, type EngineEnd, type EngineEnds } from './bring-up.ts';
import { cutToPeer } from './cut.ts';
import { type End, addressesTowards, otherOf, type Which } from './end.ts';
import { objectsOf } from './effective.ts';
import { firstFinding, unverifiable } from './first-finding.ts';
import { laterFindings } from './later.ts';
import type { Peering } from './peering.ts';
import type { Finding } from './problem.ts';

/** Both ends' gateways, and the peer of each that is meant. */
export type Gateways = Readonly<Record<Which, Gateway>>;
/** What the engine says of two peers. */
export interface Tried {
  readonly findings: readonly Finding[];
  /** An address that a text does not say, and that the other end's is taken for. */
  readonly assumed: Readonly<Partial<Record<Which, string>>>;
  /** Starts of both ends, as they are. */
  readonly runs: readonly BringUp[];
  /** Each end with the other's view of everything that stops the tunnel; absent: nothing does. */
  readonly repaired: Readonly<Partial<Record<Which, Gateway>>>;
}

/** More wrong parameters than this in one tunnel are not told apart. */
const MOST_PARAMETERS = 16;

/**
 * Puts two peers on the engine, each end starting once. A parameter that stops the tunnel is taken from the other end,
 * and it is tried again, so that the next one shows.
 */
export function tryTunnel(ends: Readonly<Record<Which, End>>, peering: Peering): Tried {
  const original: Gateways = { left: ends.left.side.lowered.gateway, right: ends.right.side.lowered.gateway };
  const assumed = assumedAddresses(original, peering);
  let { right } = original;
  const runs = startBoth(engineEnds(ends, original, peering, assumed));
  const lacking = incompleteFinding(original, runs);
  if (lacking !== undefined) return { findings: [lacking], assumed, runs, repaired: {} };
  let latest = runs;
  const stopping: Finding[] = [];
  while (stopping.length < MOST_PARAMETERS) {
    const found = withProtocol(stoppingFinding(latest), { left: original.left, right }, peering);
    if (found === undefined || stopping.some(({ paths }) => paths.right === found.paths.right)) break;
    stopping.push(found);
    const adopted = adopt(
      { gateway: right, peer: peering.right.name },
      found.paths.right,
      { gateway: original.left, peer: peering.left.name },
      ends.right.side.lowered.origins,
    );
    const next = startBoth(engineEnds(ends, { left: original.left, right: adopted }, peering, assumed));
    if (next.some(({ incomplete }) => incomplete !== undefined)) break;
    [right, latest] = [adopted, next];
  }
  const current: Gateways = { left: original.left, right };
  const [open] = latest.flatMap((run) => unverifiable(run) ?? []);
  const later = laterFindings(engineEnds(ends, current, peering, assumed), latest).filter(
    (finding, index, all) =>
      [...stopping, ...all.slice(0, index)].every(({ paths }) => paths.left !== finding.paths.left),
  );
  return {
    findings: [...stopping, ...(open === undefined ? [] : [open]), ...later],
    assumed,
    runs,
    repaired: repairs(ends, original, peering, [...stopping, ...later]),
  };
}

/** Whether two peers' tunnels come up, whichever end starts that can. */
export function comesUp(ends: Readonly<Record<Which, End>>, peering: Peering): boolean {
  const gateways: Gateways = { left: ends.left.side.lowered.gateway, right: ends.right.side.lowered.gateway };
  const assumed = assumedAddresses(gateways, peering);
  const able = startBoth(engineEnds(ends, gateways, peering, assumed)).filter(isAble);
  return able.length > 0 && able.every((run) => firstFinding(run) === undefined);
}

/** An end that refers to what is not there, or has nothing to offer, is no end of a tunnel. */
function incompleteFinding(gateways: Gateways, [run]: readonly BringUp[]): Finding | undefined {
  const which = run?.incomplete;
  if (which === undefined) return undefined;
  const { peers, ikeProposals, policies, ipsecProposals } = gateways[which];
  const [path, cause] = !offersKnown(peers, ikeProposals)
    ? (['ikeProposals', 'ike-proposal-mismatch'] as const)
    : !offersKnown(policies, ipsecProposals)
      ? (['ipsecProposals', 'child-proposal-mismatch'] as const)
      : (['peers.remote', 'no-peer-configured'] as const);
  return { class: 'stops', paths: { left: path, right: path }, cause, seenBy: which };
}

function offersKnown(
  offerers: readonly { readonly proposals: readonly string[] }[],
  proposals: readonly { readonly name: string }[],
): boolean {
  const known = new Set(proposals.map(({ name }) => name));
  return offerers.every(
    (offerer) => offerer.proposals.length > 0 && offerer.proposals.every((name) => known.has(name)),
  );
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

function startBoth(ends: EngineEnds): readonly BringUp[] {
  return (['left', 'right'] as const).map((which) => bringUp(ends, which));
}

function engineEnds(
  ends: Readonly<Record<Which, End>>,
  gateways: Gateways,
  peering: Peering,
  assumed: Tried['assumed'],
): EngineEnds {
  const endOf = (which: Which): EngineEnd => {
    const { dialect, profile } = ends[which].side.from;
    const behaviour = dialect.behaviour[profile];
    if (behaviour === undefined) throw new Error(`${dialect.name}@${profile} has no row of behaviour`);
    const gateway = gateways[which];
    const peer = gateway.peers.find(({ name }) => name === peering[which].name) ?? peering[which];
    const address = assumed[which];
    const known = addressesTowards(gateway, peer);
    return {
      gateway: cutToPeer(gateway, peer),
      behaviour,
      addresses: known.length > 0 ? known : address === undefined ? [] : [address],
    };
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

function repairs(
  ends: Readonly<Record<Which, End>>,
  original: Gateways,
  peering: Peering,
  findings: readonly Finding[],
): Tried['repaired'] {
  if (findings.length === 0) return {};
  const repair = (which: Which): Gateway =>
    findings.reduce(
      (gateway, { paths }) =>
        adopt(
          { gateway, peer: peering[which].name },
          paths[which],
          { gateway: original[otherOf(which)], peer: peering[otherOf(which)].name },
          ends[which].side.lowered.origins,
        ),
      original[which],
    );
  return { left: repair('left'), right: repair('right') };
}
