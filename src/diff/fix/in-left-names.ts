import type { Gateway } from '../../ir/gateway.ts';
import type { ManualSa, Policy, Selector } from '../../ir/ipsec.ts';
import { type Origins, withMembers } from '../../ir/origins.ts';
import { pairRows } from '../pairs.ts';
import { type Row, rowsOf } from '../rows.ts';
import { LeftNames } from './names.ts';

/** Whose order policies and selectors are in, where it means nothing: the left one's, so that little changes. */
export type Order = 'left' | 'right';

const STEP = 5;

/** A policy that is being put together, with the one of the left side that it takes the place of. */
interface Draft {
  readonly policy: Policy;
  readonly partner: Policy | undefined;
  readonly meaning: string;
  readonly rows: { readonly selector: Selector; readonly partner: Selector | undefined }[];
}

/**
 * The right gateway as the left one would have it: its objects under the names of their partners, its selectors in their
 * partners' policies. It means the same as before, so that what is said differently is only what is meant differently.
 */
export function inLeftNames(left: Gateway, right: Gateway, origins: Origins, order: Order): Gateway {
  const { pairs } = pairRows(rowsOf(left), rowsOf(right));
  const partners = new Map(pairs.map((pair) => [pair.right.order, pair.left]));
  const names = new LeftNames(left, right, pairs, origins);
  const drafts = draftPolicies(rowsOf(right), partners, names, origins);
  const placed = order === 'left' ? inOrderOf(left, drafts) : drafts;
  const policies = namePolicies(left, placed, order, origins);
  const { peers, ...proposals } = names.objects;
  return withMembers(origins, right, {
    hostname: left.hostname,
    // The left one's own, which is no part of the meaning; a policy is bound where its address is.
    interfaces: [
      ...left.interfaces.filter(({ kind }) => kind !== 'tunnel'),
      ...right.interfaces.filter(({ kind }) => kind === 'tunnel'),
    ],
    ...proposals,
    peers,
    policies: policies.map(({ policy }) => policy),
    manualSas: right.manualSas.map((sa) => nameManualSa(sa, left, policies, origins)),
  });
}

function draftPolicies(
  rows: readonly Row[],
  partners: ReadonlyMap<number, Row>,
  names: LeftNames,
  origins: Origins,
): readonly Draft[] {
  const homes = new Map<Policy, Policy>();
  for (const row of rows) {
    const partner = partners.get(row.order)?.policy;
    if (partner !== undefined && !homes.has(row.policy)) homes.set(row.policy, partner);
  }
  const drafts = new Map<string, Draft>();
  for (const row of rows) {
    const own = partners.get(row.order);
    const partner =
      row.policy.selectorGrouping === 'combined'
        ? homes.get(row.policy)
        : (own?.policy ?? homes.get(row.policy));
    const policy = withMembers(origins, row.policy, {
      peer: row.peer === undefined ? row.policy.peer : names.peer(row.peer, own?.peer),
      proposals: names.ipsecProposals(row.policy, partner),
      description: partner?.description,
    });
    const meaning = meaningOf(policy, row.policy, partner);
    const draft = drafts.get(meaning) ?? { policy, partner, meaning, rows: [] };
    drafts.set(meaning, draft);
    if (row.selector !== undefined) draft.rows.push({ selector: row.selector, partner: own?.selector });
  }
  return [...drafts.values()];
}

/** Rows of one meaning that go to one policy of the left side become one policy. */
function meaningOf(policy: Policy, source: Policy, partner: Policy | undefined): string {
  const { name: _name, sequence: _sequence, description: _description, selectors, ...members } = policy;
  const isWhole = partner === undefined || policy.selectorGrouping === 'combined' || selectors.length === 0;
  const home = isWhole ? [source.name, source.sequence] : null;
  return JSON.stringify([partner?.name, partner?.sequence, home, members]);
}

/** Policies that have a partner in its place, those without behind them; their selectors likewise. */
function inOrderOf(left: Gateway, drafts: readonly Draft[]): readonly Draft[] {
  const places = new Map(left.policies.map((policy, index) => [policy, index]));
  const selectors = new Map(
    left.policies.flatMap(({ selectors: own }) => own).map((selector, index) => [selector, index]),
  );
  const byPlace = <T>(items: readonly T[], place: (item: T) => number | undefined): T[] =>
    items.toSorted((a, b) => (place(a) ?? Infinity) - (place(b) ?? Infinity) || 0);
  return byPlace(drafts, ({ partner }) => (partner === undefined ? undefined : places.get(partner))).map(
    (draft) => ({
      ...draft,
      rows: byPlace(draft.rows, ({ partner }) =>
        partner === undefined ? undefined : selectors.get(partner),
      ),
    }),
  );
}

interface NamedPolicy {
  readonly policy: Policy;
  readonly source: Draft;
}

function namePolicies(
  { policies: known }: Gateway,
  drafts: readonly Draft[],
  order: Order,
  origins: Origins,
): readonly NamedPolicy[] {
  const taken = new Set<string>();
  const last = new Map<string, number>();
  for (const { name, sequence } of known) last.set(name, Math.max(last.get(name) ?? 0, sequence));
  const named = drafts.map((draft): NamedPolicy => {
    const { partner, policy } = draft;
    const key = partner === undefined ? '' : `${partner.name} ${partner.sequence}`;
    const isFree = partner !== undefined && !taken.has(key);
    if (isFree) taken.add(key);
    const group = partner ?? known.find(({ tunnel }) => tunnel.local === policy.tunnel.local) ?? policy;
    const next = (last.get(group.name) ?? 0) + 1;
    if (!isFree) last.set(group.name, next);
    return {
      source: draft,
      policy: withMembers(origins, policy, {
        name: group.name,
        sequence: isFree ? partner.sequence : next,
        selectors: nameSelectors(draft, order, origins),
      }),
    };
  });
  return order === 'left' ? named : resequence(named, origins);
}

/** In the right one's order the sequences of a group stay, but who has which may change. */
function resequence(named: readonly NamedPolicy[], origins: Origins): readonly NamedPolicy[] {
  const sequences = new Map<string, number[]>();
  for (const { policy } of named) {
    const known = sequences.get(policy.name);
    if (known === undefined) sequences.set(policy.name, [policy.sequence]);
    else known.push(policy.sequence);
  }
  for (const list of sequences.values()) list.sort((a, b) => a - b);
  return named.map(({ policy, source }) => ({
    source,
    policy: withMembers(origins, policy, {
      sequence: sequences.get(policy.name)?.shift() ?? policy.sequence,
    }),
  }));
}

function nameSelectors({ rows, partner: home }: Draft, order: Order, origins: Origins): readonly Selector[] {
  const listName = home?.selectors[0]?.name;
  let last = Math.max(0, ...(home?.selectors ?? []).map(({ rule }) => rule ?? 0));
  const isKept = order === 'left' && home !== undefined;
  return rows.map(({ selector, partner }, index) => {
    const isPartner = isKept && partner !== undefined && home.selectors.includes(partner);
    const rule = isPartner ? partner.rule : isKept ? (last += STEP) : (index + 1) * STEP;
    return withMembers(origins, selector, { name: isPartner ? partner.name : listName, rule });
  });
}

/** A manual SA has the name of the one with its SPI, and belongs to the policy that its own became. */
function nameManualSa(
  sa: ManualSa,
  left: Gateway,
  policies: readonly NamedPolicy[],
  origins: Origins,
): ManualSa {
  const partner = left.manualSas.find(
    ({ spi, destination }) => spi === sa.spi && destination === sa.destination,
  );
  const home = policies.find(
    ({ source }) => source.policy.name === sa.policy?.name && source.policy.sequence === sa.policy.sequence,
  );
  return withMembers(origins, sa, {
    name: partner?.name ?? sa.name,
    ...(home === undefined ? {} : { policy: { name: home.policy.name, sequence: home.policy.sequence } }),
  });
}
