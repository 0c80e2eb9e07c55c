import type { Operation } from '../ir/operation.ts';
import type { Result } from '../ir/result.ts';
import type { Gateways } from './gateways.ts';

/** Gateways that never meet: time passes and nothing happens. */
export function idleGateways(): Gateways {
  let now = 0;
  return {
    get now() {
      return now;
    },
    configure: () => [],
    execute: (_device, operation) => emptyResult(operation),
    ikeSas: () => [],
    childSas: () => [],
    selectors: () => [],
    advance: (milliseconds) => {
      now += milliseconds;
    },
    setLink: () => undefined,
    send: () => undefined,
    ladder: () => [],
  };
}

function emptyResult({ kind }: Operation): Result {
  return EMPTY[kind] ?? { kind: 'done', affected: 0 };
}

const EMPTY: Readonly<Partial<Record<Operation['kind'], Result>>> = {
  'show-ike-sa': { kind: 'ike-sas', sas: [] },
  'show-child-sa': { kind: 'child-sas', sas: [] },
  'show-offline-log': { kind: 'offline-log', records: [] },
  'show-failure-log': { kind: 'failure-log', failures: [] },
  'show-events': { kind: 'events', events: [] },
  'show-timers': { kind: 'timers', timers: [] },
};
