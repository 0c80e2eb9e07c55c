import type { FailureDetails } from '../gateway/records.ts';
import { NOTIFY } from '../message/notify.ts';

/** What an error notify for a child SA is about. */
export function causeOf(type: number): FailureDetails['cause'] {
  switch (type) {
    case NOTIFY.TS_UNACCEPTABLE:
    case NOTIFY.SINGLE_PAIR_REQUIRED:
      return 'selector-mismatch';
    case NOTIFY.INVALID_KE_PAYLOAD:
      return 'pfs-mismatch';
    case NOTIFY.NO_ADDITIONAL_SAS:
      return 'limit-reached';
    default:
      return 'child-proposal-mismatch';
  }
}
