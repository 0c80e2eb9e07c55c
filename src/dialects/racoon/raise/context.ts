import { directiveAssignment, headerAssignment } from '../../../../grammars/racoon/assignment.ts';
import { COMMANDS, COMMENT, KEYS, ROOT, sectionOf } from '../../../../grammars/racoon/table.ts';
import {
  type Assignment,
  childKey,
  type ConfigurationObject,
  emptyObject,
  type Values,
} from '../../../../grammars/objects/object.ts';
import { describe } from '../../../ir/codes.ts';
import { DERIVED_ORIGIN, type Origins } from '../../../ir/origins.ts';
import type { Addition, Said, Style } from '../../dialect.ts';
import { type Place, Raising } from '../../dialect-raising.ts';

/** What a line says of the IR. `also`: structure that stands in it, which makes no line the source's own. */
export interface Saying {
  readonly place: Place;
  readonly said: Said;
  readonly also?: Said;
  readonly addition?: Addition;
}

/** What racoon does without the directive; the others must be written. */
function usualText(name: string, usual: string | undefined): string {
  if (name === 'lifetime') return `"lifetime time ${USUAL_LIFETIME} sec"`;
  return usual === undefined ? `nothing without "${name}"` : `"${name} ${usual}"`;
}
const USUAL_LIFETIME = 28_800; // both phases

/** Blocks of racoon.conf, lines of psk.txt and commands of setkey. */
export class RaisingContext extends Raising {
  #blocks = 0;

  constructor(origins: Origins, style: Style) {
    super('racoon', ROOT, origins, style);
  }

  /** Opens a block in another one. */
  open(parent: ConfigurationObject, view: string, values: Values, said: Said): ConfigurationObject {
    this.#blocks += 1;
    const key = String(this.#blocks).padStart(8, '0');
    const header = this.saying(headerAssignment(parent.view, view, values, DERIVED_ORIGIN, key), said);
    const object = emptyObject(view, key, parent);
    object.headers.push(header);
    parent.children.set(childKey(view, key), object);
    return object;
  }

  /** A comment before a block. */
  comment(object: ConfigurationObject, text: string, said: Said): void {
    this.append(object, directiveAssignment(object.view, COMMENT, { value: text }, DERIVED_ORIGIN), said);
  }

  /**
   * Writes a directive and says which IR members it is. A value that no statement of the source wrote is `added`,
   * with a row of `defaults`; with `--compact` one that equals racoon's own default is not written.
   */
  put(object: ConfigurationObject, name: string, values: Values, saying: Saying): void {
    const { place, said, also = [], addition } = saying;
    const usual = sectionOf(object.view)?.directives[name]?.default;
    if (this.style.compact && usual !== undefined && values['value'] === usual) {
      this.omit(`${name} ${usual}`, place, said);
      return;
    }
    const assignment = this.line(object, name, values, [...said, ...also]);
    if (!this.isAddition(said)) return;
    const row: Addition = addition ?? {
      code: 'TG200',
      note: describe('TG200', { target: this.target, value: usualText(name, usual) }),
    };
    this.add(assignment, row, place);
  }

  /** The same for what racoon need not be told of: its default is written only where the source wrote it. */
  putUnlessImplied(object: ConfigurationObject, name: string, value: string, saying: Saying): void {
    const usual = sectionOf(object.view)?.directives[name]?.default;
    if (value === usual && this.writersOf(saying.said).length === 0) return;
    this.put(object, name, { value }, saying);
  }

  /** A line that follows from the structure of the source: written always, and never a row of the report. */
  line(object: ConfigurationObject, name: string, values: Values, said: Said): Assignment {
    return this.append(object, directiveAssignment(object.view, name, values, DERIVED_ORIGIN), said);
  }

  /** A line of psk.txt. */
  key(values: Values, said: Said): void {
    this.#statement(KEYS, values, said);
  }
  /** A command of setkey. */
  command(values: Values, said: Said): void {
    this.#statement(COMMANDS, values, said);
  }

  #statement(slot: string, values: Values, said: Said): void {
    this.append(this.root, { view: ROOT, slot, operator: 'add', values, origin: DERIVED_ORIGIN }, said);
  }
}
