import type { Assignment, ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { Directives, Section } from '../../../../grammars/racoon/schema/directive.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import { Findings } from '../../../ir/findings.ts';
import { DEFAULT_ORIGIN, type Origin, type Sourced } from '../../../ir/origins.ts';
import type { Read } from '../../dialect.ts';

const BY_DEFAULT: readonly Origin[] = [DEFAULT_ORIGIN];

/** What one run of lowering collects, and how its parts reach the objects. */
export class LoweringContext extends Findings {
  readonly root: ConfigurationObject;
  readonly #reported: ReadonlyMap<Origin, Diagnostic>;

  constructor(read: Read) {
    super();
    this.root = read.objects;
    this.#reported = new Map(
      read.diagnostics.flatMap((found): [Origin, Diagnostic][] =>
        found.severity === 'error' && found.origin !== undefined ? [[found.origin, found]] : [],
      ),
    );
  }

  objects({ view }: Section): readonly ConfigurationObject[] {
    return [...this.root.children.values()].filter((object) => object.view === view);
  }

  face<Schema extends Directives>(section: Section<Schema>, object: ConfigurationObject): Face<Schema> {
    return new Face(section, object, this);
  }

  /** The statements of a slot of the root: lines of psk.txt, commands of setkey. */
  lines(slot: string): readonly Reading[] {
    return (this.root.slots.get(slot) ?? []).map((assignment) => new Reading(assignment));
  }

  use({ origins }: { readonly origins: readonly Origin[] }): void {
    for (const origin of origins) this.used.add(origin);
  }

  /** What is wrong with the directives of a block makes what is lowered from it faulty. */
  blameUnreadable(object: object, { unreadable }: ConfigurationObject): void {
    for (const origin of unreadable) {
      const problem = this.#reported.get(origin);
      if (problem !== undefined) this.blame(object, problem);
    }
  }
}

/** A statement, read through the names of its values. */
export class Reading {
  readonly origins: readonly Origin[];
  readonly #values: Assignment['values'];

  /** `origins`: where several statements say it together. */
  constructor({ values, origin }: Pick<Assignment, 'values' | 'origin'>, origins?: readonly Origin[]) {
    this.#values = values;
    this.origins = origins ?? [origin];
  }

  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }
  texts(name: string): readonly string[] {
    const value = this.#values[name];
    return typeof value === 'string' ? [value] : (value ?? []);
  }
  get origin(): Origin {
    return this.origins[0] ?? DEFAULT_ORIGIN;
  }
}

/** A block read through the names of its schema. Asking marks the statements as used. */
export class Face<Schema extends Directives> {
  readonly object: ConfigurationObject;
  readonly header: Reading;
  readonly #section: Section<Schema>;
  readonly #context: LoweringContext;

  constructor(section: Section<Schema>, object: ConfigurationObject, context: LoweringContext) {
    this.object = object;
    this.#section = section;
    this.#context = context;
    const [header] = object.headers;
    // A section may be opened several times: it is one.
    const opened = object.headers.map(({ origin }) => origin);
    this.header =
      header === undefined
        ? new Reading({ values: {}, origin: DEFAULT_ORIGIN })
        : new Reading(header, opened);
    for (const { origin } of object.headers) context.used.add(origin);
  }

  /** The statement that counts; absent: none was written. */
  one(name: keyof Schema & string): Reading | undefined {
    return this.all(name).at(-1);
  }

  all(name: keyof Schema & string): readonly Reading[] {
    const assignments = this.object.slots.get(name) ?? [];
    for (const { origin } of assignments) this.#context.used.add(origin);
    return assignments.map((assignment) => new Reading(assignment));
  }

  /** The value as written, else the default. */
  text(name: keyof Schema & string): Sourced<string> {
    const written = this.one(name);
    if (written !== undefined) return { value: written.text('value') ?? '', origins: written.origins };
    return { value: this.#section.directives[name]?.default ?? '', origins: BY_DEFAULT };
  }

  number(name: keyof Schema & string): Sourced<number> {
    const { value, origins } = this.text(name);
    return { value: Number(value), origins };
  }

  isOn(name: keyof Schema & string): Sourced<boolean> {
    const { value, origins } = this.text(name);
    return { value: value === 'on', origins };
  }
}

export function originsOfAll(readings: readonly Reading[]): readonly Origin[] {
  return readings.flatMap(({ origins }) => origins);
}

/** The statement that a finding about a value speaks of; a default has none. */
export function originOf(origins: readonly Origin[]): { readonly origin?: Origin } {
  const [origin] = origins;
  return origin === undefined || origin < 0 ? {} : { origin };
}

/** TG106 at a block that lacks something. */
export function missing(what: string, { header }: { readonly header: Reading }): Diagnostic {
  return diagnostic('TG106', { what }, originOf(header.origins));
}
