import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Policy, Selector } from '../../ir/ipsec.ts';
import { type Origin, type Origins, originsOf } from '../../ir/origins.ts';
import { describeSelector, selectorCovers } from '../../ir/selectors.ts';

/**
 * What makes no sense in a gateway, with the statements that say it. Errors: names that lead nowhere, names that stand
 * for two objects, nothing to propose. Warnings: what a device takes, with an effect that nobody wants.
 */
export function check(gateway: Gateway, origins: Origins): readonly Diagnostic[] {
  return [
    ...doubleNames(gateway, origins),
    ...peerFaults(gateway, origins),
    ...policyFaults(gateway, origins),
    ...manualSaFaults(gateway, origins),
    ...sharedAddresses(gateway, origins),
    ...hiddenSelectors(gateway, origins),
  ];
}

function doubleNames(gateway: Gateway, origins: Origins): readonly Diagnostic[] {
  const { peers, ikeProposals, ipsecProposals } = gateway;
  const lists = [
    ['peer', peers],
    ['ike-proposal', ikeProposals],
    ['ipsec-proposal', ipsecProposals],
  ] as const;
  return lists.flatMap(([object, list]) => {
    const seen = new Set<string>();
    return list.flatMap((one) => {
      if (!seen.has(one.name)) {
        seen.add(one.name);
        return [];
      }
      return diagnostic('TG521', { object, name: one.name }, at(origins, one, 'name'));
    });
  });
}

function peerFaults({ peers, ikeProposals }: Gateway, origins: Origins): readonly Diagnostic[] {
  const known = new Set(ikeProposals.map(({ name }) => name));
  return peers.flatMap((peer) => {
    const place = at(origins, peer, 'proposals');
    const missing = peer.proposals.filter((name) => !known.has(name));
    return [
      ...missing.map((name) => diagnostic('TG522', { from: peer.name, object: 'ike-proposal', name }, place)),
      ...(peer.proposals.length === 0 ? [diagnostic('TG523', { object: `peer ${peer.name}` }, place)] : []),
    ];
  });
}

function policyFaults({ policies, peers, ipsecProposals }: Gateway, origins: Origins): readonly Diagnostic[] {
  const [peerNames, proposalNames] = [peers, ipsecProposals].map(
    (list) => new Set<string>(list.map(({ name }) => name)),
  );
  return policies.flatMap((policy) => {
    const from = nameOf(policy);
    const isProtecting =
      policy.peer !== undefined ||
      policy.selectors.length === 0 ||
      policy.selectors.some(({ action }) => action === 'protect');
    const lacksPeer = policy.peer !== undefined && peerNames?.has(policy.peer) !== true;
    return [
      ...(lacksPeer
        ? [
            diagnostic(
              'TG522',
              { from, object: 'peer', name: policy.peer ?? '' },
              at(origins, policy, 'peer'),
            ),
          ]
        : []),
      ...policy.proposals
        .filter((name) => proposalNames?.has(name) !== true)
        .map((name) =>
          diagnostic('TG522', { from, object: 'ipsec-proposal', name }, at(origins, policy, 'proposals')),
        ),
      ...(isProtecting && policy.peer !== undefined && policy.proposals.length === 0
        ? [diagnostic('TG523', { object: from }, at(origins, policy, 'proposals'))]
        : []),
    ];
  });
}

function manualSaFaults({ manualSas, policies }: Gateway, origins: Origins): readonly Diagnostic[] {
  const known = new Set(policies.map(nameOf));
  return manualSas.flatMap((sa) => {
    if (sa.policy === undefined || known.has(nameOf(sa.policy))) return [];
    const { name, sequence } = sa.policy;
    const details = { from: `manual-sa ${sa.name}`, object: 'policy', name: `${name} ${sequence}` };
    return diagnostic('TG522', details, at(origins, sa, 'policy'));
  });
}

/** Devices take it: the first peer whose identity fits answers. */
function sharedAddresses({ peers }: Gateway, origins: Origins): readonly Diagnostic[] {
  const first = new Map<string, string>();
  return peers.flatMap((peer) =>
    peer.remote.flatMap((place, position) => {
      if (!('address' in place) || !peer.enabled) return [];
      const other = first.get(place.address);
      if (other === undefined) {
        first.set(place.address, peer.name);
        return [];
      }
      if (other === peer.name) return [];
      const details = { a: other, b: peer.name, address: place.address };
      return diagnostic('TG524', details, at(origins, peer, 'remote', position));
    }),
  );
}

/** The SPD is searched in its order (RFC 4301 section 4.4.1): a later selector inside an earlier one is never reached. */
function hiddenSelectors({ policies }: Gateway, origins: Origins): readonly Diagnostic[] {
  const earlier = new Map<string, { readonly policy: Policy; readonly selector: Selector }>();
  return policies.flatMap((policy) => {
    if (!policy.enabled) return [];
    return policy.selectors.flatMap((selector) => {
      const key = `${JSON.stringify([selector.local, selector.remote])} ${selector.protocol ?? ''}`;
      const other = earlier.get(key);
      if (other !== undefined && other.policy !== policy && selectorCovers(other.selector, selector)) {
        const details = { a: nameOf(other.policy), b: nameOf(policy), selector: describeSelector(selector) };
        return diagnostic('TG525', details, at(origins, selector, 'remote'));
      }
      if (other === undefined) earlier.set(key, { policy, selector });
      return [];
    });
  });
}

function nameOf({ name, sequence }: Pick<Policy, 'name' | 'sequence'>): string {
  return `policy ${name} ${sequence}`;
}
function at(
  origins: Origins,
  object: object,
  member: string,
  position?: number,
): { readonly origin?: Origin } {
  const origin = originsOf(origins, object, member, position).find((one) => one >= 0);
  return origin === undefined ? {} : { origin };
}
