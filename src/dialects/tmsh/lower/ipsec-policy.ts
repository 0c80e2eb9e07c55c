import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecPolicy } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { isIpv6Address, splitPrefix } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { ChildLifetime, IpsecProposal, Policy, TrafficAddress } from '../../../ir/ipsec.ts';
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
import { ESP_ENCRYPTION, GROUPS, IPSEC_INTEGRITY } from '../words.ts';
import { isLocalPlaceholder, readAddress } from './address.ts';
import { checkRouted, lowerAccepted } from './accepted-selectors.ts';
import {
  type Face,
  headerOrigins,
  type LoweringContext,
  neutralName,
  originOf,
  type Value,
} from './context.ts';
import { noteMinutes } from './minutes.ts';
import type { LoweredPeer } from './ike-peer.ts';
import type { Run } from './runs.ts';

type PolicyFace = Face<(typeof ipsecPolicy)['properties']>;
type Esp = NonNullable<IpsecProposal['esp']>;
type Ah = NonNullable<IpsecProposal['ah']>;

/** The suite of an ipsec-policy. */
export function lowerIpsecProposal(context: LoweringContext, object: ConfigurationObject): IpsecProposal {
  const face = context.face(ipsecPolicy, object);
  const protocol = face.text('protocol');
  const compression = face.text('ipcomp');
  const mode = face.text('mode');
  const isAh = protocol?.value === 'ah';
  const from = protocol?.origins ?? [];
  const proposal = assemble<IpsecProposal>(context.origins, {
    name: sourced(neutralName(object.key), headerOrigins(object)),
    esp: isAh ? undefined : sourced(lowerEsp(context, face), from),
    ah: isAh ? sourced(lowerAh(context, face), from) : undefined,
    encapsulation: sourced(mode?.value === 'transport' ? 'transport' : 'tunnel', mode?.origins ?? []),
    extendedSequenceNumbers: derived(false),
    compression: sourced(compression?.value === 'deflate' ? 'deflate' : 'none', compression?.origins ?? []),
  });
  context.blameUnreadable(proposal, object);
  checkSuite(context, face, proposal);
  return proposal;
}

function lowerEsp(context: LoweringContext, face: PolicyFace): Esp {
  const cipher = face.text('ike-phase2-encrypt-algorithm');
  const auth = face.text('ike-phase2-auth-algorithm');
  const encryption = ESP_ENCRYPTION[cipher?.value ?? ''];
  const integrity = IPSEC_INTEGRITY[auth?.value ?? ''];
  return assemble<Esp>(context.origins, {
    encryption: sourced(encryption === undefined ? [] : [{ ...encryption }], cipher?.origins ?? []),
    integrity: sourced(integrity === undefined ? [] : [{ ...integrity }], auth?.origins ?? []),
  });
}

/** With AH the cipher is a filler (`null`). */
function lowerAh(context: LoweringContext, face: PolicyFace): Ah {
  const auth = face.text('ike-phase2-auth-algorithm');
  const cipher = face.text('ike-phase2-encrypt-algorithm');
  const integrity = IPSEC_INTEGRITY[auth?.value ?? ''];
  if (cipher !== undefined && cipher.origins.some((origin) => origin >= 0)) {
    context.reportOnce(diagnostic('TG119', { what: 'AH' }, originOf(cipher.origins)));
  }
  return assemble<Ah>(context.origins, {
    integrity: sourced(integrity === undefined ? [] : [{ ...integrity }], auth?.origins ?? []),
  });
}

/** A combined cipher stands in both properties; `isession` is no policy of the SPD. */
function checkSuite(context: LoweringContext, face: PolicyFace, proposal: IpsecProposal): void {
  const cipher = face.text('ike-phase2-encrypt-algorithm');
  const auth = face.text('ike-phase2-auth-algorithm');
  const isCombined = (word: string | undefined): boolean => /^aes-g(?:cm|mac)/.test(word ?? '');
  const isAh = proposal.ah !== undefined;
  const clash = isAh ? isCombined(auth?.value) : auth?.value !== cipher?.value;
  if (clash && (isCombined(cipher?.value) || isCombined(auth?.value))) {
    const details = {
      a: `"ike-phase2-auth-algorithm ${auth?.value ?? ''}"`,
      b: isAh ? 'AH' : `"ike-phase2-encrypt-algorithm ${cipher?.value ?? ''}"`,
    };
    const at = [...(auth?.origins ?? []), ...(cipher?.origins ?? [])].filter((origin) => origin >= 0);
    context.fault(proposal, diagnostic('TG118', details, originOf(at)));
  }
  const mode = face.text('mode');
  if (mode?.value !== 'isession') return;
  const { code, message } = diagnostic('TG221', { from: 'isession', to: 'nothing that can be translated' });
  context.fault(proposal, { code, message, severity: 'error', ...originOf(mode.origins) });
}

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

/** What IKE settles; with keys of its own a policy settles nothing. */
function lowerNegotiated(
  context: LoweringContext,
  face: PolicyFace,
  peer: LoweredPeer | undefined,
): Pick<SourcedMembers<Policy>, 'pfsGroups' | 'lifetime' | 'initiation' | 'antiReplay'> {
  if (peer === undefined) {
    noteNothingNegotiated(context, face);
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
  noteIdleEnds(context, [local, remote], isTransport);
  if (mode === 'interface') return assemble<Policy['tunnel']>(context.origins, { local: tunnel?.local });
  const named = isTransport ? undefined : readAddress(local?.value ?? 'any').address;
  const far = isTransport ? undefined : readAddress(remote?.value ?? 'any').address;
  let source: Sourced<Address | undefined> | undefined;
  if (local !== undefined && isLocalPlaceholder(local.value)) source = absent(local.origins);
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

/** Tunnel addresses without effect. */
function noteIdleEnds(
  context: LoweringContext,
  values: readonly (Value | undefined)[],
  isTransport: boolean,
): void {
  for (const value of values) {
    const at = originOf(value?.origins ?? []);
    if (at.origin === undefined) continue;
    if (isTransport) context.reportOnce(diagnostic('TG119', { what: 'transport mode' }, at));
    else if (value?.value.startsWith('any') === true) {
      const details = { what: `"${value.value}"`, where: context.source, value: 'no address' };
      context.reportOnce(diagnostic('TG100', details, at));
    }
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
  const isAddress = localId.type === 'ID_IPV4_ADDR' || localId.type === 'ID_IPV6_ADDR';
  return isAddress && localId.value !== undefined ? derived(localId.value) : undefined;
}
