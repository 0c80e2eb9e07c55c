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
import { DERIVED_ORIGIN, type Origins } from '../../../ir/origins.ts';
import type { Addition, Said, Style } from '../../dialect.ts';
import { type Place, Raising } from '../../dialect-raising.ts';

type Value = string | readonly string[];

/** Objects of tmsh: one of each name, a property once. */
export class RaisingContext extends Raising {
  constructor(origins: Origins, profile: string, style: Style) {
    super(`tmsh@${profile}`, ROOT, origins, style);
  }

  /** Opens an object; its header says where the object of the source was opened. */
  open(component: Component, name: string, said: Said): ConfigurationObject {
    const object = emptyObject(component.name, name, this.root);
    object.headers.push(this.saying(headerAssignment(component.name, name, DERIVED_ORIGIN), said));
    this.root.children.set(childKey(component.name, name), object);
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
      const text = typeof value === 'string' ? value : value.join(' ');
      this.omit(`${property} ${text}`, place, said);
      return;
    }
    const assignment = this.line(object, property, value, said);
    if (!this.isAddition(said)) return;
    const given = schema.default ?? 'nothing';
    const row: Addition = addition ?? {
      code: 'TG200',
      note: describe('TG200', { target: this.target, value: `"${property} ${given}"` }),
    };
    this.add(assignment, row, place, value);
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
    const assignment = this.saying(propertyAssignment(object.view, property, value, DERIVED_ORIGIN), said);
    object.slots.set(property, [assignment]);
    return assignment;
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
