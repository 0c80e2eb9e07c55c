import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecPolicy } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { splitPrefix } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { ChildLifetime, IpsecProposal, Policy } from '../../../ir/ipsec.ts';
import { assemble, byDefault, derived, type Origin, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { ESP_ENCRYPTION, GROUPS, IPSEC_INTEGRITY } from '../words.ts';
import { readAddress } from './address.ts';
import { type Face, headerOrigins, type LoweringContext, neutralName, originOf } from './context.ts';
import { noteMinutes } from './minutes.ts';
import type { LoweredPeer } from './ike-peer.ts';
import type { LoweredSelector } from './traffic-selector.ts';

type PolicyFace = Face<(typeof ipsecPolicy)['properties']>;
type Esp = NonNullable<IpsecProposal['esp']>;
type Ah = NonNullable<IpsecProposal['ah']>;

/** Selectors that stand together in the order of the device, with one peer and one ipsec-policy. */
export interface Run {
  readonly policy: ConfigurationObject;
  readonly peer: LoweredPeer;
  readonly selectors: readonly LoweredSelector[];
  /** What tied them to the peer. */
  readonly origins: readonly Origin[];
}

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

/** A combined cipher stands in both properties; modes that are no policy of the SPD are not read yet. */
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
  if (mode?.value === 'interface' || mode?.value === 'isession') {
    const parameter = '"mode" of a policy that can be translated';
    context.fault(
      proposal,
      diagnostic('TG110', { parameter, kind: '"tunnel" or "transport"' }, originOf(mode.origins)),
    );
  }
}

/** One policy of the SPD. */
export function lowerPolicy(context: LoweringContext, run: Run): Policy {
  const { policy: object, peer, selectors, origins } = run;
  const face = context.face(ipsecPolicy, object);
  const [first] = selectors;
  const description = face.named('description');
  const pfs = face.text('ike-phase2-perfect-forward-secrecy');
  const group = GROUPS[pfs?.value ?? 'none'];
  const references = [...new Set(selectors.flatMap((selector) => selector.policy.origins))];
  const lowered = assemble<Policy>(context.origins, {
    name: sourced(neutralName(object.key), headerOrigins(object)),
    sequence: first?.order ?? byDefault(0),
    description: description === undefined ? undefined : sourced(description.value, description.origins),
    enabled: derived(true),
    kind: derived('policy-based'),
    peer: sourced(peer.peer.name, [...origins, ...farEndOf(face, peer)]),
    proposals: sourced([neutralName(object.key)], references),
    vrf: first?.domain,
    selectors: sourced(
      selectors.map(({ selector }) => selector),
      [...new Set([...origins, ...references, ...selectors.flatMap(({ order }) => order.origins)])],
    ),
    selectorGrouping: derived('separate'),
    acceptSelectors: derived('configured'),
    pfsGroups: sourced(group === undefined ? [] : [group], pfs?.origins ?? []),
    lifetime: derived(lowerLifetime(context, face)),
    initiation: sourced(peer.passive.value === 'true' ? 'never' : 'on-traffic', peer.passive.origins),
    tunnel: derived(lowerTunnel(context, face, run)),
    interfaces: derived([]),
    antiReplay: derived(
      assemble<Policy['antiReplay']>(context.origins, { enabled: derived(true), window: peer.replayWindow }),
    ),
    dfBit: derived('copy'),
    fragmentation: derived('after-encryption'),
    routeInjection: derived('none'),
  });
  for (const { faults, object: source } of selectors) {
    for (const found of faults) context.fault(lowered, found);
    context.blameUnreadable(lowered, source);
  }
  context.blameUnreadable(lowered, object);
  return lowered;
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
function lowerTunnel(context: LoweringContext, face: PolicyFace, { peer, selectors }: Run): Policy['tunnel'] {
  const [local, remote] = [face.text('tunnel-local-address'), face.text('tunnel-remote-address')];
  const isTransport = face.text('mode')?.value === 'transport';
  const named = isTransport ? undefined : readAddress(local?.value ?? 'any').address;
  const far = isTransport ? undefined : readAddress(remote?.value ?? 'any').address;
  const [entry] = peer.peer.remote;
  const ofPeer = entry !== undefined && 'address' in entry ? entry.address : undefined;
  let source: Sourced<Address> | undefined;
  if (named !== undefined) source = sourced(named, local?.origins ?? []);
  else if (isTransport) source = hostOf(selectors[0]);
  else if (ownIdentity(peer) !== undefined) source = ownIdentity(peer);
  for (const value of [local, remote]) {
    const { origin: written } = originOf(value?.origins ?? []);
    if (isTransport && written !== undefined) {
      context.reportOnce(diagnostic('TG119', { what: 'transport mode' }, { origin: written }));
    } else if (value?.value.startsWith('any') === true) {
      const details = { what: `"${value.value}"`, where: context.source, value: 'no address' };
      const { origin } = originOf(value.origins);
      if (origin !== undefined) context.reportOnce(diagnostic('TG100', details, { origin }));
    }
  }
  return assemble<Policy['tunnel']>(context.origins, {
    local: source,
    remote: far === undefined || far === ofPeer ? undefined : sourced(far, remote?.origins ?? []),
  });
}

/** A tunnel address that is the peer's own says which peer it is. */
function farEndOf(face: PolicyFace, { peer }: LoweredPeer): readonly Origin[] {
  const value = face.text('tunnel-remote-address');
  const [entry] = peer.remote;
  const far = readAddress(value?.value ?? 'any').address;
  const isPeer = entry !== undefined && 'address' in entry && entry.address === far;
  return isPeer ? (value?.origins ?? []) : [];
}

/** The one host that a selector in transport mode protects. */
function hostOf(selector: LoweredSelector | undefined): Sourced<Address> | undefined {
  const local = selector?.selector.local;
  if (selector === undefined || local === undefined || local === 'any' || !('prefix' in local))
    return undefined;
  const { address, length } = splitPrefix(local.prefix);
  return length === (address.includes(':') ? 128 : 32) ? derived(address) : undefined;
}

function ownIdentity({ peer: { localId } }: LoweredPeer): Sourced<Address> | undefined {
  const isAddress = localId.type === 'ID_IPV4_ADDR' || localId.type === 'ID_IPV6_ADDR';
  return isAddress && localId.value !== undefined ? derived(localId.value) : undefined;
}
