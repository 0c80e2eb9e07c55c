/** Events of IKEv2 (64 to 127). */
export const IKEV2_EVENT = {
  halfOpen: 64,
  retry: 65,
  liveness: 66,
  reauthentication: 67,
  deleteReplacedChild: 68,
  deleteLeftover: 69,
} as const;
/** They recur, or wait for a lifetime. */
export const PERIODIC_IKEV2_EVENTS: readonly number[] = [
  IKEV2_EVENT.liveness,
  IKEV2_EVENT.reauthentication,
  IKEV2_EVENT.deleteLeftover,
];
