import type { CapturedChildSa } from '../../../ir/captured.ts';
import type { Gathering } from '../../dialect-gathering.ts';
import type { Shown } from '../../dialect-outputs.ts';
import type { StatusRow } from './status-row.ts';

/** The SAs of phase 1. */
export function* phase1Rows({ ikeSas, peers = [], policies = [] }: Shown): Generator<StatusRow, void> {
  for (const sa of ikeSas) {
    const peer = peers.find(({ name }) => name === sa.peer);
    if (peer === undefined || sa.configured !== undefined) {
      yield { ike: sa };
      continue;
    }
    const own = policies.filter((policy) => policy.peer === peer.name);
    const isGenerated = own.some(({ acceptSelectors }) => acceptSelectors === 'offered');
    const configured = {
      anonymous: peer.remote?.length === 0,
      passive: own.length > 0 && own.every(({ initiation }) => initiation === 'never'),
      policies: isGenerated ? 'require' : 'none',
    };
    yield { ike: { ...sa, configured } };
  }
}
/** Those of both phases. */
export function* bothRows(shown: Shown): Generator<StatusRow, void> {
  yield* phase1Rows(shown);
  for (const child of shown.childSas) {
    const parent = child.ikeSa === undefined ? undefined : shown.ikeSa(child.ikeSa);
    yield { child, ...(parent === undefined ? {} : { parent }) };
  }
}

/** Each line says something of a half; all of it is one. */
function halfOf(
  child: CapturedChildSa,
  direction: 'inbound' | 'outbound',
): Pick<CapturedChildSa, 'inbound' | 'outbound'> {
  const parts = child[direction] ?? [];
  return parts.length === 0 ? {} : { [direction]: [Object.assign({}, ...parts)] };
}

export function gatherStatus(rows: readonly StatusRow[], gathering: Gathering): void {
  for (const { ike, child, parent } of rows) {
    if (ike !== undefined) gathering.addIkeSa(ike);
    if (child === undefined) continue;
    gathering.addChildSa({
      ...child,
      ...halfOf(child, 'inbound'),
      ...halfOf(child, 'outbound'),
      ...(parent === undefined ? {} : { ikeSa: gathering.addIkeSa(parent) }),
    });
  }
}
