import type { Gateway } from '../../ir/gateway.ts';
import { ignoredMembers, NOTHING_IGNORED } from '../../ir/ignored-members.ts';
import type { IkeProposal, Peer } from '../../ir/ike.ts';
import type { IpsecProposal } from '../../ir/ipsec.ts';
import { sameJson } from '../../ir/json.ts';
import type { Change, Limits, MemberPath } from '../../ir/limits.ts';
import type { ObjectReference } from '../../ir/operation.ts';
import {
  allOrigins,
  hasOrigins,
  type Origin,
  type Origins,
  originsOf,
  withMembers,
} from '../../ir/origins.ts';
import { lostMembers } from '../lost-members.ts';
import type { LegalizeOptions, Legalized } from './options.ts';
import { isWeakerIke, isWeakerIpsec, mustNotIke, mustNotIpsec } from './proposal-strength.ts';
import type { LimitWalk } from './walk.ts';

/** A proposal made to fit, under the name that references use now, with what that lost. */
interface Candidate<P> {
  readonly name: string;
  readonly source: P;
  readonly proposal: P;
  readonly changes: readonly Change[];
}
/** Who offers proposals. */
interface Offerer {
  readonly object: ObjectReference;
  readonly path: MemberPath;
  readonly origins: readonly Origin[];
}

/**
 * Several proposals, one place (`translation.md` 5.6): what the target cannot say goes where something else is
 * left, then what must not be used, then what lies behind the number that the target takes.
 */
export function chooseProposals(
  gateway: Gateway,
  origins: Origins,
  walk: LimitWalk,
  limits: Limits,
  options: LegalizeOptions,
): Legalized {
  const ike = new IkeChoice(gateway, origins, walk, options, limits.members['peers.proposals']?.atMost);
  const peers = gateway.peers.map((peer) => withMembers(origins, peer, { proposals: ike.chooseFor(peer) }));
  const ipsec = new IpsecChoice(
    gateway,
    origins,
    walk,
    options,
    limits.members['policies.proposals']?.atMost,
  );
  const policies = gateway.policies.map((policy) =>
    withMembers(origins, policy, { proposals: ipsec.chooseFor(policy) }),
  );
  const [ikeResult, ipsecResult] = [ike.result(), ipsec.result()];
  const chosen = withMembers(origins, gateway, {
    peers,
    policies,
    ikeProposals: ikeResult.proposals,
    ipsecProposals: ipsecResult.proposals,
  });
  const changes = [...ikeResult.changes, ...ipsecResult.changes];
  return { gateway: chosen, changes: [...changes, ...leftBehind(gateway, chosen, origins, options)] };
}

/** TG218 for what a proposal that stays had only for peers that keep another one. */
function leftBehind(
  before: Gateway,
  after: Gateway,
  origins: Origins,
  { name }: LegalizeOptions,
): readonly Change[] {
  const isCut = after.peers.some(
    ({ proposals }, index) => proposals.length < (before.peers[index]?.proposals.length ?? 0),
  );
  if (!isCut) return [];
  return lostMembers(before, after, origins).map(({ object, path, what, origins: lost }) => {
    const note = `${name} takes one proposal: this was for peers that do not keep ${what.name}`;
    return { code: 'TG218', kind: 'approximated', object, path, from: what.name, origins: lost, note };
  });
}

/** The part that both kinds of proposal share: choosing for an offerer, and what is left in the end. */
abstract class Choice<P extends { readonly name: string }> {
  protected readonly origins: Origins;
  readonly #options: LegalizeOptions;
  readonly #atMost: number | undefined;
  readonly #kept = new Map<string, Candidate<P>>();
  readonly #offered = new Set<string>();
  readonly #changes: Change[] = [];

  protected constructor(origins: Origins, options: LegalizeOptions, atMost: number | undefined) {
    this.origins = origins;
    this.#options = options;
    this.#atMost = atMost;
  }

  protected abstract isWeaker(candidate: P, reference: P): boolean;
  protected abstract mustNot(proposal: P): boolean;
  protected abstract reference(name: string): ObjectReference;
  protected abstract all(): readonly P[];
  /** A proposal that nobody offers, made to fit as far as it goes. */
  protected abstract unoffered(proposal: P): Candidate<P>;

  protected choose(offerer: Offerer, candidates: readonly Candidate<P>[]): readonly string[] {
    for (const { source } of candidates) this.#offered.add(source.name);
    const preferred = [
      isFit,
      (candidate: Candidate<P>) => !this.#isBuiltIn(candidate),
      this.#isAllowed,
    ].reduce(whereAny, candidates);
    const kept = preferred.slice(0, this.#atMost ?? preferred.length);
    for (const candidate of kept) {
      const isNew = !this.#kept.has(candidate.name);
      this.#kept.set(candidate.name, candidate);
      for (const change of candidate.changes) {
        // What a proposal cannot say for one offerer it may say for another: the error is the offerer's.
        if (change.kind === 'error') this.#changes.push({ ...change, object: offerer.object });
        else if (isNew) this.#changes.push(change);
      }
    }
    this.#noteSelection(offerer, candidates, kept);
    return kept.map(({ name }) => name);
  }

  /** Proposals of the legal gateway, and the losses. */
  result(): { readonly proposals: readonly P[]; readonly changes: readonly Change[] } {
    const proposals: P[] = [...this.#kept.values()].map(({ proposal }) => proposal);
    const changes = [...this.#changes];
    const keptSources = new Set([...this.#kept.values()].map(({ source }) => source));
    for (const source of this.all()) {
      if (keptSources.has(source)) continue;
      if (this.#offered.has(source.name)) {
        changes.push(...this.#cut(source));
        continue;
      }
      const candidate = this.unoffered(source);
      if (isFit(candidate)) proposals.push(candidate.proposal);
      else changes.push(...this.#leaveOut(source));
      changes.push(...candidate.changes.map(withoutError));
    }
    return { proposals, changes };
  }

  /** What every device has unasked is offered, but never written: lowering gave it no statement. */
  #isBuiltIn({ source }: Candidate<P>): boolean {
    return this.origins.has(source) && !hasOrigins(this.origins, source);
  }

  readonly #isAllowed = ({ proposal }: Candidate<P>): boolean => !this.mustNot(proposal);

  #noteSelection(
    { object, path, origins }: Offerer,
    candidates: readonly Candidate<P>[],
    kept: readonly Candidate<P>[],
  ): void {
    const [first, best] = [candidates[0], kept[0]];
    if (first === undefined || best === undefined) return;
    const names = (list: readonly Candidate<P>[]): string => list.map(({ source }) => source.name).join(', ');
    const lost = candidates.filter((candidate) => !kept.includes(candidate));
    const common = {
      object,
      path,
      from: candidates.map(({ source }) => source.name),
      to: kept.map(({ source }) => source.name),
      origins,
    };
    const weaker = this.isWeaker(best.proposal, first.source) || this.#isBuiltIn(best);
    if (weaker && isFit(best)) {
      const kind = this.#options.leave.accepted.has('TG219') ? 'approximated' : 'error';
      const note = this.#isBuiltIn(best)
        ? 'only the built-in proposal of the device is left'
        : `only proposal ${names(kept)} is left, which is weaker than the first choice ${first.source.name}`;
      this.#changes.push({ ...common, code: 'TG219', kind, note });
    } else if (lost.length > 0) {
      const note = `${this.#options.name} takes one proposal: ${names(kept)} kept, ${names(lost)} dropped`;
      this.#changes.push({ ...common, code: 'TG218', kind: 'approximated', note });
    }
  }

  /** A proposal that nobody offers and that the target cannot say. */
  #leaveOut(source: P): readonly Change[] {
    const origins = [...allOrigins(this.origins, source)];
    if (origins.length === 0) return [];
    const note = `${source.name} belongs to no tunnel, and ${this.#options.name} cannot say it`;
    const object = this.reference(source.name);
    const path = object.kind === 'ike-proposal' ? 'ikeProposals' : 'ipsecProposals';
    return [{ code: 'TG115', kind: 'dropped', object, path, from: source.name, origins, note }];
  }

  /** A proposal that was offered and that nobody offers any more. */
  #cut(source: P): readonly Change[] {
    const origins = [...allOrigins(this.origins, source)];
    if (origins.length === 0) return [];
    const note = `${this.#options.name} takes one proposal: ${source.name} dropped`;
    const object = this.reference(source.name);
    const path = object.kind === 'ike-proposal' ? 'ikeProposals' : 'ipsecProposals';
    return [{ code: 'TG218', kind: 'approximated', object, path, from: source.name, origins, note }];
  }
}

class IkeChoice extends Choice<IkeProposal> {
  readonly #proposals: ReadonlyMap<string, IkeProposal>;
  readonly #walk: LimitWalk;
  readonly #candidates = new Map<string, Candidate<IkeProposal>>();
  /** By name of the source: the first way in which it was made to fit. */
  readonly #firsts = new Map<string, Candidate<IkeProposal>>();

  constructor(
    gateway: Gateway,
    origins: Origins,
    walk: LimitWalk,
    options: LegalizeOptions,
    atMost: number | undefined,
  ) {
    super(origins, options, atMost);
    this.#proposals = new Map(gateway.ikeProposals.map((proposal) => [proposal.name, proposal]));
    this.#walk = walk;
  }

  chooseFor(peer: Peer): readonly string[] {
    const candidates = peer.proposals.flatMap((name) => {
      const proposal = this.#proposals.get(name);
      return proposal === undefined ? [] : [this.#candidate(proposal, peer)];
    });
    return this.choose(offererOf(this.origins, peer, { kind: 'peer', name: peer.name }, 'peers'), candidates);
  }

  /** What has a word depends on the versions that the peer speaks: a proposal may fit peers in several ways. */
  #candidate(source: IkeProposal, peer: Peer): Candidate<IkeProposal> {
    const key = `${source.name} ${peer.versions.join(' ')}`;
    const known = this.#candidates.get(key);
    if (known !== undefined) return known;
    const fitted = this.#fit(source, peer);
    const other = this.#firsts.get(source.name);
    const isSame = other === undefined || sameJson({ ...fitted.proposal, name: other.name }, other.proposal);
    const name = isSame ? (other?.name ?? source.name) : `${source.name}-${peer.versions.join('-')}`;
    const candidate = {
      ...fitted,
      name,
      proposal:
        other !== undefined && isSame ? other.proposal : withMembers(this.origins, fitted.proposal, { name }),
    };
    this.#candidates.set(key, candidate);
    if (other === undefined) this.#firsts.set(source.name, candidate);
    return candidate;
  }

  #fit(source: IkeProposal, peer: Peer | undefined): Candidate<IkeProposal> {
    const before = this.#walk.changes.length;
    const proposal = this.#walk.fit(source, 'ikeProposals', {
      reference: this.reference(source.name),
      versions: peer?.versions ?? [],
      ignored: peer === undefined ? NOTHING_IGNORED : ignoredMembers(peer),
    });
    return { name: source.name, source, proposal, changes: this.#walk.changes.splice(before) };
  }

  protected unoffered(proposal: IkeProposal): Candidate<IkeProposal> {
    return this.#fit(proposal, undefined);
  }
  protected all(): readonly IkeProposal[] {
    return [...this.#proposals.values()];
  }
  protected isWeaker(candidate: IkeProposal, reference: IkeProposal): boolean {
    return isWeakerIke(candidate, reference);
  }
  protected mustNot(proposal: IkeProposal): boolean {
    return mustNotIke(proposal);
  }
  protected reference(name: string): ObjectReference {
    return { kind: 'ike-proposal', name };
  }
}

/** IPsec proposals were walked with the gateway: their changes are already reported. */
class IpsecChoice extends Choice<IpsecProposal> {
  readonly #candidates: ReadonlyMap<string, Candidate<IpsecProposal>>;

  constructor(
    gateway: Gateway,
    origins: Origins,
    walk: LimitWalk,
    options: LegalizeOptions,
    atMost: number | undefined,
  ) {
    super(origins, options, atMost);
    this.#candidates = new Map(
      gateway.ipsecProposals.map((source) => {
        const before = walk.changes.length;
        const proposal = walk.fit(source, 'ipsecProposals', {
          reference: this.reference(source.name),
          versions: [],
          ignored: NOTHING_IGNORED,
        });
        return [source.name, { name: source.name, source, proposal, changes: walk.changes.splice(before) }];
      }),
    );
  }

  chooseFor(policy: Gateway['policies'][number]): readonly string[] {
    const candidates = policy.proposals.flatMap((name) => this.#candidates.get(name) ?? []);
    const object: ObjectReference = { kind: 'policy', name: policy.name, sequence: policy.sequence };
    return this.choose(offererOf(this.origins, policy, object, 'policies'), candidates);
  }

  protected unoffered(proposal: IpsecProposal): Candidate<IpsecProposal> {
    return (
      this.#candidates.get(proposal.name) ?? { name: proposal.name, source: proposal, proposal, changes: [] }
    );
  }
  protected all(): readonly IpsecProposal[] {
    return [...this.#candidates.values()].map(({ source }) => source);
  }
  protected isWeaker(candidate: IpsecProposal, reference: IpsecProposal): boolean {
    return isWeakerIpsec(candidate, reference);
  }
  protected mustNot(proposal: IpsecProposal): boolean {
    return mustNotIpsec(proposal);
  }
  protected reference(name: string): ObjectReference {
    return { kind: 'ipsec-proposal', name };
  }
}

function offererOf(
  origins: Origins,
  object: { readonly name: string },
  reference: ObjectReference,
  path: 'peers' | 'policies',
): Offerer {
  const own = originsOf(origins, object, 'proposals').filter((origin) => origin >= 0);
  const header = originsOf(origins, object, 'name').filter((origin) => origin >= 0);
  return { object: reference, path: `${path}.proposals`, origins: own.length > 0 ? own : header };
}

function isFit<P>({ changes }: Candidate<P>): boolean {
  return !changes.some(({ kind }) => kind === 'error');
}

/** Those that pass, where any does; else all. */
function whereAny<T>(candidates: readonly T[], passes: (candidate: T) => boolean): readonly T[] {
  const passing = candidates.filter(passes);
  return passing.length === 0 ? candidates : passing;
}

/** A proposal that nobody offers withholds nothing. */
function withoutError(change: Change): Change {
  return change.kind === 'error' ? { ...change, kind: 'dropped' } : change;
}
