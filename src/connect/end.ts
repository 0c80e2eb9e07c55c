import { hiddenText, splitPrefix } from '../ir/address.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { Address } from '../ir/scalars.ts';
import type { Side } from '../diff/side.ts';
import { Sources } from '../diff/source.ts';

/** One of the two gateways that are connected. `name`: what it is called in what is printed. */
export interface End {
  readonly name: string;
  /** All of its text and what it means. */
  readonly side: Side;
  /** What of it may have to do with the other end; where it is of no fleet, all of it. */
  readonly gateway: Gateway;
  /** Finds the statements of its text; made once, however many peers it has. */
  readonly sources: Sources;
}
export function endOf(name: string, side: Side): End {
  return { name, side, gateway: side.lowered.gateway, sources: new Sources(side) };
}
/** Both ends. */
export type Ends = Readonly<Record<Which, End>>;

/** Which of the two. */
export type Which = 'left' | 'right';

/** Both ends' gateways. */
export type Gateways = Readonly<Record<Which, Gateway>>;

export function gatewaysOf({ left, right }: Ends): Gateways {
  return { left: left.gateway, right: right.gateway };
}

export function otherOf(which: Which): Which {
  return which === 'left' ? 'right' : 'left';
}

/** The addresses that a gateway speaks to a peer from: those of its tunnels, else all of its interfaces. */
export function addressesTowards(gateway: Gateway, peer: Peer): readonly Address[] {
  const ofTunnels = gateway.policies.flatMap((policy) =>
    policy.peer === peer.name ? (policy.tunnel.local ?? []) : [],
  );
  const known = readable(ofTunnels);
  return known.length > 0 ? known : readable(ownAddresses(gateway));
}

/** Every address that the text of a gateway calls its own. */
export function ownAddresses({ interfaces, policies, ike }: Gateway): readonly Address[] {
  return readable([
    ...policies.flatMap(({ tunnel }) => tunnel.local ?? []),
    ...ike.listen.map(({ address }) => address),
    ...interfaces.flatMap(({ addresses }) => addresses.map((prefix) => splitPrefix(prefix).address)),
  ]);
}

function readable(addresses: readonly Address[]): readonly Address[] {
  return [...new Set(addresses)].filter((address) => hiddenText(address) === undefined);
}
