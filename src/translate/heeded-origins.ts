import type { Gateway } from '../ir/gateway.ts';
import {
  ignoredMembers,
  type IgnoredMembers,
  ignoredPolicyMembers,
  ignoredSettings,
} from '../ir/ignored-members.ts';
import type { MemberPath } from '../ir/limits.ts';
import { addOrigins, addOriginsOfMember, type Origin, type Origins, type OriginSink } from '../ir/origins.ts';

/**
 * Statements behind members that matter for some peer or policy (`ir.md` section 10 rule 3). `among`: the few that are
 * asked about; absent: all of the gateway.
 */
export function heededOrigins(
  gateway: Gateway,
  origins: Origins,
  among?: ReadonlySet<Origin>,
): ReadonlySet<Origin> {
  const found = new Set<Origin>();
  const asked = { add: (origin: Origin) => among?.has(origin) === true && found.add(origin) };
  const heeding = new Heeding(origins, among === undefined ? found : asked);
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
  return found;
}

class Heeding {
  readonly found: OriginSink;
  readonly #origins: Origins;
  /** Shared objects, by what was ignored of them. */
  readonly #heeded = new Map<IgnoredMembers, Set<object>>();

  constructor(origins: Origins, found: OriginSink) {
    this.#origins = origins;
    this.found = found;
  }

  /** The same for an object that several others share. */
  heedOnce(object: object, path: MemberPath, ignored: IgnoredMembers): void {
    const heeded = this.#heeded.get(ignored) ?? new Set();
    if (heeded.has(object)) return;
    this.#heeded.set(ignored, heeded.add(object));
    this.heed(object, path, ignored);
  }

  /** Adds the statements behind those members of an object that are not ignored. */
  heed(object: object, path: MemberPath, ignored: IgnoredMembers): void {
    const shares = ignored.sharesAt(path);
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
}
