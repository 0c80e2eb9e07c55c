import { deletion, headerAssignment, propertyChange } from '../../../grammars/tmsh/assignment.ts';
import { type Document, readDocument } from '../../../grammars/tmsh/document.ts';
import { type Component, type Profile } from '../../../grammars/tmsh/schema/property.ts';
import type { Statement, UnderstoodStatement } from '../../../grammars/tmsh/statement.ts';
import { COMPONENTS, model, ROOT } from '../../../grammars/tmsh/table.ts';
import { apply } from '../../../grammars/objects/apply.ts';
import { type Assignment, childKey, type ConfigurationObject } from '../../../grammars/objects/object.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { SourceFile } from '../../ir/diagnostic.ts';
import type { Origin } from '../../ir/origins.ts';
import type { Read } from '../dialect.ts';
import { StatementReader } from '../dialect-reader.ts';
import { isFactoryObject } from './lower/factory.ts';
import { understandReading } from './operations/understand.ts';
import { problemOf } from './problems.ts';
import { rowIndex } from './rows.ts';

type Header = Extract<UnderstoodStatement, { kind: 'header' }>;
type ReadProperty = Extract<UnderstoodStatement, { kind: 'property' }>;

/**
 * text → statements → objects. The files of one device share their objects: what saved files say is there before
 * commands change it.
 */
export function read(files: readonly SourceFile[], profile: Profile): Read {
  const reader = new Reader(files, ROOT);
  const documents = files.map(({ text }) => readDocument(text, profile));
  const byCommands = (hasCommands: boolean): void => {
    for (const [file, document] of documents.entries()) {
      if (document.hasCommands === hasCommands) reader.readFile(file, document);
    }
  };
  byCommands(false);
  byCommands(true);
  reader.finish();
  return reader.result();
}

class Reader extends StatementReader {
  /** The objects that properties are for; none: the last header was refused. */
  #cursors: readonly ConfigurationObject[] = [];
  /** The object was made by the last header. */
  #isNew = false;
  /** The last header, where it was refused: its properties are lost with it. */
  #refused: Origin | undefined;
  /** Deletions of what nothing here has made. */
  readonly #deletions: { readonly component: Component; readonly name: string; readonly origin: Origin }[] =
    [];

  readFile(file: number, { statements }: Document): void {
    this.#forget();
    for (const statement of statements) {
      const origin = this.statements.length;
      const { start, end, component, understood } = statement;
      const row = component === undefined ? undefined : rowIndex(component.name, propertyOf(understood));
      const isRead = understood.kind === 'header' || understood.kind === 'property';
      this.statements.push({
        span: { file, start, end },
        view: component?.name ?? '',
        ...(isRead && row !== undefined ? { row } : {}),
      });
      const isBlock = understood.kind === 'header' && understood.verb === 'block';
      this.noteAnswer(origin, ({ kind }) => isBlock && kind === 'show-configuration');
      if (component === undefined) this.#forget();
      if (component !== undefined && understood.kind === 'header')
        this.#header(component, understood, origin);
      else if (component !== undefined && understood.kind === 'property') this.#property(understood, origin);
      else if (understood.kind === 'operation')
        this.noteCommand(understandReading(understood.reading), origin, file, 0);
      else this.#noteUnread(statement, origin, file);
    }
  }

  /** What can be told only when everything is read. */
  finish(): void {
    for (const { component, name, origin } of this.#deletions) {
      const isMade = this.root.children.has(childKey(component.name, name));
      const what = `"${component.name} ${name}"`;
      this.diagnostics.push(
        isMade
          ? diagnostic('TG100', { what, where: 'this text', value: 'to make it anew' }, { origin })
          : diagnostic(
              'TG269',
              { target: 'a whole configuration', advice: 'what another file makes is deleted by hand' },
              { origin },
            ),
      );
    }
    for (const component of COMPONENTS) {
      if (component.open === true) continue;
      for (const object of this.#objectsOf(component)) this.#requireProperties(component, object);
    }
  }

  #header(component: Component, header: Header, origin: Origin): void {
    this.#forget();
    if (header.canonical !== undefined) {
      this.diagnostics.push(diagnostic('TG102', { canonical: header.canonical }, { origin }));
    }
    switch (header.verb) {
      case 'block':
        return this.#open(component, header.name ?? '', origin);
      case 'create':
        return this.#create(component, header.name ?? '', origin);
      case 'modify':
        return this.#modify(component, header.name, origin);
      case 'delete':
        return this.#delete(component, header.name, origin);
      default:
        return header.verb satisfies never;
    }
  }

  #open(component: Component, name: string, origin: Origin): void {
    this.#isNew = !this.root.children.has(childKey(component.name, name));
    const { cursor } = apply(model, this.root, headerAssignment(component.name, name, origin));
    this.#cursors = [cursor];
  }

  #create(component: Component, name: string, origin: Origin): void {
    const existing = this.root.children.get(childKey(component.name, name));
    const [made] = existing?.headers ?? [];
    if (made === undefined || component.open === true || component.singleton !== undefined) {
      this.#open(component, name, origin);
      return;
    }
    const details = { object: component.name, name, line: this.lineOf(made.origin) };
    this.#refuse(diagnostic('TG113', details, { origin }), origin);
  }

  /** What is changed must be here, or be on every device: else it is part of a gateway that is not in this text. */
  #modify(component: Component, name: string | undefined, origin: Origin): void {
    const objects = this.#objectsOf(component).filter(({ key }) => name === undefined || key === name);
    if (objects.length > 0) {
      for (const object of objects)
        apply(model, this.root, headerAssignment(component.name, object.key, origin));
      this.#cursors = objects;
      return;
    }
    const key = name ?? '';
    if (component.singleton !== undefined || isFactoryObject({ view: component.name, key })) {
      this.#open(component, key, origin);
      return;
    }
    if (component.open === true) return;
    const help = 'it is made by another file: translate both together';
    const details = { object: component.name, name: name ?? 'all' };
    this.#refuse(diagnostic('TG114', details, { origin, help }), origin);
  }

  #delete(component: Component, name: string | undefined, origin: Origin): void {
    const objects = this.#objectsOf(component).filter(({ key }) => name === undefined || key === name);
    for (const { key } of objects) {
      const { previous } = apply(model, this.root, deletion(component.name, key, origin));
      this.#noteReplaced(previous, origin, 'deletes it');
    }
    if (objects.length === 0) {
      this.#deletions.push({ component, name: name ?? 'all', origin });
      return;
    }
    const what = `"${component.name} ${name ?? 'all'}"`;
    const details = { what, where: 'this text', value: 'to delete it' };
    this.diagnostics.push(diagnostic('TG100', details, { origin }));
  }

  #property(property: ReadProperty, origin: Origin): void {
    if (this.#refused !== undefined) {
      this.#noteLost(origin, this.#refused);
      return;
    }
    this.#noteReading(property, origin);
    for (const object of this.#cursors) {
      const change = propertyChange(object, property, origin, this.#isNew);
      const { previous } = apply(model, object, change);
      const kept = new Set(change.earlier);
      this.#noteReplaced(
        previous.filter((replaced) => !kept.has(replaced.origin)),
        origin,
        'sets it again',
      );
    }
  }

  /** Words cut short, values that are not in the text, and properties put back to their default. */
  #noteReading({ name, operator, canonical, variable, property }: ReadProperty, origin: Origin): void {
    if (canonical !== undefined) this.diagnostics.push(diagnostic('TG102', { canonical }, { origin }));
    if (operator === 'reset') {
      const value = property.default ?? 'nothing';
      this.diagnostics.push(
        diagnostic('TG100', { what: `"${name}"`, where: 'the device', value }, { origin }),
      );
    }
    if (variable === undefined || property.secret === true) return;
    this.diagnostics.push(diagnostic('TG122', variable, { origin }));
  }

  #noteReplaced(previous: readonly Assignment[], origin: Origin, does: string): void {
    if (previous.length === 0) return;
    const line = this.lineOf(origin);
    for (const replaced of previous.flatMap(({ origin: own, earlier = [] }) => [own, ...earlier])) {
      this.diagnostics.push(diagnostic('TG112', { line, does }, { origin: replaced }));
    }
  }

  /** In a component of which only a part is here, what cannot be read matters only to an object that IPsec needs. */
  #noteUnread(statement: Statement, origin: Origin, file: number): void {
    const { component, understood } = statement;
    if (understood.kind === 'unclosed' || understood.kind === 'unopened') {
      this.#forget();
      if (component !== undefined && understood.name !== undefined)
        this.#open(component, understood.name, origin);
    }
    const problem = problemOf(statement, {
      text: this.textOf(file),
      file,
      origin,
      lineOf: (offset) => this.lineAt(file, offset),
    });
    if (problem === undefined) {
      if (component !== undefined && this.#refused !== undefined) this.#noteLost(origin, this.#refused);
      return;
    }
    if (understood.kind === 'wrong-header') this.#refused = origin;
    const holders = this.#cursors.filter(({ view }) => view === component?.name);
    for (const { unreadable } of holders) unreadable.push(origin);
    const isBroken =
      understood.kind === 'unclosed' || understood.kind === 'unopened' || understood.kind === 'stray-brace';
    if (component?.open === true && !isBroken) this.pending.set(origin, problem);
    else this.diagnostics.push(problem);
  }

  #requireProperties({ name: component, properties }: Component, object: ConfigurationObject): void {
    const [header] = object.headers;
    if (header === undefined || object.unreadable.length > 0 || isFactoryObject(object)) return;
    const missing = Object.keys(properties).filter(
      (name) => properties[name]?.required === true && !object.slots.has(name),
    );
    if (missing.length === 0) return;
    const { origin } = header;
    const what = `${missing.map((name) => `"${name}"`).join(' and ')} of ${component} ${object.key}`;
    const help = 'where another file makes the object, translate both together';
    object.unreadable.push(origin);
    this.diagnostics.push(diagnostic('TG106', { what }, { origin, help }));
  }

  #refuse(problem: Read['diagnostics'][number], origin: Origin): void {
    this.#refused = origin;
    this.diagnostics.push(problem);
  }

  #noteLost(origin: Origin, header: Origin): void {
    this.diagnostics.push(diagnostic('TG209', { cause: `line ${this.lineOf(header)}` }, { origin }));
  }

  #forget(): void {
    this.#cursors = [];
    this.#isNew = false;
    this.#refused = undefined;
  }

  #objectsOf({ name }: Component): readonly ConfigurationObject[] {
    return [...this.root.children.values()].filter(({ view }) => view === name);
  }
}

function propertyOf(understood: Statement['understood']): string | undefined {
  return understood.kind === 'property' ? understood.name : undefined;
}
