import type { Face, Reading } from '../../../../grammars/notation/face.ts';
import type { ikePeer } from '../../../../grammars/vrp/chapters/ike-peer.ts';
import { canonicalAddress, isIpv6Address } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { RemoteAddress } from '../../../ir/ike.ts';
import { assemble, byDefault, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Identity, IdentityType } from '../../../ir/scalars.ts';
import { type LoweringContext, originOf, originsOfAll } from './context.ts';
import type { SystemFace } from './settings.ts';

type PeerFace = Face<(typeof ikePeer)['slots']>;

/** An NE router names the value with the type: `local-id-type ip 198.51.100.1`. */
type TypedIdentity = Reading<'type' | 'own-address' | 'own-name'>;

const TYPES: Readonly<Record<string, IdentityType>> = {
  ip: 'ID_IPV4_ADDR',
  fqdn: 'ID_FQDN',
  name: 'ID_FQDN',
  'user-fqdn': 'ID_RFC822_ADDR',
  dn: 'ID_DER_ASN1_DN',
  'key-id': 'ID_KEY_ID',
};

/**
 * What this end calls itself. `local-id-type ip`: its address, whatever it is. `fqdn` without `local-id`: `ike
 * local-name`, else the host name (`reference/vrp.md` 2.2).
 */
export function lowerLocalId(
  context: LoweringContext,
  peer: PeerFace,
  system: SystemFace,
  remote: readonly RemoteAddress[],
): Identity {
  const old = peer.one('idType');
  const typed: TypedIdentity | undefined = old?.written === true ? old : peer.one('localIdType');
  const type = typeOf(typed);
  const own = peer.one('localId');
  const source = (value: Reading | undefined): Sourced<string> | undefined => {
    const text = value?.text('identity') ?? value?.text('name');
    return value === undefined || text === undefined ? undefined : sourced(text, value.origins);
  };
  const spelled = typed?.text('own-address') ?? typed?.text('own-name');
  let value = source(own);
  if (spelled !== undefined && typed !== undefined) {
    value = sourced(canonicalAddress(spelled) ?? spelled, typed.origins);
  } else if (type === 'ID_IPV4_ADDR') {
    const [origin] = own?.origins ?? [];
    if (own !== undefined && origin !== undefined) {
      context.report(diagnostic('TG119', { what: 'local-id-type ip' }, { origin }));
    }
    value = undefined;
  } else if (type === 'ID_FQDN') {
    value ??= source(system.one('ikeLocalName')) ?? source(system.one('sysname'));
  }
  const isIpv6 = remote.some((entry) => 'address' in entry && isIpv6Address(entry.address));
  const ofFamily = type === 'ID_IPV4_ADDR' && isIpv6 ? 'ID_IPV6_ADDR' : type;
  return assemble<Identity>(context.origins, {
    type: typed === undefined ? byDefault(ofFamily) : sourced(ofFamily, typed.origins),
    value,
  });
}

function typeOf(typed: TypedIdentity | undefined): IdentityType {
  if (typed?.text('own-name') !== undefined) return 'ID_RFC822_ADDR';
  return TYPES[typed?.text('type') ?? 'ip'] ?? 'ID_IPV4_ADDR';
}

/**
 * What the peer must call itself: `remote-id` (older `remote-name`), else the address behind its NAT, else each
 * fixed address that it is reached at. `matched`: the `ike identity` that its template or profile names.
 */
export function lowerRemoteIds(
  context: LoweringContext,
  peer: PeerFace,
  remote: Sourced<readonly RemoteAddress[]>,
  matched: Sourced<readonly Identity[]> | undefined,
): Sourced<readonly Identity[]> {
  const typed = peer.one('remoteIdType');
  const given = peer.one('remoteId') ?? peer.one('remoteName');
  const behindNat = peer.one('authenticationAddress');
  const word = typed?.text('type');
  const isGiven = word === 'any' || word === 'none' || given !== undefined || matched !== undefined;
  if (isGiven) noteIdleInnerAddress(context, behindNat);
  if (word === 'any' || word === 'none') return sourced([], originsOfAll([typed, given]));
  const text = given?.text('identity');
  if (given !== undefined && text !== undefined) {
    const type = TYPES[word ?? ''] ?? typeBySpelling(text);
    const identity = assemble<Identity>(context.origins, {
      type: sourced(familyOf(type, text), typed?.origins ?? []),
      value: sourced(canonicalAddress(text) ?? text, given.origins),
    });
    return sourced([identity], originsOfAll([typed, given]));
  }
  if (matched !== undefined) return matched;
  noteIdleType(context, typed, word);
  const inner = behindNat?.text('low');
  if (behindNat !== undefined && inner !== undefined) {
    return sourced(
      [addressIdentity(context, context.address(inner, behindNat), behindNat.origins)],
      behindNat.origins,
    );
  }
  const identities = remote.value.flatMap((entry, index) =>
    'address' in entry
      ? [addressIdentity(context, entry.address, remote.elements?.[index] ?? remote.origins)]
      : [],
  );
  return { value: identities, origins: remote.origins };
}

/** Without `remote-id` the peer is known by its address, whatever the type. */
function noteIdleType(context: LoweringContext, typed: Reading | undefined, word: string | undefined): void {
  const [origin] = typed?.origins ?? [];
  if (typed?.written !== true || origin === undefined) return;
  context.report(
    word === 'ip'
      ? diagnostic('TG243', { identity: '"ip"', where: 'the remote address is checked' }, { origin })
      : diagnostic('TG119', { what: 'a peer without "remote-id"' }, { origin }),
  );
}

/** `authentication-address` is the identity of a peer that has no other. */
function noteIdleInnerAddress(context: LoweringContext, reading: Reading | undefined): void {
  if (reading === undefined) return;
  context.report(
    diagnostic('TG119', { what: 'a peer with an identity of its own' }, originOf(reading.origins)),
  );
}

function addressIdentity(context: LoweringContext, address: string, origins: readonly number[]): Identity {
  return assemble<Identity>(context.origins, {
    type: byDefault(isIpv6Address(address) ? 'ID_IPV6_ADDR' : 'ID_IPV4_ADDR'),
    value: sourced(address, origins),
  });
}

/** Without `remote-id-type` the spelling tells. */
function typeBySpelling(text: string): IdentityType {
  if (canonicalAddress(text) !== undefined) return 'ID_IPV4_ADDR';
  if (text.includes('=')) return 'ID_DER_ASN1_DN';
  return text.includes('@') ? 'ID_RFC822_ADDR' : 'ID_FQDN';
}

function familyOf(type: IdentityType, text: string): IdentityType {
  return type === 'ID_IPV4_ADDR' && text.includes(':') ? 'ID_IPV6_ADDR' : type;
}
