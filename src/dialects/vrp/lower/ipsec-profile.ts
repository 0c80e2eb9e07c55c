import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecProfile } from '../../../../grammars/vrp/chapters/ipsec-profile.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { assemble, byDefault, derived, sourced } from '../../../ir/origins.ts';
import { headerOrigins, type LoweringContext } from './context.ts';
import type { Binding } from './interfaces.ts';
import { lowerEnds } from './local-address.ts';
import { lowerPeerReference, lowerSharedMembers, type PolicySurroundings } from './policy-parts.ts';

/** `ipsec profile NAME` on one tunnel interface: all that is routed into it is protected (`translation.md` 2.8). */
export function lowerIpsecProfile(
  context: LoweringContext,
  object: ConfigurationObject,
  binding: Binding,
  surroundings: PolicySurroundings,
): Policy {
  const face = context.face(ipsecProfile, object);
  const faults: Diagnostic[] = [];
  const isMultipoint = binding.destination === undefined;
  const peer = lowerPeerReference(context, face.one('ikePeer'), object, surroundings, faults, !isMultipoint);
  const respond = face.one('respondOnly');
  const lowered = assemble<Policy>(context.origins, {
    name: sourced(object.key, headerOrigins(object)),
    sequence: derived(0),
    ...lowerSharedMembers(context, face, object, `ipsec profile ${object.key}`, surroundings, faults),
    kind: sourced('route-based', binding.bindingOrigins),
    peer,
    selectors: derived([]),
    acceptSelectors: derived('configured'),
    initiation: respond === undefined ? byDefault('on-traffic') : sourced('never', respond.origins),
    tunnel: derived(
      lowerEnds(context, object, [binding], {
        tunnelLocal: undefined,
        localAddress: undefined,
        peer: binding.addresses.length > 0 ? undefined : surroundings.peers.get(peer?.value ?? ''),
        shared: binding.addresses,
      }),
    ),
    interfaces: sourced([binding.name], binding.origins),
    routeInjection: byDefault('none'),
  });
  context.blameUnreadable(lowered, object);
  for (const found of faults) context.fault(lowered, found);
  return lowered;
}
