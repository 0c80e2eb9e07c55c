import { headerAssignment, propertyAssignment } from '../../../../grammars/tmsh/assignment.ts';
import type { Component, Property } from '../../../../grammars/tmsh/schema/property.ts';
import { componentNamed, ROOT } from '../../../../grammars/tmsh/table.ts';
import {
  type Assignment,
  childKey,
  type ConfigurationObject,
  emptyObject,
} from '../../../../grammars/objects/object.ts';
import { hiddenText, splitPrefix } from '../../../ir/address.ts';
import { describe } from '../../../ir/codes.ts';
import type { Json } from '../../../ir/json.ts';
import type { Change, MemberPath } from '../../../ir/limits.ts';
import type { ObjectReference } from '../../../ir/operation.ts';
import { DERIVED_ORIGIN, type Origin, type Origins, originsOf } from '../../../ir/origins.ts';
import type { Address, Prefix } from '../../../ir/scalars.ts';
import type { Addition, Said, Style } from '../../dialect.ts';

/** The member that a line says first, for the row of the report that names it. */
export interface Place {
  readonly object: ObjectReference;
  readonly path: MemberPath;
  readonly from: Json;
}

/** Collects what raising makes: objects, what their lines say, and the changes that only raising knows. */
export class RaisingContext {
  readonly root = emptyObject(ROOT, '');
  readonly origins: Origins;
  readonly style: Style;
  readonly profile: string;
  readonly changes: Change[] = [];
  readonly said = new Map<Assignment, Said>();
  readonly added = new Map<Assignment, Addition>();

  constructor(origins: Origins, profile: string, style: Style) {
    this.origins = origins;
    this.profile = profile;
    this.style = style;
  }

  /** Opens an object; its header says where the object of the source was opened. */
  open(component: Component, name: string, said: Said): ConfigurationObject {
    const header = headerAssignment(component.name, name, DERIVED_ORIGIN);
    const object = emptyObject(component.name, name, this.root);
    object.headers.push(header);
    this.root.children.set(childKey(component.name, name), object);
    this.said.set(header, said);
    return object;
  }

  /**
   * Gives a property its value and says which IR members it is. A value that no statement of the source wrote
   * is `added`, with a row of `defaults`; with `--compact` one that equals a certain default is not written.
   */
  put(
    object: ConfigurationObject,
    property: string,
    value: string | readonly string[],
    place: Place,
    said: Said,
    addition?: Addition,
  ): void {
    const schema = componentNamed(object.view)?.properties[property];
    if (schema === undefined) throw new Error(`${object.view} has no property ${property}`);
    const writers = this.writersOf(said);
    if (this.style.compact && isCertainDefault(schema, value)) {
      if (writers.length > 0) this.#noteOmitted(property, value, place, writers);
      return;
    }
    const assignment = propertyAssignment(object.view, property, value, DERIVED_ORIGIN);
    object.slots.set(property, [assignment]);
    this.said.set(assignment, said);
    if (writers.length > 0 || !this.isFromSource(said)) return;
    const given = schema.default ?? 'nothing';
    const row: Addition = addition ?? {
      code: 'TG200',
      note: describe('TG200', { target: `tmsh@${this.profile}`, value: `"${property} ${given}"` }),
    };
    this.added.set(assignment, row);
    const to = typeof value === 'string' ? value : [...value];
    this.changes.push({ ...row, kind: 'adapted', ...place, to, origins: [] });
  }

  adapt(change: Omit<Change, 'kind' | 'origins'>, writers: readonly Origin[]): void {
    this.changes.push({ ...change, kind: 'adapted', origins: writers.filter((origin) => origin >= 0) });
  }

  /** The statements behind what a line says. */
  writersOf(said: Said): readonly Origin[] {
    const writers = said.flatMap(([object, member]) => originsOf(this.origins, object, member));
    return [...new Set(writers)].filter((origin) => origin >= 0);
  }

  /** Whether the source said anything at all of it, if only by its defaults (a gateway from JSON has no source). */
  isFromSource(said: Said): boolean {
    return said.some(([object]) => this.origins.has(object));
  }

  #noteOmitted(
    property: string,
    value: string | readonly string[],
    place: Place,
    writers: readonly Origin[],
  ): void {
    const text = typeof value === 'string' ? value : value.join(' ');
    const details = { what: `"${property} ${text}"`, where: `tmsh@${this.profile}`, value: 'it' };
    this.adapt({ code: 'TG100', ...place, note: describe('TG100', details) }, writers);
  }
}

function isCertainDefault(schema: Property, value: string | readonly string[]): boolean {
  if (schema.uncertain === true || schema.alwaysListed === true) return false;
  return typeof value === 'string' && schema.default === value;
}

/** An address as tmsh writes it; a hidden one as a placeholder. */
export function addressText(address: Address, vrf?: string): string {
  const hidden = hiddenText(address);
  return `${hidden === undefined ? address : `{{address:${hidden}}}`}${domainText(vrf)}`;
}
/** A prefix, its route domain before the length: `10.1.0.0%2/16`. */
export function prefixText(prefix: Prefix, vrf?: string): string {
  const { address, length } = splitPrefix(prefix);
  return `${addressText(address, vrf)}/${length}`;
}
function domainText(vrf: string | undefined): string {
  return vrf === undefined ? '' : `%${vrf}`;
}
