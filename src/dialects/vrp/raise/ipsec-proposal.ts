import { ipsecProposal } from '../../../../grammars/vrp/chapters/ipsec-proposal.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { IpsecProposal } from '../../../ir/ipsec.ts';
import type { Said } from '../../dialect.ts';
import { isCombined } from '../../../ir/algorithms.ts';
import { wordFor, wordsOf } from '../words-of-profile.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext, Saying } from './context.ts';

/** `ipsec proposal NAME`: equal suites share one. */
export function raiseIpsecProposals(
  context: RaisingContext,
  { ipsecProposals, policies }: Gateway,
  names: ReadonlyMap<string, string>,
): void {
  const byName = new Map<string, IpsecProposal[]>();
  for (const proposal of ipsecProposals) {
    const name = names.get(proposal.name) ?? proposal.name;
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [proposal]);
    else known.push(proposal);
  }
  const offered = new Set(policies.flatMap((policy) => policy.proposals));
  for (const [name, proposals] of byName) {
    const isOffered = proposals.every((proposal) => offered.has(proposal.name));
    raiseProposal(context, name, proposals, isOffered);
  }
}

/** Tunnel mode is what every device means: the ends of the tunnel say it, in the policies that offer the proposal. */
function raiseProposal(
  context: RaisingContext,
  name: string,
  proposals: readonly IpsecProposal[],
  isOffered: boolean,
): void {
  const [first] = proposals;
  if (first === undefined) return;
  const said = (member: keyof IpsecProposal): Said => proposals.map((proposal) => [proposal, member]);
  const place = (path: string, from: string): Place => ({
    object: { kind: 'ipsec-proposal', name: first.name },
    path: `ipsecProposals.${path}`,
    from,
  });
  const object = context.open('ipsecProposal', 'ipsec-proposal', { name }, said('name'));
  noteNames(context, name, proposals);
  const protocols = first.esp === undefined ? 'ah' : first.ah === undefined ? 'esp' : 'ah-esp';
  context.putUnlessImplied(
    ipsecProposal,
    object,
    'transform',
    { protocols },
    { place: place('esp', protocols), said: [...said('esp'), ...said('ah')] },
  );
  const { encapsulation } = first;
  if (encapsulation !== 'tunnel') {
    const saying = { place: place('encapsulation', encapsulation), said: said('encapsulation') };
    context.put(ipsecProposal, object, 'encapsulationMode', { mode: encapsulation }, saying);
  } else if (!isOffered) {
    context.imply('tunnel mode', 'it', place('encapsulation', encapsulation), said('encapsulation'));
  }
  if (first.ah !== undefined) {
    const algorithms = first.ah.integrity.map((value) =>
      wordFor(wordsOf(context.profile).ipsecIntegrity, value),
    );
    const members = proposals.flatMap(({ ah }): Said => (ah === undefined ? [] : [[ah, 'integrity']]));
    const ofAh = { place: place('ah.integrity', algorithms.join(', ')), said: members };
    context.put(ipsecProposal, object, 'ahAuthenticationAlgorithm', { algorithms }, ofAh);
  }
  putEsp(context, object, proposals, place);
}

function putEsp(
  context: RaisingContext,
  object: ConfigurationObject,
  proposals: readonly IpsecProposal[],
  place: (path: string, from: string) => Place,
): void {
  const suites = proposals.flatMap(({ esp }) => esp ?? []);
  const [esp] = suites;
  if (esp === undefined) return;
  const vocabulary = wordsOf(context.profile);
  const saying = (member: 'encryption' | 'integrity', words: readonly string[]): Saying => ({
    place: place(`esp.${member}`, words.join(', ')),
    said: suites.map((suite): Said[number] => [suite, member]),
    negated: words.length === 0,
  });
  if (!isCombined(esp.encryption)) {
    const algorithms = esp.integrity.map((value) => wordFor(vocabulary.ipsecIntegrity, value));
    const values = algorithms.length === 0 ? {} : { algorithms };
    context.put(ipsecProposal, object, 'espAuthenticationAlgorithm', values, saying('integrity', algorithms));
  } else noteCombined(context, saying('integrity', []));
  const ciphers = esp.encryption
    .filter(({ name }) => name !== 'ENCR_NULL')
    .map((value) => wordFor(vocabulary.espEncryption, value));
  const [word, bits] = ciphers[0]?.split(' ') ?? [];
  const ofNe = { ...(word === undefined ? {} : { cipher: word }), ...(bits === undefined ? {} : { bits }) };
  const ofVrp5 = ciphers.length === 0 ? {} : { algorithms: ciphers };
  const values = context.profile === 'ne' ? ofNe : ofVrp5;
  context.put(ipsecProposal, object, 'espEncryptionAlgorithm', values, saying('encryption', ciphers));
}

/** TG216: a combined cipher stands alone. */
export function noteCombined(context: RaisingContext, { place, said }: Saying): void {
  const note = 'the cipher authenticates by itself: no authentication algorithm is written';
  context.adapt({ code: 'TG216', ...place, note }, context.writersOf(said));
}

function noteNames(context: RaisingContext, name: string, proposals: readonly IpsecProposal[]): void {
  for (const [index, proposal] of proposals.entries()) {
    if (proposal.name === name) continue;
    const object = { kind: 'ipsec-proposal' as const, name: proposal.name };
    const details = { object, path: 'ipsecProposals.name', from: proposal.name, to: name };
    const writers = context.writersOf([[proposal, 'name']]);
    if (index === 0) {
      const note = describe('TG201', { old: proposal.name, new: name });
      context.adapt({ code: 'TG201', ...details, note }, writers);
    } else {
      const note = describe('TG291', { a: proposal.name, b: name, object: 'ipsec proposal' });
      context.adapt({ code: 'TG291', ...details, note }, writers);
    }
  }
}
