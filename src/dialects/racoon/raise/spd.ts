import { requestText } from '../../../../grammars/racoon/setkey/document.ts';
import type { Values } from '../../../../grammars/objects/object.ts';
import { intervalsOverlap } from '../../../ir/address.ts';
import { describe } from '../../../ir/codes.ts';
import type { Peer } from '../../../ir/ike.ts';
import type { IpsecProposal, Policy, Selector } from '../../../ir/ipsec.ts';
import { selectorsOverlap, trafficInterval } from '../../../ir/selectors.ts';
import type { Said } from '../../dialect.ts';
import type { RaisingContext } from './context.ts';
import { flowOf, ownStatements, structureOf } from './sainfo.ts';
import { addressText, localText, prefixOf, prefixText, protocolText } from './text.ts';

/** An entry of the SPD in both directions. */
export interface SpdPlace {
  readonly policy: Policy;
  readonly proposal: IpsecProposal | undefined;
  readonly peer: Peer | undefined;
  readonly selector: Selector;
  readonly index: number;
}

/** `flush; spdflush;` and two entries for each selector, out before in. */
export function raiseSpd(context: RaisingContext, places: readonly SpdPlace[]): void {
  context.command({ verb: 'flush' }, []);
  context.command({ verb: 'spdflush' }, []);
  const isOrdered = haveOverlap(places.map(({ selector }) => selector));
  const users = new Map<string, number>();
  for (const place of places) {
    if (place.selector.action === 'protect') users.set(endsOf(place), (users.get(endsOf(place)) ?? 0) + 1);
  }
  for (const [position, place] of places.entries()) {
    const isShared = (users.get(endsOf(place)) ?? 0) > 1;
    raiseEntries(context, place, isOrdered ? position : undefined, isShared);
  }
}

function endsOf({ policy, peer }: SpdPlace): string {
  return `${localText(policy)} ${farEnd(policy, peer)}`;
}

function farEnd({ tunnel }: Policy, peer: Peer | undefined): string {
  const [entry] = peer?.remote ?? [];
  if (tunnel.remote !== undefined) return addressText(tunnel.remote);
  return entry !== undefined && 'address' in entry ? addressText(entry.address) : '';
}

function raiseEntries(
  context: RaisingContext,
  place: SpdPlace,
  position: number | undefined,
  isShared: boolean,
): void {
  const { policy, proposal, peer, selector, index } = place;
  const { action, direction } = selector;
  const priority = position === undefined ? {} : { priority: position === 0 ? 'def' : `def - ${position}` };
  const [local, far] = [localText(policy), farEnd(policy, peer)];
  const level = isShared ? 'unique' : 'require';
  const said = saidBy(place);
  const entry = (way: 'out' | 'in'): Values => {
    const isProtected = action === 'protect' && (direction === 'both' || direction === way);
    const [from, to] = way === 'out' ? [local, far] : [far, local];
    return {
      ...flowValues(selector, way),
      direction: way,
      ...priority,
      action: isProtected ? 'ipsec' : action === 'discard' ? 'discard' : 'none',
      requests: isProtected && proposal !== undefined ? requestsOf(proposal, from, to, level) : [],
    };
  };
  context.command(entry('out'), said);
  context.command(entry('in'), said);
  noteEntries(context, policy, selector, index, isShared && action === 'protect');
}

function saidBy({ policy, proposal, peer, selector }: SpdPlace): Said {
  const suite: Said =
    proposal === undefined
      ? []
      : [
          ...structureOf(policy, proposal),
          [proposal, 'esp'],
          [proposal, 'ah'],
          [proposal, 'encapsulation'],
          [proposal, 'compression'],
          ...(proposal.esp === undefined
            ? []
            : ([
                [proposal.esp, 'encryption'],
                [proposal.esp, 'integrity'],
              ] as const)),
          ...(proposal.ah === undefined ? [] : ([[proposal.ah, 'integrity']] as const)),
        ];
  return [
    ...ownStatements(selector),
    ...flowOf(selector),
    ...suite,
    [policy.tunnel, 'local'],
    [policy.tunnel, 'remote'],
    [policy, 'interfaces'],
    ...(peer === undefined ? [] : ([[peer, 'remote']] as const)),
  ];
}

function flowValues(selector: Selector, way: 'out' | 'in'): Values {
  const { localPorts, remotePorts, protocol } = selector;
  const port = (range: Selector['localPorts']): string => (range === undefined ? 'any' : String(range.first));
  const [local, remote] = [prefixOf(selector.local), prefixOf(selector.remote)];
  const near = { prefix: prefixText(local), port: port(localPorts) };
  const far = { prefix: prefixText(remote), port: port(remotePorts) };
  const [source, destination] = way === 'out' ? [near, far] : [far, near];
  return {
    verb: 'spdadd',
    source: source.prefix,
    'source-port': source.port,
    destination: destination.prefix,
    'destination-port': destination.port,
    protocol: protocolText(protocol, local),
  };
}

/** Compression inside, ESP, then AH outside. */
function requestsOf(
  { esp, ah, encapsulation, compression }: IpsecProposal,
  from: string,
  to: string,
  level: string,
): readonly string[] {
  const mode = encapsulation === 'transport' ? 'transport' : 'tunnel';
  const ends = mode === 'transport' ? {} : { local: from, remote: to };
  return [
    ...(compression === 'none' ? [] : [requestText({ protocol: 'ipcomp', mode, ...ends, level: 'use' })]),
    ...(esp === undefined ? [] : [requestText({ protocol: 'esp', mode, ...ends, level })]),
    ...(ah === undefined ? [] : [requestText({ protocol: 'ah', mode, ...ends, level })]),
  ];
}

function noteEntries(
  context: RaisingContext,
  policy: Policy,
  selector: Selector,
  index: number,
  isUnique: boolean,
): void {
  const object = {
    kind: 'selector' as const,
    policy: { name: policy.name, sequence: policy.sequence },
    index,
  };
  const place = { object, path: 'policies.selectors', from: selector.name ?? null };
  const rule = context.writersOf([[selector, 'rule']]);
  const writers = rule.length > 0 ? rule : context.writersOf(flowOf(selector));
  const protects = selector.action === 'protect';
  const split = {
    a: 'selector',
    count: protects ? 3 : 2,
    b: protects ? 'statements: a sainfo and two SPD entries' : 'SPD entries',
  };
  context.adapt({ code: 'TG254', ...place, note: describe('TG254', split) }, writers);
  if (isUnique) context.adapt({ code: 'TG257', ...place, note: describe('TG257', {}) }, writers);
  const sides = [selector.local, selector.remote];
  if (sides.every((side) => side !== 'any' && 'prefix' in side && side.prefix.endsWith('/0'))) {
    const note = `${describe('TG255', {})}: also what manages the device`;
    context.adapt({ code: 'TG255', ...place, note }, writers);
  }
}

/** More comparisons than this are not worth it: a priority is never wrong. */
const MOST_COMPARISONS = 1_000_000;

/** Whether some packet matches two of the selectors: then their order must be written. */
function haveOverlap(selectors: readonly Selector[]): boolean {
  const known = selectors.map((selector) => ({ selector, interval: trafficInterval(selector.remote) }));
  const sorted = known.toSorted((left, right) =>
    compare(left.interval?.first ?? 0n, right.interval?.first ?? 0n),
  );
  let open: typeof sorted = [];
  let comparisons = 0;
  for (const one of sorted) {
    open = open.filter(
      ({ interval }) =>
        interval === undefined || one.interval === undefined || intervalsOverlap(interval, one.interval),
    );
    comparisons += open.length;
    if (
      comparisons > MOST_COMPARISONS ||
      open.some((other) => selectorsOverlap(other.selector, one.selector))
    )
      return true;
    open.push(one);
  }
  return false;
}

function compare(left: bigint, right: bigint): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
