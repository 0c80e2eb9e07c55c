import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Operation } from '../../ir/operation.ts';
import type { SelectiveOperation } from './reading-back.ts';
import { levelOf, type Speaker } from './reading-back.ts';
import type { SayingContext } from './context.ts';
import type { Containment } from './selection.ts';
import { describeSas } from './words.ts';

/** Why nothing may be said: it would reach more, or nobody knows whether it would. */
export function refusalOf(
  why: Exclude<Containment, { kind: 'contained' }>,
  operation: SelectiveOperation,
  context: SayingContext,
): Diagnostic {
  if (why.kind === 'wider') return diagnostic('TG302', { what: describeSas(why.also) });
  const { select } = operation;
  const { from, known } = context;
  const isKnown = known[levelOf(operation)] !== undefined;
  const capture = captureOf(operation, from);
  if (why.members.includes('processor')) {
    const help = 'where the device has one board only, say so with --single-board';
    return diagnostic('TG302', { what: 'the SAs of its other boards' }, { help });
  }
  const name = select.peer ?? select.trafficSelector ?? select.policy?.name;
  if (name !== undefined && !isKnown) {
    const help = `or give --sas FILE (${capture})`;
    return diagnostic('TG314', { name: `"${name}"`, target: context.to.name }, { help });
  }
  return diagnostic('TG303', { needed: `--sas FILE (${capture}) or --config FILE` });
}

/** A connection number that nothing tells the SA of. */
export function unknownNumber(operation: SelectiveOperation, { from, known }: SayingContext): Diagnostic {
  const capture = captureOf(operation, from);
  const found = diagnostic('TG301', { number: operation.select.connectionId ?? 0, capture });
  const isCaptured = known.ike !== undefined || known.child !== undefined;
  return isCaptured ? { ...found, help: 'no SA of this number is in what is given' } : found;
}

/** The commands whose output would tell. */
function captureOf(operation: SelectiveOperation, { language, profile }: Speaker): string {
  const show: Operation =
    levelOf(operation) === 'ike'
      ? { kind: 'show-ike-sa', select: {}, detail: 'brief' }
      : { kind: 'show-child-sa', select: {}, detail: 'full' };
  const expression = language.express(show, profile);
  const [way] = expression.kind === 'ways' ? expression.ways : [];
  return way === undefined ? 'its SAs' : `its ${way.commands.join(', ')}`;
}
