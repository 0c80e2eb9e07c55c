import { isCombined } from '../../ir/algorithms.ts';
import type { IkeProposal } from '../../ir/ike.ts';
import type { ObjectReference } from '../../ir/operation.ts';
import { withMembers, withValues } from '../../ir/origins.ts';
import { type Adjustment, type Rule, writersOf } from '../dialect-adjustment.ts';

/** Beside a cipher that authenticates by itself an integrity algorithm has no effect. */
export const dropIdleIntegrity: Rule = (gateway, adjustment) =>
  withMembers(adjustment.origins, gateway, {
    ikeProposals: gateway.ikeProposals.map((proposal) =>
      withoutIdleIntegrity(
        proposal,
        'ikeProposals',
        { kind: 'ike-proposal', name: proposal.name },
        adjustment,
      ),
    ),
    ipsecProposals: gateway.ipsecProposals.map((proposal) => {
      const { esp, name } = proposal;
      if (esp === undefined) return proposal;
      const object: ObjectReference = { kind: 'ipsec-proposal', name };
      const kept = withoutIdleIntegrity(esp, 'ipsecProposals.esp', object, adjustment);
      return kept === esp ? proposal : withMembers(adjustment.origins, proposal, { esp: kept });
    }),
  });

function withoutIdleIntegrity<Suite extends Pick<IkeProposal, 'encryption' | 'integrity'>>(
  suite: Suite,
  path: string,
  object: ObjectReference,
  adjustment: Adjustment,
): Suite {
  const [integrity] = suite.integrity;
  if (integrity === undefined || !isCombined(suite.encryption)) return suite;
  adjustment.note({
    code: 'TG119',
    kind: 'adapted',
    object,
    path: `${path}.integrity`,
    from: integrity.name,
    to: [],
    origins: writersOf(adjustment, suite, 'integrity'),
    note: 'has no effect under a cipher that authenticates by itself',
  });
  return withValues(adjustment.origins, suite, { integrity: [] });
}
