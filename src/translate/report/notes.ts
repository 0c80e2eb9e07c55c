import type { Unread } from '../../../grammars/notation/command.ts';
import { CODES, type CodeProperties, describe } from '../../ir/codes.ts';
import type { Diagnostic } from '../../ir/diagnostic.ts';
import type { Change } from '../../ir/limits.ts';
import type { Origin } from '../../ir/origins.ts';
import type { Note, Status } from './report.ts';

/** How bad a status is: of several notes the worst one counts. */
const SEVERITY: Readonly<Record<Status, number>> = {
  exact: 0,
  'out-of-scope': 1,
  adapted: 2,
  approximated: 3,
  dropped: 4,
  error: 5,
};

/** The notes of each statement, worst first; equal ones are one, with their count. */
export class Notes {
  readonly #byOrigin = new Map<Origin, Note[]>();

  constructor(diagnostics: readonly Diagnostic[], changes: readonly Change[]) {
    for (const { code, severity, status, origin, message, help } of diagnostics) {
      const found: Status | undefined = severity === 'error' ? 'error' : status;
      if (origin === undefined || found === undefined) continue;
      const todo = severity === 'error' || help === undefined ? {} : { todo: help };
      this.#add(origin, { code, status: found, note: message, ...todo });
    }
    for (const { code, kind, note, todo, origins } of changes) {
      const whole: Note = { code, status: kind, note, ...(todo === undefined ? {} : { todo }) };
      for (const origin of origins) this.#add(origin, whole);
    }
  }

  of(origin: Origin): readonly Note[] {
    const notes = this.#byOrigin.get(origin) ?? NOTHING;
    if (notes.length < 2) return notes;
    return notes.toSorted((left, right) => SEVERITY[right.status] - SEVERITY[left.status]);
  }

  #add(origin: Origin, note: Note): void {
    const known = this.#byOrigin.get(origin);
    if (known === undefined) {
      this.#byOrigin.set(origin, [note]);
      return;
    }
    const index = known.findIndex(
      (other) => other.code === note.code && other.status === note.status && other.note === note.note,
    );
    const same = known[index];
    if (same === undefined) known.push(note);
    else known[index] = { ...same, count: (same.count ?? 1) + 1 };
  }
}

const NOTHING: readonly Note[] = [];

/** What the row of a statement says of it where lowering has no use for it (`contracts.md` 3). */
export function unreadNote(unread: Unread, target: string): Note {
  if (unread === 'out-of-scope') {
    return { code: 'TG104', status: 'out-of-scope', note: describe('TG104', {}) };
  }
  const { code, advice } = unread;
  switch (code) {
    case 'TG269':
      return { code, status: 'dropped', note: describe('TG269', { target, advice }), todo: advice };
    case 'TG119':
      return { code, status: 'adapted', note: describe('TG119', { what: advice }) };
    case 'TG162':
      return { code, status: 'dropped', note: describe('TG162', { section: advice }) };
    default: {
      const properties: CodeProperties | undefined = Object.entries(CODES).find(
        ([name]) => name === code,
      )?.[1];
      return { code, status: properties?.status ?? 'dropped', note: advice };
    }
  }
}
