import { FIRST_IKEV1_EVENT } from '../events.ts';

/** Events of IKEv1; what each happens to is told behind it. */
export const TIMER = {
  halfOpen: FIRST_IKEV1_EVENT, // Ikev1Sa: a responder's set-up took too long
  liveness: FIRST_IKEV1_EVENT + 1, // Ikev1Sa: dead peer detection
  heartbeatDue: FIRST_IKEV1_EVENT + 2, // Ikev1Sa: the next heartbeat is to be sent
  heartbeatMissing: FIRST_IKEV1_EVENT + 3, // Ikev1Sa: none has come for the configured time
  replacedIkeSa: FIRST_IKEV1_EVENT + 4, // Ikev1Sa: has been replaced long enough
  replacedChild: FIRST_IKEV1_EVENT + 5, // ChildSaRecord: has been replaced long enough
} as const;

/** Those that recur, or wait for the end of an SA: a simulation that has only these is quiet. */
export const IKEV1_PERIODIC_TIMERS: readonly number[] = [
  TIMER.liveness,
  TIMER.heartbeatDue,
  TIMER.heartbeatMissing,
  TIMER.replacedIkeSa,
  TIMER.replacedChild,
];
