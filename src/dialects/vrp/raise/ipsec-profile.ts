import { ipsecProfile } from '../../../../grammars/vrp/chapters/ipsec-profile.ts';
import { describe } from '../../../ir/codes.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { allOrigins } from '../../../ir/origins.ts';
import { adaptNames } from '../../../text/adapt-name.ts';
import type { Said } from '../../dialect.ts';
import { NAMES } from '../profile-limits.ts';
import type { RaisingContext } from './context.ts';
import { endsOf } from './policy-group.ts';
import { PolicyLines } from './policy-lines.ts';
import type { Surroundings } from './surroundings.ts';

/** `ipsec profile NAME`: interfaces whose policies say the same share one. Gives the name by policy. */
export function raiseProfiles(
  context: RaisingContext,
  surroundings: Surroundings,
): ReadonlyMap<Policy, string> {
  const shared = new Map<string, Policy[]>();
  for (const policy of surroundings.gateway.policies) {
    if (policy.kind !== 'route-based') continue;
    const { interfaces: _interfaces, tunnel: _tunnel, sequence: _sequence, ...common } = policy;
    const key = JSON.stringify(Object.entries(common).toSorted(([left], [right]) => (left < right ? -1 : 1)));
    const known = shared.get(key);
    if (known === undefined) shared.set(key, [policy]);
    else known.push(policy);
  }
  const users = [...shared.values()];
  const names = adaptNames(
    users.map(([first]) => first?.name ?? ''),
    NAMES,
  );
  return new Map(
    users.flatMap((policies, index) => {
      const name = names[index] ?? '';
      raiseProfile(context, name, policies, surroundings);
      return policies.map((policy): [Policy, string] => [policy, name]);
    }),
  );
}

function raiseProfile(
  context: RaisingContext,
  name: string,
  policies: readonly Policy[],
  surroundings: Surroundings,
): void {
  const [policy] = policies;
  if (policy === undefined) return;
  const header = policies.flatMap((user): Said => [
    [user, 'name'],
    [user, 'sequence'],
    ...surroundings.ipsecProposalsOf(user).flatMap(endsOf),
  ]);
  const object = context.open('ipsecProfile', ipsecProfile.view, { name }, header);
  new PolicyLines(context, policy, surroundings).put(ipsecProfile, object);
  const reference = { kind: 'policy' as const, name: policy.name, sequence: policy.sequence };
  const place = { object: reference, path: 'policies.initiation', from: policy.initiation };
  const said: Said = [[policy, 'initiation']];
  if (policy.initiation === 'never') context.put(ipsecProfile, object, 'respondOnly', {}, { place, said });
  else context.imply('a start on traffic', 'it', place, said);
  const rest: Said = [
    [policy, 'enabled'],
    [policy, 'routeInjection'],
    [policy, 'selectors'],
  ];
  context.imply(
    'what a tunnel interface protects',
    'all that is routed into it',
    { ...place, path: 'policies.selectors' },
    rest,
  );
  noteShared(context, name, policies);
  if (name === policy.name) return;
  const note = describe('TG201', { old: policy.name, new: name });
  context.adapt(
    { code: 'TG201', ...place, path: 'policies.name', to: name, note },
    context.writersOf([[policy, 'name']]),
  );
}

/** What the policies of further interfaces say again. */
function noteShared(context: RaisingContext, name: string, [first, ...others]: readonly Policy[]): void {
  const known = allOrigins(context.origins, first);
  for (const policy of others) {
    const { interfaces } = policy;
    const note = describe('TG291', { a: interfaces.join(', '), b: name, object: 'ipsec profile' });
    const object = { kind: 'policy' as const, name: policy.name, sequence: policy.sequence };
    const origins = [...allOrigins(context.origins, policy)].filter((origin) => !known.has(origin));
    context.adapt({ code: 'TG291', object, path: 'policies', from: policy.name, to: name, note }, origins);
  }
}
