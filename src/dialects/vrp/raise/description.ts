import { describe } from '../../../ir/codes.ts';
import type { Said } from '../../dialect.ts';
import type { Place } from '../../dialect-raising.ts';
import type { RaisingContext } from './context.ts';

const LONGEST = 127;

/** A description of one line, cut to what VRP takes (`translation.md` 1.4); nothing where nothing is left. */
export function descriptionText(
  context: RaisingContext,
  description: string,
  place: Place,
  said: Said,
): string | undefined {
  const text = description
    .replaceAll(/[\s?]+/g, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim();
  if (text !== description) {
    const note = describe('TG201', { old: description, new: text });
    context.adapt({ code: 'TG201', ...place, to: text, note }, context.writersOf(said));
  }
  return text === '' ? undefined : text;
}
