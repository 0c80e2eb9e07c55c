import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { IpsecProposal, ManualSa, Policy } from '../../../ir/ipsec.ts';
import { headerOrigin, headerOrigins, type LoweringContext } from './context.ts';
import { withoutIdleDenials } from './idle-denials.ts';
import type { Binding } from './interfaces.ts';
import { lowerManualPolicy } from './ipsec-policy-manual.ts';
import { lowerPolicyOfTemplate } from './ipsec-policy-template.ts';
import { lowerIpsecPolicy } from './ipsec-policy.ts';
import { lowerIpsecProfile } from './ipsec-profile.ts';
import { sharedAddresses } from './local-address.ts';
import type { PolicySurroundings } from './policy-parts.ts';

/** Views of the members of a policy group. */
const MEMBERS = ['ipsec-policy-isakmp', 'ipsec-policy-of-template', 'ipsec-policy-manual'] as const;

export interface LoweredPolicies {
  readonly policies: readonly Policy[];
  readonly manualSas: readonly ManualSa[];
}

export interface PoliciesInput {
  readonly bindings: readonly Binding[];
  readonly surroundings: PolicySurroundings;
  readonly proposals: ReadonlyMap<string, IpsecProposal>;
}

/**
 * Groups in the order in which interfaces bind them, then those that none binds; in a group by sequence. Profiles last,
 * one policy for each tunnel interface.
 */
export function lowerPolicies(context: LoweringContext, input: PoliciesInput): LoweredPolicies {
  const groups = groupMembers(context);
  const bound = [...new Set(input.bindings.map(({ group }) => group))].filter((group) => groups.has(group));
  const order = [...bound, ...[...groups.keys()].filter((group) => !bound.includes(group))];
  const lowered = order.map((group) => lowerGroup(context, group, groups.get(group) ?? [], input));
  return {
    policies: [...lowered.flatMap(({ policies }) => policies), ...lowerProfiles(context, input)],
    manualSas: lowered.flatMap(({ manualSas }) => manualSas),
  };
}

/** The members of each group, by its name. */
export function groupMembers(context: LoweringContext): ReadonlyMap<string, readonly ConfigurationObject[]> {
  const groups = new Map<string, ConfigurationObject[]>();
  for (const object of MEMBERS.flatMap((view) => context.objects(view))) {
    const group = object.key.split(' ')[0] ?? '';
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [object]);
    else members.push(object);
  }
  return groups;
}

function lowerGroup(
  context: LoweringContext,
  group: string,
  members: readonly ConfigurationObject[],
  input: PoliciesInput,
): LoweredPolicies {
  const { bindings, surroundings } = input;
  const places = bindings.filter((binding) => binding.kind === 'policy' && binding.group === group);
  const shared = sharedAddresses(context, surroundings.system, group);
  const manualSas: ManualSa[] = [];
  const policies = members.toSorted(bySequence).flatMap((object) => {
    if (places.length === 0) {
      context.report(diagnostic('TG116', { name: object.key }, headerOrigin(object)));
    }
    const own = shared === undefined ? placesOf(object, places) : [places];
    if (own.length > 1) {
      context.report(diagnostic('TG142', { count: own.length }, headerOrigin(object)));
    }
    return own.flatMap((place) => {
      if (object.view === 'ipsec-policy-isakmp') {
        return [lowerIpsecPolicy(context, object, place, shared ?? [], surroundings)];
      }
      if (object.view === 'ipsec-policy-of-template') {
        return templatesOf(context, object).map((template) =>
          lowerPolicyOfTemplate(context, object, template, place, shared ?? [], surroundings),
        );
      }
      const manual = lowerManualPolicy(context, object, place, input.proposals, surroundings);
      manualSas.push(...manual.manualSas);
      return [manual.policy];
    });
  });
  return { policies: withoutIdleDenials(context, policies), manualSas };
}

/** The sequences of the template that a policy names. */
function templatesOf(context: LoweringContext, header: ConfigurationObject): readonly ConfigurationObject[] {
  for (const origin of headerOrigins(header)) context.used.add(origin);
  const name = String(header.headers.at(-1)?.values['template-name'] ?? '');
  const found = context
    .objects('ipsec-policy-template')
    .filter(({ key }) => key.split(' ')[0] === name)
    .toSorted(bySequence);
  if (found.length === 0) {
    for (const origin of headerOrigins(header)) {
      context.report(diagnostic('TG114', { object: 'ipsec policy-template', name }, { origin }));
    }
  }
  return found;
}

/** With an address of its own a policy is one tunnel; else one for each interface that its group is bound to. */
function placesOf(object: ConfigurationObject, places: readonly Binding[]): readonly (readonly Binding[])[] {
  const hasOwn = object.slots.has('tunnelLocal') || object.slots.has('localAddress');
  if (hasOwn || places.length < 2) return [places];
  return places.map((place) => [place]);
}

function bySequence(left: ConfigurationObject, right: ConfigurationObject): number {
  return Number(left.key.split(' ')[1]) - Number(right.key.split(' ')[1]);
}

function lowerProfiles(
  context: LoweringContext,
  { bindings, surroundings }: PoliciesInput,
): readonly Policy[] {
  return bindings.flatMap((binding) => {
    const profile = binding.kind === 'profile' ? context.object('ipsec-profile', binding.group) : undefined;
    return profile === undefined ? [] : lowerIpsecProfile(context, profile, binding, surroundings);
  });
}
