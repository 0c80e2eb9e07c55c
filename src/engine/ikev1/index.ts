import { logFailure } from '../gateway/logs.ts';
import type { Protocol } from '../gateway/state.ts';

/** IKEv1: phase 1, quick mode, informational exchanges. Not there yet: every peer of it stays without an SA. */
export const ikev1: Protocol = {
  initiate(gateway, _peer, path) {
    logFailure(gateway, { path, localPort: 500, remotePort: 500 }, 1, {
      role: 'initiator',
      exchange: 'main-mode',
      cause: 'version-mismatch',
    });
    return null;
  },
  createChild: () => {},
  rekeyChild: () => {},
  renewIkeSa: () => {},
  deleteIkeSa: () => {},
  deleteChild: () => {},
  requestTimedOut: () => {},
  trafficSent: () => {},
  unknownSpi: () => {},
  receive: () => {},
  timer: () => {},
};
