import { compareGateways, type Difference } from '../ir/comparison.ts';
import type { Json } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import { ignoredMembers } from '../ir/ignored-members.ts';
import { describeSelector } from '../ir/selectors.ts';
import type { MeaningDifference, Subject, Told } from './difference.ts';
import { showMember, toldPath, wordsFor } from './members.ts';
import type { RowPair } from './pairs.ts';
import { compareProposals } from './proposals.ts';
import type { Row, RowGateways } from './rows.ts';
import type { Side } from './side.ts';
import { loneSubject, peerSubject, tunnelSubject } from './subjects.ts';
import { find, type Found, tellChanged, tellWhole } from './tell.ts';

/** One side of the comparison: where it came from, and its rows as gateways of their own. */
export interface RowSide {
  readonly side: Side;
  readonly gateways: RowGateways;
}

/** What differs between two rows of the SPD, by `compareGateways`. */
export function comparePair(a: RowSide, b: RowSide, pair: RowPair): readonly MeaningDifference[] {
  const differences = compareGateways(a.gateways.of(pair.left), b.gateways.of(pair.right), {
    unreached: false,
  });
  const isIdle = idleMembers(pair);
  const seen = new Set<MemberPath>();
  return differences.flatMap((difference): readonly MeaningDifference[] => {
    // The settings of the whole gateway are compared once, elsewhere.
    if (isIdle(difference.path) || difference.path.startsWith('ike.')) return [];
    if (difference.path === 'peers.proposals' || difference.path === 'policies.proposals') {
      return tellProposals(a, b, pair, difference);
    }
    const path =
      pair.left.selector === undefined || pair.right.selector === undefined
        ? difference.path.replace(/^(policies\.selectors)\..*/, '$1')
        : toldPath(difference.path);
    if (seen.has(path)) return [];
    seen.add(path);
    const told = tellChanged(path, locate(a.side, pair.left, path), locate(b.side, pair.right, path));
    return [{ kind: 'changed', subjects: [subjectOf(path, pair)], path, ...told }];
  });
}

/** Members that one side's peer does not heed, so that only what it heeds instead (its version, its DPD mode) differs. */
function idleMembers({ left, right }: RowPair): (path: MemberPath) => boolean {
  const ignored = new Set(
    [left, right].flatMap(({ peer }) => (peer === undefined ? [] : [...ignoredMembers(peer).keys()])),
  );
  return (path) => ignored.has(path);
}

/** A row without a partner. */
export function loneRow({ lowered }: Side, row: Row, side: 'left' | 'right'): MeaningDifference {
  const { origins } = lowered;
  const header = find(origins, row.policy, 'policies', 'policies.name');
  const selector = find(origins, row.selector, 'policies.selectors', 'policies.selectors');
  const written = [...new Set([...header.origins, ...selector.origins])].filter((origin) => origin >= 0);
  const told: Told = { ...tellWhole('policies.selectors', selector), text: textOf(row), origins: written };
  return {
    kind: side === 'left' ? 'only-left' : 'only-right',
    subjects: [loneSubject(row, side)],
    path: 'policies.selectors',
    words: wordsFor('policies.selectors'),
    [side]: told,
  };
}

function textOf({ selector }: Row): string {
  if (selector === undefined) return showMember('policies.selectors', undefined);
  return `${selector.action} ${describeSelector(selector)}`;
}

function subjectOf(path: MemberPath, pair: RowPair): Subject {
  return path.startsWith('peers') ? peerSubject(pair) : tunnelSubject(pair);
}

function locate({ lowered: { origins } }: Side, { policy, peer, selector }: Row, path: MemberPath): Found {
  if (path.startsWith('policies.selectors')) return find(origins, selector, 'policies.selectors', path);
  if (path.startsWith('policies.')) return find(origins, policy, 'policies', path);
  const found = find(origins, peer, 'peers', path);
  return path === 'peers.localId' ? { ...found, value: resolved(found.value, policy.tunnel.local) } : found;
}

/** An address identity without value is the address of the tunnel (`ir.md` 10 rule 5). */
function resolved(identity: Json | undefined, local: string | undefined): Json | undefined {
  if (typeof identity !== 'object' || identity === null || local === undefined) return identity;
  const isAddress =
    'type' in identity && (identity.type === 'ID_IPV4_ADDR' || identity.type === 'ID_IPV6_ADDR');
  return isAddress && !('value' in identity) ? { ...identity, value: local } : identity;
}

function tellProposals(
  a: RowSide,
  b: RowSide,
  pair: RowPair,
  { path, left, right }: Difference,
): readonly MeaningDifference[] {
  const isIke = path === 'peers.proposals';
  const objectsOf = ({ gateways }: RowSide, { peer, policy }: Row): readonly object[] =>
    isIke ? gateways.ikeProposalsOf(peer) : gateways.ipsecProposalsOf(policy);
  const isIdle = idleMembers(pair);
  const changes = compareProposals(
    isIke ? 'ikeProposals' : 'ipsecProposals',
    { seen: left, objects: objectsOf(a, pair.left), origins: a.side.lowered.origins },
    { seen: right, objects: objectsOf(b, pair.right), origins: b.side.lowered.origins },
  );
  return changes
    .filter((change) => !isIdle(change.path))
    .map((change) => ({ ...change, subjects: [subjectOf(path, pair)] }));
}
