import type { Gateway } from '../../ir/gateway.ts';
import { type Origins, withMembers } from '../../ir/origins.ts';

const STEP = 5;

/**
 * What the tunnels of a gateway need, each selector with a number: what no tunnel reaches is no part of its meaning and is
 * left alone.
 */
export function reachedPart(gateway: Gateway, origins: Origins): Gateway {
  const { policies } = gateway;
  const peerNames = new Set(policies.map(({ peer }) => peer));
  const peers = gateway.peers.filter(({ name }) => peerNames.has(name));
  const ikeNames = new Set(peers.flatMap(({ proposals }) => proposals));
  const ipsecNames = new Set(policies.flatMap(({ proposals }) => proposals));
  return withMembers(origins, gateway, {
    peers,
    ikeProposals: gateway.ikeProposals.filter(({ name }) => ikeNames.has(name)),
    ipsecProposals: gateway.ipsecProposals.filter(({ name }) => ipsecNames.has(name)),
    policies: policies.map((policy) =>
      withMembers(origins, policy, {
        selectors: policy.selectors.map((selector, index) =>
          selector.rule === undefined
            ? withMembers(origins, selector, { rule: (index + 1) * STEP })
            : selector,
        ),
      }),
    ),
  });
}
