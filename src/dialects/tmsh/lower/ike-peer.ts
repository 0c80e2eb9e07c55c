import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ikePeer } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { isIpv6Address } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { DeadPeerDetection, IkeProposal, Peer, PreSharedKey } from '../../../ir/ike.ts';
import { assemble, byDefault, derived, sourced, type Sourced, withMembers } from '../../../ir/origins.ts';
import type { Identity, IkeVersion, Secret } from '../../../ir/scalars.ts';
import {
  AUTHENTICATION_METHODS,
  EXCHANGE_MODES,
  GROUPS,
  HASHES,
  IDENTITY_TYPES,
  IKE_ENCRYPTION,
  IKE_INTEGRITY,
  OLD_IKE_ENCRYPTION,
  PRFS,
} from '../words.ts';
import { isLocalPlaceholder, placeholderName, readAddress } from './address.ts';
import { noteMinutes } from './minutes.ts';
import {
  type Face,
  headerOrigin,
  headerOrigins,
  type LoweringContext,
  neutralName,
  originOf,
  type Value,
} from './context.ts';

type PeerFace = Face<(typeof ikePeer)['properties']>;

/** A peer, its suite, and what it says of its policies. */
export interface LoweredPeer {
  readonly peer: Peer;
  readonly proposal: IkeProposal;
  readonly domain: string | undefined;
  /** Full names of the selectors that it lists. */
  readonly selectors: Sourced<readonly string[]>;
  readonly passive: Value;
  /** `generate-policy` of an IKEv1 responder. */
  readonly generate: Value;
  readonly replayWindow: Sourced<number>;
}

/** `net ipsec ike-peer`, every default written out. */
export function lowerIkePeer(context: LoweringContext, object: ConfigurationObject): LoweredPeer {
  const face = context.face(ikePeer, object);
  const name = neutralName(object.key);
  const versions = lowerVersions(face);
  const address = face.text('remote-address');
  const { address: remote, domain } = readAddress(address?.value ?? 'any');
  const from = address?.origins ?? [];
  const method = wordOf(face.text('phase1-auth-method'), AUTHENTICATION_METHODS, 'rsa-signature');
  const mode = face.text('mode');
  const state = face.text('state');
  const description = face.named('description');
  const proposal = lowerProposal(context, face, object, versions.value);
  const remoteIdentity = lowerRemoteId(context, face);
  const peer = assemble<Peer>(context.origins, {
    name: sourced(name, headerOrigins(object)),
    description: description === undefined ? undefined : sourced(description.value, description.origins),
    enabled: sourced(state?.value !== 'disabled', state?.origins ?? []),
    versions,
    exchangeModes: sourced(
      versions.value.includes('ikev1') ? [EXCHANGE_MODES[mode?.value ?? 'main'] ?? 'main'] : [],
      mode?.origins ?? [],
    ),
    vrf: domain === undefined ? undefined : sourced(domain, from),
    remote: sourced(remote === undefined ? [] : [{ address: remote }], from),
    proposals: derived([proposal.name]),
    localAuthentication: method,
    remoteAuthentication: method,
    preSharedKeys: lowerKey(context, face, object, name, method.value),
    localId: derived(lowerLocalId(context, face, remote)),
    remoteIds: remoteIdentity,
    verifyRemoteId: derived(true),
    dpd: derived(lowerDpd(context, face)),
    natTraversal: sourced(natTraversal(face), face.text('nat-traversal')?.origins ?? []),
    fragmentation: derived('off'),
    initialContact: derived(true),
    childSasDependOnIkeSa: derived(false),
    lifetimeCheck: derived('shorter'),
    rekey: derived('on'),
    configurationPayload: derived('none'),
  });
  context.blameUnreadable(peer, object);
  noteIdleList(context, face, versions.value);
  if (remote === undefined) noteAnyAddress(context, address);
  return {
    peer,
    proposal,
    domain,
    selectors: face.list('traffic-selector'),
    passive: face.text('passive') ?? byDefault('false'),
    generate: lowerGenerate(context, face, versions.value),
    replayWindow: face.number('replay-window-size'),
  };
}

/** Both: this end starts with IKEv2 (tmsh reference 2.2). */
function lowerVersions(face: PeerFace): Sourced<readonly IkeVersion[]> {
  const { value: words, origins } = face.list('version');
  const versions: IkeVersion[] = [];
  if (words.includes('v2')) versions.push('ikev2');
  if (words.includes('v1')) versions.push('ikev1');
  return sourced(versions, origins);
}

/** The suite of a peer; one word is the hash of IKEv1 and the integrity of IKEv2. */
function lowerProposal(
  context: LoweringContext,
  face: PeerFace,
  object: ConfigurationObject,
  versions: readonly IkeVersion[],
): IkeProposal {
  const cipher = face.text('phase1-encrypt-algorithm');
  const hash = face.text('phase1-hash-algorithm');
  const word = hash?.value ?? '';
  const isCombined = word.startsWith('aes-gcm');
  const encryption = wordOf(cipher, { ...IKE_ENCRYPTION, ...OLD_IKE_ENCRYPTION }, '3des');
  const minutes = face.number('lifetime');
  noteMinutes(context, minutes);
  const integrity = IKE_INTEGRITY[word];
  const hashName = HASHES[word];
  const prf = face.text('prf');
  const prfName = PRFS[prf?.value ?? ''];
  const group = face.text('phase1-perfect-forward-secrecy');
  const proposal = assemble<IkeProposal>(context.origins, {
    name: sourced(neutralName(object.key), headerOrigins(object)),
    encryption: sourced([{ ...encryption.value }], encryption.origins),
    hashes: sourced(hashName === undefined ? [] : [hashName], hash?.origins ?? []),
    integrity: sourced(integrity === undefined ? [] : [{ ...integrity }], hash?.origins ?? []),
    prfs: sourced(
      prfName === undefined || !versions.includes('ikev2') ? [] : [{ ...prfName }],
      prf?.origins ?? [],
    ),
    dhGroups: sourced([GROUPS[group?.value ?? 'modp1024'] ?? 2], group?.origins ?? []),
    authenticationMethod: wordOf(face.text('phase1-auth-method'), AUTHENTICATION_METHODS, 'rsa-signature'),
    lifetimeSeconds: sourced(minutes.value * 60, minutes.origins),
  });
  if (isCombined && word !== cipher?.value) {
    const details = { a: `"phase1-hash-algorithm ${word}"`, b: `"${cipher?.value ?? ''}"` };
    context.fault(proposal, diagnostic('TG118', details, originOf(hash?.origins ?? [])));
  }
  return proposal;
}

/** The value of a word; the schema lets only known ones through, `fallback` stands for one that it does not. */
function wordOf<T>(
  value: Value | undefined,
  words: Readonly<Record<string, T>>,
  fallback: string,
): Sourced<T> {
  const found = words[value?.value ?? fallback] ?? words[fallback];
  if (found === undefined) throw new Error(`no such word: ${fallback}`);
  return sourced(found, value?.origins ?? []);
}

function lowerKey(
  context: LoweringContext,
  face: PeerFace,
  object: ConfigurationObject,
  name: string,
  method: string,
): Sourced<readonly PreSharedKey[]> {
  const [plain, encrypted] = [face.text('preshared-key'), face.text('preshared-key-encrypted')];
  const key = plain ?? encrypted;
  if (plain !== undefined && encrypted !== undefined) {
    context.report(
      diagnostic('TG119', { what: 'an ike-peer with "preshared-key"' }, originOf(encrypted.origins)),
    );
  }
  const placeholder = `psk:${name.replaceAll(/[{}]/g, '-')}`;
  if (key === undefined && method !== 'pre-shared-key') return byDefault([]);
  const secret = readKey(context, key, placeholder, name, object);
  const source = sourced(secret, key?.origins ?? []);
  return { ...source, value: [assemble<PreSharedKey>(context.origins, { secret: source })] };
}

function readKey(
  context: LoweringContext,
  key: Value | undefined,
  placeholder: string,
  peer: string,
  object: ConfigurationObject,
): Secret {
  if (key === undefined) {
    context.report(diagnostic('TG121', { peer, placeholder }, headerOrigin(object)));
    return { unreadable: placeholder };
  }
  const named = placeholderName(key.value);
  if (named !== undefined) return { unreadable: named };
  if (!key.value.startsWith('$M$')) return { psk: key.value };
  context.report(diagnostic('TG120', { peer, placeholder }, originOf(key.origins)));
  return { unreadable: placeholder };
}

function lowerLocalId(context: LoweringContext, face: PeerFace, remote: string | undefined): Identity {
  const type = face.text('my-id-type');
  const value = face.named('my-id-value');
  const identity = assembleIdentity(context, type, value);
  const isOfFamily = identity.value === undefined && remote !== undefined && isIpv6Address(remote);
  return isOfFamily && identity.type === 'ID_IPV4_ADDR'
    ? withMembers(context.origins, identity, { type: 'ID_IPV6_ADDR' })
    : identity;
}

/** Without a value the peer is not checked (tmsh reference 2.2). */
function lowerRemoteId(context: LoweringContext, face: PeerFace): Sourced<readonly Identity[]> {
  const type = face.text('peers-id-type');
  const value = face.named('peers-id-value');
  if (value === undefined) {
    face.noteDefault('peers-id-type');
    return byDefault([]);
  }
  return sourced([assembleIdentity(context, type, value)], value.origins);
}

function assembleIdentity(
  context: LoweringContext,
  type: Value | undefined,
  value: Value | undefined,
): Identity {
  const name = IDENTITY_TYPES[type?.value ?? 'asn1dn'] ?? 'ID_DER_ASN1_DN';
  const isAddress = name === 'ID_IPV4_ADDR';
  const isMissing = value !== undefined && isLocalPlaceholder(value.value);
  const text = isMissing ? undefined : value?.value;
  const known = isAddress && text !== undefined ? (readAddress(text).address ?? text) : text;
  const ofFamily = isAddress && known !== undefined && isIpv6Address(known) ? 'ID_IPV6_ADDR' : name;
  return assemble<Identity>(context.origins, {
    type: sourced(ofFamily, type?.origins ?? []),
    value: value === undefined ? undefined : sourced(known, value.origins),
  });
}

/** A delay of 0 answers and never probes; retries have no word. */
function lowerDpd(context: LoweringContext, face: PeerFace): DeadPeerDetection {
  const delay = face.number('dpd-delay');
  return assemble<DeadPeerDetection>(context.origins, {
    mode: sourced(delay.value === 0 ? 'answer' : 'periodic', delay.origins),
    idleSeconds: delay,
    retryIntervalSeconds: derived(5),
    retries: derived(5),
    payloadOrder: derived('hash-notify'),
    then: derived('on-traffic'),
  });
}

function natTraversal(face: PeerFace): Peer['natTraversal'] {
  const word = face.text('nat-traversal')?.value;
  return word === 'on' || word === 'force' ? word : 'off';
}

/** IKEv1 finds its selectors by address: the list says nothing to it. */
function noteIdleList(context: LoweringContext, face: PeerFace, versions: readonly IkeVersion[]): void {
  const { value, origins } = face.list('traffic-selector');
  if (versions.includes('ikev2') || value.length === 0) return;
  context.report(diagnostic('TG119', { what: 'IKEv1' }, originOf(origins)));
}

/** `off`, and anything of a peer that speaks no IKEv1, makes no policies (`translation.md` 5.2). */
function lowerGenerate(context: LoweringContext, face: PeerFace, versions: readonly IkeVersion[]): Value {
  const generate = face.text('generate-policy') ?? byDefault('off');
  if (generate.value === 'off') face.noteDefault('generate-policy');
  else if (!versions.includes('ikev1')) {
    context.report(diagnostic('TG119', { what: 'IKEv2' }, originOf(generate.origins)));
    return byDefault('off');
  }
  return generate;
}

/** A peer without an address is answered wherever it is. */
function noteAnyAddress(context: LoweringContext, address: Value | undefined): void {
  const at = originOf(address?.origins ?? []);
  if (at.origin === undefined) return;
  const { code, message } = diagnostic('TG246', { how: `"${address?.value ?? ''}" is every address` });
  context.reportOnce({ code, message, severity: 'note', status: 'adapted', ...at });
}
