import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { describe } from '../../../ir/codes.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import type { Json } from '../../../ir/json.ts';
import type { Said } from '../../dialect.ts';
import { addressName, type Label } from '../names.ts';
import { cipherWord, GROUPS, HASHES, IKE_CIPHERS, METHODS, wordFor } from '../words.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext, Saying } from './context.ts';
import { putIdentities } from './identity.ts';
import { addressText } from './text.ts';

/** What a remote is raised with. */
export interface RemoteSurroundings {
  /** Where several peers share its address. */
  readonly label: Label | undefined;
  readonly proposals: readonly IkeProposal[];
  /** The policies that use the peer, in order. */
  readonly policies: readonly Policy[];
  /** Those that are made when the peer asks. */
  readonly onDemand: ReadonlySet<Policy>;
}

/** `remote`: the peer, its IKE proposals, and what its policies say of IKE. */
export function raiseRemote(context: RaisingContext, peer: Peer, surroundings: RemoteSurroundings): void {
  const { label, proposals, policies } = surroundings;
  const object = openRemote(context, peer, label);
  const lines = new RemoteLines(context, object, peer);
  lines.putModes();
  putIdentities(context, object, peer, policies);
  lines.putUse(policies, surroundings.onDemand);
  lines.putNegotiation();
  lines.putDpd();
  lines.putCertificates();
  for (const [index, proposal] of proposals.entries())
    lines.putProposal(proposal, index + 1, nameOf(peer, label));
}

function nameOf({ remote }: Peer, label: Label | undefined): string {
  return label?.label ?? addressName(remote[0]);
}

/** `remote ADDR [PORT]`, `remote anonymous`; a label only where two peers share an address. */
function openRemote(context: RaisingContext, peer: Peer, label: Label | undefined): ConfigurationObject {
  const [entry] = peer.remote;
  const address = entry === undefined ? undefined : textOf(entry);
  const port = String(peer.remotePort ?? 500);
  const where: Said = [
    [peer, 'remote'],
    [peer, 'remotePort'],
    [peer, 'vrf'],
  ];
  const names: Said = [
    [peer, 'name'],
    [peer, 'enabled'],
    [peer, 'proposals'],
    [peer, 'versions'],
  ];
  const place: Place = { object: { kind: 'peer', name: peer.name }, path: 'peers.name', from: peer.name };
  const name = nameOf(peer, label);
  if (name !== peer.name) {
    const note = describe('TG201', {
      old: peer.name,
      new: `remote ${label === undefined ? name : `"${name}"`}`,
    });
    context.adapt({ code: 'TG201', ...place, to: name, note }, context.writersOf([[peer, 'name']]));
  }
  const values =
    label === undefined
      ? { address: address ?? 'anonymous', ...(address === undefined ? {} : { port }) }
      : { label: label.label };
  const object = context.open(context.root, 'remote', values, [...names, ...where]);
  if (peer.description !== undefined) context.comment(object, peer.description, [[peer, 'description']]);
  if (label === undefined) return object;
  if (address !== undefined) context.line(object, 'remote_address', { address, port }, where);
  context.line(object, 'ph1id', { value: String(label.id) }, [[peer, 'name']]);
  return object;
}

function textOf(entry: Peer['remote'][number]): string {
  if (!('address' in entry)) throw new Error('a remote without an address');
  return addressText(entry.address);
}

class RemoteLines {
  readonly #context: RaisingContext;
  readonly #object: ConfigurationObject;
  readonly #peer: Peer;

  constructor(context: RaisingContext, object: ConfigurationObject, peer: Peer) {
    this.#context = context;
    this.#object = object;
    this.#peer = peer;
  }

  putModes(): void {
    const { exchangeModes } = this.#peer;
    const saying = this.#saying('peers.exchangeModes', [...exchangeModes], [[this.#peer, 'exchangeModes']]);
    this.#context.put(this.#object, 'exchange_mode', { value: exchangeModes }, saying);
  }

  /** A peer that only answers; policies that are made when it asks. */
  putUse(policies: readonly Policy[], onDemand: ReadonlySet<Policy>): void {
    const [first] = policies;
    const said = policies.map((policy): Said[number] => [policy, 'initiation']);
    if (first !== undefined && policies.every(({ initiation }) => initiation === 'never')) {
      const saying = this.#saying('policies.initiation', first.initiation, said);
      this.#context.put(this.#object, 'passive', { value: 'on' }, saying);
      const note = describe('TG265', {
        target: this.#context.target,
        when: 'nothing: "passive on" of the remote',
      });
      this.#context.adapt({ code: 'TG265', ...saying.place, note }, this.#context.writersOf(said));
    } else if (this.#context.writersOf(said).length > 0) {
      this.#context.put(
        this.#object,
        'passive',
        { value: 'off' },
        this.#saying('policies.initiation', 'on-traffic', said),
      );
    }
    const made = policies.filter((policy) => onDemand.has(policy));
    if (made.length === 0) return;
    const accepted = made.map((policy): Said[number] => [policy, 'acceptSelectors']);
    const saying = this.#saying('policies.acceptSelectors', made[0]?.acceptSelectors ?? null, accepted);
    this.#context.put(this.#object, 'generate_policy', { value: 'unique' }, saying);
  }

  putNegotiation(): void {
    const { lifetimeCheck, natTraversal, fragmentation, initialContact, rekey } = this.#peer;
    const check = this.#saying('peers.lifetimeCheck', lifetimeCheck, [[this.#peer, 'lifetimeCheck']]);
    this.#context.put(this.#object, 'proposal_check', { value: lifetimeCheck }, check);
    const nat = this.#saying('peers.natTraversal', natTraversal, [[this.#peer, 'natTraversal']]);
    this.#context.put(this.#object, 'nat_traversal', { value: natTraversal }, nat);
    this.#unlessImplied('ike_frag', 'fragmentation', fragmentation);
    this.#unlessImplied('initial_contact', 'initialContact', initialContact ? 'on' : 'off');
    this.#unlessImplied('rekey', 'rekey', rekey);
  }

  #unlessImplied(name: string, member: 'fragmentation' | 'initialContact' | 'rekey', value: string): void {
    const saying = this.#saying(`peers.${member}`, this.#peer[member], [[this.#peer, member]]);
    this.#context.putUnlessImplied(this.#object, name, value, saying);
  }

  /** Probing is a delay above 0: its kind has no word. */
  putDpd(): void {
    const { dpd } = this.#peer;
    const mode: Said = [[dpd, 'mode']];
    if (dpd.mode === 'off') {
      this.#context.put(
        this.#object,
        'dpd',
        { value: 'off' },
        this.#saying('peers.dpd.mode', dpd.mode, mode),
      );
      return;
    }
    if (dpd.mode === 'answer') {
      this.#context.put(
        this.#object,
        'dpd_delay',
        { value: '0' },
        this.#saying('peers.dpd.mode', dpd.mode, mode),
      );
      return;
    }
    const values = [
      ['dpd_delay', 'idleSeconds'],
      ['dpd_retry', 'retryIntervalSeconds'],
      ['dpd_maxfail', 'retries'],
    ] as const;
    for (const [name, member] of values) {
      const saying = this.#saying(`peers.dpd.${member}`, dpd[member], [[dpd, member]]);
      this.#context.put(this.#object, name, { value: String(dpd[member]) }, { ...saying, also: mode });
    }
    const details = {
      what: `"${dpd.mode}"`,
      where: this.#context.target,
      value: 'it by a "dpd_delay" above 0',
    };
    const note = describe('TG100', details);
    const place = this.#saying('peers.dpd.mode', dpd.mode, mode).place;
    this.#context.adapt({ code: 'TG100', ...place, note }, this.#context.writersOf(mode));
  }

  putCertificates(): void {
    const { certificates } = this.#peer;
    if (certificates === undefined) return;
    const said: Said = [[this.#peer, 'certificates']];
    const { certificate, key, authority, peerCertificate, verify } = certificates;
    if (certificate !== undefined && key !== undefined) {
      this.#context.line(this.#object, 'certificate_type', { what: 'x509', files: [certificate, key] }, said);
    }
    if (authority !== undefined)
      this.#context.line(this.#object, 'ca_type', { what: 'x509', files: [authority] }, said);
    if (peerCertificate !== undefined) {
      this.#context.line(this.#object, 'peers_certfile', { what: 'x509', files: [peerCertificate] }, said);
    }
    this.#context.line(this.#object, 'verify_cert', { value: verify ? 'on' : 'off' }, said);
  }

  putProposal(proposal: IkeProposal, number: number, name: string): void {
    const context = this.#context;
    const opened: Said = [
      [proposal, 'name'],
      [this.#peer, 'proposals'],
    ];
    const object = context.open(this.#object, 'proposal', {}, opened);
    const note = describe('TG224', { a: proposal.name, b: `proposal ${number} of remote ${name}` });
    const place = this.#saying('peers.proposals', proposal.name, opened).place;
    context.adapt({ code: 'TG224', ...place, note }, context.writersOf(opened));
    const put = (
      directive: string,
      values: Readonly<Record<string, string>>,
      member: keyof IkeProposal,
    ): void => {
      const [value] = Object.values(values);
      context.put(
        object,
        directive,
        values,
        this.#saying(`ikeProposals.${member}`, value ?? null, [[proposal, member]]),
      );
    };
    const [cipher] = proposal.encryption;
    if (cipher === undefined) throw new Error(`${proposal.name} has no cipher`);
    const [word, bits] = cipherWord(IKE_CIPHERS, cipher);
    put('encryption_algorithm', { name: word, ...(bits === undefined ? {} : { bits }) }, 'encryption');
    put('hash_algorithm', { name: wordFor(HASHES, proposal.hashes[0]) }, 'hashes');
    const method = proposal.authenticationMethod;
    const methodSaid = this.#saying('ikeProposals.authenticationMethod', method, [
      [proposal, 'authenticationMethod'],
    ]);
    const also: Said = [
      [this.#peer, 'localAuthentication'],
      [this.#peer, 'remoteAuthentication'],
    ];
    context.put(object, 'authentication_method', { name: wordFor(METHODS, method) }, { ...methodSaid, also });
    put('dh_group', { value: wordFor(GROUPS, proposal.dhGroups[0]) }, 'dhGroups');
    put('lifetime', { number: String(proposal.lifetimeSeconds), unit: 'sec' }, 'lifetimeSeconds');
  }

  #saying(path: string, from: Json, said: Said): Saying {
    return { place: { object: { kind: 'peer', name: this.#peer.name }, path, from }, said };
  }
}
