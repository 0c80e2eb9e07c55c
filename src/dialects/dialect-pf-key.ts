import type { ChildSaState } from '../ir/result.ts';

/** The states of an SA in PF_KEY (RFC 2367 2.3.1), as setkey and tmsh name them; only `mature` was ever captured (`reference/tmsh.md` 4.5). */
export const PF_KEY_STATES: Readonly<Record<string, ChildSaState>> = {
  mature: 'installed',
  larval: 'larval',
  dying: 'rekeying',
  dead: 'dead',
};

/** Others of the engine have no word of their own. */
export const PF_KEY_SHOWN_AS: Readonly<Partial<Record<ChildSaState, ChildSaState>>> = {
  rekeyed: 'rekeying',
  deleting: 'dead',
};
