import type { Gateway } from '../ir/gateway.ts';
import type { IkeProposal, Peer } from '../ir/ike.ts';
import type { IpsecProposal, ManualSa, Policy } from '../ir/ipsec.ts';
import type { AuthenticationMethod, IkeVersion } from '../ir/scalars.ts';
import type { Subject } from './rule.ts';

export interface PeerSubject extends Subject {
  readonly object: Peer;
  readonly proposals: readonly IkeProposal[];
}
/** `versions`: those of the peers that offer it; of one that nobody offers, both. */
export interface IkeProposalSubject extends Subject {
  readonly object: IkeProposal;
  readonly usedBy: readonly Peer[];
  readonly versions: ReadonlySet<IkeVersion>;
}
export interface IpsecProposalSubject extends Subject {
  readonly object: IpsecProposal;
  readonly usedBy: readonly Policy[];
}
export interface PolicySubject extends Subject {
  readonly object: Policy;
  readonly proposals: readonly IpsecProposal[];
  readonly ikeProposals: readonly IkeProposal[];
}
export interface ManualSaSubject extends Subject {
  readonly object: ManualSa;
}
/** Everything that the rules look at, with names followed once. */
export interface Subjects {
  readonly peers: readonly PeerSubject[];
  readonly ikeProposals: readonly IkeProposalSubject[];
  readonly ipsecProposals: readonly IpsecProposalSubject[];
  readonly policies: readonly PolicySubject[];
  readonly manualSas: readonly ManualSaSubject[];
}

export function subjectsOf(gateway: Gateway): Subjects {
  const { peers, policies, ikeProposals, ipsecProposals, manualSas } = gateway;
  const follow = finder(ikeProposals);
  const followIpsec = finder(ipsecProposals);
  const followPeer = finder(peers);
  const offering = usersOf(peers, ({ proposals }) => proposals);
  const using = usersOf(policies, ({ proposals }) => proposals);
  const served = usersOf(policies, ({ peer }) => (peer === undefined ? [] : [peer]));
  const policyOf = new Map(policies.map((policy) => [`${policy.name} ${policy.sequence}`, policy]));
  return {
    peers: peers.map((object) => ({
      object,
      usedBy: served.get(object.name) ?? [],
      inEffect: true,
      proposals: follow(object.proposals),
    })),
    ikeProposals: ikeProposals.map((object) => {
      const usedBy = offering.get(object.name) ?? [];
      const spoken = usedBy.flatMap(({ versions }) => versions);
      const inEffect = usedBy.length > 0;
      return { object, usedBy, inEffect, versions: new Set(inEffect ? spoken : BOTH) };
    }),
    ipsecProposals: ipsecProposals.map((object) => {
      const usedBy = using.get(object.name) ?? [];
      return { object, usedBy, inEffect: usedBy.length > 0 };
    }),
    policies: policies.map((object) => {
      const [peer] = followPeer(object.peer === undefined ? [] : [object.peer]);
      return {
        object,
        usedBy: [],
        inEffect: true,
        proposals: followIpsec(object.proposals),
        ikeProposals: follow(peer?.proposals ?? []),
      };
    }),
    manualSas: manualSas.map((object) => {
      const policy =
        object.policy === undefined
          ? undefined
          : policyOf.get(`${object.policy.name} ${object.policy.sequence}`);
      return { object, usedBy: policy === undefined ? [] : [policy], inEffect: true };
    }),
  };
}

const BOTH: readonly IkeVersion[] = ['ikev1', 'ikev2'];

function finder<T extends { readonly name: string }>(
  objects: readonly T[],
): (names: readonly string[]) => T[] {
  const byName = new Map(objects.map((object) => [object.name, object]));
  return (names) => names.flatMap((name) => byName.get(name) ?? []);
}

/** Who refers to the objects of a name. */
function usersOf<T>(
  objects: readonly T[],
  namesIn: (object: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const users = new Map<string, T[]>();
  for (const object of objects) {
    for (const name of new Set(namesIn(object))) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [object]);
      else known.push(object);
    }
  }
  return users;
}

/** The methods by which a peer and this end may prove themselves. */
export function methodsOf({
  object: { versions, localAuthentication, remoteAuthentication },
  proposals,
}: PeerSubject): readonly AuthenticationMethod[] {
  return [
    ...(versions.includes('ikev2') ? [localAuthentication, remoteAuthentication] : []),
    ...(versions.includes('ikev1') ? proposals.map(({ authenticationMethod }) => authenticationMethod) : []),
  ];
}

const SHARED: ReadonlySet<AuthenticationMethod> = new Set([
  'pre-shared-key',
  'xauth-psk-client',
  'xauth-psk-server',
]);
const SIGNED: ReadonlySet<AuthenticationMethod> = new Set([
  'rsa-signature',
  'dss-signature',
  'ecdsa-256',
  'ecdsa-384',
  'ecdsa-521',
  'digital-signature',
  'digital-envelope',
  'hybrid-rsa-client',
  'hybrid-dss-client',
  'xauth-rsa-client',
  'xauth-rsa-server',
]);

export function isSharedKey(method: AuthenticationMethod): boolean {
  return SHARED.has(method);
}
/** The other end shows a certificate. */
export function isSigned(method: AuthenticationMethod): boolean {
  return SIGNED.has(method);
}
