import { isAddressIdentity } from '../../../ir/identity.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { remote as remoteSection } from '../../../../grammars/racoon/schema/phases.ts';
import { isIpv6Address } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Certificates, DeadPeerDetection, IkeProposal, Peer, RemoteAddress } from '../../../ir/ike.ts';
import { assemble, byDefault, derived, type Origin, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address, Identity } from '../../../ir/scalars.ts';
import { remoteName } from '../identity.ts';
import { addressName } from '../names.ts';
import { freeName } from '../../dialect-names.ts';
import { EXCHANGE_MODES, IDENTITY_TYPES } from '../words.ts';
import { type LoweringContext, missing, originOf, originsOfAll, type Reading } from './context.ts';
import { type Keys, needsKey } from './keys.ts';
import { lowerIkeProposals } from './ike-proposal.ts';
import type { RemoteFace } from './remote-face.ts';
import { readAddress } from './values.ts';

/** A `remote`, and what it says of its policies. */
export interface LoweredRemote {
  readonly peer: Peer;
  readonly proposals: readonly IkeProposal[];
  readonly header: Reading;
  /** Its own address, where `my_identifier address` tells it. */
  readonly ownAddress: Sourced<string> | undefined;
  readonly passive: Sourced<boolean>;
  /** Policies that it makes for its peers; absent: none. */
  readonly generates: Reading | undefined;
  /** `ph1id`: the `sainfo` of the same `remoteid` are its own. */
  readonly id: Sourced<string>;
}

/** A remote for peers of any address. */
export function isAnonymous(object: ConfigurationObject): boolean {
  const { label, address } = object.headers[0]?.values ?? {};
  return label === undefined ? address === 'anonymous' : !object.slots.has('remote_address');
}

/** `remote …`, every default written out. `taken`: names of peers so far; `end`: whom an anonymous one is spoken of as. */
export function lowerRemote(
  context: LoweringContext,
  object: ConfigurationObject,
  keys: Keys,
  taken: Set<string>,
  end?: Address,
): LoweredRemote {
  const face = context.face(remoteSection, object);
  const { header } = face;
  const remote = end === undefined ? lowerAddress(face) : sourced([{ address: end }], header.origins);
  const name = nameOf(face, remote.value[0], taken);
  const proposals = lowerIkeProposals(context, face, name);
  const method = proposals[0]?.authenticationMethod ?? 'pre-shared-key';
  const modes = lowerModes(face);
  const identifiers = face.all('peers_identifier');
  const localId = lowerIdentity(context, face.one('my_identifier'));
  const remoteIds = identifiers.flatMap((reading) => lowerRemoteIdentity(context, reading, remote.value[0]));
  const port = lowerPort(face);
  const verify = face.isOn('verify_identifier');
  const verifyRemoteId = verify.value && remoteIds.length > 0;
  const key = keys.of(
    {
      name,
      remote: remote.value,
      remoteIds,
      verifyRemoteId,
      exchangeModes: modes.value,
      localAuthentication: proposals.find(needsKey)?.authenticationMethod ?? method,
    },
    header,
  );
  const peer = assemble<Peer>(context.origins, {
    name: sourced(name, header.origins),
    enabled: derived(true),
    versions: derived(['ikev1']),
    exchangeModes: modes,
    remote,
    remotePort: port,
    proposals: derived(proposals.map((proposal) => proposal.name)),
    localAuthentication: derived(method),
    remoteAuthentication: derived(method),
    preSharedKeys: key,
    certificates: lowerCertificates(face),
    localId: derived(localId),
    remoteIds: sourced(remoteIds, originsOfAll(identifiers)),
    verifyRemoteId: sourced(verifyRemoteId, verify.origins),
    dpd: derived(lowerDpd(context, face)),
    natTraversal: choiceOf(face.text('nat_traversal'), ['on', 'force'], 'off'),
    fragmentation: choiceOf(face.text('ike_frag'), ['on', 'force'], 'off'),
    initialContact: face.isOn('initial_contact'),
    childSasDependOnIkeSa: derived(false),
    lifetimeCheck: choiceOf(face.text('proposal_check'), ['obey', 'claim', 'exact'], 'strict'),
    rekey: choiceOf(face.text('rekey'), ['off', 'force'], 'on'),
    configurationPayload: lowerModeConfiguration(face),
  });
  context.blameUnreadable(peer, object);
  checkRemote(context, face, peer, proposals);
  const own = isAddressIdentity(localId) && localId.value !== undefined;
  const passive = face.isOn('passive');
  const generate = face.text('generate_policy');
  const generates = generate.value === 'off' ? undefined : face.one('generate_policy');
  if (generate.value === 'off') noteDefault(context, 'generate_policy', generate.origins);
  const id = face.text('ph1id');
  noteNames(context, face, peer, id.origins);
  return {
    peer,
    proposals,
    header,
    ownAddress: own ? sourced(localId.value, face.one('my_identifier')?.origins ?? []) : undefined,
    passive,
    generates,
    id,
  };
}

function lowerAddress(face: RemoteFace): Sourced<readonly RemoteAddress[]> {
  const { header } = face;
  const inside = face.one('remote_address');
  const labelled = header.text('label') !== undefined;
  const text = labelled ? inside?.text('address') : header.text('address');
  const origins = labelled ? (inside?.origins ?? header.origins) : header.origins;
  if (text === undefined || text === 'anonymous') return sourced([], origins);
  const address = readAddress(text);
  return sourced([address === undefined ? { fqdn: text } : { address }], origins);
}

function lowerPort(face: RemoteFace): Sourced<number> | undefined {
  const { header } = face;
  const reading = header.text('label') === undefined ? header : face.one('remote_address');
  const port = reading?.text('port');
  return reading === undefined || port === undefined || port === '500' || port === 'any'
    ? undefined
    : sourced(Number(port), reading.origins);
}

/** The label, else the address (`translation.md` 1.5). */
function nameOf({ header }: RemoteFace, remote: RemoteAddress | undefined, taken: Set<string>): string {
  return freeName(header.text('label') ?? addressName(remote), taken);
}

function lowerModes(face: RemoteFace): Sourced<Peer['exchangeModes']> {
  const reading = face.one('exchange_mode');
  const modes = (reading?.texts('value') ?? []).flatMap((word) => EXCHANGE_MODES[word] ?? []);
  return sourced([...new Set(modes)], reading?.origins ?? []);
}

/** `address`, where nothing is written, is the address that IKE is spoken from. */
function lowerIdentity(context: LoweringContext, reading: Reading | undefined): Identity {
  if (reading === undefined) return assemble<Identity>(context.origins, { type: byDefault('ID_IPV4_ADDR') });
  const word = reading.text('type') ?? 'address';
  const text = reading.text('value');
  const address = text === undefined ? undefined : readAddress(text);
  const isAddress = word === 'address' || word === 'subnet';
  const type = IDENTITY_TYPES[word] ?? 'ID_IPV4_ADDR';
  const isMissing = text?.startsWith('{{local-address:') === true;
  const value = isAddress ? (address ?? text) : text;
  return assemble<Identity>(context.origins, {
    type: sourced(
      isAddress && address !== undefined && isIpv6Address(address) ? 'ID_IPV6_ADDR' : type,
      reading.origins,
    ),
    value: value === undefined || isMissing ? undefined : sourced(value, reading.origins),
  });
}

/** `address` without a value is the address of the peer; where that may be any, nothing is said. */
function lowerRemoteIdentity(
  context: LoweringContext,
  reading: Reading,
  remote: RemoteAddress | undefined,
): readonly Identity[] {
  const identity = lowerIdentity(context, reading);
  const isAddress = isAddressIdentity(identity);
  if (!isAddress || identity.value !== undefined) return [identity];
  if (remote === undefined || !('address' in remote)) {
    const what = 'a remote for peers of any address';
    context.reportOnce(diagnostic('TG119', { what }, originOf(reading.origins)));
    return [];
  }
  const type = isIpv6Address(remote.address) ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR';
  return [
    assemble<Identity>(context.origins, {
      type: sourced(type, reading.origins),
      value: sourced(remote.address, reading.origins),
    }),
  ];
}

/** The names of X.509 files; other certificates have no member. */
function lowerCertificates(face: RemoteFace): Sourced<Certificates> | undefined {
  const [own, authority, verify] = [
    face.one('certificate_type'),
    face.one('ca_type'),
    face.one('verify_cert'),
  ];
  const peers = face.all('peers_certfile');
  const all = [own, authority, verify, ...peers].flatMap((reading) => reading ?? []);
  if (all.length === 0) return undefined;
  const [certificate, key] = own?.texts('files') ?? [];
  const [root] = authority?.texts('files') ?? [];
  const peerFile = peers[0]?.texts('files').at(-1);
  return sourced(
    {
      ...(certificate === undefined ? {} : { certificate }),
      ...(key === undefined ? {} : { key }),
      ...(root === undefined ? {} : { authority: root }),
      ...(peerFile === undefined ? {} : { peerCertificate: peerFile }),
      verify: verify?.text('value') !== 'off',
    },
    originsOfAll(all),
  );
}

/** A delay of 0 answers and never probes; `dpd off` does not even answer. */
function lowerDpd(context: LoweringContext, face: RemoteFace): DeadPeerDetection {
  const [delay, answers] = [face.number('dpd_delay'), face.isOn('dpd')];
  let mode: Sourced<DeadPeerDetection['mode']> = sourced('off', answers.origins);
  if (answers.value)
    mode = delay.value === 0 ? sourced('answer', delay.origins) : sourced('periodic', answers.origins);
  return assemble<DeadPeerDetection>(context.origins, {
    mode,
    idleSeconds: delay,
    retryIntervalSeconds: face.number('dpd_retry'),
    retries: face.number('dpd_maxfail'),
    payloadOrder: derived('hash-notify'),
    then: derived('on-traffic'),
  });
}

function choiceOf<Word extends string>(
  { value, origins }: Sourced<string>,
  words: readonly Word[],
  otherwise: Word | NoInfer<Word>,
): Sourced<Word> {
  return sourced(words.find((word) => word === value) ?? otherwise, origins);
}

function lowerModeConfiguration(face: RemoteFace): Sourced<Peer['configurationPayload']> {
  const { value, origins } = face.isOn('mode_cfg');
  return sourced(value ? 'request' : 'none', origins);
}

/** What the daemon refuses to start with (racoon reference 3.5). */
function checkRemote(
  context: LoweringContext,
  face: RemoteFace,
  peer: Peer,
  proposals: readonly IkeProposal[],
): void {
  if (peer.exchangeModes.length === 0) {
    context.fault(peer, {
      ...missing('"exchange_mode"', face),
      help: 'racoon says: no exchange mode specified.',
    });
  }
  if (proposals.length === 0) {
    const name = remoteName(headerValues(face));
    context.fault(peer, {
      ...missing('"proposal"', face),
      help: `racoon says: no remote specification found: ${name}.`,
    });
  }
  const inside = face.header.text('label') === undefined ? face.one('remote_address') : undefined;
  if (inside !== undefined) {
    const details = { a: '"remote_address"', b: 'a remote that has its address already' };
    const found = diagnostic('TG118', details, originOf(inside.origins));
    context.fault(peer, { ...found, help: 'it belongs into remote "NAME" { … }' });
  }
  const groups = new Set(proposals.flatMap(({ dhGroups }) => dhGroups));
  if (peer.exchangeModes.includes('aggressive') && groups.size > 1) {
    const details = { a: 'aggressive mode', b: 'proposals of several DH groups' };
    context.fault(peer, diagnostic('TG118', details, originOf(face.one('exchange_mode')?.origins ?? [])));
  }
  const identity = face.one('my_identifier');
  if (
    peer.localId.type === 'ID_DER_ASN1_DN' &&
    peer.localId.value === undefined &&
    peer.certificates === undefined
  ) {
    const found = diagnostic(
      'TG118',
      { a: '"asn1dn"', b: 'no certificate' },
      originOf(identity?.origins ?? []),
    );
    context.fault(peer, { ...found, help: 'racoon says: ASN1 ID not specified and no CERT defined!' });
  }
  for (const reading of [identity, ...face.all('peers_identifier')]) {
    const word = reading?.text('type');
    const isOther = word === 'subnet' || (word === 'keyid' && reading?.text('qualifier') !== 'tag');
    if (reading === undefined || !isOther) continue;
    const details = { target: 'another device', identity: `"${word ?? ''}"` };
    context.fault(peer, diagnostic('TG241', details, originOf(reading.origins)));
  }
}

function headerValues({ object }: RemoteFace): Readonly<Record<string, string | readonly string[]>> {
  return object.headers[0]?.values ?? {};
}

/** A value that is written and means what is meant without it. */
function noteDefault(context: LoweringContext, name: string, origins: readonly Origin[]): void {
  const { origin } = originOf(origins);
  if (origin === undefined) return;
  context.reportOnce(diagnostic('TG100', { what: `"${name}"`, where: 'racoon', value: '"off"' }, { origin }));
}

/** TG201: other devices call a peer by a name. */
function noteNames(
  context: LoweringContext,
  { header, object }: RemoteFace,
  { name }: Peer,
  ofId: readonly Origin[],
): void {
  const written = remoteName(object.headers[0]?.values ?? {});
  const label = header.text('label');
  if (label === undefined) {
    context.report(diagnostic('TG201', { old: `remote ${written}`, new: name }, originOf(header.origins)));
  }
  const { origin } = originOf(ofId);
  if (origin !== undefined) {
    const a = `"ph1id" of remote ${written}`;
    context.reportOnce(
      diagnostic('TG291', { a, b: 'the sainfo of that remoteid', object: 'tunnel' }, { origin }),
    );
  }
}
