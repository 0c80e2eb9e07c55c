import type { Written } from '../dialects/dialect.ts';
import { describe } from '../ir/codes.ts';
import { type DialectProfile, nameOf } from './dialect-profile.ts';
import type { Woven } from './operations/translate-operations.ts';

/** Says at the top what made the file, and what is missing from it. */
export function headerLines(
  { from, to }: { readonly from: DialectProfile; readonly to: DialectProfile },
  isIncomplete: boolean,
  missing: readonly string[],
): readonly string[] {
  const comment = to.dialect.target?.comment;
  if (comment === undefined) return [];
  const header = [comment(`translated by tunnelglot from ${nameOf(from)} to ${nameOf(to)}`)];
  if (!isIncomplete) return header;
  const what =
    missing.length === 0
      ? 'some statements could not be translated: the report names them'
      : describe('TG290', {
          count: missing.length === 1 ? '1 tunnel is' : `${missing.length} tunnels are`,
          tunnels: tunnelList(missing),
        });
  return [...header, comment(`INCOMPLETE: ${what} [TG290]`)];
}

/** The outputs with the lines at their top. */
export function withHeaders(plain: readonly Written[], header: readonly string[]): Woven {
  const written = plain.map((output) => ({
    ...output,
    text: header.map((line) => `${line}\n`).join('') + output.text,
    lines: [...header.map(() => []), ...output.lines],
  }));
  return { written, configuration: written, targets: new Map() };
}

/** "1 tunnel is missing …: map1 20"; of very many the first ones are named. */
function tunnelList(missing: readonly string[]): string {
  const named = missing.slice(0, MOST_NAMED).join(', ');
  return missing.length > MOST_NAMED ? `${named} and others` : named;
}
const MOST_NAMED = 20;
