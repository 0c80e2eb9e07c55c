import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ikePeer } from '../../../../grammars/vrp/chapters/ike-peer.ts';
import type { Arguments } from '../../../../grammars/vrp/statement.ts';
import { describe } from '../../../ir/codes.ts';
import type { Peer, RemoteAddress } from '../../../ir/ike.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Json } from '../../../ir/json.ts';
import type { Said } from '../../dialect.ts';
import { certificateForm } from '../certificate-forms.ts';
import { addressText } from './address-text.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext, Saying } from './context.ts';
import { descriptionText } from './description.ts';
import { endsOf } from './policy-group.ts';
import { putIdentities } from './identity.ts';
import type { Surroundings } from './surroundings.ts';

/** `ike peer NAME`. */
export function raiseIkePeer(context: RaisingContext, peer: Peer, surroundings: Surroundings): void {
  new PeerRaiser(context, peer, surroundings).raise();
}

export function placeIn({ name }: Peer): (path: string, from: Json) => Place {
  return (path, from) => ({ object: { kind: 'peer', name }, path: `peers.${path}`, from });
}

class PeerRaiser {
  readonly #context: RaisingContext;
  readonly #peer: Peer;
  readonly #surroundings: Surroundings;
  readonly #object: ConfigurationObject;

  constructor(context: RaisingContext, peer: Peer, surroundings: Surroundings) {
    this.#context = context;
    this.#peer = peer;
    this.#surroundings = surroundings;
    const name = surroundings.peers.get(peer.name) ?? peer.name;
    const isInHeader = context.profile === 'ar-v2r3' && peer.versions.length === 1;
    const version = peer.versions[0] === 'ikev1' ? 'v1' : 'v2';
    const said: Said = [[peer, 'name'], ...(isInHeader ? [[peer, 'versions'] as const] : [])];
    this.#object = context.open(
      'ikePeer',
      'ike-peer',
      { name, ...(isInHeader ? { versions: version } : {}) },
      said,
    );
    if (name === peer.name) return;
    const note = describe('TG201', { old: peer.name, new: name });
    const place = { ...this.#place('name', peer.name), to: name };
    context.adapt({ code: 'TG201', ...place, note }, context.writersOf([[peer, 'name']]));
  }

  raise(): void {
    const policies = this.#surroundings.policiesOf(this.#peer);
    const enabled = this.#saying('enabled');
    this.#context.imply('a peer that is switched on', 'it', enabled.place, enabled.said);
    this.#putDescription();
    this.#putVersions();
    this.#putExchangeMode();
    this.#putKey();
    this.#putProposal();
    this.#putCertificates();
    this.#put(
      'natTraversal',
      {},
      { ...this.#saying('natTraversal'), negated: this.#peer.natTraversal === 'off' },
    );
    this.#putDpd();
    putIdentities(this.#context, this.#object, this.#peer, this.#surroundings.gateway, policies);
    if (this.#context.profile === 'ar-v2r3') this.#putLocalAddress(policies);
    this.#putRemote();
    this.#putRest();
  }

  #place(path: string, from: Json): Place {
    return placeIn(this.#peer)(path, from);
  }

  #saying(member: keyof Peer, from?: Json): Saying {
    const value = this.#peer[member];
    const shown = from ?? (typeof value === 'string' || typeof value === 'boolean' ? value : null);
    return { place: this.#place(member, shown), said: [[this.#peer, member]] };
  }

  #put<Slot extends keyof (typeof ikePeer)['slots']>(
    slot: Slot,
    values: Arguments<(typeof ikePeer)['slots'], Slot>,
    saying: Saying,
  ): void {
    this.#context.put(ikePeer, this.#object, slot, values, saying);
  }

  #putDescription(): void {
    const { description } = this.#peer;
    if (description === undefined) return;
    const said: Said = [[this.#peer, 'description']];
    const text = descriptionText(this.#context, description, this.#place('description', description), said);
    if (text !== undefined) this.#context.line(ikePeer, this.#object, 'description', { text }, said);
  }

  /** An AR saves the one version that it speaks, a USG what it does not speak (`reference/vrp.md` 2.2). */
  #putVersions(): void {
    const { versions } = this.#peer;
    const saying = this.#saying('versions', [...versions]);
    if (versions.length > 1) {
      this.#context.imply('both IKE versions', 'them', saying.place, saying.said);
      return;
    }
    const speaks = versions[0] === 'ikev1' ? '1' : '2';
    switch (this.#context.profile) {
      case 'ar-v2r3':
        return;
      case 'ar':
        this.#put('version', { number: speaks }, saying);
        return;
      case 'usg':
      case 'ne':
        this.#put('version', { number: speaks === '1' ? '2' : '1' }, { ...saying, negated: true });
        return;
      default:
        this.#context.profile satisfies never;
    }
  }

  #putExchangeMode(): void {
    const { exchangeModes, versions } = this.#peer;
    const [first, second] = exchangeModes;
    if (first === undefined || !versions.includes('ikev1')) return;
    const mode = second === undefined ? first : 'auto';
    this.#put('exchangeMode', { mode }, this.#saying('exchangeModes', [...exchangeModes]));
  }

  /** Releases differ in the word before the key; a key with blanks, or that is a word of the line, stands in quotes. */
  #putKey(): void {
    const [key] = this.#peer.preSharedKeys;
    if (key === undefined) {
      const { place, said } = this.#saying('preSharedKeys', []);
      this.#context.imply('that there is no key', 'it', place, said);
      return;
    }
    const { secret } = key;
    const plain = 'psk' in secret ? secret.psk : `{{${secret.unreadable}}}`;
    const text = /[ ?]|^(?:cipher|simple)$/.test(plain) && 'psk' in secret ? `"${plain}"` : plain;
    const form = KEY_FORMS[this.#context.profile];
    const values = { 'secret-text': text, ...(form === undefined ? {} : { form }) };
    const said: Said = [
      [key, 'secret'],
      [this.#peer, 'preSharedKeys'],
    ];
    this.#context.line(ikePeer, this.#object, 'preSharedKey', values, said);
  }

  /** Always one, so that the other proposals of the device are not offered (`translation.md` 5.6, rule 8). */
  #putProposal(): void {
    const [name = ''] = this.#peer.proposals;
    const number = this.#surroundings.ikeProposals.get(name);
    const proposal = this.#surroundings.ikeProposal(name);
    if (number === undefined || proposal === undefined)
      throw new Error(`${this.#peer.name} has no IKE proposal`);
    this.#context.line(ikePeer, this.#object, 'ikeProposal', { number }, [
      [this.#peer, 'proposals'],
      [proposal, 'name'],
    ]);
    if (number === name) return;
    const note = describe('TG224', { a: name, b: `number ${number}` });
    const place = { ...this.#place('proposals', name), to: number };
    this.#context.adapt(
      { code: 'TG224', ...place, note },
      this.#context.writersOf([[this.#peer, 'proposals']]),
    );
  }

  #putCertificates(): void {
    const { certificates } = this.#peer;
    if (certificates === undefined) return;
    const said = (member: keyof typeof certificates): Said => [
      [certificates, member],
      [this.#peer, 'certificates'],
    ];
    for (const member of ['certificate', 'peerCertificate'] as const) {
      const name = certificates[member];
      if (name === undefined) continue;
      if (certificateForm(name, member, this.#context.profile) === 'realm') {
        this.#context.line(ikePeer, this.#object, 'certificateRealm', { realm: name }, said(member));
        continue;
      }
      const whose = member === 'certificate' ? 'local-filename' : 'remote-filename';
      this.#context.line(ikePeer, this.#object, 'certificateFile', { whose, file: name }, said(member));
    }
    const { place } = this.#saying('certificates', certificates.verify);
    const verify: Said = [[certificates, 'verify']];
    if (certificates.verify) this.#context.imply('a check of certificates', 'it', place, verify);
    else this.#put('certificateCheck', {}, { place, said: verify });
  }

  #putDpd(): void {
    const { dpd } = this.#peer;
    const saying = (member: keyof Peer['dpd']): Saying => ({
      place: this.#place(`dpd.${member}`, dpd[member]),
      said: [[dpd, member]],
    });
    const isNe = this.#context.profile === 'ne';
    const order = dpd.payloadOrder === 'notify-hash' ? 'seq-notify-hash' : 'seq-hash-notify';
    if (!isNe && this.#isWritten('payloadOrder') && this.#peer.versions.includes('ikev1')) {
      this.#put('dpdMessage', { order }, saying('payloadOrder'));
    }
    if (dpd.mode !== 'periodic' && dpd.mode !== 'on-demand') {
      this.#context.imply('no DPD', 'it', saying('mode').place, saying('mode').said);
      return;
    }
    if (isNe) return;
    this.#put('dpdType', { type: dpd.mode }, saying('mode'));
    this.#put('dpdIdleTime', { seconds: String(dpd.idleSeconds) }, saying('idleSeconds'));
    for (const [slot, member, usual] of RETRY_LINES) {
      const value = dpd[member];
      if (value === usual && !this.#isWritten(member)) continue;
      const values = member === 'retries' ? { count: String(value) } : { seconds: String(value) };
      this.#put(slot, values, saying(member));
    }
    const both = this.#context
      .writersOf(saying('mode').said)
      .filter((origin) => this.#context.writersOf(saying('idleSeconds').said).includes(origin));
    const note = describe('TG254', {
      a: 'statement of DPD',
      count: 2,
      b: 'commands: its type and its idle time',
    });
    this.#context.adapt({ code: 'TG254', ...saying('mode').place, note }, both);
  }

  #isWritten(member: keyof Peer['dpd']): boolean {
    return this.#context.writersOf([[this.#peer.dpd, member]]).length > 0;
  }

  #putLocalAddress(policies: readonly Policy[]): void {
    const [first] = policies;
    if (first === undefined) return;
    const { local } = first.tunnel;
    const name = `${first.name}-${first.sequence}`;
    const address = local === undefined ? `{{local-address:${name}}}` : addressText(local);
    const said = policies.flatMap((policy): Said => [
      [policy.tunnel, 'local'],
      ...this.#surroundings.ipsecProposalsOf(policy).flatMap(endsOf),
    ]);
    this.#context.line(ikePeer, this.#object, 'localAddress', { address }, said);
  }

  #putRemote(): void {
    const { remote, vrf } = this.#peer;
    const vpn = vrf === undefined ? {} : { vpn: vrf };
    const said: Said = [[this.#peer, 'remote'], ...(vrf === undefined ? [] : [[this.#peer, 'vrf'] as const])];
    if (remote.length === 0)
      this.#context.imply('a peer at any address', 'it', this.#place('remote', []), said);
    for (const entry of remote) {
      this.#context.line(ikePeer, this.#object, 'remoteAddress', { ...vpn, ...remoteValues(entry) }, said);
    }
  }

  #putRest(): void {
    const { childSasDependOnIkeSa, reauthenticationSeconds, versions } = this.#peer;
    const isDependent = this.#saying('childSasDependOnIkeSa');
    if (versions.includes('ikev1')) {
      if (childSasDependOnIkeSa) this.#put('sharedPhases', {}, isDependent);
      else if (this.#context.writersOf(isDependent.said).length > 0) {
        this.#put('sharedPhases', {}, { ...isDependent, negated: true });
      }
    }
    if (reauthenticationSeconds === undefined || !versions.includes('ikev2')) return;
    const values = { seconds: String(reauthenticationSeconds) };
    this.#put('reauthentication', values, this.#saying('reauthenticationSeconds', reauthenticationSeconds));
  }
}

const KEY_FORMS = { 'ar-v2r3': 'simple', ar: 'cipher', usg: undefined, ne: 'cipher' } as const;
/** What VRP5 does where no line tells (`reference/vrp.md` 2.2). */
const RETRY_LINES = [
  ['dpdRetransmitInterval', 'retryIntervalSeconds', 15],
  ['dpdRetryLimit', 'retries', 3],
] as const;

function remoteValues(entry: RemoteAddress): Arguments<(typeof ikePeer)['slots'], 'remoteAddress'> {
  if ('address' in entry) return { address: addressText(entry.address) };
  if ('fqdn' in entry) return { host: entry.fqdn };
  return { low: entry.first, high: entry.last };
}
