import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ikePeer } from '../../../../grammars/tmsh/schema/ipsec.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { DeadPeerDetection, IkeProposal, LifetimeCheck, Peer } from '../../../ir/ike.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { IkeVersion } from '../../../ir/scalars.ts';
import {
  AUTHENTICATION_METHODS,
  EXCHANGE_MODES,
  GROUPS,
  HASHES,
  IKE_ENCRYPTION,
  IKE_INTEGRITY,
  OLD_IKE_ENCRYPTION,
  PRFS,
} from '../words.ts';
import { readAddress } from './address.ts';
import { lowerCertificates } from './certificates.ts';
import { headerOrigins, type LoweringContext, neutralName, originOf, type Value } from './context.ts';
import { checkIdentities, lowerLocalId, lowerRemoteId } from './identity.ts';
import { noteMinutes } from './minutes.ts';
import { notePort } from './network.ts';
import type { PeerFace } from './peer-face.ts';
import { lowerKey } from './pre-shared-key.ts';

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
  const port = face.text('remote-port');
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
    remotePort: port === undefined ? undefined : sourced(Number(port.value), port.origins),
    proposals: derived([proposal.name]),
    localAuthentication: method,
    remoteAuthentication: method,
    preSharedKeys: lowerKey(context, face, object, name, method.value),
    certificates: lowerCertificates(context, face, method.value),
    localId: derived(lowerLocalId(context, face, remote)),
    remoteIds: remoteIdentity,
    verifyRemoteId: derived(true),
    dpd: derived(lowerDpd(context, face)),
    natTraversal: sourced(natTraversal(face), face.text('nat-traversal')?.origins ?? []),
    fragmentation: derived('off'),
    initialContact: derived(true),
    childSasDependOnIkeSa: derived(false),
    lifetimeCheck: lowerLifetimeCheck(context, face),
    rekey: derived('on'),
    configurationPayload: derived('none'),
  });
  context.blameUnreadable(peer, object);
  checkIdentities(context, face, peer);
  noteIdleList(context, face, versions.value);
  noteProxySupport(context, face, versions.value);
  notePort(context, face.text('local-port'), ['0', '500', '4500']);
  for (const property of ['address-list', 'peer-dynamic-ip'] as const) {
    const value = face.named(property);
    if (value === undefined) continue;
    const how = `what "${property}" means is not known`;
    context.fault(peer, diagnostic('TG246', { how }, originOf(value.origins)));
  }
  if (versions.value.length === 0) {
    context.fault(peer, diagnostic('TG106', { what: 'the value of "version"' }, originOf(versions.origins)));
  }
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

const LIFETIME_CHECKS: Readonly<Record<string, LifetimeCheck>> = {
  claim: 'claim',
  exact: 'exact',
  obey: 'obey',
  strict: 'strict',
};

/** No listing of a release has `proposal-check`: it is racoon's word. */
function lowerLifetimeCheck(context: LoweringContext, face: PeerFace): Sourced<LifetimeCheck> {
  const value = face.text('proposal-check');
  const check = LIFETIME_CHECKS[value?.value ?? ''];
  if (value === undefined || check === undefined) return derived('shorter');
  const canonical = `proposal_check ${check} of racoon`;
  context.report(diagnostic('TG102', { canonical }, originOf(value.origins)));
  return sourced(check, value.origins);
}

/** Everybody else negotiates the selectors that there are, as `enabled` has it. */
function noteProxySupport(context: LoweringContext, face: PeerFace, versions: readonly IkeVersion[]): void {
  const value = face.text('proxy-support');
  const at = originOf(value?.origins ?? []);
  if (at.origin === undefined) return;
  if (value?.value === 'enabled') face.noteDefault('proxy-support');
  else if (!versions.includes('ikev1')) context.report(diagnostic('TG119', { what: 'IKEv2' }, at));
  else {
    const details = { directive: '"proxy-support disabled"', source: context.source };
    context.report(diagnostic('TG286', details, at));
  }
}

/** What a peer says of its policies is nothing where it has none. */
export function noteIdlePeer(context: LoweringContext, lowered: LoweredPeer): void {
  const { peer, passive, generate, replayWindow } = lowered;
  const details = { object: 'ike-peer', name: peer.name };
  for (const origin of [passive, generate, replayWindow].flatMap(({ origins }) => origins)) {
    if (origin < 0) continue;
    context.reportOnce({ ...diagnostic('TG115', details, { origin }), status: 'dropped' });
  }
}
