import { copyObject } from '../../../../grammars/objects/copy.ts';
import { childKey, type ConfigurationObject } from '../../../../grammars/objects/object.ts';
import type { Consequence, TerminalHost } from '../../dialect-terminal.ts';

/**
 * When a change is in effect: at once, typed at what runs; at once, typed at a copy of it, because it may be refused; or
 * when it is committed.
 */
export type Stages = 'in-place' | 'copied' | 'committed';

/** What runs, and how it is changed. */
type Runs = Pick<TerminalHost, 'running' | 'changed'>;
const NO_CONSEQUENCE: Consequence = { lines: [] };

/** Where a session is in the configuration; with two-stage configuration also what it has not committed. */
export class Place {
  readonly #host: Runs;
  readonly #stages: Stages;
  /** The object in whose view the session is; none: user view. */
  #cursor: ConfigurationObject | undefined;
  /** What is not committed; it begins as what runs. */
  #candidate: ConfigurationObject | undefined;
  #isChanged = false;

  constructor(host: Runs, stages: Stages) {
    this.#host = host;
    this.#stages = stages;
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
    if (this.#cursor !== undefined && !isBelow(this.#cursor, root)) {
      this.#cursor = sameObjectIn(root, this.#cursor);
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
    if (this.#stages === 'in-place' || this.#candidate !== undefined) return cursor;
    this.#candidate = copyObject(this.#host.running);
    return sameObjectIn(this.#candidate, cursor);
  }

  /** Something was typed that may have changed the object: it is in effect at once, or waits for its commit. */
  settle(hasChanged: boolean): Consequence {
    switch (this.#stages) {
      case 'in-place':
        return hasChanged ? this.#host.changed() : NO_CONSEQUENCE;
      case 'copied': {
        const consequence = hasChanged ? this.commit() : NO_CONSEQUENCE;
        this.discard();
        return consequence;
      }
      case 'committed':
        this.#isChanged ||= hasChanged;
        return NO_CONSEQUENCE;
      default:
        return this.#stages satisfies never;
    }
  }

  /** What is refused stays uncommitted. */
  commit(): Consequence {
    const candidate = this.#candidate;
    const { cursor } = this;
    if (candidate === undefined) return NO_CONSEQUENCE;
    const consequence = this.#host.changed(candidate);
    if (consequence.refused === true) return consequence;
    this.#candidate = undefined;
    this.#isChanged = false;
    if (cursor !== undefined) this.#cursor = sameObjectIn(this.#host.running, cursor);
    return consequence;
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
