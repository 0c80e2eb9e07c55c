import { describe, type Details, type KnownCode } from '../ir/codes.ts';
import type { Code, Diagnostic } from '../ir/diagnostic.ts';
import type { MemberPath } from '../ir/limits.ts';

/** What a rule looks at: an object of the gateway, and what it needs to know of the others. */
export interface Subject {
  readonly object: object;
  /** Objects that refer to it: a default of it is shown at the first of them where it has no statement itself. */
  readonly usedBy: readonly object[];
  /** Whether what it means by default does any harm: a proposal that nobody uses does none. */
  readonly inEffect: boolean;
}
/** One row of the lint table (`translation.md` 2.11). */
export interface LintRule<S extends Subject> {
  readonly code: Code;
  readonly severity: Diagnostic['severity'];
  /** The member that is wrong; the first word names the list that the subject's object is in. */
  readonly path: MemberPath;
  readonly advice: string;
  /** Only what a statement wrote counts: what the member is by default is told elsewhere. */
  readonly writtenOnly: boolean;
  find(subject: S): readonly Found[];
}
/** `position`: the element of the member that is meant; `related`: what another object has to do with it. */
export interface Found {
  readonly message: string;
  readonly position?: number;
  readonly related?: { readonly message: string; readonly object: object; readonly member: string };
}
/** What a row says of one thing that is wrong. */
export interface Wrong<C extends KnownCode> extends Omit<Found, 'message'> {
  readonly details: Details<C>;
}

interface Row<S extends Subject, C extends KnownCode> extends Pick<
  LintRule<S>,
  'severity' | 'path' | 'advice'
> {
  readonly code: C;
  readonly writtenOnly?: true;
  readonly when: (subject: S) => readonly Wrong<C>[];
}

/** A row of the table: the text is that of its code. */
export function rule<S extends Subject, C extends KnownCode>(row: Row<S, C>): LintRule<S> {
  const { code, severity, path, advice, writtenOnly = false, when } = row;
  return {
    code,
    severity,
    path,
    advice,
    writtenOnly,
    find: (subject) =>
      when(subject).map(({ details, ...found }) => ({ ...found, message: describe(code, details) })),
  };
}

/** One finding without details where the condition holds. */
export function always(condition: boolean): readonly { readonly details: Readonly<Record<string, never>> }[] {
  return condition ? [{ details: {} }] : [];
}
