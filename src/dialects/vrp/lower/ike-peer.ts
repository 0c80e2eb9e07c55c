import type { Face } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ikePeer } from '../../../../grammars/vrp/chapters/ike-peer.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { Certificates, IkeProposal, Peer, RemoteAddress } from '../../../ir/ike.ts';
import { assemble, byDefault, derived, originsOf, sourced, type Sourced } from '../../../ir/origins.ts';
import type { IkeVersion } from '../../../ir/scalars.ts';
import { headerOrigin, headerOrigins, type LoweringContext, originOf, originsOfAll } from './context.ts';
import { lowerDpd } from './dead-peer-detection.ts';
import { lowerLocalId, lowerRemoteIds } from './identity.ts';
import type { MatchedIdentities } from './ike-identity.ts';
import { lowerPreSharedKey } from './pre-shared-key.ts';
import { optionalNumber, type SystemFace } from './settings.ts';

type PeerFace = Face<(typeof ikePeer)['slots']>;

/** A peer, and what only its policies can say: the local address of older releases. */
export interface LoweredPeer {
  readonly peer: Peer;
  readonly localAddress: Sourced<string> | undefined;
}
/** The proposals that a peer may offer; `builtIn` makes those that every device has, and gives their names. */
export interface ProposalPool {
  readonly byNumber: ReadonlyMap<string, IkeProposal>;
  /** NE routers say it in the proposal, in seconds. */
  readonly reauthentication: ReadonlyMap<string, Sourced<number>>;
  builtIn(): readonly string[];
}

/** What other objects say of a peer. */
export interface PeerSurroundings {
  readonly pool: ProposalPool;
  readonly matched: MatchedIdentities;
  /** The far ends of the tunnel interfaces whose profile names the peer. */
  readonly destinations: ReadonlyMap<string, Sourced<string>>;
}

/** `ike peer NAME`: every default of the profile written out. */
export function lowerIkePeer(
  context: LoweringContext,
  object: ConfigurationObject,
  system: SystemFace,
  surroundings: PeerSurroundings,
): LoweredPeer {
  const { pool, matched, destinations } = surroundings;
  const face = context.face(ikePeer, object);
  const versions = lowerVersions(context, face, object);
  const remote = lowerRemote(context, face, destinations.get(object.key));
  const faults: Diagnostic[] = [];
  const proposals = lowerProposals(context, face, object, pool, faults);
  const method = lowerMethod(context, pool.byNumber.get(proposals.value[0] ?? ''));
  const vpn = face.all('remoteAddress').find((reading) => reading.text('vpn') !== undefined);
  const vrf = vpn?.text('vpn');
  const description = face.one('description');
  const sharedPhases = face.one('sharedPhases') ?? system.one('sharedPhases');
  const initialContact = system.one('ikev2InitialContact');
  const fragmentation = system.one('ikev2Fragmentation');
  const natTraversal = face.one('natTraversal');
  const remoteIds = lowerRemoteIds(context, face, remote, matched.get(object.key));
  const peer = assemble<Peer>(context.origins, {
    name: sourced(object.key, headerOrigins(object)),
    description:
      description === undefined ? undefined : sourced(description.text('text') ?? '', description.origins),
    enabled: derived(true),
    versions,
    exchangeModes: lowerExchangeModes(face, versions.value),
    vrf: vpn === undefined || vrf === undefined ? undefined : sourced(vrf, vpn.origins),
    remote,
    proposals,
    localAuthentication: method,
    remoteAuthentication: method,
    preSharedKeys: lowerPreSharedKey(
      context,
      object.key,
      face.one('preSharedKey'),
      headerOrigin(object),
      method.value,
    ),
    certificates: lowerCertificates(context, face, system),
    localId: byDefault(lowerLocalId(context, face, system, remote.value)),
    remoteIds,
    verifyRemoteId: derived(true),
    dpd: byDefault(lowerDpd(context, face, system, object.key)),
    natTraversal: sourced(natTraversal?.negated === true ? 'off' : 'on', natTraversal?.origins ?? []),
    fragmentation: fragmentation === undefined ? byDefault('off') : sourced('on', fragmentation.origins),
    initialContact: sourced(initialContact?.negated !== true, initialContact?.origins ?? []),
    childSasDependOnIkeSa: sourced(sharedPhases?.negated === false, sharedPhases?.origins ?? []),
    lifetimeCheck: byDefault('shorter'),
    rekey: byDefault('on'),
    reauthenticationSeconds:
      optionalNumber(face.one('reauthentication'), 'seconds') ??
      pool.reauthentication.get(proposals.value[0] ?? ''),
    configurationPayload: lowerConfigurationPayload(face),
  });
  context.blameUnreadable(peer, object);
  for (const found of faults) context.fault(peer, found);
  const local = face.one('localAddress');
  const address = local?.text('address');
  return {
    peer,
    localAddress:
      local === undefined || address === undefined
        ? undefined
        : sourced(context.address(address, local), local.origins),
  };
}

/**
 * Both versions where nothing is written, IKEv2 first. `version N` alone means only N on `ar`; on `usg` it
 * switches N on, and `undo version N` switches it off (`reference/vrp.md` 2.2).
 */
function lowerVersions(
  context: LoweringContext,
  face: PeerFace,
  object: ConfigurationObject,
): Sourced<readonly IkeVersion[]> {
  const written = face.all('version').filter((reading) => reading.written);
  const inHeader = lowerHeaderVersion(object);
  if (inHeader !== undefined && written.length === 0) return inHeader;
  const stated = (number: string): boolean | undefined => {
    const reading = written.findLast((candidate) => candidate.text('number') === number);
    return reading === undefined ? undefined : !reading.negated;
  };
  const alone = ALONE.has(context.profile) && written.some((reading) => !reading.negated);
  const speaks = (number: string): boolean => stated(number) ?? !alone;
  const versions: IkeVersion[] = [];
  if (speaks('2')) versions.push('ikev2');
  if (speaks('1')) versions.push('ikev1');
  if (versions.length === 2) context.report(diagnostic('TG150', {}, headerOrigin(object)));
  return sourced(versions, originsOfAll(written));
}

const ALONE: ReadonlySet<string> = new Set(['ar-v2r3', 'ar']);

/** `ike peer NAME v1`, as releases up to V200R006 save it. */
function lowerHeaderVersion(object: ConfigurationObject): Sourced<readonly IkeVersion[]> | undefined {
  const header = object.headers.findLast(({ values }) => values['versions'] !== undefined);
  if (header === undefined) return undefined;
  const isFirst = header.values['versions'] === 'v1';
  return sourced([isFirst ? 'ikev1' : 'ikev2'], [header.origin]);
}

/** `auto` starts with main mode and answers both. A peer without IKEv1 has none. */
function lowerExchangeModes(face: PeerFace, versions: readonly IkeVersion[]): Sourced<Peer['exchangeModes']> {
  const reading = face.one('exchangeMode');
  const modes =
    reading?.text('mode') === 'auto'
      ? (['main', 'aggressive'] as const)
      : EXCHANGE_MODES[reading?.text('mode') ?? 'main'];
  return sourced(versions.includes('ikev1') ? (modes ?? []) : [], reading?.origins ?? []);
}
const EXCHANGE_MODES: Readonly<Record<string, Peer['exchangeModes']>> = {
  main: ['main'],
  aggressive: ['aggressive'],
};

/** Without an address of its own a peer is where its tunnel interface leads. */
function lowerRemote(
  context: LoweringContext,
  face: PeerFace,
  destination: Sourced<string> | undefined,
): Sourced<readonly RemoteAddress[]> {
  const readings = face.all('remoteAddress');
  if (readings.length === 0 && destination !== undefined) {
    return sourced([{ address: destination.value }], destination.origins);
  }
  const value = readings.map((reading): RemoteAddress => {
    const host = reading.text('host');
    if (host !== undefined) return { fqdn: host };
    const [low, high] = [reading.text('low'), reading.text('high')];
    if (low !== undefined && high !== undefined) {
      return { first: context.address(low, reading), last: context.address(high, reading) };
    }
    return { address: context.address(reading.text('address') ?? '', reading) };
  });
  return { value, origins: originsOfAll(readings), elements: readings.map(({ origins }) => origins) };
}

/** The one that is named, else all of the device by priority, the built-in ones last. */
function lowerProposals(
  context: LoweringContext,
  face: PeerFace,
  object: ConfigurationObject,
  pool: ProposalPool,
  faults: Diagnostic[],
): Sourced<readonly string[]> {
  const reading = face.one('ikeProposal');
  const number = reading?.text('number');
  if (reading !== undefined && number !== undefined) {
    if (!pool.byNumber.has(number)) {
      faults.push(diagnostic('TG114', { object: 'ike proposal', name: number }, originOf(reading.origins)));
      return sourced([], reading.origins);
    }
    return sourced([number], reading.origins);
  }
  const builtIn = pool.builtIn();
  const numbered = [...pool.byNumber.keys()]
    .filter((name) => !builtIn.includes(name))
    .toSorted((left, right) => Number(left) - Number(right));
  const names = [...numbered, ...builtIn];
  context.report(diagnostic('TG151', { count: names.length }, headerOrigin(object)));
  return byDefault(names);
}

/** IKEv2 has no place for it in a proposal: both ends use the method of the first one. */
function lowerMethod(
  context: LoweringContext,
  first: IkeProposal | undefined,
): Sourced<Peer['localAuthentication']> {
  if (first === undefined) return byDefault('pre-shared-key');
  return sourced(first.authenticationMethod, originsOf(context.origins, first, 'authenticationMethod'));
}

function lowerCertificates(
  context: LoweringContext,
  face: PeerFace,
  system: SystemFace,
): Sourced<Certificates> | undefined {
  const realm = face.one('certificateRealm');
  const files = face.all('certificateFile');
  const own = files.find((reading) => reading.text('whose') === 'local-filename');
  const ofPeer = files.find((reading) => reading.text('whose') === 'remote-filename');
  const unchecked = face.one('certificateCheck') ?? system.one('ikeCertificateCheck');
  const certificate = realm?.text('realm') ?? own?.text('file');
  const peerCertificate = ofPeer?.text('file');
  const readings = [realm, own, ofPeer, unchecked];
  if (readings.every((reading) => reading === undefined)) return undefined;
  return sourced(
    assemble<Certificates>(context.origins, {
      certificate: certificate === undefined ? undefined : sourced(certificate, originsOfAll([realm, own])),
      peerCertificate:
        peerCertificate === undefined ? undefined : sourced(peerCertificate, originsOfAll([ofPeer])),
      verify: unchecked === undefined ? byDefault(true) : sourced(false, unchecked.origins),
    }),
    originsOfAll(readings),
  );
}

/** Lines that serve remote access make the peer hand out, or ask for, an address. */
function lowerConfigurationPayload(face: PeerFace): Sourced<Peer['configurationPayload']> {
  const exchange = face.one('configurationExchange');
  const served = [face.one('resourceAcl'), face.one('aaaAuthorization')];
  if (exchange?.text('exchange') === 'request')
    return sourced('request', originsOfAll([exchange, ...served]));
  const origins = originsOfAll([exchange, ...served]);
  return origins.length === 0 ? byDefault('none') : sourced('assign', origins);
}
