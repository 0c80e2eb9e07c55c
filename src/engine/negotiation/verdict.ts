import type { Json } from '../../ir/json.ts';

/** Three-valued: a key or an address that the configuration hides neither matches nor differs. */
export type Match = 'match' | 'mismatch' | 'unverifiable';

/** Why two ends found nothing in common: the IR member, what one offered and what the other takes, in IR words. */
export interface Mismatch {
  readonly parameter: string;
  readonly offered: Json;
  readonly accepted: Json;
}
