import type { Face } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { ipsecPolicy } from '../../../../grammars/vrp/chapters/ipsec-policy.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { assemble, byDefault, derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { headerOrigin, headerOrigins, type LoweringContext, originsOfAll } from './context.ts';
import type { Binding } from './interfaces.ts';
import { lowerEnds } from './local-address.ts';
import { lowerPeerReference, lowerSharedMembers, type PolicySurroundings } from './policy-parts.ts';
import { lowerSelectors } from './selectors.ts';

type PolicyFace = Face<(typeof ipsecPolicy)['slots']>;

/** `ipsec policy NAME SEQ isakmp`, for one place where its group is bound (or none). */
export function lowerIpsecPolicy(
  context: LoweringContext,
  object: ConfigurationObject,
  bindings: readonly Binding[],
  shared: readonly Sourced<Address>[],
  surroundings: PolicySurroundings,
): Policy {
  const face = context.face(ipsecPolicy, object);
  const faults: Diagnostic[] = [];
  const [name = '', sequence = ''] = object.key.split(' ');
  const peer = lowerPeerReference(context, face.one('ikePeer'), object, surroundings, faults, true);
  const acl = face.one('securityAcl');
  if (acl === undefined) faults.push(diagnostic('TG106', { what: '"security acl N"' }, headerOrigin(object)));
  const list = acl === undefined ? undefined : lowerSelectors(context, acl, faults);
  const enable = face.one('policyEnable');
  const heir = `ipsec policy ${object.key}`;
  const lowered = assemble<Policy>(context.origins, {
    name: sourced(name, headerOrigins(object)),
    sequence: sourced(Number(sequence), headerOrigins(object)),
    ...lowerSharedMembers(context, face, object, heir, surroundings, faults),
    enabled: sourced(enable?.negated !== true, enable?.origins ?? []),
    kind: derived('policy-based'),
    peer,
    vrf: list?.vrf,
    selectors: sourced(list?.selectors ?? [], list?.origins ?? []),
    acceptSelectors: derived('configured'),
    initiation: lowerInitiation(face),
    tunnel: derived(
      lowerEnds(context, object, bindings, {
        tunnelLocal: face.one('tunnelLocal'),
        localAddress: face.one('localAddress'),
        peer: surroundings.peers.get(peer?.value ?? ''),
        shared,
      }),
    ),
    interfaces: sourced(
      bindings.map((binding) => binding.name),
      bindings.flatMap(({ origins }) => origins),
    ),
    routeInjection: lowerRouteInjection(face),
  });
  context.blameUnreadable(lowered, object);
  for (const found of faults) context.fault(lowered, found);
  return lowered;
}

function lowerInitiation(face: PolicyFace): Sourced<Policy['initiation']> {
  const respond = face.one('respondOnly');
  const trigger = face.one('saTriggerMode');
  if (respond !== undefined) return sourced('never', originsOfAll([respond, trigger]));
  return sourced(trigger?.text('mode') === 'auto' ? 'at-once' : 'on-traffic', trigger?.origins ?? []);
}

/** `route inject`, of policies and templates. */
export function lowerRouteInjection(
  face: Face<Pick<(typeof ipsecPolicy)['slots'], 'routeInject'>>,
): Sourced<Policy['routeInjection']> {
  const inject = face.one('routeInject');
  if (inject === undefined) return byDefault('none');
  return sourced(inject.text('kind') === 'dynamic' ? 'dynamic' : 'static', inject.origins);
}
