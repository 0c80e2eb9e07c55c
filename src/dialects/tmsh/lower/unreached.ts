import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Origin } from '../../../ir/origins.ts';
import { type LoweringContext, neutralName } from './context.ts';
import { statementsOf } from './factory.ts';

/** TG115: what belongs to no tunnel has no place in the gateway. */
export function noteUnreached(
  context: LoweringContext,
  object: ConfigurationObject,
  what: string,
  statements: readonly Origin[] = statementsOf(object),
): void {
  for (const origin of statements) {
    context.used.add(origin);
    const details = { object: what, name: neutralName(object.key) };
    context.report({ ...diagnostic('TG115', details, { origin }), status: 'dropped' });
  }
}
