import type { Origin } from '../../src/ir/origins.ts';
import { assignmentsOf } from '../notation/assignment.ts';
import type { Chapter, Commands } from '../notation/command.ts';
import type { CommandLine } from '../notation/command-table.ts';
import type { NamesOf } from '../notation/face.ts';
import { printLine } from '../notation/print-line.ts';
import { parametersOf } from '../notation/binding.ts';
import type { Assignment, Values } from '../objects/object.ts';
import type { Sequence } from '../notation/syntax.ts';
import type { Profile } from './profiles.ts';
import { table } from './table.ts';

/** The arguments of a slot by name, as the compiler knows them from its lines. */
export type Arguments<Slots extends Commands, Slot extends keyof Slots> = NoArguments & {
  readonly [Name in NamesOf<Slots[Slot]>]?: string | readonly string[];
};
/** Of a line of keywords alone. */
interface NoArguments {
  readonly none?: never;
}

/** A view with the slots that are written of it. */
export type View<Slots extends Commands> = Pick<Chapter<Slots>, 'view' | 'slots'>;

/**
 * What a statement with these arguments says to the objects step: of the slot's lines in the profile, the first
 * that has all of them. `enters`: of the lines that open objects, the one that opens this view; `negated`: the
 * opposite. Throws where the profile has no such line: the limits leave only what it has.
 */
export function statement<Slots extends Commands, Slot extends keyof Slots & string>(
  { view }: View<Slots>,
  slot: Slot,
  values: Arguments<Slots, Slot>,
  profile: Profile,
  origin: Origin,
  options: { readonly enters?: string; readonly negated?: boolean } = {},
): Assignment {
  const given = definedValues(values);
  const { negated = false, enters } = options;
  const line = lineFor(view, slot, profile, { isNegated: negated, enters, values: given });
  const [assignment] = assignmentsOf(line, given, origin);
  if (assignment === undefined) throw new Error(`${line.text} says nothing`);
  return assignment;
}

/** The words of a statement: its line run backwards. */
export function printStatement(assignment: Assignment, profile: Profile): string {
  const { view, slot, operator, enters, values } = assignment;
  const wanted = { isNegated: operator === 'negate', enters: enters?.view, values };
  return printLine(lineFor(view, slot, profile, wanted).syntax, values);
}

function definedValues(values: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, string | readonly string[]][] => {
      if (typeof value === 'string') return [[name, value]];
      return Array.isArray(value) ? [[name, value.map(String)]] : [];
    }),
  );
}

/** The lines that say something of a slot, by view and slot; those that take it back are not among them. */
const LINES: ReadonlyMap<string, readonly CommandLine[]> = bySlot();

function bySlot(): ReadonlyMap<string, readonly CommandLine[]> {
  const slots = new Map<string, CommandLine[]>();
  for (const line of table.lines) {
    if (line.operator !== 'set' && line.operator !== 'add' && line.operator !== 'negate') continue;
    const key = `${line.row.view} ${line.row.slot}`;
    const known = slots.get(key);
    if (known === undefined) slots.set(key, [line]);
    else known.push(line);
  }
  return slots;
}

/** The names that a line's arguments can have; a pure function's memory. */
function namesOf(line: CommandLine): ReadonlySet<string> {
  const known = NAMES.get(line) ?? namesIn(line.syntax);
  NAMES.set(line, known);
  return known;
}
const NAMES = new WeakMap<CommandLine, ReadonlySet<string>>();

/** The names of all arguments that a line can have. */
export function namesIn(syntax: Sequence): ReadonlySet<string> {
  return new Set([...parametersOf(syntax).map(({ parameter }) => parameter.name), ...choiceNames(syntax)]);
}

function choiceNames(syntax: Sequence): readonly string[] {
  return syntax.flatMap((item) =>
    item.kind === 'choice'
      ? [...(item.name === undefined ? [] : [item.name]), ...item.alternatives.flatMap(choiceNames)]
      : [],
  );
}

/** The first line of a slot that a profile has, that opens the view and that takes all of the arguments. */
function lineFor(
  view: string,
  slot: string,
  profile: Profile,
  wanted: { readonly isNegated: boolean; readonly enters: string | undefined; readonly values: Values },
): CommandLine {
  const found = LINES.get(`${view} ${slot}`)?.find(
    (line) =>
      (line.operator === 'negate') === wanted.isNegated &&
      line.row.options.enters === wanted.enters &&
      line.row.options.profiles?.includes(profile) !== false &&
      Object.keys(wanted.values).every((name) => namesOf(line).has(name)),
  );
  if (found === undefined) {
    throw new Error(`vrp@${profile} has no ${view} ${slot} with ${Object.keys(wanted.values).join(', ')}`);
  }
  return found;
}
