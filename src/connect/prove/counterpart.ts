import type { Gateway } from '../../ir/gateway.ts';
import type { Address } from '../../ir/scalars.ts';
import type { Trial } from '../../translate/report/proof.ts';
import { mirror } from '../mirror.ts';
import { familyOf, type Subject } from './subject.ts';

/** The other end on the engine, and the outside address of the NAT device before one of the two. */
export interface Counterpart {
  readonly gateway: Gateway;
  readonly address: Address;
  readonly nat?: Address;
}

/** What a NAT device makes of an address, and an address that it hides. */
const NAT_OUTSIDE = { ipv4: '198.19.255.254', ipv6: '2001:db8:19::1' } as const;
const INSIDE = { ipv4: '10.255.255.2', ipv6: '2001:db8:19::2' } as const;

/** The other end of one peer as the source means it, for a trial: NAT gives one of the two an address that it does not know of. */
export function counterpartOf(source: Gateway, subject: Subject, { behindNat }: Trial): Counterpart {
  const { here, there, peer, policies } = subject;
  const family = familyOf(there);
  const mirrored = withoutStart(mirror({ ...source, peers: [peer], policies }, { here, there }));
  switch (behindNat) {
    case 'nobody':
      return { gateway: mirrored, address: there };
    case 'gateway': {
      const address = NAT_OUTSIDE[family];
      const peers = mirrored.peers.map((own) => ({ ...own, remote: [{ address }] }));
      return { gateway: { ...mirrored, peers }, address: there, nat: address };
    }
    case 'counterpart': {
      const local = INSIDE[family];
      const behind = mirrored.policies.map((policy) => ({ ...policy, tunnel: { local } }));
      return { gateway: { ...mirrored, policies: behind }, address: local, nat: there };
    }
    default:
      return behindNat satisfies never;
  }
}

/** Policies that start by themselves wait for traffic: who starts is chosen. */
export function withoutStart(gateway: Gateway): Gateway {
  return {
    ...gateway,
    policies: gateway.policies.map((policy) =>
      policy.initiation === 'at-once' ? { ...policy, initiation: 'on-traffic' } : policy,
    ),
  };
}
