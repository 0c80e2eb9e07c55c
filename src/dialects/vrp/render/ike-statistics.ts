import type { CapturedStatistics } from '../../../ir/captured.ts';
import { type Form, merge } from '../../../text/layout/form.ts';
import { type LayoutsByVariant, outputKind } from '../../dialect-outputs.ts';
import { ikeErrorStatisticsLayouts, ikeStatisticsLayouts } from '../layouts/ike-statistics.ts';
import { counter, failureCounter, messageCounter, ZERO } from './counters.ts';

type Row = CapturedStatistics;

const form: Form<Row> = {
  cells: {
    received: messageCounter('received'),
    sent: messageCounter('sent'),
    ikeRekeyed: counter(
      ({ ikeSas }) => ikeSas?.rekeyedByUs,
      (rekeyedByUs) => ({ ikeSas: { rekeyedByUs } }),
    ),
    childRekeyed: counter(
      ({ childSas }) => childSas?.rekeyedByUs,
      (rekeyedByUs) => ({ childSas: { rekeyedByUs } }),
    ),
    methodMismatch: failureCounter('authentication-method-mismatch'),
    softExpiries: counter(
      ({ softExpiries }) => softExpiries,
      (softExpiries) => ({ softExpiries }),
    ),
    triggers: counter(
      ({ triggers }) => triggers,
      (triggers) => ({ triggers }),
    ),
    ikeProposal: failureCounter('ike-proposal-mismatch'),
    childProposal: failureCounter('child-proposal-mismatch', 'pfs-mismatch', 'lifetime-refused'),
    group: failureCounter('dh-group-mismatch'),
    version: failureCounter('version-mismatch'),
    flow: failureCounter('selector-mismatch'),
    noPeer: failureCounter('no-peer-configured'),
    identity: failureCounter('remote-id-mismatch'),
    localIdentity: failureCounter('local-id-missing'),
    authentication: failureCounter('authentication-failed', 'unverifiable-secret'),
    zero: ZERO,
  },
};

function statisticsKind(layouts: LayoutsByVariant) {
  return outputKind<Row>({
    layouts,
    form,
    empty: {},
    rows: ({ statistics }) => (statistics === undefined ? [] : [statistics]),
    gather: (rows, gathering) => {
      for (const row of rows) gathering.statistics = merge<Row>(gathering.statistics ?? {}, row);
    },
  });
}

/** `display ike statistics`. */
export const ikeStatistics = statisticsKind(ikeStatisticsLayouts);
/** `display ikev2 statistics error`. */
export const ikeErrorStatistics = statisticsKind(ikeErrorStatisticsLayouts);
