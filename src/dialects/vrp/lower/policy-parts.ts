import type { Face, Reading } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { ipsecPolicy } from '../../../../grammars/vrp/chapters/ipsec-policy.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { ChildLifetime, Policy } from '../../../ir/ipsec.ts';
import {
  assemble,
  byDefault,
  derived,
  sourced,
  type Sourced,
  type SourcedMembers,
} from '../../../ir/origins.ts';
import { groupNumber } from '../words.ts';
import { headerOrigin, type LoweringContext, originOf, originsOfAll } from './context.ts';
import type { LoweredPeer } from './ike-peer.ts';
import type { SystemFace } from './settings.ts';

/** What a policy may refer to. */
export interface PolicySurroundings {
  readonly system: SystemFace;
  readonly peers: ReadonlyMap<string, LoweredPeer>;
  /** Names fold: lower-case. */
  readonly ipsecProposals: ReadonlyMap<string, string>;
}

/** The commands that isakmp policies, templates and profiles share. */
export type NegotiatedFace = Face<
  Pick<
    (typeof ipsecPolicy)['slots'],
    | 'description'
    | 'pfs'
    | 'ikePeer'
    | 'proposal'
    | 'saDurationTraffic'
    | 'saDurationTime'
    | 'antiReplayWindow'
    | 'saAntiReplay'
    | 'dfBit'
    | 'fragmentation'
  >
>;
type SharedMembers = Pick<
  SourcedMembers<Policy>,
  | 'description'
  | 'enabled'
  | 'proposals'
  | 'selectorGrouping'
  | 'pfsGroups'
  | 'lifetime'
  | 'antiReplay'
  | 'dfBit'
  | 'fragmentation'
>;

/** The members that all negotiated policies say alike. `heir`: how a message names the policy. */
export function lowerSharedMembers(
  context: LoweringContext,
  face: NegotiatedFace,
  object: ConfigurationObject,
  heir: string,
  surroundings: PolicySurroundings,
  faults: Diagnostic[],
): SharedMembers {
  const { system } = surroundings;
  const pfs = face.one('pfs');
  const dfBit = face.one('dfBit') ?? system.one('dfBit');
  const before = face.one('fragmentation') ?? system.one('fragmentation');
  return {
    description: lowerDescription(face.one('description')),
    enabled: derived(true),
    proposals: lowerProposals(face.all('proposal'), object, surroundings, faults),
    selectorGrouping: derived('separate'),
    pfsGroups:
      pfs === undefined ? byDefault([]) : sourced([groupNumber(pfs.text('group') ?? '')], pfs.origins),
    lifetime: derived(lowerLifetime(context, face, heir, system)),
    antiReplay: derived(lowerAntiReplay(context, face, system)),
    dfBit: sourced(DF_BITS[dfBit?.text('bit') ?? 'copy'] ?? 'copy', dfBit?.origins ?? []),
    fragmentation:
      before === undefined ? byDefault('after-encryption') : sourced('before-encryption', before.origins),
  };
}

const DF_BITS: Readonly<Record<string, Policy['dfBit']>> = { clear: 'clear', set: 'set', copy: 'copy' };

export function lowerDescription(reading: Reading<'text'> | undefined): Sourced<string> | undefined {
  return reading === undefined ? undefined : sourced(reading.text('text') ?? '', reading.origins);
}

/** `needsAddress`: an isakmp policy starts, so its peer must be somewhere; a template only answers. */
export function lowerPeerReference(
  context: LoweringContext,
  reading: Reading<'name'> | undefined,
  object: ConfigurationObject,
  { peers }: PolicySurroundings,
  faults: Diagnostic[],
  needsAddress: boolean,
): Sourced<string> | undefined {
  const name = reading?.text('name');
  if (reading === undefined || name === undefined) {
    faults.push(diagnostic('TG106', { what: '"ike-peer NAME"' }, headerOrigin(object)));
    return undefined;
  }
  const found = peers.get(name);
  if (found === undefined) {
    faults.push(diagnostic('TG114', { object: 'ike peer', name }, originOf(reading.origins)));
    return undefined;
  }
  if (needsAddress && found.peer.remote.length === 0 && !context.faulty.has(found.peer)) {
    faults.push(
      diagnostic('TG106', { what: `"remote-address" of ike peer ${name}` }, originOf(reading.origins)),
    );
  }
  return sourced(name, reading.origins);
}

export function lowerProposals(
  readings: readonly Reading<'names'>[],
  object: ConfigurationObject,
  { ipsecProposals }: PolicySurroundings,
  faults: Diagnostic[],
): Sourced<readonly string[]> {
  if (readings.length === 0)
    faults.push(diagnostic('TG106', { what: '"proposal NAME"' }, headerOrigin(object)));
  const named = readings.flatMap((reading) =>
    reading.texts('names').map((typed) => ({ typed, origins: reading.origins })),
  );
  const known = named.flatMap(({ typed, origins }) => {
    const name = ipsecProposals.get(typed.toLowerCase());
    if (name !== undefined) return { name, origins };
    faults.push(diagnostic('TG114', { object: 'ipsec proposal', name: typed }, originOf(origins)));
    return [];
  });
  return {
    value: known.map(({ name }) => name),
    origins: originsOfAll(readings),
    elements: known.map(({ origins }) => origins),
  };
}

/** A policy's own lifetimes, else the global ones; `disable` (NE) and 0: no limit by volume. */
function lowerLifetime(
  context: LoweringContext,
  face: NegotiatedFace,
  heir: string,
  system: SystemFace,
): ChildLifetime {
  const [time, traffic] = [face.one('saDurationTime'), face.one('saDurationTraffic')];
  const [globalTime, globalTraffic] = [system.one('globalDurationTime'), system.one('globalDurationTraffic')];
  if (time === undefined) context.noteInherited(globalTime, 'the lifetime of a policy', heir);
  if (traffic === undefined) context.noteInherited(globalTraffic, 'the volume limit of a policy', heir);
  const volume = (traffic ?? globalTraffic)?.text('kilobytes');
  return assemble<ChildLifetime>(context.origins, {
    seconds: sourced((time ?? globalTime)?.number('seconds') ?? 0, (time ?? globalTime)?.origins ?? []),
    kilobytes: sourced(
      volume === 'disable' ? 0 : Number(volume ?? 0),
      (traffic ?? globalTraffic)?.origins ?? [],
    ),
  });
}

/** `anti-replay window` of VRP5, `sa anti-replay` of NE routers, else the global lines. */
function lowerAntiReplay(
  context: LoweringContext,
  face: NegotiatedFace,
  system: SystemFace,
): Policy['antiReplay'] {
  const own = face.one('saAntiReplay');
  const state = own?.text('state') === undefined ? system.one('antiReplay') : own;
  const ownWindow = own?.text('packets') === undefined ? face.one('antiReplayWindow') : own;
  const window = ownWindow ?? system.one('antiReplayWindow');
  return assemble<Policy['antiReplay']>(context.origins, {
    enabled: sourced(state?.text('state') !== 'disable', state?.origins ?? []),
    window: sourced(window?.number('packets') ?? 0, window?.origins ?? []),
  });
}
