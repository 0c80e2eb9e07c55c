import { ObjectModel, type SlotModel, type ViewModel } from '../objects/model.ts';
import type { Operator } from '../objects/object.ts';
import { type Binding, compileBinding } from './binding.ts';
import { type Chapter, type Command, type CommandOptions, entryOf } from './command.ts';
import { parseNotation } from './parse-notation.ts';
import type { Sequence } from './syntax.ts';
import { wordsOf } from './words.ts';

/** A row of a dialect's tables: one line of the manual in its view. */
export interface CommandRow {
  readonly index: number;
  readonly view: string;
  readonly slot: string;
  readonly line: string;
  readonly options: CommandOptions;
}

/**
 * A line that can be typed: a row's own, or what stands behind `undo` for it. Its notation is read when it is needed:
 * few lines of a table are in one file.
 */
export class CommandLine {
  readonly row: CommandRow;
  readonly operator: Operator;
  readonly text: string;
  /** The slots that a line resets which is no single row's undo. */
  readonly resets: readonly string[] | undefined;
  #syntax: Sequence | undefined;
  #binding: Binding | undefined;

  constructor(row: CommandRow, operator: Operator, text: string, resets?: readonly string[]) {
    this.row = row;
    this.operator = operator;
    this.text = text;
    this.resets = resets;
  }

  get syntax(): Sequence {
    return (this.#syntax ??= parseNotation(this.text));
  }

  get binding(): Binding {
    return (this.#binding ??= compileBinding(this.syntax));
  }

  get firstWord(): string {
    return this.text.split(' ', 1)[0] ?? '';
  }

  /** The words that tell its kin from all others: `undo`, which begins half of a table, with the word behind it. */
  get opening(): string {
    return this.firstWord === UNDO ? this.text.split(' ', 2).join(' ') : this.firstWord;
  }
}

/** What takes a command back is its text behind this word. */
export const UNDO = 'undo';

/** All commands of a dialect, flat. */
export interface CommandTable {
  readonly rows: readonly CommandRow[];
  readonly lines: readonly CommandLine[];
  readonly model: ObjectModel;
}

export function commandTable(chapters: readonly Chapter[], profiles: readonly string[]): CommandTable {
  const rows: CommandRow[] = [];
  const lines: CommandLine[] = [];
  for (const { view, slots, resets } of chapters) {
    const known = new Set<string>();
    const addLine = (row: CommandRow, operator: Operator, text: string, reset?: readonly string[]): void => {
      const key = `${operator} ${text} ${String(row.options.profiles)}`;
      if (known.has(key)) return;
      known.add(key);
      lines.push(new CommandLine(row, operator, text, reset));
    };
    for (const [slot, commands] of Object.entries(slots)) {
      for (const { line, options } of commandsOf(commands)) {
        const row: CommandRow = { index: rows.length, view, slot, line, options };
        rows.push(row);
        addLine(row, options.holds === 'list' ? 'add' : 'set', line);
        if (options.undo !== undefined) addLine(row, undoOperator(options), `${UNDO} ${options.undo}`);
        if (options.negates !== undefined) addLine(row, 'negate', `${UNDO} ${options.negates}`);
      }
    }
    for (const [text, reset] of Object.entries(resets)) {
      const row = rows.find((candidate) => candidate.view === view && candidate.slot === reset[0]);
      if (row === undefined) throw new Error(`undo ${text}: no slot to reset`);
      addLine(row, 'reset', `${UNDO} ${text}`, reset);
    }
  }
  return { rows, lines, model: new ObjectModel(viewModels(chapters, lines, profiles)) };
}

function commandsOf(commands: Command | readonly Command[]): readonly Command[] {
  return 'line' in commands ? [commands] : commands;
}

function undoOperator({ enters, holds }: CommandOptions): Operator {
  if (enters !== undefined) return 'delete';
  return holds === undefined ? 'reset' : 'remove';
}

function viewModels(
  chapters: readonly Chapter[],
  lines: readonly CommandLine[],
  profiles: readonly string[],
): readonly ViewModel[] {
  return chapters.map(({ view, slots }) => ({
    view,
    slots: Object.entries(slots).map(([slot, commands]) =>
      slotModel(view, slot, commandsOf(commands), lines, profiles),
    ),
  }));
}

function slotModel(
  view: string,
  slot: string,
  commands: readonly Command[],
  lines: readonly CommandLine[],
  profiles: readonly string[],
): SlotModel {
  const all = commands.map(({ options }) => options);
  const holds = all.find((options) => options.holds !== undefined)?.holds;
  const enters = [...new Set(all.flatMap((options) => options.enters ?? []))];
  const listed = all.find((options) => options.listed !== undefined)?.listed;
  const refers = all.find((options) => options.refersTo !== undefined)?.refersTo;
  let defaults: SlotModel['defaults'] | undefined;
  return {
    slot,
    holds: holds === undefined ? 'one' : typeof holds === 'string' ? holds : 'keyed',
    undoable: all.some(({ undo }) => undo !== undefined),
    get defaults() {
      if (defaults === undefined) {
        const own = lines.filter((line) => line.row.view === view && line.row.slot === slot);
        defaults = Object.fromEntries(profiles.map((profile) => [profile, defaultsOf(all, own, profile)]));
      }
      return defaults;
    },
    alwaysListed: all.flatMap(({ alwaysListed }) => alwaysListed ?? []),
    ...(enters.length === 0 ? {} : { enters }),
    ...(listed === undefined ? {} : { listed }),
    ...(refers === undefined ? {} : { refersTo: { views: [refers.view].flat(), value: refers.argument } }),
  };
}

type Defaults = SlotModel['defaults'][string];

/** Reads the default sentences of a profile with the slot's own lines. */
function defaultsOf(
  all: readonly CommandOptions[],
  lines: readonly CommandLine[],
  profile: string,
): Defaults {
  const sentences = all.flatMap(({ defaults }) => defaults?.[profile] ?? []);
  return sentences.map((sentence) => {
    for (const line of lines) {
      const values = line.binding.bind(wordsOf(sentence));
      if (values === undefined || line.binding.check(values) !== undefined) continue;
      const entry = entryOf(line.row.options, values);
      return { operator: line.operator, values, ...(entry === undefined ? {} : { entry }) };
    }
    throw new Error(`default is not a line of its slot: ${sentence}`);
  });
}
