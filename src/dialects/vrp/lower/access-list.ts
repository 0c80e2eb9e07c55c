import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { accessList, accessList6 } from '../../../../grammars/vrp/chapters/access-list.ts';
import {
  canonicalAddress,
  hiddenText,
  networkOf,
  splitPrefix,
  wildcardPrefixes,
} from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { PortRange, Selector } from '../../../ir/ipsec.ts';
import { assemble, byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address, Prefix } from '../../../ir/scalars.ts';
import { PORTS, PROTOCOLS } from '../words.ts';
import { headerOrigin, headerOrigins, type LoweringContext, originOf } from './context.ts';

/** A non-contiguous wildcard mask, and a rule with several such parts, become at most so many selectors. */
const MOST_SELECTORS = 64;
const PORT_PROTOCOLS: ReadonlySet<number> = new Set([6, 17, 132]);
const LAST_PORT = 65_535;

type RuleReading = ReturnType<typeof ruleReadings>[number];

/** An ACL as selectors in rule order, and what is wrong with it. */
export interface LoweredAccessList {
  readonly selectors: readonly Selector[];
  readonly faults: readonly Diagnostic[];
  readonly vrf: Sourced<string> | undefined;
}

function ruleReadings(context: LoweringContext, object: ConfigurationObject) {
  return faceOf(context, object).all('rule');
}

/** Both families have the same commands. */
function faceOf(context: LoweringContext, object: ConfigurationObject) {
  return object.view === 'acl6-advanced'
    ? context.face(accessList6, object)
    : context.face(accessList, object);
}

/**
 * `acl number N`: the outbound view (source is local), each permit rule a selector, each deny rule an exception.
 */
export function lowerAccessList(context: LoweringContext, object: ConfigurationObject): LoweredAccessList {
  const faults: Diagnostic[] = [];
  const face = faceOf(context, object);
  const descriptions = [...face.all('ruleDescription'), ...face.all('description'), ...face.all('step')];
  for (const { origins } of descriptions) {
    context.reportOnce(diagnostic('TG134', { condition: 'a description or step' }, originOf(origins)));
  }
  const rules = numberedRules(context, object).map(({ id, reading }) =>
    lowerRule(context, object, id, reading, faults),
  );
  if (!rules.some(({ action }) => action === 'protect')) {
    faults.push(diagnostic('TG135', { name: object.key }, headerOrigin(object)));
    for (const { origin } of object.headers.slice(1)) {
      context.reportOnce(diagnostic('TG119', { what: 'an ACL without a permit rule' }, { origin }));
    }
  }
  return {
    selectors: rules.flatMap(({ selectors }) => selectors),
    faults,
    vrf: vrfOf(rules, object, faults),
  };
}

interface LoweredRule {
  readonly id: number;
  readonly action: 'protect' | 'bypass';
  readonly selectors: readonly Selector[];
  readonly origins: readonly number[];
  readonly vrf: Sourced<string> | undefined;
}

function numberedRules(
  context: LoweringContext,
  object: ConfigurationObject,
): readonly { readonly id: number; readonly reading: RuleReading }[] {
  const entries = (object.slots.get('rule') ?? []).map(({ entry }) => Number(entry));
  return ruleReadings(context, object)
    .map((reading, index) => ({ id: entries[index] ?? 0, reading }))
    .toSorted((left, right) => left.id - right.id);
}

function lowerRule(
  context: LoweringContext,
  object: ConfigurationObject,
  id: number,
  rule: RuleReading,
  faults: Diagnostic[],
): LoweredRule {
  const action = rule.text('action') === 'permit' ? 'protect' : 'bypass';
  const origin = originOf(rule.origins);
  checkConditions(context, rule, faults);
  const word = rule.text('protocol') ?? 'ip';
  const isIpv6 = object.view === 'acl6-advanced';
  checkFamily(rule, isIpv6, word, faults);
  const protocol = word === 'ip' || word === 'ipv6' ? undefined : (PROTOCOLS[word] ?? Number(word));
  const localPorts = portRanges(
    rule.text('source-operator'),
    rule.text('source-first'),
    rule.text('source-last'),
  );
  const remotePorts = portRanges(
    rule.text('destination-operator'),
    rule.text('destination-first'),
    rule.text('destination-last'),
  );
  const namesPort = localPorts[0] !== undefined || remotePorts[0] !== undefined;
  if (namesPort && (protocol === undefined || !PORT_PROTOCOLS.has(protocol))) {
    faults.push(diagnostic('TG118', { a: 'a port', b: `protocol ${word}` }, origin));
  }
  const locals = sideOf(context, rule, 'source', isIpv6);
  const remotes = sideOf(context, rule, 'destination', isIpv6);
  const combinations = locals.flatMap((local) =>
    remotes.flatMap((remote) =>
      localPorts.flatMap((from) => remotePorts.map((to) => ({ local, remote, from, to }))),
    ),
  );
  noteSelectorCount(context, rule, combinations.length, namesPort, faults);
  const name = sourced(object.key, headerOrigins(object));
  const selectors = combinations.slice(0, MOST_SELECTORS).map(({ local, remote, from, to }) =>
    assemble<Selector>(context.origins, {
      action: sourced(action, rule.origins),
      local: sourced({ prefix: local }, rule.origins),
      remote: sourced({ prefix: remote }, rule.origins),
      protocol: protocol === undefined ? undefined : sourced(protocol, rule.origins),
      localPorts: from === undefined ? undefined : sourced(from, rule.origins),
      remotePorts: to === undefined ? undefined : sourced(to, rule.origins),
      direction: byDefault('both'),
      name,
      rule: sourced(id, rule.origins),
    }),
  );
  const vpn = rule.text('vpn');
  return {
    id,
    action,
    selectors,
    origins: rule.origins,
    vrf: vpn === undefined ? undefined : sourced(vpn, rule.origins),
  };
}

/** What a selector cannot hold narrows it: leaving it out would protect more. Logging changes nothing. */
function checkConditions(context: LoweringContext, rule: RuleReading, faults: Diagnostic[]): void {
  const origin = originOf(rule.origins);
  for (const condition of rule.texts('conditions')) {
    const word = condition.split(' ')[0] ?? '';
    if (word === 'logging') context.reportOnce(diagnostic('TG134', { condition: word }, origin));
    else if (NARROWING.has(word)) {
      faults.push(
        diagnostic('TG251', { from: `the rule with "${word}"`, to: 'the rule without it' }, origin),
      );
    }
  }
}
const NARROWING: ReadonlySet<string> = new Set([
  'icmp-type',
  'icmp6-type',
  'tcp-flag',
  'dscp',
  'tos',
  'precedence',
  'time-range',
  'fragment',
  'established',
]);

/** One line of the grammar serves both families; a device takes the words of one. */
function checkFamily(rule: RuleReading, isIpv6: boolean, protocol: string, faults: Diagnostic[]): void {
  const foreign = isIpv6
    ? (rule.text('source-address') ?? rule.text('destination-address'))
    : (rule.text('source-address6') ??
      rule.text('source-prefix') ??
      rule.text('destination-address6') ??
      rule.text('destination-prefix'));
  const kind = isIpv6 ? 'IPv6' : 'IPv4';
  if (foreign !== undefined) {
    const parameter = `"${foreign}"`;
    faults.push(diagnostic('TG110', { parameter, kind: `an ${kind} address` }, originOf(rule.origins)));
  }
  if ((isIpv6 ? IPV4_WORDS : IPV6_WORDS).has(protocol)) {
    const parameter = `"${protocol}"`;
    faults.push(diagnostic('TG110', { parameter, kind: `a protocol over ${kind}` }, originOf(rule.origins)));
  }
}
const IPV4_WORDS: ReadonlySet<string> = new Set(['ip', 'icmp', 'igmp', 'ipinip']);
const IPV6_WORDS: ReadonlySet<string> = new Set(['ipv6', 'icmpv6']);

/** Source or destination as prefixes; `any` and what is not written: every address of the family. */
function sideOf(
  context: LoweringContext,
  rule: RuleReading,
  side: 'source' | 'destination',
  isIpv6: boolean,
): readonly Prefix[] {
  const address = rule.text(`${side}-address`);
  if (isIpv6) return [side6(rule, side)];
  if (address === undefined) return ['0.0.0.0/0'];
  const wildcard = rule.text(`${side}-wildcard`);
  const known = context.address(address, rule);
  const mask = wildcard === undefined || wildcard === '0' ? '0.0.0.0' : wildcard;
  const { prefixes } = wildcardPrefixes(known, mask, MOST_SELECTORS);
  noteHostBits(context, rule, known, address, prefixes);
  return prefixes;
}

/** `fc00:1::/64`, or `fc00:1:: 64`. */
function side6(rule: RuleReading, side: 'source' | 'destination'): Prefix {
  const typed =
    rule.text(`${side}-prefix`) ??
    `${rule.text(`${side}-address6`) ?? '::'}/${rule.text(`${side}-length`) ?? '0'}`;
  const { address, length } = splitPrefix(typed);
  return networkOf(canonicalAddress(address) ?? '::', length);
}

/** `10.1.0.9 0.0.255.255` means 10.1.0.0/16. */
function noteHostBits(
  context: LoweringContext,
  rule: RuleReading,
  known: Address,
  typed: string,
  prefixes: readonly Prefix[],
): void {
  const [only] = prefixes;
  if (only === undefined || prefixes.length > 1 || hiddenText(known) !== undefined) return;
  const length = Number(only.split('/')[1]);
  if (networkOf(known, length) === only && !only.startsWith(`${known}/`)) {
    context.reportOnce(
      diagnostic('TG102', { canonical: `${only} (typed ${typed})` }, originOf(rule.origins)),
    );
  }
}

/** A wildcard mask with holes makes several selectors; too many are none. */
function noteSelectorCount(
  context: LoweringContext,
  rule: RuleReading,
  count: number,
  namesPort: boolean,
  faults: Diagnostic[],
): void {
  if (count === 1) return;
  const wildcard = [rule.text('source-wildcard'), rule.text('destination-wildcard')]
    .filter((mask) => mask !== undefined)
    .join(' and ');
  const details = { wildcard, count: count === 0 ? 'too many' : count, limit: MOST_SELECTORS };
  if (count === 0 || count > MOST_SELECTORS)
    faults.push(diagnostic('TG131', details, originOf(rule.origins)));
  else if (!namesPort) context.reportOnce(diagnostic('TG130', { wildcard, count }, originOf(rule.origins)));
}

/** Ranges that an operator stands for; `neq` leaves two. */
function portRanges(
  operator: string | undefined,
  first: string | undefined,
  last: string | undefined,
): readonly (PortRange | undefined)[] {
  if (operator === undefined || first === undefined) return [undefined];
  const port = portNumber(first);
  switch (operator) {
    case 'eq':
      return [{ first: port, last: port }];
    case 'gt':
      return [{ first: port + 1, last: LAST_PORT }];
    case 'lt':
      return [{ first: 0, last: port - 1 }];
    case 'neq':
      return [
        { first: 0, last: port - 1 },
        { first: port + 1, last: LAST_PORT },
      ].filter((range) => range.first <= range.last);
    default:
      return [{ first: port, last: portNumber(last ?? first) }];
  }
}

function portNumber(word: string): number {
  return PORTS[word] ?? Number(word);
}

function vrfOf(
  rules: readonly LoweredRule[],
  object: ConfigurationObject,
  faults: Diagnostic[],
): Sourced<string> | undefined {
  const named = rules.filter(({ action }) => action === 'protect').map(({ vrf }) => vrf);
  const [first] = named;
  if (named.some((vrf) => vrf?.value !== first?.value)) {
    faults.push(
      diagnostic('TG118', { a: 'rules of one vpn-instance', b: 'rules of another' }, headerOrigin(object)),
    );
  }
  return first;
}
