import type { Row } from './rows.ts';

export interface RowPair {
  readonly left: Row;
  readonly right: Row;
}
/** Rows of two gateways that are for the same tunnel, in the left one's order, and those without a partner. */
export interface PairedRows {
  readonly pairs: readonly RowPair[];
  readonly onlyLeft: readonly Row[];
  readonly onlyRight: readonly Row[];
}

/**
 * What rows have in common, the most telling first. Each round pairs what the rounds before left over; names never
 * count. Without a remote address (templates) the identities of the peer tell it from others.
 */
const ROUNDS: readonly ((row: Row) => string)[] = [
  (row) => `${remoteOf(row)} ${identitiesOf(row)} ${selectorOf(row)}`,
  (row) => `${remoteOf(row)} ${selectorOf(row)}`,
  (row) => `${remoteOf(row)} ${actionOf(row)} ${JSON.stringify(row.selector?.remote)}`,
  (row) => `${remoteOf(row)} ${actionOf(row)} ${JSON.stringify(row.selector?.local)}`,
  (row) => `${remoteOf(row)} ${actionOf(row)}`,
  (row) => selectorOf(row),
];

export function pairRows(left: readonly Row[], right: readonly Row[]): PairedRows {
  const pairs: RowPair[] = [];
  let [onlyLeft, onlyRight] = [left, right];
  for (const key of ROUNDS) {
    const waiting = byKey(onlyRight, key);
    const taken = new Set<Row>();
    for (const row of onlyLeft) {
      const partner = waiting.get(key(row))?.shift();
      if (partner === undefined) continue;
      pairs.push({ left: row, right: partner });
      taken.add(row).add(partner);
    }
    onlyLeft = onlyLeft.filter((row) => !taken.has(row));
    onlyRight = onlyRight.filter((row) => !taken.has(row));
  }
  return { pairs: pairs.toSorted((a, b) => a.left.order - b.left.order), onlyLeft, onlyRight };
}

function byKey(rows: readonly Row[], key: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const known = found.get(key(row));
    if (known === undefined) found.set(key(row), [row]);
    else known.push(row);
  }
  return found;
}

function remoteOf({ peer, policy }: Row): string {
  return JSON.stringify([peer?.remote ?? policy.tunnel.remote ?? null, policy.kind]);
}
function identitiesOf({ peer }: Row): string {
  return JSON.stringify(peer?.remoteIds ?? []);
}
function actionOf({ selector }: Row): string {
  return selector?.action ?? 'protect';
}
function selectorOf({ selector }: Row): string {
  if (selector === undefined) return 'everything';
  const { action, local, remote, protocol, localPorts, remotePorts, direction } = selector;
  return JSON.stringify([action, local, remote, protocol, localPorts, remotePorts, direction]);
}
