import { diagnostic } from '../../../ir/codes.ts';
import type { Sourced } from '../../../ir/origins.ts';
import { type LoweringContext, originOf } from './context.ts';

/** TG202: tmsh counts lifetimes in minutes, everybody else in seconds. */
export function noteMinutes(context: LoweringContext, { value, origins }: Sourced<number>): void {
  const at = originOf(origins);
  if (at.origin === undefined) return;
  const details = { a: `${value} min`, b: `${value * 60} s` };
  context.reportOnce(diagnostic('TG202', details, at));
}
