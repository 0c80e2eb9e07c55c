import type { Diagnostic } from './diagnostic.ts';
import type { Origin, Origins } from './origins.ts';

/** What one run of lowering collects beside the gateway. */
export class Findings {
  readonly origins: Origins = new Map();
  readonly used = new Set<Origin>();
  readonly diagnostics: Diagnostic[] = [];
  readonly faulty = new Map<object, Diagnostic[]>();
  readonly #noted = new Set<string>();

  report(found: Diagnostic): void {
    this.diagnostics.push(found);
  }

  /** Reports a finding once for each code and statement, however many objects share the statement. */
  reportOnce(found: Diagnostic): void {
    const key = `${found.code} ${String(found.origin)} ${found.message}`;
    if (this.#noted.has(key)) return;
    this.#noted.add(key);
    this.diagnostics.push(found);
  }

  /** The object says less than the source: its tunnels must be withheld. */
  fault(object: object, found: Diagnostic): void {
    this.reportOnce(found);
    this.blame(object, found);
  }

  /** What was wrong with an object is wrong with its copy. */
  replace(object: object, copy: object): void {
    const known = this.faulty.get(object);
    if (known === undefined) return;
    this.faulty.delete(object);
    this.faulty.set(copy, known);
  }

  blame(object: object, found: Diagnostic): void {
    const known = this.faulty.get(object);
    if (known === undefined) this.faulty.set(object, [found]);
    else known.push(found);
  }
}
