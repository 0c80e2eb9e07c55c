import type { Element } from './blocks.ts';
import { statementOf } from './objects.ts';
import { bodyOf, readProperties, type Writing } from './properties.ts';
import type { Component } from './schema/property.ts';
import { RUNTIME_COMPONENTS } from './schema/runtime.ts';
import type { Statement } from './statement.ts';

export function runtimeNamed(name: string): Component | undefined {
  return RUNTIME_COMPONENTS.find((component) => component.name === name);
}

/** A command, the words up to its component, and what stands behind them. */
interface Operation {
  readonly typed: readonly Element[];
  readonly command: readonly Element[];
  readonly operands: readonly Element[];
}

/** `delete net ipsec ike-sa { filters }`: done once. A filter that is none may not pass: without it every SA is meant. */
export function readOperation(
  component: Component,
  { typed, command, operands }: Operation,
  writing: Writing,
): readonly Statement[] {
  const filters = readProperties(bodyOf(operands), component, writing);
  const wrong = filters.filter(({ understood }) => understood.kind !== 'property');
  if (wrong.length === 0) return statementOf(typed, { kind: 'operation' });
  return [...statementOf(command, { kind: 'operation' }), ...wrong];
}
