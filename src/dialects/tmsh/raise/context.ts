import { headerAssignment, propertyAssignment } from '../../../../grammars/tmsh/assignment.ts';
import type { Component, Property } from '../../../../grammars/tmsh/schema/property.ts';
import { componentNamed, ROOT } from '../../../../grammars/tmsh/table.ts';
import {
  type Assignment,
  childKey,
  type ConfigurationObject,
  emptyObject,
} from '../../../../grammars/objects/object.ts';
import { describe } from '../../../ir/codes.ts';
import type { Json } from '../../../ir/json.ts';
import type { Change, MemberPath } from '../../../ir/limits.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { DERIVED_ORIGIN, isWritten, type Origin, type Origins, originsOf } from '../../../ir/origins.ts';
import type { Addition, Raised, Said, Style } from '../../dialect.ts';

/** The member that a line says first, for the row of the report that names it. */
export interface Place {
  readonly object: ObjectReference;
  readonly path: MemberPath;
  readonly from: Json;
}
type Value = string | readonly string[];

interface Omitted {
  readonly property: string;
  readonly value: Value;
  readonly place: Place;
  readonly said: Said;
}

/** Collects what raising makes: objects, what their lines say, and the changes that only raising knows. */
export class RaisingContext {
  readonly origins: Origins;
  readonly style: Style;
  /** "tmsh@16", for messages. */
  readonly target: string;
  readonly #root = emptyObject(ROOT, '');
  readonly #changes: Change[] = [];
  readonly #said = new Map<Assignment, Said>();
  readonly #added = new Map<Assignment, Addition>();
  readonly #omitted: Omitted[] = [];

  constructor(origins: Origins, profile: string, style: Style) {
    this.origins = origins;
    this.style = style;
    this.target = `tmsh@${profile}`;
  }

  result(): Raised {
    this.#noteOmitted();
    return { objects: this.#root, changes: this.#changes, said: this.#said, added: this.#added };
  }

  /** Opens an object; its header says where the object of the source was opened. */
  open(component: Component, name: string, said: Said): ConfigurationObject {
    const header = headerAssignment(component.name, name, DERIVED_ORIGIN);
    const object = emptyObject(component.name, name, this.#root);
    object.headers.push(header);
    this.#root.children.set(childKey(component.name, name), object);
    this.#said.set(header, said);
    return object;
  }

  /**
   * Gives a property its value and says which IR members it is. A value that no statement of the source wrote
   * is `added`, with a row of `defaults`; with `--compact` one that equals a certain default is not written.
   */
  put(
    object: ConfigurationObject,
    property: string,
    value: Value,
    place: Place,
    said: Said,
    addition?: Addition,
  ): void {
    const schema = schemaOf(object, property);
    if (this.style.compact && isCertainDefault(schema, value)) {
      this.#omitted.push({ property, value, place, said });
      return;
    }
    const assignment = this.line(object, property, value, said);
    if (this.#isWritten(said) || !this.#isFromSource(said)) return;
    const given = schema.default ?? 'nothing';
    const row: Addition = addition ?? {
      code: 'TG200',
      note: describe('TG200', { target: this.target, value: `"${property} ${given}"` }),
    };
    this.#added.set(assignment, row);
    const to = typeof value === 'string' ? value : [...value];
    this.#changes.push({ ...row, kind: 'adapted', ...place, to, origins: [] });
  }

  /** The same for a property that the target need not be told of: its default is written only where the source wrote it. */
  putUnlessImplied(
    object: ConfigurationObject,
    property: string,
    value: Value,
    place: Place,
    said: Said,
  ): void {
    const isDefault = schemaOf(object, property).default === value;
    if (isDefault && this.writersOf(said).length === 0) return;
    this.put(object, property, value, place, said);
  }

  /** A line that follows from the structure of the source: written always, and never a row of the report. */
  line(object: ConfigurationObject, property: string, value: Value, said: Said): Assignment {
    const assignment = propertyAssignment(object.view, property, value, DERIVED_ORIGIN);
    object.slots.set(property, [assignment]);
    this.#said.set(assignment, said);
    return assignment;
  }

  /** Something that statements of the source became; where there is none, nothing is said. */
  adapt(change: Omit<Change, 'kind' | 'origins'>, writers: readonly Origin[]): void {
    const origins = writers.filter((origin) => origin >= 0);
    if (origins.length > 0) this.#changes.push({ ...change, kind: 'adapted', origins });
  }

  /** The statements behind what a line says. */
  writersOf(said: Said): readonly Origin[] {
    const writers = new Set<Origin>();
    for (const [object, member] of said) {
      for (const origin of originsOf(this.origins, object, member)) if (origin >= 0) writers.add(origin);
    }
    return [...writers];
  }

  #isWritten(said: Said): boolean {
    return said.some(([object, member]) => isWritten(originsOf(this.origins, object, member)));
  }

  /** Whether the source said anything at all of it, if only by its defaults. */
  #isFromSource(said: Said): boolean {
    return said.some(([object]) => this.origins.has(object));
  }

  /** A statement that only lines left out by `--compact` would carry is implied by the target. */
  #noteOmitted(): void {
    if (this.#omitted.length === 0) return;
    const carried = new Set([...this.#said.values()].flatMap((said) => this.writersOf(said)));
    for (const { property, value, place, said } of this.#omitted) {
      const text = typeof value === 'string' ? value : value.join(' ');
      const details = { what: `"${property} ${text}"`, where: this.target, value: 'it' };
      const writers = this.writersOf(said).filter((origin) => !carried.has(origin));
      this.adapt({ code: 'TG100', ...place, note: describe('TG100', details) }, writers);
    }
  }
}

function schemaOf({ view }: ConfigurationObject, property: string): Property {
  const schema = componentNamed(view)?.properties[property];
  if (schema === undefined) throw new Error(`${view} has no property ${property}`);
  return schema;
}

function isCertainDefault(schema: Property, value: Value): boolean {
  if (schema.uncertain === true || schema.alwaysListed === true) return false;
  return typeof value === 'string' && schema.default === value;
}
