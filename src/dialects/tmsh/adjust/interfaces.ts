import { hiddenText, splitPrefix } from '../../../ir/address.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { originsOf, withMembers } from '../../../ir/origins.ts';
import { policyReference, type Rule } from '../../dialect-adjustment.ts';
import { noteIdleTunnel, noteOtherInterface } from '../../dialect-rules/left-out-interfaces.ts';

/** Interface names do not survive the trip: one is written, as a self IP, only where `--map` names its VLAN. */
export const keepMappedInterfaces: Rule = (gateway, adjustment) => {
  const open = new Set(
    gateway.policies.filter(({ kind }) => kind === 'route-based').flatMap((policy) => policy.interfaces),
  );
  const interfaces = gateway.interfaces.filter((candidate) => {
    if (candidate.kind === 'tunnel') {
      const isOpen = open.has(candidate.name);
      if (!isOpen) noteIdleTunnel(candidate, adjustment);
      return isOpen;
    }
    const isMapped = candidate.addresses.some(
      (prefix) => adjustment.placeholders[splitPrefix(prefix).address] !== undefined,
    );
    if (!isMapped) noteOtherInterface(candidate, adjustment);
    return isMapped;
  });
  return withMembers(adjustment.origins, gateway, { interfaces });
};

/** A policy is bound by its tunnel address: tmsh has no word for the interface, but its self IP must exist. */
export const bindByAddress: Rule = (gateway, adjustment) => {
  const written = new Set(
    gateway.interfaces
      .flatMap(({ addresses }) => addresses.map((prefix) => splitPrefix(prefix).address))
      .filter((address) => adjustment.placeholders[address] !== undefined),
  );
  return withMembers(adjustment.origins, gateway, {
    policies: gateway.policies.map((policy) => {
      if (policy.interfaces.length === 0 || policy.kind === 'route-based') return policy;
      const { local: known } = policy.tunnel;
      const local = known === undefined ? 'of the tunnel' : (hiddenText(known) ?? known);
      const isWritten = written.has(local);
      adjustment.note({
        code: 'TG281',
        kind: 'adapted',
        object: policyReference(policy),
        path: 'policies.interfaces',
        from: [...policy.interfaces],
        to: [],
        origins: originsOf(adjustment.origins, policy, 'interfaces').filter((origin) => origin >= 0),
        note: isWritten
          ? `tmsh binds a policy by its tunnel address, the self IP ${local}`
          : `tmsh needs the self IP ${local}, which this translation does not make`,
        ...(isWritten
          ? {}
          : { todo: `create the self IP ${local}, or name its VLAN with --map ${local}=VLAN` }),
      });
      return withMembers(adjustment.origins, policy, { interfaces: [] });
    }),
  });
};

/**
 * A group that is bound to several interfaces is a tunnel for each, with the same flows: tmsh has one policy for a
 * flow. The first binding stays, the others are errors of their own and withhold nothing.
 */
export const keepFirstBinding: Rule = (gateway, adjustment) => {
  const firsts = new Map<string, Policy>();
  const policies = gateway.policies.filter((policy) => {
    if (policy.kind === 'route-based') return true;
    const key = `${policy.name} ${policy.sequence}`;
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, policy);
      return true;
    }
    const [name = ''] = policy.interfaces;
    adjustment.note({
      code: 'TG244',
      kind: 'error',
      object: { kind: 'interface', name },
      path: 'policies.interfaces',
      from: [...policy.interfaces],
      origins: originsOf(adjustment.origins, policy, 'interfaces').filter((origin) => origin >= 0),
      note: `tmsh allows one policy per flow: ${key} is written for ${first.interfaces.join(', ')} alone, not for ${name}`,
    });
    return false;
  });
  return withMembers(adjustment.origins, gateway, { policies });
};
