import type { OperationalLanguage, Way } from '../../dialects/dialect-operations.ts';
import type { Operation, SaSelector } from '../../ir/operation.ts';

/** Operations on the SAs that a selector takes. */
export type SelectiveOperation = Extract<Operation, { readonly select: SaSelector }>;

export function isSelective(operation: Operation): operation is SelectiveOperation {
  return 'select' in operation;
}

/** Whether an operation looks only: showing more than was asked harms nobody. */
export function isShowing({ kind }: Operation): boolean {
  return kind.startsWith('show-');
}

/** The kind of SAs that an operation is about. */
export function levelOf(operation: SelectiveOperation): 'ike' | 'child' {
  switch (operation.kind) {
    case 'clear-child-sa':
    case 'show-child-sa':
      return 'child';
    case 'initiate':
      return operation.level;
    case 'clear-ike-sa':
    case 'show-ike-sa':
    case 'show-certificate':
      return 'ike';
    default:
      return operation satisfies never;
  }
}

/** A language on a device of a profile. */
export interface Speaker {
  readonly language: OperationalLanguage;
  readonly profile: string;
  /** For messages: "tmsh". */
  readonly name: string;
}

/** A way with what each of its commands really asks, as the device would understand it. */
export interface WayReadBack extends Way {
  readonly means: readonly Operation[];
}

/**
 * Reads the commands of ways back: whoever chooses among them compares meanings, never texts. A way that the device itself would not take
 * (a number out of its range, a name too long) is none.
 */
export function readBack(ways: readonly Way[], { language, profile }: Speaker): readonly WayReadBack[] {
  return ways.flatMap((way) => {
    const read = way.commands.map((command) => language.understand(command, { profile }));
    const means = read.flatMap((command) => (command.kind === 'operation' ? [command.operation] : []));
    return means.length === way.commands.length && means.length > 0 ? [{ ...way, means }] : [];
  });
}
