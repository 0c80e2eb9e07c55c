import type { Dialect, Written } from '../dialects/dialect.ts';
import { compareGateways } from '../ir/comparison.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Json } from '../ir/json.ts';
import { MASK } from './report/mask.ts';

/** A file of the output. */
export type WrittenText = Pick<Written, 'file' | 'text'>;

/**
 * Translation validation: the output is read (as strictly as the device does), lowered and compared with what was to be said (design 1). An empty
 * list: the output means it. Each entry is a sentence for a report of a bug.
 */
export function validate(
  target: Dialect,
  profile: string,
  written: readonly WrittenText[],
  legal: Gateway,
  names: ReadonlyMap<string, string>,
): readonly string[] {
  const files = written.map(({ file, text }) => ({ name: file, text }));
  const read = target.read(files, profile, { syntax: 'strict' });
  const lowered = target.lower(read, profile, 'meaning');
  const errors = [...read.diagnostics, ...lowered.diagnostics].filter(({ severity }) => severity === 'error');
  const differences = compareGateways(legal, lowered.gateway, { unreached: true, names });
  return [
    ...errors.map(({ code, message }) => `the output is refused: ${message} [${code}]`),
    ...differences.map(
      ({ object, path, left, right }) =>
        `${path} of ${JSON.stringify(object)}: ${inJson(left)} became ${inJson(right)}`,
    ),
  ];
}

/** Keys masked. */
function inJson(value: Json | undefined): string {
  return JSON.stringify(value, (name, own: unknown) => (name === 'psk' ? MASK : own)) ?? 'nothing';
}
