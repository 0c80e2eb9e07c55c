import type { IkeProposal, IkeSettings, Peer } from './ike.ts';
import type { IpsecProposal, ManualSa, Policy } from './ipsec.ts';
import type { Address, Prefix } from './scalars.ts';

/** What `ir.md` describes: one gateway, one set of facts, no vendor. */
export interface Gateway {
  readonly hostname?: string;
  readonly ike: IkeSettings;
  readonly interfaces: readonly Interface[];
  readonly routes: readonly Route[];
  readonly ikeProposals: readonly IkeProposal[];
  readonly peers: readonly Peer[];
  readonly ipsecProposals: readonly IpsecProposal[];
  readonly policies: readonly Policy[];
  readonly manualSas: readonly ManualSa[];
}

/** A gateway that says nothing. */
export const EMPTY_GATEWAY: Gateway = {
  ike: { heartbeat: { sequence: 'old', spiList: false }, natKeepaliveSeconds: 0, listen: [] },
  interfaces: [],
  routes: [],
  ikeProposals: [],
  peers: [],
  ipsecProposals: [],
  policies: [],
  manualSas: [],
};

export interface Interface {
  readonly name: string;
  readonly kind: 'physical' | 'loopback' | 'tunnel' | 'vlan';
  readonly addresses: readonly Prefix[]; // own address with its length
  readonly vrf?: string;
  readonly enabled: boolean;
  readonly mtu?: number;
  readonly tunnel?: {
    readonly protocol: 'ipsec' | 'gre' | 'other';
    readonly source?: Address | { readonly interface: string };
    readonly destination?: Address;
  };
}
export interface Route {
  readonly destination: Prefix;
  readonly via: { readonly address?: Address; readonly interface?: string };
  readonly preference?: number;
  readonly vrf?: string;
}

/** The names of the interfaces that are tunnels. */
export function tunnelNames({ interfaces }: Gateway): ReadonlySet<string> {
  return new Set(interfaces.filter(({ kind }) => kind === 'tunnel').map(({ name }) => name));
}
