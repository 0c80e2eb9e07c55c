import type { Statement } from '../../../../grammars/tmsh/statement.ts';
import type { Verb } from '../../../../grammars/tmsh/verbs.ts';
import type { Origin } from '../../../ir/origins.ts';
import type { Reply, TerminalHost } from '../../dialect-terminal.ts';
import { change } from './change.ts';
import { refused } from './refused.ts';

const NOTHING: Reply = { lines: [] };
/** What a device says of each command; no capture shows it (tmsh reference 1.10). */
const ADDED = 'Command added to the current transaction';

const VERBS = ['create', 'submit', 'delete', 'list'] as const satisfies readonly Verb[];
type TransactionVerb = (typeof VERBS)[number];
export function isOfTransactions(verb: Verb): verb is TransactionVerb {
  return VERBS.some((known) => known === verb);
}

interface Typed {
  readonly text: string;
  readonly statements: readonly Statement[];
}

/** Changes that take effect together, or not at all: `create cli transaction` to `submit cli transaction`. */
export class Transaction {
  #typed: Typed[] | undefined;

  get isOpen(): boolean {
    return this.#typed !== undefined;
  }

  add(typed: Typed): Reply {
    this.#typed?.push(typed);
    return { lines: [ADDED] };
  }

  /** What a verb does with the transaction itself. */
  command(verb: TransactionVerb, host: TerminalHost): Reply {
    const typed = this.#typed;
    if (verb === 'create') {
      if (typed !== undefined) return refused('in-transaction');
      this.#typed = [];
      return NOTHING;
    }
    if (typed === undefined) return refused('no-transaction');
    switch (verb) {
      case 'submit':
        return this.#submit(typed, host);
      case 'delete':
        this.#typed = undefined;
        return NOTHING;
      case 'list':
        return { lines: typed.map(({ text }, index) => `${index + 1}: ${text}`) };
      default:
        return verb satisfies never;
    }
  }

  /** One that is refused changes nothing and stays open. */
  #submit(typed: readonly Typed[], host: TerminalHost): Reply {
    let { running } = host;
    const originOf = (view: string): Origin => host.originOf(view);
    for (const { statements } of typed) {
      const changed = change(running, statements, originOf);
      if (changed.kind === 'refused') return { lines: [changed.message], refused: true };
      running = changed.objects;
    }
    const consequence = host.changed(running);
    if (consequence.refused !== true) this.#typed = undefined;
    return consequence;
  }
}
