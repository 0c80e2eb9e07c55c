import { isAddressIdentity } from '../../../ir/identity.ts';
import { ipsecPolicy } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { isIpv6Address, splitPrefix } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { ChildLifetime, Policy, TrafficAddress } from '../../../ir/ipsec.ts';
import {
  absent,
  assemble,
  byDefault,
  derived,
  type Origin,
  sourced,
  type Sourced,
  type SourcedMembers,
} from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { GROUPS } from '../words.ts';
import { readAddress } from './address.ts';
import { checkRouted, lowerAccepted } from './accepted-selectors.ts';
import {
  type Face,
  headerOrigins,
  type LoweringContext,
  neutralName,
  originOf,
  type Value,
} from './context.ts';
import { noteLocalPlaceholder } from './local-placeholder.ts';
import { noteMinutes } from './minutes.ts';
import type { LoweredPeer } from './ike-peer.ts';
import type { Run } from './runs.ts';

/** An ipsec-policy, read through the names of its schema. */
export type PolicyFace = Face<(typeof ipsecPolicy)['properties']>;
/** One policy of the SPD. */
export function lowerPolicy(context: LoweringContext, run: Run): Policy {
  const { policy: object, peer, tunnel, selectors, origins } = run;
  const face = context.face(ipsecPolicy, object);
  const [first] = selectors;
  const description = face.named('description');
  const mode = face.text('mode');
  const isRouted = mode?.value === 'interface';
  const references = [...new Set(selectors.flatMap((selector) => selector.policy.origins))];
  const ties = [...origins, ...references, ...selectors.flatMap(({ order }) => order.origins)];
  const accepted = lowerAccepted(context, run, isRouted);
  const lowered = assemble<Policy>(context.origins, {
    name: sourced(neutralName(object.key), headerOrigins(object)),
    sequence: first?.order ?? byDefault(0),
    description: description === undefined ? undefined : sourced(description.value, description.origins),
    enabled: derived(true),
    kind: isRouted ? sourced('route-based', mode.origins) : derived('policy-based'),
    peer: peer === undefined ? undefined : sourced(peer.peer.name, [...origins, ...farEndOf(face, peer)]),
    proposals: sourced([neutralName(object.key)], references),
    vrf: isRouted ? undefined : first?.domain,
    selectors: sourced(accepted.selectors, [...new Set([...ties, ...accepted.origins])]),
    selectorGrouping: derived('separate'),
    acceptSelectors: accepted.acceptSelectors,
    ...lowerNegotiated(context, face, peer),
    tunnel: derived(lowerTunnel(context, face, run)),
    interfaces: tunnel === undefined ? derived([]) : sourced([tunnel.interface.name], tunnel.origins),
    dfBit: derived('copy'),
    fragmentation: derived('after-encryption'),
    routeInjection: derived('none'),
  });
  if (isRouted) checkRouted(context, lowered, run);
  for (const { faults, object: source } of selectors) {
    for (const found of faults) context.fault(lowered, found);
    context.blameUnreadable(lowered, source);
  }
  context.blameUnreadable(lowered, object);
  return lowered;
}

/** Selectors that let traffic through, or discard it: of their ipsec-policy nothing counts. */
export function lowerException(
  context: LoweringContext,
  { policy: object, selectors, origins }: Run,
): Policy {
  const [first] = selectors;
  const ties = selectors.flatMap(({ policy, order }) => [...policy.origins, ...order.origins]);
  const lowered = assemble<Policy>(context.origins, {
    name: derived(neutralName(object.key)),
    sequence: first?.order ?? byDefault(0),
    enabled: derived(true),
    kind: derived('policy-based'),
    proposals: derived([]),
    vrf: first?.domain,
    selectors: sourced(
      selectors.map(({ selector }) => selector),
      [...new Set([...origins, ...ties])],
    ),
    selectorGrouping: derived('separate'),
    acceptSelectors: derived('configured'),
    ...nothingNegotiated(context),
    tunnel: derived(assemble<Policy['tunnel']>(context.origins, {})),
    interfaces: derived([]),
    dfBit: derived('copy'),
    fragmentation: derived('after-encryption'),
    routeInjection: derived('none'),
  });
  for (const { faults, object: source } of selectors) {
    for (const found of faults) context.fault(lowered, found);
    context.blameUnreadable(lowered, source);
  }
  return lowered;
}

type Negotiated = Pick<SourcedMembers<Policy>, 'pfsGroups' | 'lifetime' | 'initiation' | 'antiReplay'>;

function nothingNegotiated(context: LoweringContext): Negotiated {
  return {
    pfsGroups: derived([]),
    lifetime: derived(
      assemble<ChildLifetime>(context.origins, { seconds: derived(0), kilobytes: derived(0) }),
    ),
    initiation: derived('on-traffic'),
    antiReplay: derived(
      assemble<Policy['antiReplay']>(context.origins, { enabled: derived(false), window: derived(32) }),
    ),
  };
}

/** What IKE settles; with keys of its own a policy settles nothing. */
function lowerNegotiated(
  context: LoweringContext,
  face: PolicyFace,
  peer: LoweredPeer | undefined,
): Negotiated {
  if (peer === undefined) {
    noteNothingNegotiated(context, face);
    return nothingNegotiated(context);
  }
  const pfs = face.text('ike-phase2-perfect-forward-secrecy');
  const group = GROUPS[pfs?.value ?? 'none'];
  return {
    pfsGroups: sourced(group === undefined ? [] : [group], pfs?.origins ?? []),
    lifetime: derived(lowerLifetime(context, face)),
    initiation: sourced(peer.passive.value === 'true' ? 'never' : 'on-traffic', peer.passive.origins),
    antiReplay: derived(
      assemble<Policy['antiReplay']>(context.origins, { enabled: derived(true), window: peer.replayWindow }),
    ),
  };
}

const NEGOTIATED = [
  'ike-phase2-lifetime',
  'ike-phase2-lifetime-kilobytes',
  'ike-phase2-perfect-forward-secrecy',
] as const;

function noteNothingNegotiated(context: LoweringContext, face: PolicyFace): void {
  for (const property of NEGOTIATED) {
    const at = originOf(face.text(property)?.origins ?? []);
    if (at.origin !== undefined) context.reportOnce(diagnostic('TG119', { what: 'manual keys' }, at));
  }
}

function lowerLifetime(context: LoweringContext, face: PolicyFace): ChildLifetime {
  const minutes = face.number('ike-phase2-lifetime');
  noteMinutes(context, minutes);
  return assemble<ChildLifetime>(context.origins, {
    seconds: { value: minutes.value * 60, origins: minutes.origins },
    kilobytes: face.number('ike-phase2-lifetime-kilobytes'),
  });
}

/** Where the local address comes from (`translation.md` 1.6); the remote one only where it is not the peer's. */
function lowerTunnel(context: LoweringContext, face: PolicyFace, run: Run): Policy['tunnel'] {
  const { peer, selectors, tunnel } = run;
  const [local, remote] = [face.text('tunnel-local-address'), face.text('tunnel-remote-address')];
  const mode = face.text('mode')?.value;
  const isTransport = mode === 'transport';
  noteIdleEnds(context, [local, remote], mode ?? '');
  if (mode === 'interface') return assemble<Policy['tunnel']>(context.origins, { local: tunnel?.local });
  const named = isTransport ? undefined : readAddress(local?.value ?? 'any').address;
  const far = isTransport ? undefined : readAddress(remote?.value ?? 'any').address;
  let source: Sourced<Address | undefined> | undefined;
  if (noteLocalPlaceholder(context, neutralName(face.object.key), local))
    source = absent(local?.origins ?? []);
  else if (named !== undefined) source = sourced(named, local?.origins ?? []);
  else if (isTransport) source = hostOf(selectors[0]?.selector.local);
  else source = ownIdentity(peer);
  const end = far === undefined || far === addressOf(peer) ? undefined : sourced(far, remote?.origins ?? []);
  const isManualTransport = peer === undefined && isTransport;
  return assemble<Policy['tunnel']>(context.origins, {
    local: source,
    remote: isManualTransport ? hostOf(selectors[0]?.selector.remote) : end,
  });
}

/** Tunnel addresses without effect: in transport mode the hosts are the ends, in interface mode the tunnel has them. */
function noteIdleEnds(context: LoweringContext, values: readonly (Value | undefined)[], mode: string): void {
  for (const value of values) {
    const at = originOf(value?.origins ?? []);
    if (at.origin === undefined) continue;
    if (value?.value.startsWith('any') === true && mode !== 'transport') {
      const details = { what: `"${value.value}"`, where: context.source, value: 'no address' };
      context.reportOnce(diagnostic('TG100', details, at));
    } else if (mode !== 'tunnel') context.reportOnce(diagnostic('TG119', { what: `${mode} mode` }, at));
  }
}

/** A tunnel address that is the peer's own says which peer it is. */
function farEndOf(face: PolicyFace, peer: LoweredPeer): readonly Origin[] {
  const value = face.text('tunnel-remote-address');
  const far = readAddress(value?.value ?? 'any').address;
  return far !== undefined && addressOf(peer) === far ? (value?.origins ?? []) : [];
}

function addressOf(peer: LoweredPeer | undefined): Address | undefined {
  const entry = peer?.peer.remote[0];
  return entry !== undefined && 'address' in entry ? entry.address : undefined;
}

/** The one host that a selector in transport mode protects. */
function hostOf(side: TrafficAddress | undefined): Sourced<Address> | undefined {
  if (side === undefined || side === 'any' || !('prefix' in side)) return undefined;
  const { address, length } = splitPrefix(side.prefix);
  return length === (isIpv6Address(address) ? 128 : 32) ? derived(address) : undefined;
}

function ownIdentity(peer: LoweredPeer | undefined): Sourced<Address> | undefined {
  if (peer === undefined) return undefined;
  const { localId } = peer.peer;
  const isAddress = isAddressIdentity(localId);
  return isAddress && localId.value !== undefined ? derived(localId.value) : undefined;
}
