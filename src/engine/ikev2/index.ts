import { logFailure } from '../gateway/logs.ts';
import type { Protocol } from '../gateway/state.ts';

/** IKEv2 (RFC 7296). Not there yet: every peer of it stays without an SA. */
export const ikev2: Protocol = {
  initiate(gateway, _peer, path) {
    logFailure(gateway, { path, localPort: 500, remotePort: 500 }, 2, {
      role: 'initiator',
      exchange: 'ike-sa-init',
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
