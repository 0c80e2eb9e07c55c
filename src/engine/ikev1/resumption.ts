import { childrenOf } from '../gateway/expiry.ts';
import type { GatewayState } from '../gateway/state.ts';
import { exchangeFor } from './quick-exchanges.ts';
import { beginRekey } from './quick-mode-initiator.ts';
import type { Ikev1Sa } from './records.ts';

/** Begins the quick modes that waited for an IKE SA to replace child SAs. */
export function resumeRekeys(gateway: GatewayState, sa: Ikev1Sa): void {
  for (const child of childrenOf(sa)) {
    if (child.state === 'rekeying' && exchangeFor(sa.path, child.entry, child) === null)
      beginRekey(gateway, sa, child);
  }
}
