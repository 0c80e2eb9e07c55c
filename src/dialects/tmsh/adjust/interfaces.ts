import { splitPrefix } from '../../../ir/address.ts';
import { allOrigins, withMembers } from '../../../ir/origins.ts';
import type { Rule } from './adjustment.ts';

/** Interface names do not survive the trip: one is written, as a self IP, only where `--map` names its VLAN. */
export const keepMappedInterfaces: Rule = (gateway, adjustment) => {
  const interfaces = gateway.interfaces.filter((candidate) => {
    const isMapped = candidate.addresses.some(
      (prefix) => adjustment.placeholders[splitPrefix(prefix).address] !== undefined,
    );
    if (isMapped) return true;
    adjustment.note({
      code: 'TG104',
      kind: 'out-of-scope',
      object: { kind: 'interface', name: candidate.name },
      path: 'interfaces',
      from: candidate.name,
      origins: [...allOrigins(adjustment.origins, candidate)],
      note: 'not IPsec: kept as it is',
    });
    return false;
  });
  return withMembers(adjustment.origins, gateway, { interfaces });
};
