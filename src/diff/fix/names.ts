import type { Gateway } from '../../ir/gateway.ts';
import type { Peer } from '../../ir/ike.ts';
import type { Policy } from '../../ir/ipsec.ts';
import { ignoredMembers } from '../../ir/ignored-members.ts';
import { sameJson } from '../../ir/json.ts';
import type { MemberPath } from '../../ir/limits.ts';
import { type Origins, withMembers, withValues } from '../../ir/origins.ts';
import type { RowPair } from '../pairs.ts';
import { RowGateways } from '../rows.ts';

interface Named {
  readonly name: string;
}

/**
 * Gives objects names, one meaning a name: that of an object of the left side that means the same, else the wanted one
 * where it is free. An object of the left side that the right one has too keeps its name, whoever comes first.
 */
class NameSpace<T extends Named> {
  readonly #given = new Map<string, T>();
  readonly #taken: ReadonlySet<string>;
  /** Names by meaning. */
  readonly #known: ReadonlyMap<string, string>;
  /** Names whose meaning stays in use. */
  readonly #kept: ReadonlySet<string>;
  readonly #origins: Origins;

  /**
   * `left`: objects whose names only who is meant to have them gets. `right`: those to name; none where each has a partner
   * of its own, however alike others are.
   */
  constructor(left: readonly T[], right: readonly T[], origins: Origins) {
    this.#taken = new Set(left.map(({ name }) => name));
    const known = right.length === 0 ? [] : left.toReversed();
    this.#known = new Map(known.map((object) => [meaningOf(object), object.name]));
    const meanings = new Map(left.map((object) => [object.name, meaningOf(object)]));
    this.#kept = new Set(
      right.flatMap((object) => {
        const meaning = meaningOf(object);
        return meanings.get(object.name) === meaning ? object.name : (this.#known.get(meaning) ?? []);
      }),
    );
    this.#origins = origins;
  }

  give(object: T, wanted: Named | undefined): string {
    const renamed = (name: string): T => withValues(this.#origins, object, { name });
    for (const name of this.#candidates(object, wanted)) {
      const holder = this.#given.get(name);
      if (holder === undefined) {
        this.#given.set(name, renamed(name));
        return name;
      }
      if (sameJson(holder, renamed(name))) return name;
    }
    throw new Error(`no name for ${object.name}`);
  }

  get objects(): readonly T[] {
    return [...this.#given.values()];
  }

  *#candidates(object: T, wanted: Named | undefined): Iterable<string> {
    const meaning = meaningOf(object);
    const known = this.#known.get(meaning);
    if (wanted !== undefined && meaningOf(wanted) === meaning) yield wanted.name;
    if (known !== undefined) yield known;
    if (wanted !== undefined && !this.#kept.has(wanted.name)) yield wanted.name;
    const { name: own } = object;
    if (!this.#taken.has(own)) yield own;
    for (let count = 2; ; count++) if (!this.#taken.has(`${own}-${count}`)) yield `${own}-${count}`;
  }
}
function meaningOf(object: Named): string {
  return JSON.stringify(Object.entries({ ...object, name: '' }).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Objects of the right side under the names that their partners have on the left. */
export class LeftNames {
  readonly #left: RowGateways;
  readonly #right: RowGateways;
  readonly #origins: Origins;
  readonly #ikeProposals: NameSpace<Gateway['ikeProposals'][number]>;
  readonly #ipsecProposals: NameSpace<Gateway['ipsecProposals'][number]>;
  readonly #peers: NameSpace<Peer>;
  readonly #partners: ReadonlyMap<Peer, Peer>;
  /** Members of proposals that matter for no peer. */
  readonly #idle: ReadonlySet<MemberPath>;

  constructor(left: Gateway, right: Gateway, pairs: readonly RowPair[], origins: Origins) {
    [this.#left, this.#right] = [new RowGateways(left), new RowGateways(right)];
    this.#origins = origins;
    this.#ikeProposals = new NameSpace(left.ikeProposals, right.ikeProposals, origins);
    this.#ipsecProposals = new NameSpace(left.ipsecProposals, right.ipsecProposals, origins);
    this.#peers = new NameSpace<Peer>(left.peers, [], origins);
    this.#idle = idleForAll(right.peers);
    this.#partners = new Map(
      pairs
        .toReversed()
        .flatMap(({ left: { peer: a }, right: { peer: b } }): [Peer, Peer][] =>
          a === undefined || b === undefined ? [] : [[b, a]],
        ),
    );
  }

  /** The name of a peer, `partner`: of the tunnel that it is for. */
  peer(peer: Peer, partner: Peer | undefined): string {
    const other = partner ?? this.#partners.get(peer);
    const wanted = this.#left.ikeProposalsOf(other);
    const offered = this.#right
      .ikeProposalsOf(peer)
      .map((proposal, index) => this.#idleLike(proposal, wanted[index], 'ikeProposals', this.#idle));
    const names = partnersOf(offered, wanted);
    const proposals = offered.map((proposal, index) => this.#ikeProposals.give(proposal, names[index]));
    const like = this.#idleLike(peer, other, 'peers', ignoredMembers(peer));
    const members = { proposals, description: other?.description };
    return this.#peers.give(withMembers(this.#origins, like, members), other);
  }

  /** Members that cannot matter are as in the partner: nobody needs to change them. */
  #idleLike<T extends object>(
    object: T,
    partner: T | undefined,
    base: MemberPath,
    idle: Pick<ReadonlyMap<MemberPath, unknown>, 'has'>,
  ): T {
    if (partner === undefined) return object;
    const members = Object.entries(partner).filter(([name]) => idle.has(`${base}.${name}`));
    return members.length === 0 ? object : withValues(this.#origins, object, Object.fromEntries(members));
  }

  ipsecProposals(policy: Policy, partner: Policy | undefined): readonly string[] {
    const offered = this.#right.ipsecProposalsOf(policy);
    const names = partnersOf(offered, partner === undefined ? [] : this.#left.ipsecProposalsOf(partner));
    return offered.map((proposal, index) => this.#ipsecProposals.give(proposal, names[index]));
  }

  get objects(): Pick<Gateway, 'ikeProposals' | 'ipsecProposals' | 'peers'> {
    return {
      ikeProposals: this.#ikeProposals.objects,
      ipsecProposals: this.#ipsecProposals.objects,
      peers: this.#peers.objects,
    };
  }
}

function idleForAll(peers: readonly Peer[]): ReadonlySet<MemberPath> {
  const [first, ...others] = peers.map(ignoredMembers);
  const paths = [...(first?.keys() ?? [])];
  return new Set(paths.filter((path) => others.every((ignored) => ignored.has(path))));
}

/** For each object the one that means the same, else the one in its place that no other means. */
function partnersOf(objects: readonly Named[], others: readonly Named[]): readonly (Named | undefined)[] {
  const free = [...others];
  const equal = objects.map((object) => {
    const found = free.findIndex((other) => sameJson({ ...other, name: '' }, { ...object, name: '' }));
    return found === -1 ? undefined : free.splice(found, 1)[0];
  });
  return equal.map((partner) => partner ?? free.shift());
}
