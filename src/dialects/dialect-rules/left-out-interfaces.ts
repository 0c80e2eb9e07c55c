import type { Interface } from '../../ir/gateway.ts';
import { allOrigins, type Origin } from '../../ir/origins.ts';
import type { Adjustment } from '../dialect-adjustment.ts';

/** A tunnel interface that no policy protects is no matter of IPsec any more. */
export function noteIdleTunnel(candidate: Interface, adjustment: Adjustment): void {
  adjustment.note({
    code: 'TG115',
    kind: 'dropped',
    object: { kind: 'interface', name: candidate.name },
    path: 'interfaces',
    from: candidate.name,
    origins: [...allOrigins(adjustment.origins, candidate)],
    note: `${candidate.name} belongs to no tunnel that is written`,
  });
}

/** Other interfaces are the device's own matter; `told`: origins that another note speaks of. */
export function noteOtherInterface(
  candidate: Interface,
  adjustment: Adjustment,
  told: ReadonlySet<Origin> = new Set(),
): void {
  adjustment.note({
    code: 'TG104',
    kind: 'out-of-scope',
    object: { kind: 'interface', name: candidate.name },
    path: 'interfaces',
    from: candidate.name,
    origins: [...allOrigins(adjustment.origins, candidate)].filter((origin) => !told.has(origin)),
    note: 'not IPsec: kept as it is',
  });
}
