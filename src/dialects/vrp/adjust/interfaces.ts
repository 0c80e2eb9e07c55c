import { splitPrefix } from '../../../ir/address.ts';
import type { Interface } from '../../../ir/gateway.ts';
import { withMembers } from '../../../ir/origins.ts';
import { type Adjustment, policyReference, type Rule, writersOf } from '../../dialect-adjustment.ts';
import { noteIdleTunnel, noteOtherInterface } from '../../dialect-rules/left-out-interfaces.ts';

/** Interface names do not survive the trip: one is written only where `--map` names the interface of an address. */
export const keepMappedInterfaces: Rule = (gateway, adjustment) => {
  const bound = new Set(gateway.policies.flatMap(({ tunnel }) => tunnel.local ?? []));
  const leads = new Set(
    gateway.policies.filter(({ kind }) => kind === 'route-based').flatMap(({ interfaces }) => interfaces),
  );
  const bindings = new Set(gateway.policies.flatMap((policy) => writersOf(adjustment, policy, 'interfaces')));
  const interfaces = gateway.interfaces.flatMap((candidate): readonly Interface[] => {
    if (candidate.kind === 'tunnel') {
      if (leads.has(candidate.name)) return [candidate];
      noteIdleTunnel(candidate, adjustment);
      return [];
    }
    const name = mappedName(candidate, adjustment);
    const isBound = candidate.addresses.some((prefix) => bound.has(splitPrefix(prefix).address));
    if (name !== undefined && isBound) {
      adjustment.note({
        code: 'TG201',
        kind: 'adapted',
        object: { kind: 'interface', name: candidate.name },
        path: 'interfaces.name',
        from: candidate.name,
        to: name,
        origins: writersOf(adjustment, candidate, 'name'),
        note: `"${candidate.name}" is named "${name}"`,
      });
      return [withMembers(adjustment.origins, candidate, { kind: 'physical', name })];
    }
    noteOtherInterface(candidate, adjustment, bindings);
    return [];
  });
  const known = new Set(
    interfaces.flatMap(({ addresses }) => addresses.map((prefix) => splitPrefix(prefix).address)),
  );
  const added = [...bound].flatMap((address): readonly Interface[] => {
    const name = adjustment.placeholders[address];
    if (name === undefined || known.has(address)) return [];
    return [{ name, kind: 'physical', addresses: [], enabled: true }];
  });
  return withMembers(adjustment.origins, gateway, { interfaces: [...interfaces, ...added] });
};

function mappedName({ addresses }: Interface, { placeholders }: Adjustment): string | undefined {
  return addresses
    .map((prefix) => placeholders[splitPrefix(prefix).address])
    .find((name) => name !== undefined);
}

/** A group is bound to the interface that `--map` names for its address, else by hand (`translation.md` 2.6, C11). */
export const bindByHand: Rule = (gateway, adjustment) => {
  const told = new Set<string>();
  const policies = gateway.policies.map((policy) => {
    if (policy.kind === 'route-based') return policy;
    const { local } = policy.tunnel;
    const name = local === undefined ? undefined : adjustment.placeholders[local];
    if (name !== undefined) return withMembers(adjustment.origins, policy, { interfaces: [name] });
    const origins = writersOf(adjustment, policy, 'interfaces');
    const what = local ?? `${policy.name} ${policy.sequence}`;
    if (origins.length > 0 || !told.has(what)) {
      told.add(what);
      adjustment.note({
        code: 'TG282',
        kind: 'dropped',
        object: policyReference(policy),
        path: 'policies.interfaces',
        from: [...policy.interfaces],
        to: [],
        origins,
        note: `bind by hand: the policy group, to the interface of ${local ?? 'its address'}`,
        ...(local === undefined ? {} : { todo: `name the interface with --map ${local}=INTERFACE` }),
      });
    }
    return withMembers(adjustment.origins, policy, { interfaces: [] });
  });
  return withMembers(adjustment.origins, gateway, { policies });
};

/** A firewall passes nothing by itself: zones and rules are never generated (`translation.md` 2.8). */
export const noteFirewall: Rule = (gateway, adjustment) => {
  if (adjustment.profile !== 'usg' || gateway.policies.length === 0) return gateway;
  adjustment.note({
    code: 'TG282',
    kind: 'dropped',
    object: { kind: 'ike-settings' },
    path: 'policies',
    from: null,
    origins: [],
    note: 'bind by hand: security policies and NAT exemption for UDP 500, UDP 4500, ESP and the private prefixes',
  });
  return gateway;
};
