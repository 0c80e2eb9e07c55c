import type { CapturedChildSa, CapturedIkeSa } from '../../../ir/captured.ts';
import { cell, type Cell, type Codec } from '../../../text/layout/form.ts';

/** An SA of phase 1, or one of phase 2 with that of phase 1 that it belongs to. */
export interface StatusRow {
  readonly ike?: CapturedIkeSa;
  readonly child?: CapturedChildSa;
  readonly parent?: CapturedIkeSa;
}

/** A member of an SA of phase 1. */
export function ikeCell<Value>(
  codec: Codec<Value>,
  get: (sa: CapturedIkeSa) => Value | undefined,
  put: (value: Value) => CapturedIkeSa,
): Cell<StatusRow> {
  return cell<StatusRow, Value>(
    codec,
    ({ ike }) => (ike === undefined ? undefined : get(ike)),
    (value) => ({ ike: put(value) }),
  );
}
/** A member of an SA of phase 2. */
export function childCell<Value>(
  codec: Codec<Value>,
  get: (sa: CapturedChildSa) => Value | undefined,
  put: (value: Value) => CapturedChildSa,
): Cell<StatusRow> {
  return cell<StatusRow, Value>(
    codec,
    ({ child }) => (child === undefined ? undefined : get(child)),
    (value) => ({ child: put(value) }),
  );
}

/** An SA of phase 1 by its two cookies. */
export const cookies: Codec<Pick<CapturedIkeSa, 'initiatorSpi' | 'responderSpi'>> = {
  pattern: String.raw`0x[\da-f]{32}|\(unbound\)`,
  print: ({ initiatorSpi, responderSpi }) =>
    initiatorSpi === undefined || responderSpi === undefined ? undefined : `0x${initiatorSpi}${responderSpi}`,
  read: (text) =>
    text.startsWith('0x') ? { initiatorSpi: text.slice(2, 18), responderSpi: text.slice(18) } : {},
};
