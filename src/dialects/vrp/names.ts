import type { Gateway } from '../../ir/gateway.ts';
import type { IkeProposal, Peer } from '../../ir/ike.ts';
import type { IpsecProposal } from '../../ir/ipsec.ts';
import { adaptNames } from '../../text/adapt-name.ts';
import { NAMES, PROPOSAL_NAMES } from './profile-limits.ts';

/** The names of peers that VRP takes, by their own (`translation.md` 1.4). */
export function namePeers({ peers }: { readonly peers: readonly Peer[] }): ReadonlyMap<string, string> {
  const names = adaptNames(
    peers.map(({ name }) => name),
    NAMES,
  );
  return new Map(peers.map(({ name }, index) => [name, names[index] ?? name]));
}

/**
 * The same for IPsec proposals, whose names fold. `merges`: equal ones share the first (`translation.md` 1.5).
 */
export function nameIpsecProposals(
  { ipsecProposals }: Gateway,
  merges: boolean,
): ReadonlyMap<string, string> {
  const names = adaptNames(
    ipsecProposals.map(({ name }) => name),
    PROPOSAL_NAMES,
  );
  const firsts = new Map<string, string>();
  return new Map(
    ipsecProposals.map((proposal, index) => {
      const name = names[index] ?? proposal.name;
      const suite = suiteOf(proposal);
      const first = firsts.get(suite) ?? name;
      firsts.set(suite, first);
      return [proposal.name, merges ? first : name];
    }),
  );
}

/**
 * Numbers of IKE proposals: their own where it is one, else that of an equal suite, else the first that is free, by
 * first use (1.5). Only as many as the device has.
 */
export function numberIkeProposals(
  { ikeProposals, peers }: Gateway,
  { first, last }: { readonly first: number; readonly last: number },
): ReadonlyMap<string, string> {
  const byName = new Map(ikeProposals.map((proposal) => [proposal.name, proposal]));
  const numbers = new Map<string, string>();
  const suites = new Map<string, string>();
  for (const proposal of ikeProposals) {
    const { name } = proposal;
    const number = /^[1-9]\d*$/.test(name) ? Number(name) : 0;
    if (number < first || number > last) continue;
    numbers.set(name, name);
    if (!suites.has(suiteOf(proposal))) suites.set(suiteOf(proposal), name);
  }
  const taken = new Set(numbers.values());
  let next = first;
  for (const name of new Set([...peers.flatMap(({ proposals }) => proposals), ...byName.keys()])) {
    const proposal = byName.get(name);
    if (proposal === undefined || numbers.has(name)) continue;
    const suite = suiteOf(proposal);
    while (!suites.has(suite) && taken.has(String(next))) next++;
    const number = suites.get(suite) ?? String(next);
    suites.set(suite, number);
    taken.add(number);
    if (Number(number) <= last) numbers.set(name, number);
  }
  return numbers;
}

/** What a proposal offers, whatever its name. */
function suiteOf(proposal: IkeProposal | IpsecProposal): string {
  return JSON.stringify(
    Object.entries(proposal)
      .filter(([member]) => member !== 'name')
      .toSorted(byMember),
  );
}

function byMember([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}
