import { EMPTY_GATEWAY, type Gateway } from '../ir/gateway.ts';
import type { Peer } from '../ir/ike.ts';
import type { Policy, Selector } from '../ir/ipsec.ts';

/** One row of the SPD: a selector with its policy (`ir.md` 10 rule 2); a policy without selectors is one row too. */
export interface Row {
  readonly policy: Policy;
  readonly peer: Peer | undefined;
  readonly selector: Selector | undefined;
  /** Place in the order of evaluation. */
  readonly order: number;
}

export function rowsOf({ policies, peers }: Gateway): readonly Row[] {
  const byName = new Map(peers.map((peer) => [peer.name, peer]));
  return policies
    .flatMap((policy) => {
      const peer = policy.peer === undefined ? undefined : byName.get(policy.peer);
      const selectors = policy.selectors.length === 0 ? [undefined] : policy.selectors;
      return selectors.map((selector) => ({ policy, peer, selector }));
    })
    .map((row, order) => ({ ...row, order }));
}

/** Cuts a gateway down to single rows, so that two rows can be compared like two gateways. */
export class RowGateways {
  readonly #gateway: Gateway;
  readonly #ikeProposals: ReadonlyMap<string, Gateway['ikeProposals'][number]>;
  readonly #ipsecProposals: ReadonlyMap<string, Gateway['ipsecProposals'][number]>;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
    this.#ikeProposals = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
    this.#ipsecProposals = new Map(gateway.ipsecProposals.map((proposal) => [proposal.name, proposal]));
  }

  of({ policy, peer, selector }: Row): Gateway {
    return {
      ...EMPTY_GATEWAY,
      peers: peer === undefined ? [] : [peer],
      ikeProposals: this.ikeProposalsOf(peer),
      ipsecProposals: this.ipsecProposalsOf(policy),
      policies: [{ ...policy, selectors: selector === undefined ? [] : [selector] }],
    };
  }

  /** What belongs to no row: settings, routes, manual SAs, tunnel interfaces. */
  get surroundings(): Gateway {
    return { ...this.#gateway, policies: [] };
  }

  ikeProposalsOf(peer: Peer | undefined): Gateway['ikeProposals'] {
    return (peer?.proposals ?? []).flatMap((name) => this.#ikeProposals.get(name) ?? []);
  }

  ipsecProposalsOf({ proposals }: Policy): Gateway['ipsecProposals'] {
    return proposals.flatMap((name) => this.#ipsecProposals.get(name) ?? []);
  }
}
