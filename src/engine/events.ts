/** What goes first at equal times: a hard expiry never pre-empts a message that arrives at the same instant. */
export const COMMAND_ORDER = 0;
export const PACKET_ORDER = 1;
export const TIMER_ORDER = 2;

/**
 * What an event of the queue is. Numbers below 64 belong to the core, 64 to 127 to IKEv2 (`ikev2/timers.ts`),
 * 128 and above to IKEv1 (`ikev1/timers.ts`): those go to `Protocol.timer`.
 */
export const EVENT = {
  action: 1,
  delivery: 2,
  start: 3,
  ikeSoftExpiry: 4,
  ikeHardExpiry: 5,
  childSoftExpiry: 6,
  childHardExpiry: 7,
  retransmit: 8,
  requestWait: 9,
  natKeepalive: 10,
  reestablish: 11,
  traffic: 12,
} as const;
/** Events that recur for ever or wait for a lifetime: a simulation that has only these is quiet. */
export const PERIODIC_EVENTS: readonly number[] = [
  EVENT.ikeSoftExpiry,
  EVENT.ikeHardExpiry,
  EVENT.childSoftExpiry,
  EVENT.childHardExpiry,
  EVENT.natKeepalive,
];
export const FIRST_IKEV2_EVENT = 64;
export const FIRST_IKEV1_EVENT = 128;
