import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecPolicyTemplate } from '../../../../grammars/vrp/chapters/ipsec-policy-template.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { assemble, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { headerOrigins, type LoweringContext } from './context.ts';
import type { Binding } from './interfaces.ts';
import { lowerRouteInjection } from './ipsec-policy.ts';
import { lowerEnds } from './local-address.ts';
import { lowerPeerReference, lowerSharedMembers, type PolicySurroundings } from './policy-parts.ts';
import { lowerSelectors } from './selectors.ts';

/**
 * `ipsec policy NAME SEQ isakmp template T` with one sequence of T: the device answers whoever has the key. Without an
 * access list it takes the selectors that the peer offers (`translation.md` 5.2).
 */
export function lowerPolicyOfTemplate(
  context: LoweringContext,
  header: ConfigurationObject,
  template: ConfigurationObject,
  bindings: readonly Binding[],
  shared: readonly Sourced<Address>[],
  surroundings: PolicySurroundings,
): Policy {
  const face = context.face(ipsecPolicyTemplate, template);
  const faults: Diagnostic[] = [];
  const [name = '', sequence = ''] = header.key.split(' ');
  const origins = [...headerOrigins(header), ...headerOrigins(template)];
  const peer = lowerPeerReference(context, face.one('ikePeer'), template, surroundings, faults, false);
  const acl = face.one('securityAcl');
  const list = acl === undefined ? undefined : lowerSelectors(context, acl, faults);
  const heir = `ipsec policy-template ${template.key}`;
  const lowered = assemble<Policy>(context.origins, {
    name: sourced(name, origins),
    sequence: sourced(Number(sequence), origins),
    ...lowerSharedMembers(context, face, template, heir, surroundings, faults),
    kind: derived('policy-based'),
    peer,
    vrf: list?.vrf,
    selectors: list === undefined ? derived([]) : sourced(list.selectors, list.origins),
    acceptSelectors: derived(acl === undefined ? 'offered' : 'configured'),
    initiation: sourced('never', headerOrigins(header)),
    tunnel: derived(
      lowerEnds(context, header, bindings, {
        tunnelLocal: face.one('tunnelLocal'),
        localAddress: face.one('localAddress'),
        peer: surroundings.peers.get(peer?.value ?? ''),
        shared,
      }),
    ),
    interfaces: sourced(
      bindings.map((binding) => binding.name),
      bindings.flatMap((binding) => binding.origins),
    ),
    routeInjection: lowerRouteInjection(face),
  });
  context.blameUnreadable(lowered, template);
  for (const found of faults) context.fault(lowered, found);
  return lowered;
}
