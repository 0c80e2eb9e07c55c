/** Something that is fed with broken inputs. */
export interface Subject {
  readonly name: string;
  /** Makes the next input and tries it. `found`: what does not hold. */
  next(): { readonly input: string; readonly found: readonly string[] };
}

/** What an attempt throws, as a finding; nothing: what it found itself. */
export function attempt(what: string, work: () => readonly string[]): readonly string[] {
  try {
    return work();
  } catch (error) {
    return [`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
