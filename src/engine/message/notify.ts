import type { NegotiationFailure } from '../../ir/result.ts';

/** IANA "IKEv2 Notify Message Types" and "ISAKMP Notify Message Types" (RFC 2407, 2408, 3706): the ones that the engine knows. */
export const NOTIFY = {
  UNSUPPORTED_CRITICAL_PAYLOAD: 1,
  INVALID_IKE_SPI: 4,
  INVALID_MAJOR_VERSION: 5,
  INVALID_SYNTAX: 7,
  INVALID_MESSAGE_ID: 9,
  INVALID_SPI: 11,
  NO_PROPOSAL_CHOSEN: 14,
  INVALID_KE_PAYLOAD: 17,
  AUTHENTICATION_FAILED: 24,
  SINGLE_PAIR_REQUIRED: 34,
  NO_ADDITIONAL_SAS: 35,
  INTERNAL_ADDRESS_FAILURE: 36,
  FAILED_CP_REQUIRED: 37,
  TS_UNACCEPTABLE: 38,
  INVALID_SELECTORS: 39,
  TEMPORARY_FAILURE: 43,
  CHILD_SA_NOT_FOUND: 44,
  INITIAL_CONTACT: 16384,
  SET_WINDOW_SIZE: 16385,
  ADDITIONAL_TS_POSSIBLE: 16386,
  COOKIE: 16390,
  USE_TRANSPORT_MODE: 16391,
  REKEY_SA: 16393,
  AUTH_LIFETIME: 16403,
  CHILDLESS_IKEV2_SUPPORTED: 16418,
  IKEV2_FRAGMENTATION_SUPPORTED: 16430,
} as const;

export const NOTIFY_V1 = {
  'INVALID-COOKIE': 4,
  'INVALID-SPI': 11,
  'NO-PROPOSAL-CHOSEN': 14,
  'PAYLOAD-MALFORMED': 16,
  'INVALID-KEY-INFORMATION': 17,
  'INVALID-ID-INFORMATION': 18,
  'INVALID-HASH-INFORMATION': 23,
  'AUTHENTICATION-FAILED': 24,
  'INVALID-SIGNATURE': 25,
  CONNECTED: 16384,
  'RESPONDER-LIFETIME': 24576,
  'REPLAY-STATUS': 24577,
  'INITIAL-CONTACT': 24578,
  'R-U-THERE': 36136,
  'R-U-THERE-ACK': 36137,
  HEARTBEAT: 40500,
} as const;

const NAMES = namesOf(NOTIFY);
const NAMES_V1 = namesOf(NOTIFY_V1);

/** "NO_PROPOSAL_CHOSEN", "NO-PROPOSAL-CHOSEN"; the number where it has no name. */
export function notifyName(version: 1 | 2, type: number): string {
  return (version === 1 ? NAMES_V1 : NAMES).get(type) ?? String(type);
}
/** A notify as a record of a failure has it. */
export function notifySeen(
  version: 1 | 2,
  number: number,
  direction: 'sent' | 'received',
): NonNullable<NegotiationFailure['notify']> {
  return { name: notifyName(version, number), number, direction };
}
function namesOf(numbers: Readonly<Record<string, number>>): ReadonlyMap<number, string> {
  return new Map(Object.entries(numbers).map(([name, number]) => [number, name]));
}
