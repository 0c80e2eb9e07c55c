import type { Understood } from '../../../grammars/notation/command-language.ts';
import type { CommandLine } from '../../../grammars/notation/command-table.ts';
import { wordsOf } from '../../../grammars/notation/words.ts';
import type { Applied } from '../../../grammars/objects/apply.ts';
import { list } from '../../../grammars/objects/list.ts';
import { type ConfigurationObject, emptyObject } from '../../../grammars/objects/object.ts';
import { language } from '../../../grammars/vrp/understand.ts';
import { applyStatement } from '../../../grammars/vrp/objects.ts';
import { PROFILES, type Profile } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';

/** Every line that can be typed, in each profile that has it. */
export const LINES: readonly (readonly [name: string, line: CommandLine, profile: Profile])[] =
  table.lines.flatMap((line) =>
    PROFILES.filter((profile) => line.row.options.profiles?.includes(profile) !== false).map(
      (profile) => [`${profile} ${line.row.view}: ${line.text}`, line, profile] as const,
    ),
  );

/** Reads one line in a view, as a file's reader does. */
export function understand(sentence: string, view: string, profile: Profile): Understood | undefined {
  const words = wordsOf(sentence);
  return words.end === 0 ? undefined : language.understand(words, [view], profile);
}

/** An object of a view, below an empty root. */
export function objectOf(view: string): ConfigurationObject {
  const root = emptyObject('system', '');
  return view === 'system' ? root : emptyObject(view, 'zqobject', root);
}

/** Types a sentence at an object. */
export function type(cursor: ConfigurationObject, sentence: string, profile: Profile): Applied {
  const understood = understand(sentence, cursor.view, profile);
  if (understood?.kind !== 'line') throw new Error(`cannot be read in ${cursor.view}: ${sentence}`);
  return applyStatement(cursor, { start: 0, end: 0, view: cursor.view, section: 0, understood }, 0);
}

/** The listing of an object as sentences. */
export function listing(object: ConfigurationObject, profile: Profile): readonly string[] {
  return list(table.model, object, profile).map(
    ({ slot, operator, values, entry }) => `${slot} ${operator} ${entry ?? ''} ${JSON.stringify(values)}`,
  );
}
