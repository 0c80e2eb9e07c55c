import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { Component, Properties } from '../../../../grammars/tmsh/schema/property.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import { Findings } from '../../../ir/findings.ts';
import { DEFAULT_ORIGIN, type Origin, type Sourced } from '../../../ir/origins.ts';
import type { Read } from '../../dialect.ts';

/** A property as written, or its default. */
export type Value = Sourced<string>;

const BY_DEFAULT: readonly Origin[] = [DEFAULT_ORIGIN];

/** What one run of lowering collects, and how its parts reach the objects. */
export class LoweringContext extends Findings {
  readonly root: ConfigurationObject;
  /** "tmsh@16", for messages. */
  readonly source: string;
  /** By component. */
  readonly #objects = new Map<string, ConfigurationObject[]>();
  readonly #pending: ReadonlyMap<Origin, Diagnostic>;
  readonly #reported: ReadonlyMap<Origin, Diagnostic>;

  constructor(read: Read, profile: string) {
    super();
    this.root = read.objects;
    for (const object of read.objects.children.values()) {
      const known = this.#objects.get(object.view);
      if (known === undefined) this.#objects.set(object.view, [object]);
      else known.push(object);
    }
    this.source = `tmsh@${profile}`;
    this.#pending = read.pending;
    this.#reported = new Map(
      read.diagnostics.flatMap((found): [Origin, Diagnostic][] =>
        found.severity === 'error' && found.origin !== undefined ? [[found.origin, found]] : [],
      ),
    );
  }

  objects({ name }: Component): readonly ConfigurationObject[] {
    return this.#objects.get(name) ?? [];
  }

  face<Schema extends Properties>(component: Component<Schema>, object: ConfigurationObject): Face<Schema> {
    return new Face(component, object, this);
  }

  /** What is wrong with the properties of an object makes what is lowered from it faulty. */
  blameUnreadable(object: object, { unreadable }: ConfigurationObject): void {
    for (const origin of unreadable) {
      const pending = this.#pending.get(origin);
      if (pending !== undefined) this.reportOnce(pending);
      const problem = pending ?? this.#reported.get(origin);
      if (problem !== undefined) this.blame(object, problem);
    }
  }
}

/** An object read through the names of its schema. Asking marks the statements as used. */
export class Face<Schema extends Properties> {
  readonly object: ConfigurationObject;
  readonly #component: Component<Schema>;
  readonly #context: LoweringContext;

  constructor(component: Component<Schema>, object: ConfigurationObject, context: LoweringContext) {
    this.object = object;
    this.#component = component;
    this.#context = context;
    for (const { origin } of object.headers) context.used.add(origin);
  }

  /** The value as written, else the default; absent: neither. */
  text(name: keyof Schema & string): Value | undefined {
    const written = this.#written(name);
    if (written !== undefined) return { value: joined(written.value), origins: written.origins };
    const given = this.#component.properties[name]?.default;
    return given === undefined ? undefined : { value: given, origins: BY_DEFAULT };
  }

  /** The same where `none` says that there is no value: writing it says no more than leaving it out. */
  named(name: keyof Schema & string): Value | undefined {
    const value = this.text(name);
    if (value?.value !== 'none') return value;
    this.noteDefault(name);
    return undefined;
  }

  number(name: keyof Schema & string): Sourced<number> {
    const value = this.text(name);
    return { value: Number(value?.value ?? 0), origins: value?.origins ?? BY_DEFAULT };
  }

  list(name: keyof Schema & string): Sourced<readonly string[]> {
    const written = this.#written(name);
    if (written !== undefined) {
      const texts = listed(written.value);
      if (texts.length === 0) this.noteDefault(name);
      return { value: texts, origins: written.origins };
    }
    const given = this.#component.properties[name]?.default;
    return { value: given === undefined || given === 'none' ? [] : given.split(' '), origins: BY_DEFAULT };
  }

  /** Whether what is written is what is meant without it; asking is no use of it. */
  isDefault(name: keyof Schema & string): boolean {
    const value = this.object.slots.get(name)?.at(-1)?.values['value'];
    return value !== undefined && value === this.#component.properties[name]?.default;
  }

  /** A value that is written and means what is meant without it. */
  noteDefault(name: keyof Schema & string): void {
    const written = this.#written(name);
    if (written === undefined) return;
    const details = {
      what: `"${name}"`,
      where: this.#context.source,
      value: joined(written.value) || 'none',
    };
    for (const origin of written.origins) {
      this.#context.reportOnce(diagnostic('TG100', details, { origin }));
    }
  }

  #written(name: string): Sourced<Text> | undefined {
    const assignment = this.object.slots.get(name)?.at(-1);
    if (assignment === undefined) return undefined;
    const { origin, earlier } = assignment;
    const origins = earlier === undefined ? [origin] : [origin, ...earlier];
    for (const each of origins) this.#context.used.add(each);
    return { value: assignment.values['value'] ?? '', origins };
  }
}

/** The words of a property as they are read. */
type Text = string | readonly string[];

function joined(text: Text): string {
  return typeof text === 'string' ? text : text.join(' ');
}

function listed(text: Text): readonly string[] {
  return typeof text === 'string' ? [text] : text;
}

/** A name without the folder that every object is in: `/Common/hub` is `hub`, `/site/hub` is `site-hub`. */
export function neutralName(path: string): string {
  return path
    .replace(/^\/Common\//, '')
    .replace(/^\//, '')
    .replaceAll('/', '-');
}

/** Where a finding about an object stands: its header. */
export function headerOrigin({ headers }: ConfigurationObject): { readonly origin?: Origin } {
  const [header] = headers;
  return header === undefined ? {} : { origin: header.origin };
}
export function headerOrigins({ headers }: ConfigurationObject): readonly Origin[] {
  return headers.map(({ origin }) => origin);
}
/** The statement that a finding about a value speaks of; a default has none. */
export function originOf(origins: readonly Origin[]): { readonly origin?: Origin } {
  const [origin] = origins;
  return origin === undefined || origin < 0 ? {} : { origin };
}
