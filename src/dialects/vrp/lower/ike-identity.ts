import type { Reading } from '../../../../grammars/notation/face.ts';
import { ikeIdentity } from '../../../../grammars/vrp/chapters/ike-identity.ts';
import { ipsecPolicyTemplate } from '../../../../grammars/vrp/chapters/ipsec-policy-template.ts';
import { ipsecProfile } from '../../../../grammars/vrp/chapters/ipsec-profile.ts';
import { canonicalAddress, isIpv6Address, networkOf, prefixLength } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import { assemble, byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Identity, IdentityType } from '../../../ir/scalars.ts';
import { type LoweringContext, originOf, originsOfAll } from './context.ts';

/** The identities that templates and profiles demand of a peer, by the name of the peer. */
export type MatchedIdentities = ReadonlyMap<string, Sourced<readonly Identity[]>>;

/** `match ike-identity NAME` of a template, `remote ike-identity NAME` of a profile. */
export function lowerMatchedIdentities(context: LoweringContext): MatchedIdentities {
  const matched = new Map<string, Sourced<readonly Identity[]>>();
  const add = (peer: string | undefined, reference: Reading<'identity-name'> | undefined): void => {
    const name = reference?.text('identity-name');
    if (peer === undefined || reference === undefined || name === undefined) return;
    matched.set(peer, identitiesOf(context, name, reference));
  };
  for (const object of context.objects('ipsec-policy-template')) {
    const face = context.face(ipsecPolicyTemplate, object);
    add(face.one('ikePeer')?.text('name'), face.one('matchIdentity'));
  }
  for (const object of context.objects('ipsec-profile')) {
    const face = context.face(ipsecProfile, object);
    add(face.one('ikePeer')?.text('name'), face.one('remoteIdentity') ?? face.one('matchIdentity'));
  }
  return matched;
}

function identitiesOf(
  context: LoweringContext,
  name: string,
  reference: Reading<'identity-name'>,
): Sourced<readonly Identity[]> {
  const object = context.object('ike-identity', name.toLowerCase());
  if (object === undefined) {
    context.report(diagnostic('TG114', { object: 'ike identity', name }, originOf(reference.origins)));
    return sourced([], reference.origins);
  }
  const face = context.face(ikeIdentity, object);
  const named = (type: IdentityType, reading: Reading<'identity'>): Identity =>
    identity(context, type, reading.text('identity') ?? '', reading.origins);
  const addresses = face.all('ipAddress');
  const identities = [
    ...face.all('dn').map((reading) => named('ID_DER_ASN1_DN', reading)),
    ...face.all('fqdn').map((reading) => named('ID_FQDN', reading)),
    ...face.all('userFqdn').map((reading) => named('ID_RFC822_ADDR', reading)),
    ...addresses.flatMap((reading) => addressIdentity(context, reading)),
  ];
  const origins = originsOfAll([
    reference,
    ...face.all('dn'),
    ...face.all('fqdn'),
    ...face.all('userFqdn'),
    ...addresses,
  ]);
  return sourced(identities, origins);
}

/** A network of addresses is no identity that the IR can hold. */
function addressIdentity(
  context: LoweringContext,
  reading: Reading<'first' | 'network-mask'>,
): readonly Identity[] {
  const address = canonicalAddress(reading.text('first') ?? '') ?? '';
  const length = prefixLength(reading.text('network-mask') ?? '32');
  const isHost =
    length === undefined || networkOf(address, length) === `${address}/${isIpv6Address(address) ? 128 : 32}`;
  if (!isHost) {
    const what = `the network ${address} of an identity`;
    context.report(diagnostic('TG110', { parameter: what, kind: 'one address' }, originOf(reading.origins)));
    return [];
  }
  return [
    identity(context, isIpv6Address(address) ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR', address, reading.origins),
  ];
}

function identity(
  context: LoweringContext,
  type: IdentityType,
  value: string,
  origins: readonly number[],
): Identity {
  return assemble<Identity>(context.origins, { type: byDefault(type), value: sourced(value, origins) });
}
