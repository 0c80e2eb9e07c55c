import type { Unread } from '../../notation/command.ts';

/** TG269: no equivalent; the advice says what to do by hand. */
export function noEquivalent(advice: string): Unread {
  return { code: 'TG269', advice };
}

/** TG119: the line has no part in a tunnel with a pre-shared key. */
export const WITHOUT_EFFECT: Unread = { code: 'TG119', advice: 'a pre-shared key' };

/** The timers of `ike dpd NAME` have defaults that no document tells. */
export const NAMED_DPD = noEquivalent('set up DPD by its type, idle time and retries');

/** TG162: remote access is not site to site. */
export const REMOTE_ACCESS: Unread = { code: 'TG162', advice: 'this line' };
