import { accessList, accessList6 } from '../../../../grammars/vrp/chapters/access-list.ts';
import { splitPrefix, hiddenText, maskOf } from '../../../ir/address.ts';
import { describe } from '../../../ir/codes.ts';
import type { Gateway } from '../../../ir/gateway.ts';
import type { Policy, PortRange, Selector, TrafficAddress } from '../../../ir/ipsec.ts';
import type { Origin } from '../../../ir/origins.ts';
import type { Prefix } from '../../../ir/scalars.ts';
import type { Said } from '../../dialect.ts';
import type { AccessList, NumberedRule } from '../access-lists.ts';
import { PROTOCOLS } from '../words.ts';
import { addressText } from './address-text.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';

/** `acl number N`, `acl ipv6 number N`: each list once, by number. */
export function raiseAccessLists(
  context: RaisingContext,
  gateway: Gateway,
  lists: ReadonlyMap<Policy, AccessList>,
): void {
  const sorted = [...new Set(lists.values())].toSorted(
    (left, right) => Number(left.number) - Number(right.number),
  );
  for (const list of sorted) raiseAccessList(context, list);
  for (const policy of gateway.policies) {
    const list = lists.get(policy);
    if (list !== undefined) noteRules(context, policy, list);
  }
}

function raiseAccessList(context: RaisingContext, list: AccessList): void {
  const { number, family, rules } = list;
  const said: Said = rules.flatMap(({ selectors }) =>
    selectors.map((selector): Said[number] => [selector, 'name']),
  );
  const values = { number, form: 'number' } as const;
  if (family === 6) {
    const object = context.open('acl6', 'acl6-advanced', values, said);
    for (const rule of rules) {
      context.line(accessList6, object, 'rule', ruleValues(rule, list), saidBy(rule));
    }
    return;
  }
  const object = context.open('acl', 'acl-advanced', values, said);
  for (const rule of rules) {
    context.line(accessList, object, 'rule', ruleValues(rule, list), saidBy(rule));
  }
}

const MEMBERS = [
  'rule',
  'action',
  'local',
  'remote',
  'protocol',
  'localPorts',
  'remotePorts',
  'direction',
] as const;

function saidBy({ selectors }: NumberedRule): Said {
  return selectors.flatMap((selector) => MEMBERS.map((member): Said[number] => [selector, member]));
}

type RuleValues = Readonly<Record<string, string | readonly string[]>>;

/** `rule 5 permit tcp source … source-port eq 443 destination …`: a side that is every address is not written. */
function ruleValues({ id, selectors: [selector] }: NumberedRule, { family, vrf }: AccessList): RuleValues {
  if (selector === undefined) throw new Error('a rule without a selector');
  const sides = [
    side('source', selector.local, selector.localPorts),
    side('destination', selector.remote, selector.remotePorts),
  ];
  const conditions = [
    ...sides.flatMap((found) => found.conditions),
    ...(vrf === undefined ? [] : ['vpn-instance']),
  ];
  return {
    id: String(id),
    action: selector.action === 'bypass' ? 'deny' : 'permit',
    protocol: protocolWord(selector, family),
    ...(conditions.length === 0 ? {} : { conditions }),
    ...Object.assign({}, ...sides.map(({ values }) => values)),
    ...(vrf === undefined ? {} : { vpn: vrf }),
  };
}

interface Side {
  readonly conditions: readonly string[];
  readonly values: RuleValues;
}

function side(name: 'source' | 'destination', address: TrafficAddress, ports: PortRange | undefined): Side {
  const prefix = prefixOf(address);
  const { length } = splitPrefix(prefix);
  return {
    conditions: [...(length === 0 ? [] : [name]), ...(ports === undefined ? [] : [`${name}-port`])],
    values: {
      ...(length === 0 ? {} : addressValues(name, prefix)),
      ...(ports === undefined ? {} : portValues(name, ports)),
    },
  };
}

function addressValues(name: string, prefix: Prefix): RuleValues {
  const { address, length } = splitPrefix(prefix);
  if (hiddenText(address) === undefined && address.includes(':')) {
    return { [`${name}-form`]: '', [`${name}-prefix`]: prefix };
  }
  return {
    [`${name}-form`]: '',
    [`${name}-address`]: addressText(address),
    [`${name}-wildcard`]: length === 32 ? '0' : inverseMask(length),
  };
}

/** A wildcard mask has one bits where any value matches. */
function inverseMask(length: number): string {
  return maskOf(`0.0.0.0/${length}`)
    .split('.')
    .map((octet) => 255 - Number(octet))
    .join('.');
}

const LAST_PORT = 65_535;

function portValues(name: string, { first, last }: PortRange): RuleValues {
  if (first === last) return { [`${name}-operator`]: 'eq', [`${name}-first`]: String(first) };
  if (last === LAST_PORT && first > 0)
    return { [`${name}-operator`]: 'gt', [`${name}-first`]: String(first - 1) };
  if (first === 0 && last < LAST_PORT)
    return { [`${name}-operator`]: 'lt', [`${name}-first`]: String(last + 1) };
  return { [`${name}-operator`]: 'range', [`${name}-first`]: String(first), [`${name}-last`]: String(last) };
}

/** Words of the other family are none of this one. */
function protocolWord({ protocol }: Selector, family: 4 | 6): string {
  if (protocol === undefined) return family === 6 ? 'ipv6' : 'ip';
  const foreign = family === 6 ? IPV4_WORDS : IPV6_WORDS;
  const word = Object.entries(PROTOCOLS).find(
    ([name, number]) => number === protocol && !foreign.has(name),
  )?.[0];
  return word ?? String(protocol);
}
const IPV4_WORDS: ReadonlySet<string> = new Set(['icmp', 'igmp', 'ipinip']);
const IPV6_WORDS: ReadonlySet<string> = new Set(['icmpv6']);

/** Legal selectors have prefixes on both sides. */
function prefixOf(address: TrafficAddress): Prefix {
  if (address === 'any' || !('prefix' in address)) throw new Error('a selector without a prefix');
  return address.prefix;
}

/** A selector of its own becomes a rule of a list; rules and lists may get other numbers. */
function noteRules(context: RaisingContext, policy: Policy, list: AccessList): void {
  const { name, sequence } = policy;
  for (const [index, selector] of policy.selectors.entries()) {
    const id = list.rules[index]?.id ?? 0;
    const place: Place = {
      object: { kind: 'selector', policy: { name, sequence }, index },
      path: 'policies.selectors',
      from: selector.name ?? null,
    };
    const { rule } = selector;
    if (rule === undefined) {
      const note = describe('TG254', {
        a: 'traffic selector',
        count: `rule ${id} of`,
        b: `acl ${list.number}`,
      });
      const own = MEMBERS.map((member): Said[number] => [selector, member]);
      context.adapt(
        { code: 'TG254', ...place, to: list.number, note },
        context.writersOf([...own, [selector, 'name'], [policy, 'proposals']]),
      );
      if (index === 0) {
        const to = list.rules.slice(0, policy.selectors.length).map((each) => each.id);
        const order = describe('TG253', orderOf(sequence, to));
        context.adapt(
          { code: 'TG253', ...place, path: 'policies.sequence', to, note: order },
          ordersOf(context, policy),
        );
      }
    } else {
      const note = describe('TG253', { a: `rule ${rule}`, b: `rule ${id}` });
      if (rule !== id)
        context.adapt({ code: 'TG253', ...place, to: id, note }, context.writersOf([[selector, 'rule']]));
      const renamed = describe('TG201', { old: `acl ${selector.name ?? ''}`, new: `acl ${list.number}` });
      if (selector.name !== list.number) {
        context.adapt(
          { code: 'TG201', ...place, to: list.number, note: renamed },
          context.writersOf([[selector, 'name']]),
        );
      }
    }
    if ([selector.local, selector.remote].every((address) => prefixOf(address).endsWith('/0'))) {
      const note = `${describe('TG255', {})}: also what manages the device`;
      context.adapt({ code: 'TG255', ...place, note }, context.writersOf([[selector, 'rule']]));
    }
  }
}

/** The orders of all selectors are those of their policy: what is said of one is true of each. */
function orderOf(sequence: number, rules: readonly number[]): Readonly<Record<'a' | 'b', string>> {
  const [first = 0] = rules;
  const last = rules.at(-1) ?? first;
  if (first === last) return { a: String(sequence), b: `rule ${first}` };
  return { a: `of ${rules.length} selectors`, b: `rules ${first} to ${last}` };
}

/** The statements that put the selectors of a policy into an order, and say nothing else. */
function ordersOf(context: RaisingContext, policy: Policy): readonly Origin[] {
  const said: Said = [
    [policy, 'sequence'],
    [policy, 'selectors'],
  ];
  const elsewhere: Said = [
    [policy, 'name'],
    [policy, 'peer'],
    [policy, 'proposals'],
  ];
  return context.writersBut(said, elsewhere);
}
