import type { Component } from '../../../../grammars/tmsh/schema/property.ts';
import type { Statement, UnderstoodStatement } from '../../../../grammars/tmsh/statement.ts';
import { type ErrorKind, errorText } from './errors.ts';

/** A command is refused, and changes nothing. */
export class Refusal extends Error {
  readonly kind: ErrorKind;
  readonly details: Readonly<Record<string, string>>;

  constructor(kind: ErrorKind, details: Readonly<Record<string, string>>) {
    super(errorText(kind, details));
    this.kind = kind;
    this.details = details;
  }
}

/** What tmsh says to a statement that it cannot read; nothing: it can. */
export function textOfUnread({ understood, component }: Statement): string | undefined {
  const isRead =
    understood.kind === 'header' ||
    understood.kind === 'property' ||
    understood.kind === 'foreign' ||
    understood.kind === 'operation';
  return isRead ? undefined : refusalOf(understood, component).message;
}

/** Why tmsh does not take a statement. */
export function refusalOf(understood: UnderstoodStatement, component: Component | undefined): Refusal {
  switch (understood.kind) {
    case 'unknown-property':
      return new Refusal('unknown-property', { word: understood.word });
    case 'ambiguous-word':
      return new Refusal('ambiguous', { word: understood.word });
    case 'missing-value':
      return new Refusal('no-value', { word: understood.word });
    case 'needed-value':
      return new Refusal('invalid-value', { word: understood.word, value: understood.variable.text });
    case 'wrong-value': {
      const { word, text, property, mismatch } = understood;
      if (mismatch.kind === 'out-of-range') {
        const { first, last } = mismatch;
        return new Refusal('out-of-range', { word, value: text, first: String(first), last: String(last) });
      }
      return property.type.kind === 'integer'
        ? new Refusal('invalid-integer', { word: text })
        : new Refusal('invalid-value', { word, value: text });
    }
    case 'unknown-component':
    case 'unknown-verb':
    case 'not-a-block':
      return new Refusal('unexpected', { word: understood.word });
    case 'wrong-header':
      return new Refusal('no-value', { word: component?.name.split(' ').at(-1) ?? '' });
    case 'unclosed':
    case 'unopened':
    case 'stray-brace':
      return new Refusal('missing-brace', {});
    case 'header':
    case 'property':
    case 'foreign':
    case 'operation':
      return new Refusal('unexpected', { word: component?.name.split(' ').at(-1) ?? '{' });
    default:
      return understood satisfies never;
  }
}
