import type { Values } from '../../../../grammars/objects/object.ts';
import { describe } from '../../../ir/codes.ts';
import type { IpsecProposal, Policy, Selector } from '../../../ir/ipsec.ts';
import type { Json } from '../../../ir/json.ts';
import type { Said } from '../../dialect.ts';
import type { Label } from '../names.ts';
import { cipherWord, ESP_CIPHERS, GROUPS, INTEGRITY, wordFor } from '../words.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';
import { prefixOf, prefixParts, protocolText } from './text.ts';

/** A selector of the gateway, and where it stands in its policy. Absent selector: whatever the peer offers. */
export interface SainfoPlace {
  readonly policy: Policy;
  readonly proposal: IpsecProposal;
  readonly selector: Selector | undefined;
  readonly index: number;
  readonly label: Label | undefined;
}

/** `sainfo`: phase 2 of one selector, with all three lists of algorithms. */
export function raiseSainfo(context: RaisingContext, position: SainfoPlace): void {
  const { policy, proposal, selector, label } = position;
  const own = selector === undefined ? [] : ownStatements(selector);
  const structure = structureOf(policy, proposal);
  const object = context.open(context.root, 'sainfo', headOf(selector), [
    ...own,
    ...structure,
    ...(selector === undefined ? [] : flowOf(selector)),
  ]);
  if (policy.description !== undefined && position.index === 0) {
    context.comment(object, policy.description, [[policy, 'description']]);
  }
  if (label !== undefined) context.line(object, 'remoteid', { value: String(label.id) }, own);
  const place = placeIn(policy);
  const [group] = policy.pfsGroups;
  if (group !== undefined) {
    const said: Said = [[policy, 'pfsGroups']];
    context.put(
      object,
      'pfs_group',
      { value: wordFor(GROUPS, group) },
      { place: place('pfsGroups', group), said, also: own },
    );
  }
  const { seconds } = policy.lifetime;
  context.put(
    object,
    'lifetime',
    { number: String(seconds), unit: 'sec' },
    {
      place: place('lifetime.seconds', seconds),
      said: [[policy.lifetime, 'seconds']],
      also: [...own, [policy, 'name'], [policy, 'sequence']],
    },
  );
  putSuite(context, object, position, own);
}

function putSuite(
  context: RaisingContext,
  object: Parameters<RaisingContext['put']>[0],
  { policy, proposal, selector }: SainfoPlace,
  own: Said,
): void {
  const { esp, ah, compression } = proposal;
  const place = (path: string, from: Json): Place => ({
    ...placeIn(policy)('proposals', from),
    path: `ipsecProposals.${path}`,
  });
  const ciphers = esp?.encryption.map((cipher) => {
    const [word, bits] = cipherWord(ESP_CIPHERS, cipher);
    return bits === undefined ? word : `${word} ${bits}`;
  }) ?? ['null_enc'];
  // Without an entry of the SPD nothing else says which protocol it is.
  const protocols: Said = selector === undefined ? [[proposal, 'esp']] : [];
  const encrypted: Said = esp === undefined ? [[proposal, 'ah']] : [[esp, 'encryption'], ...protocols];
  context.put(
    object,
    'encryption_algorithm',
    { names: ciphers },
    { place: place('esp.encryption', ciphers), said: encrypted, also: own },
  );
  const integrity = esp?.integrity ?? ah?.integrity ?? [];
  const words =
    integrity.length === 0 ? ['non_auth'] : integrity.map((transform) => wordFor(INTEGRITY, transform));
  const authenticated: Said = [
    ...(esp === undefined ? [] : ([[esp, 'integrity']] as const)),
    ...(ah === undefined ? [] : ([[ah, 'integrity']] as const)),
  ];
  context.put(
    object,
    'authentication_algorithm',
    { names: words },
    { place: place('esp.integrity', words), said: authenticated, also: own },
  );
  const word = compression === 'none' ? 'deflate' : compression;
  const compressed: Said = compression === 'none' ? [] : [[proposal, 'compression']];
  context.line(object, 'compression_algorithm', { names: [word] }, [...compressed, ...own]);
}

function headOf(selector: Selector | undefined): Values {
  if (selector === undefined) return { 'local-kind': 'anonymous', 'remote-kind': 'anonymous' };
  const { protocol, localPorts, remotePorts } = selector;
  const [local, remote] = [prefixOf(selector.local), prefixOf(selector.remote)];
  const side = (name: 'local' | 'remote', prefix: string, port: number | undefined): Values => ({
    [`${name}-kind`]: 'address',
    [`${name}-type`]: 'address',
    [`${name}-address`]: prefixParts(prefix).address,
    [`${name}-length`]: prefixParts(prefix).length,
    [`${name}-port`]: port === undefined ? 'any' : String(port),
    [`${name}-protocol`]: protocolText(protocol, prefix),
  });
  return { ...side('local', local, localPorts?.first), ...side('remote', remote, remotePorts?.first) };
}

function placeIn({ name, sequence }: Policy): (path: string, from: Json) => Place {
  return (path, from) => ({ object: { kind: 'policy', name, sequence }, path: `policies.${path}`, from });
}

/** The statements that opened the list and wrote the rule: every line of the selector says them. */
export function ownStatements(selector: Selector): Said {
  return [
    [selector, 'name'],
    [selector, 'rule'],
  ];
}

/** What a selector says of its traffic. */
export function flowOf(selector: Selector): Said {
  return [
    [selector, 'local'],
    [selector, 'remote'],
    [selector, 'protocol'],
    [selector, 'localPorts'],
    [selector, 'remotePorts'],
    [selector, 'action'],
    [selector, 'direction'],
  ];
}

/** What ties the parts of a policy together. */
export function structureOf(policy: Policy, proposal: IpsecProposal): Said {
  return [
    [policy, 'name'],
    [policy, 'sequence'],
    [policy, 'selectors'],
    [policy, 'peer'],
    [policy, 'proposals'],
    [policy, 'acceptSelectors'],
    [proposal, 'name'],
  ];
}

/** One list, one proposal and one policy are written once for each selector. */
export function noteSplits(
  context: RaisingContext,
  policy: Policy,
  proposal: IpsecProposal,
  position: number,
): void {
  const place = placeIn(policy);
  const protecting = policy.selectors.filter(({ action }) => action === 'protect').length;
  const count = policy.selectors.length === 0 ? 1 : protecting;
  const b = count === 1 ? 'sainfo with its SPD entries' : 'sainfo with their SPD entries';
  const lists: Said = policy.selectors.map((selector): Said[number] => [selector, 'name']);
  const what = [
    { a: 'access list', said: lists, path: 'selectors' },
    { a: `proposal (${proposal.name})`, said: [[proposal, 'name']] as Said, path: 'proposals' },
    {
      a: 'reference',
      said: [
        [policy, 'selectors'],
        [policy, 'peer'],
        [policy, 'proposals'],
      ] as Said,
      path: 'proposals',
    },
  ];
  const rules = new Set(
    context.writersOf(
      policy.selectors.flatMap((selector): Said => [
        [selector, 'rule'],
        [selector, 'local'],
      ]),
    ),
  );
  for (const { a, said, path } of what) {
    const note = describe('TG254', { a, count, b });
    const writers = context.writersOf(said).filter((origin) => !rules.has(origin));
    context.adapt({ code: 'TG254', ...place(path, policy.name), to: count, note }, writers);
  }
  const order = describe('TG253', {
    a: `${policy.name} ${policy.sequence}`,
    b: `entry ${position} of the SPD`,
  });
  const header: Said = [
    [policy, 'name'],
    [policy, 'sequence'],
  ];
  context.adapt(
    { code: 'TG253', ...place('sequence', policy.sequence), to: position, note: order },
    context.writersOf(header),
  );
}
