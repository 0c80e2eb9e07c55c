import { diagnostic } from '../../../ir/codes.ts';
import { isLocalPlaceholder, placeholderName } from './address.ts';
import { type LoweringContext, originOf, type Value } from './context.ts';

/** TG140 for a local address that a person has yet to give; says whether it is one. */
export function noteLocalPlaceholder(
  context: LoweringContext,
  policy: string,
  value: Value | undefined,
): boolean {
  if (value === undefined || !isLocalPlaceholder(value.value)) return false;
  const placeholder = placeholderName(value.value.split('%')[0] ?? '') ?? '';
  const found = diagnostic('TG140', { policy, placeholder }, originOf(value.origins));
  context.reportOnce({ ...found, severity: 'warning', status: 'approximated' });
  return true;
}
