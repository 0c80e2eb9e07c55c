import { ikeProposal } from '../../../../grammars/vrp/chapters/ike-proposal.ts';
import type { Arguments } from '../../../../grammars/vrp/statement.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { IkeProposal, Peer } from '../../../ir/ike.ts';
import { sameJson } from '../../../ir/json.ts';
import type { Said } from '../../dialect.ts';
import { isCombined } from '../../../ir/algorithms.ts';
import { limitsOfProfile } from '../profile-limits.ts';
import { IKE_INTEGRITY, PRF_OF_INTEGRITY } from '../words.ts';
import { type Vocabulary, wordFor, wordIfAny, wordsOf } from '../words-of-profile.ts';
import { noteCombined } from './ipsec-proposal.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext, Saying } from './context.ts';

/** `ike proposal N`: equal suites share one. */
export function raiseIkeProposals(
  context: RaisingContext,
  gateway: Gateway,
  numbers: ReadonlyMap<string, string>,
): void {
  const byNumber = new Map<string, IkeProposal[]>();
  for (const proposal of gateway.ikeProposals) {
    const number = numbers.get(proposal.name);
    if (number === undefined) continue;
    const known = byNumber.get(number);
    if (known === undefined) byNumber.set(number, [proposal]);
    else known.push(proposal);
  }
  const users = new Map<string, Peer[]>();
  for (const peer of gateway.peers) {
    for (const number of new Set(peer.proposals.map((name) => numbers.get(name) ?? ''))) {
      const known = users.get(number);
      if (known === undefined) users.set(number, [peer]);
      else known.push(peer);
    }
  }
  const ofPeers: Said = gateway.peers.map((peer) => [peer, 'name']);
  const sorted = [...byNumber].toSorted(([left], [right]) => Number(left) - Number(right));
  for (const [number, proposals] of sorted) {
    new ProposalRaiser(context, number, proposals, users.get(number) ?? []).raise(ofPeers);
  }
}

class ProposalRaiser {
  readonly #context: RaisingContext;
  readonly #number: string;
  readonly #first: IkeProposal;
  readonly #all: readonly IkeProposal[];
  /** The peers that offer it. */
  readonly #peers: readonly Peer[];
  /** The versions that they speak. */
  readonly #versions: ReadonlySet<string>;
  readonly #object: ConfigurationObject;

  constructor(
    context: RaisingContext,
    number: string,
    proposals: readonly IkeProposal[],
    peers: readonly Peer[],
  ) {
    const [first] = proposals;
    if (first === undefined) throw new Error(`no proposal ${number}`);
    this.#context = context;
    this.#number = number;
    this.#first = first;
    this.#all = proposals;
    this.#peers = peers;
    this.#versions = new Set(peers.flatMap(({ versions }) => versions));
    this.#object = context.open('ikeProposal', 'ike-proposal', { number }, this.#said('name'));
  }

  raise(ofPeers: Said): void {
    this.#noteNumbers(ofPeers);
    const words = wordsOf(this.#context.profile);
    this.#putEncryption(words.ikeEncryption);
    const { dhGroups, authenticationMethod, lifetimeSeconds } = this.#first;
    const groups = dhGroups.map((group) => `group${group}`);
    this.#put('dh', { groups }, this.#saying('dhGroups', groups.join(' ')));
    this.#putHashes(words.hashes);
    this.#putMethod(wordFor(words.authenticationMethods, authenticationMethod));
    this.#putIntegrity(words.integrity);
    if (words.prfs.length > 0) this.#putPrfs(words.prfs);
    const seconds = String(lifetimeSeconds);
    this.#put('saDuration', { seconds }, this.#saying('lifetimeSeconds', lifetimeSeconds));
  }

  #put<Slot extends keyof (typeof ikeProposal)['slots']>(
    slot: Slot,
    values: Arguments<(typeof ikeProposal)['slots'], Slot>,
    saying: Saying,
  ): void {
    this.#context.put(ikeProposal, this.#object, slot, values, saying);
  }

  #said(...members: readonly (keyof IkeProposal)[]): Said {
    return this.#all.flatMap((proposal) => members.map((member): Said[number] => [proposal, member]));
  }

  #place(member: string, from: Place['from']): Place {
    return { object: { kind: 'ike-proposal', name: this.#first.name }, path: `ikeProposals.${member}`, from };
  }

  #saying(member: keyof IkeProposal, from: Place['from']): Saying {
    return { place: this.#place(member, from), said: this.#said(member) };
  }

  #putEncryption(vocabulary: Vocabulary<IkeProposal['encryption'][number]>): void {
    const words = this.#first.encryption.map((cipher) => wordFor(vocabulary, cipher));
    const saying = this.#saying('encryption', words.join(', '));
    const [word = '', bits] = words[0]?.split(' ') ?? [];
    if (this.#context.profile !== 'ne') this.#put('encryptionAlgorithm', { algorithms: words }, saying);
    else this.#put('encryptionAlgorithm', { cipher: word, ...(bits === undefined ? {} : { bits }) }, saying);
  }

  #putHashes(vocabulary: Vocabulary<IkeProposal['hashes'][number]>): void {
    this.#putList(
      'authenticationAlgorithm',
      'hashes',
      this.#first.hashes,
      vocabulary,
      this.#versions.has('ikev1'),
    );
  }

  #putMethod(word: string): void {
    const { place, said } = this.#saying('authenticationMethod', word);
    const ofPeers = this.#peers.flatMap((peer): Said => [
      [peer, 'localAuthentication'],
      [peer, 'remoteAuthentication'],
    ]);
    const saying = { place, said: [...said, ...ofPeers] };
    const values = word === 'rsassa-pss' ? { 'pss-hash': 'sha2-256' } : { method: word };
    this.#put('authenticationMethod', values, saying);
  }

  /** Beside a combined cipher an NE router derives the PRF from it all the same. */
  #putIntegrity(vocabulary: Vocabulary<IkeProposal['integrity'][number]>): void {
    const { integrity, prfs } = this.#first;
    if (isCombined(this.#first.encryption)) noteCombined(this.#context, this.#saying('integrity', null));
    if (integrity.length > 0 || !isCombined(this.#first.encryption) || this.#context.profile !== 'ne') {
      this.#putList('integrityAlgorithm', 'integrity', integrity, vocabulary, this.#versions.has('ikev2'));
      return;
    }
    const [word] =
      Object.entries(IKE_INTEGRITY).find(([, { name }]) => sameJson(PRF_OF_INTEGRITY[name], prfs[0])) ?? [];
    if (word !== undefined)
      this.#put('integrityAlgorithm', { algorithms: [word] }, this.#saying('prfs', word));
  }

  /** A source of IKEv1 alone has none: the device saves one all the same, that of the hash. */
  #putPrfs(vocabulary: Vocabulary<IkeProposal['prfs'][number]>): void {
    const { prfs, integrity } = this.#first;
    const matters = this.#versions.has('ikev2');
    const ofHash = integrity.flatMap(({ name }) => PRF_OF_INTEGRITY[name] ?? []);
    this.#putList('prf', 'prfs', prfs.length > 0 || matters ? prfs : ofHash, vocabulary, matters);
  }

  /** A list that cannot matter for any peer was not made to fit: what has a word is written, as the device saves it. */
  #putList<Value>(
    slot: 'authenticationAlgorithm' | 'integrityAlgorithm' | 'prf',
    member: 'hashes' | 'integrity' | 'prfs',
    values: readonly Value[],
    vocabulary: Vocabulary<Value>,
    matters: boolean,
  ): void {
    const known = matters
      ? values.map((value) => wordFor(vocabulary, value))
      : values.flatMap((value) => wordIfAny(vocabulary, value) ?? []);
    const words = limitsOfProfile(this.#context.profile).listsAlgorithms ? known : known.slice(0, 1);
    if (words.length === 0) return;
    const followed = this.#context.profile === 'ne' && member === 'integrity' ? this.#said('prfs') : [];
    const { place, said } = this.#saying(member, words.join(', '));
    this.#put(slot, { algorithms: words }, { place, said: [...said, ...followed] });
  }

  #noteNumbers(ofPeers: Said): void {
    for (const proposal of this.#all) {
      const { name } = proposal;
      const note = describe('TG224', { a: name, b: `number ${this.#number}` });
      const writers = this.#context.writersBut([[proposal, 'name']], ofPeers);
      if (name !== this.#number) {
        this.#context.adapt({ code: 'TG224', ...this.#place('name', name), to: this.#number, note }, writers);
      }
    }
  }
}
