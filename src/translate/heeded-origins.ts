import type { Gateway } from '../ir/gateway.ts';
import { ignoredMembers, ignoredPolicyMembers, ignoredSettings } from '../ir/ignored-members.ts';
import type { MemberPath } from '../ir/limits.ts';
import { addOrigins, addOriginsOfMember, type Origin, type Origins } from '../ir/origins.ts';

type Ignored = ReadonlyMap<MemberPath, string>;

/** Statements behind members that matter for some peer or policy (`ir.md` section 10 rule 3). */
export function heededOrigins(gateway: Gateway, origins: Origins): ReadonlySet<Origin> {
  const heeding = new Heeding(origins);
  const proposals = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
  for (const peer of gateway.peers) {
    const ignored = ignoredMembers(peer);
    heeding.heed(peer, 'peers', ignored);
    for (const name of peer.proposals) {
      const proposal = proposals.get(name);
      if (proposal !== undefined) heeding.heedOnce(proposal, 'ikeProposals', ignored);
    }
  }
  for (const policy of gateway.policies) heeding.heed(policy, 'policies', ignoredPolicyMembers(policy));
  const { peers: _peers, ikeProposals: _proposals, policies: _policies, ike, ...others } = gateway;
  heeding.heed(ike, 'ike', ignoredSettings(gateway));
  addOrigins(origins, others, heeding.found);
  return heeding.found;
}

/** What becomes of a member: it is left out, some of its own members are, or all of it matters. */
type Share = 'none' | 'part' | 'all';

class Heeding {
  readonly found = new Set<Origin>();
  readonly #origins: Origins;
  /** By what is ignored and by path, those members of which less than all matters. */
  readonly #shares = new Map<Ignored, Map<MemberPath, ReadonlyMap<string, Share>>>();
  /** Shared objects, by what was ignored of them. */
  readonly #heeded = new Map<Ignored, Set<object>>();

  constructor(origins: Origins) {
    this.#origins = origins;
  }

  /** The same for an object that several others share. */
  heedOnce(object: object, path: MemberPath, ignored: Ignored): void {
    const heeded = this.#heeded.get(ignored) ?? new Set();
    if (heeded.has(object)) return;
    this.#heeded.set(ignored, heeded.add(object));
    this.heed(object, path, ignored);
  }

  /** Adds the statements behind those members of an object that are not ignored. */
  heed(object: object, path: MemberPath, ignored: Ignored): void {
    const shares = this.#sharesAt(path, ignored);
    const entry = this.#origins.get(object);
    for (const [name, value] of Object.entries<unknown>({ ...object })) {
      const share = shares.get(name) ?? 'all';
      if (share === 'none') continue;
      if (share === 'part' && typeof value === 'object' && value !== null) {
        this.heed(value, `${path}.${name}`, ignored);
        continue;
      }
      addOriginsOfMember(entry, name, this.found);
      addOrigins(this.#origins, value, this.found);
    }
  }

  #sharesAt(path: MemberPath, ignored: Ignored): ReadonlyMap<string, Share> {
    const byPath = this.#shares.get(ignored) ?? new Map<MemberPath, ReadonlyMap<string, Share>>();
    this.#shares.set(ignored, byPath);
    const shares = byPath.get(path) ?? sharesOf(path, ignored);
    byPath.set(path, shares);
    return shares;
  }
}

function sharesOf(path: MemberPath, ignored: Ignored): ReadonlyMap<string, Share> {
  const below = [...ignored.keys()].filter((each) => each.startsWith(`${path}.`));
  return new Map(
    below.map((each) => {
      const [name = '', ...inner] = each.slice(path.length + 1).split('.');
      return [name, ignored.has(`${path}.${name}`) || inner.length === 0 ? 'none' : 'part'];
    }),
  );
}
