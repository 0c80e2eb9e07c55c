import { CommandLanguage } from '../../notation/command-language.ts';
import { commandTable } from '../../notation/command-table.ts';
import { PROFILES } from '../profiles.ts';
import { displays } from './displays.ts';
import { otherDisplays, otherResets } from './other.ts';
import { resets } from './resets.ts';
import { session, userSession } from './session.ts';

/** What is typed once and configures nothing; the levels are in `levelOf`. */
export const operationTable = commandTable(
  [resets, userSession, displays, session, otherDisplays, otherResets],
  PROFILES,
);

/** The operational commands, compiled when the first of them is read. */
export const operationLanguage = new CommandLanguage(operationTable);

/** Levels where a row names none: of what shows, and of what changes. */
const LEVELS: Readonly<Record<string, number>> = { any: 1, user: 3 };

/** The privilege that a user needs to run a command (`reference/vrp.md` 1.2). */
export function levelOf({
  view,
  options: { level },
}: {
  readonly view: string;
  readonly options: { readonly level?: number };
}): number {
  return level ?? LEVELS[view] ?? 2;
}
