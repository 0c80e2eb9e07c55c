import type { Operation, SaSelector } from '../../ir/operation.ts';
import type { Result, Statistics } from '../../ir/result.ts';
import { engineEvent } from '../gateway/logged-event.ts';
import type { GatewayState } from '../gateway/state.ts';
import { Counters, statisticsOf } from '../gateway/statistics.ts';
import { clearChildSas, clearIkeSas } from './clear-sas.ts';
import { initiateSelected } from './initiate.ts';
import { refused } from './refused.ts';
import { selectChildSas, selectIkeSas } from './select-sas.ts';
import { showChildSa } from './show-child-sa.ts';
import { showIkeSa } from './show-ike-sa.ts';
import { timersOf } from './show-timers.ts';

/** Executes an operation on a gateway, now. Operations that only read change nothing. */
export function execute(gateway: GatewayState, operation: Operation): Result {
  switch (operation.kind) {
    case 'clear-ike-sa':
      return clearIkeSas(gateway, operation);
    case 'clear-child-sa':
      return clearChildSas(gateway, operation);
    case 'initiate':
      return initiateSelected(gateway, operation);
    case 'show-ike-sa': {
      const sas = Array.from(selectIkeSas(gateway, operation.select), (sa) => showIkeSa(gateway, sa));
      return { kind: 'ike-sas', sas };
    }
    case 'show-child-sa': {
      const sas = Array.from(selectChildSas(gateway, operation.select), (sa) => showChildSa(gateway, sa));
      return { kind: 'child-sas', sas };
    }
    case 'show-offline-log':
      return {
        kind: 'offline-log',
        records: newestFirst(gateway.offlineLog.list(), operation.remoteAddress),
      };
    case 'show-failure-log':
      return {
        kind: 'failure-log',
        failures: newestFirst(gateway.failures.list(), operation.remoteAddress),
      };
    case 'show-statistics':
      return { kind: 'statistics', statistics: statistics(gateway) };
    case 'clear-statistics':
      gateway.counters = new Counters();
      gateway.counters.since = gateway.time;
      return { kind: 'done', affected: 0 };
    case 'clear-log':
      (operation.log === 'offline' ? gateway.offlineLog : gateway.failures).clear();
      return { kind: 'done', affected: 0 };
    case 'show-events':
      return { kind: 'events', events: gateway.events.list().map(engineEvent) };
    case 'show-timers':
      return { kind: 'timers', timers: timersOf(gateway) };
    case 'show-certificate':
      return showCertificate(gateway, operation.select);
    case 'show-configuration':
    case 'change-configuration':
    case 'save-configuration':
    case 'load-configuration':
    case 'enter-mode':
    case 'set-paging':
      return refused('not-supported'); // the device's business: it holds the statements
    default:
      return operation satisfies never;
  }
}

/** The certificate that the peer of an IKE SA has shown. Configurations name certificates and do not hold them: it has no content. */
function showCertificate(gateway: GatewayState, select: SaSelector): Result {
  const isThere = selectIkeSas(gateway, select).next().done !== true;
  return isThere ? { kind: 'certificate' } : refused('not-found');
}

function newestFirst<T extends { readonly remote: { readonly address: string } }>(
  records: readonly T[],
  remoteAddress: string | undefined,
): readonly T[] {
  const wanted = records.filter(
    ({ remote }) => remoteAddress === undefined || remote.address === remoteAddress,
  );
  return wanted.toReversed();
}

function statistics(gateway: GatewayState): Statistics {
  let halfOpen = 0;
  for (let sa = gateway.newestIkeSa; sa !== null; sa = sa.older) if (sa.state === 'connecting') halfOpen++;
  const totals = { ikeSas: gateway.ikeSaCount, halfOpen, childSas: gateway.childCount };
  return statisticsOf(gateway.counters, totals);
}
