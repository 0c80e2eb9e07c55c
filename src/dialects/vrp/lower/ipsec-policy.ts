import type { Face } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecPolicy } from '../../../../grammars/vrp/chapters/ipsec-policy.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { ChildLifetime, Policy } from '../../../ir/ipsec.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { groupNumber } from '../words.ts';
import { lowerAccessList, type LoweredAccessList } from './access-list.ts';
import { headerOrigin, headerOrigins, type LoweringContext, originOf, originsOfAll } from './context.ts';
import type { LoweredPeer } from './ike-peer.ts';
import type { Binding } from './interfaces.ts';
import type { SystemFace } from './settings.ts';

type PolicyFace = Face<(typeof ipsecPolicy)['slots']>;
type Tunnel = Policy['tunnel'];

/** What a policy may refer to. */
export interface PolicySurroundings {
  readonly system: SystemFace;
  readonly peers: ReadonlyMap<string, LoweredPeer>;
  /** Names fold: lower-case. */
  readonly ipsecProposals: ReadonlyMap<string, string>;
}

/** `ipsec policy NAME SEQ isakmp`, for one place where its group is bound (or none). */
export function lowerIpsecPolicy(
  context: LoweringContext,
  object: ConfigurationObject,
  bindings: readonly Binding[],
  surroundings: PolicySurroundings,
): Policy {
  const face = context.face(ipsecPolicy, object);
  const faults: Diagnostic[] = [];
  const [name = '', sequence = ''] = object.key.split(' ');
  const peer = lowerPeer(context, face, object, surroundings, faults);
  const list = lowerSelectors(context, face, object, faults);
  const description = face.one('description');
  const pfs = face.one('pfs');
  const inject = face.one('routeInject');
  const enable = face.one('policyEnable');
  const dfBit = surroundings.system.one('dfBit');
  const before = surroundings.system.one('fragmentation');
  const lowered = assemble<Policy>(context.origins, {
    name: sourced(name, headerOrigins(object)),
    sequence: sourced(Number(sequence), headerOrigins(object)),
    description:
      description === undefined ? undefined : sourced(description.text('text') ?? '', description.origins),
    enabled: sourced(enable?.negated !== true, enable?.origins ?? []),
    kind: derived('policy-based'),
    peer,
    proposals: lowerProposals(face, object, surroundings, faults),
    vrf: list?.vrf,
    selectors: sourced(list?.selectors ?? [], list?.origins ?? []),
    selectorGrouping: derived('separate'),
    acceptSelectors: derived('configured'),
    pfsGroups:
      pfs === undefined ? byDefault([]) : sourced([groupNumber(pfs.text('group') ?? '')], pfs.origins),
    lifetime: derived(lowerLifetime(context, face, object, surroundings.system)),
    initiation: lowerInitiation(face),
    tunnel: derived(
      lowerTunnel(context, face, object, bindings, surroundings.peers.get(peer?.value ?? '')?.localAddress),
    ),
    interfaces: sourced(
      bindings.map((binding) => binding.name),
      bindings.flatMap(({ origins }) => origins),
    ),
    antiReplay: derived(lowerAntiReplay(context, face, surroundings.system)),
    dfBit: sourced(DF_BITS[dfBit?.text('bit') ?? 'copy'] ?? 'copy', dfBit?.origins ?? []),
    fragmentation:
      before === undefined ? byDefault('after-encryption') : sourced('before-encryption', before.origins),
    routeInjection:
      inject === undefined
        ? byDefault('none')
        : sourced(inject.text('kind') === 'dynamic' ? 'dynamic' : 'static', inject.origins),
  });
  context.blameUnreadable(lowered, object);
  for (const found of faults) context.fault(lowered, found);
  return lowered;
}

const DF_BITS: Readonly<Record<string, Policy['dfBit']>> = { clear: 'clear', set: 'set', copy: 'copy' };

function lowerPeer(
  context: LoweringContext,
  face: PolicyFace,
  object: ConfigurationObject,
  { peers }: PolicySurroundings,
  faults: Diagnostic[],
): Sourced<string> | undefined {
  const reading = face.one('ikePeer');
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
  if (found.peer.remote.length === 0 && !context.faulty.has(found.peer)) {
    faults.push(
      diagnostic('TG106', { what: `"remote-address" of ike peer ${name}` }, originOf(reading.origins)),
    );
  }
  return sourced(name, reading.origins);
}

function lowerProposals(
  face: PolicyFace,
  object: ConfigurationObject,
  { ipsecProposals }: PolicySurroundings,
  faults: Diagnostic[],
): Sourced<readonly string[]> {
  const readings = face.all('proposal');
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

function lowerSelectors(
  context: LoweringContext,
  face: PolicyFace,
  object: ConfigurationObject,
  faults: Diagnostic[],
): (LoweredAccessList & { readonly origins: readonly number[] }) | undefined {
  const reading = face.one('securityAcl');
  const number = reading?.text('number');
  if (reading === undefined || number === undefined) {
    faults.push(diagnostic('TG106', { what: '"security acl N"' }, headerOrigin(object)));
    return undefined;
  }
  const acl = context.object('acl-advanced', number);
  if (acl === undefined) {
    faults.push(diagnostic('TG114', { object: 'acl', name: number }, originOf(reading.origins)));
    return { selectors: [], origins: reading.origins, faults: [], vrf: undefined };
  }
  const list = lowerAccessList(context, acl);
  faults.push(...list.faults);
  faults.push(...context.unreadableIn(acl));
  return { ...list, origins: reading.origins };
}

/** A policy's own lifetimes, else the global ones. */
function lowerLifetime(
  context: LoweringContext,
  face: PolicyFace,
  object: ConfigurationObject,
  system: SystemFace,
): ChildLifetime {
  const [time, traffic] = [face.one('saDurationTime'), face.one('saDurationTraffic')];
  const [globalTime, globalTraffic] = [system.one('globalDurationTime'), system.one('globalDurationTraffic')];
  const heir = `ipsec policy ${object.key}`;
  if (time === undefined) context.noteInherited(globalTime, 'the lifetime of a policy', heir);
  if (traffic === undefined) context.noteInherited(globalTraffic, 'the volume limit of a policy', heir);
  return assemble<ChildLifetime>(context.origins, {
    seconds: sourced((time ?? globalTime)?.number('seconds') ?? 0, (time ?? globalTime)?.origins ?? []),
    kilobytes: sourced(
      (traffic ?? globalTraffic)?.number('kilobytes') ?? 0,
      (traffic ?? globalTraffic)?.origins ?? [],
    ),
  });
}

function lowerInitiation(face: PolicyFace): Sourced<Policy['initiation']> {
  const respond = face.one('respondOnly');
  const trigger = face.one('saTriggerMode');
  if (respond !== undefined) return sourced('never', originsOfAll([respond, trigger]));
  return sourced(trigger?.text('mode') === 'auto' ? 'at-once' : 'on-traffic', trigger?.origins ?? []);
}

/** Where the local address comes from (`translation.md` 1.6). */
function lowerTunnel(
  context: LoweringContext,
  face: PolicyFace,
  object: ConfigurationObject,
  bindings: readonly Binding[],
  ofPeer: Sourced<Address> | undefined,
): Tunnel {
  const reading = face.one('tunnelLocal');
  const typed = reading?.text('address');
  const bound = bindings.find(({ address }) => address !== undefined)?.address;
  let local: Sourced<Address> | undefined;
  if (reading !== undefined && typed !== undefined) {
    local = sourced(context.address(typed, reading), reading.origins);
  } else if (reading !== undefined && bound !== undefined) {
    local = sourced(bound.value, [...reading.origins, ...bound.origins]);
  } else local = ofPeer ?? bound;
  if (local === undefined) {
    const name = object.key.replace(' ', '-');
    context.reportOnce(
      diagnostic(
        'TG140',
        { policy: object.key, placeholder: `local-address:${name}` },
        reading === undefined ? headerOrigin(object) : originOf(reading.origins),
      ),
    );
  }
  return assemble<Tunnel>(context.origins, { local });
}

function lowerAntiReplay(
  context: LoweringContext,
  face: PolicyFace,
  system: SystemFace,
): Policy['antiReplay'] {
  const state = system.one('antiReplay');
  const window = face.one('antiReplayWindow') ?? system.one('antiReplayWindow');
  return assemble<Policy['antiReplay']>(context.origins, {
    enabled: sourced(state?.text('state') !== 'disable', state?.origins ?? []),
    window: sourced(window?.number('packets') ?? 0, window?.origins ?? []),
  });
}
