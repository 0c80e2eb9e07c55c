import { copyObject } from '../../../../grammars/objects/copy.ts';
import { childKey, type ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { TerminalHost } from '../../dialect-terminal.ts';

/** Where a session is in the configuration; with two-stage configuration also what it has not committed. */
export class Place {
  readonly #host: Pick<TerminalHost, 'running' | 'changed'>;
  readonly #hasTwoStages: boolean;
  /** The object in whose view the session is; none: user view. */
  #cursor: ConfigurationObject | undefined;
  /** What is not committed; it begins as what runs. */
  #candidate: ConfigurationObject | undefined;
  #isChanged = false;

  constructor(host: Pick<TerminalHost, 'running' | 'changed'>, hasTwoStages: boolean) {
    this.#host = host;
    this.#hasTwoStages = hasTwoStages;
  }

  /** The configuration that the session sees: with what it has not committed. */
  get root(): ConfigurationObject {
    return this.#candidate ?? this.#host.running;
  }

  /** Something typed is not in effect. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Nothing: user view. Another session may have deleted the object that this one was in. */
  get cursor(): ConfigurationObject | undefined {
    const { root } = this;
    while (this.#cursor !== undefined && !isBelow(this.#cursor, root)) {
      this.#cursor = this.#cursor.parent ?? root;
    }
    return this.#cursor;
  }
  set cursor(object: ConfigurationObject | undefined) {
    this.#cursor = object;
  }

  /** What is in effect of the object that the session is in. */
  get committed(): ConfigurationObject | undefined {
    const { cursor } = this;
    return cursor === undefined || this.#candidate === undefined
      ? cursor
      : sameObjectIn(this.#host.running, cursor);
  }

  /** The object to type a change at. */
  toChange(cursor: ConfigurationObject): ConfigurationObject {
    if (!this.#hasTwoStages || this.#candidate !== undefined) return cursor;
    this.#candidate = copyObject(this.#host.running);
    return sameObjectIn(this.#candidate, cursor);
  }

  /** A change was made: it is in effect at once, or waits for its commit. */
  noteChange(): void {
    if (this.#candidate === undefined) this.#host.changed();
    else this.#isChanged = true;
  }

  commit(): void {
    const committed = this.#candidate;
    const { cursor } = this;
    if (committed === undefined) return;
    this.#candidate = undefined;
    this.#isChanged = false;
    this.#host.changed(committed);
    if (cursor !== undefined) this.#cursor = sameObjectIn(this.#host.running, cursor);
  }

  discard(): void {
    const { cursor } = this;
    if (this.#candidate !== undefined && cursor !== undefined) {
      this.#cursor = sameObjectIn(this.#host.running, cursor);
    }
    this.#candidate = undefined;
    this.#isChanged = false;
  }
}

function isBelow(object: ConfigurationObject, root: ConfigurationObject): boolean {
  if (object.parent === undefined) return object === root;
  return (
    object.parent.children.get(childKey(object.view, object.key)) === object && isBelow(object.parent, root)
  );
}

/** The object of another root that has the same place; where it is not there, the nearest above. */
function sameObjectIn(root: ConfigurationObject, object: ConfigurationObject): ConfigurationObject {
  if (object.parent === undefined) return root;
  const parent = sameObjectIn(root, object.parent);
  return parent.children.get(childKey(object.view, object.key)) ?? parent;
}
