import type { Mismatch } from '../notation/parameter-type.ts';
import type { OperationReading } from './operations/read.ts';
import type { Component, Property } from './schema/property.ts';

/** A statement: an object's header, or one property with its value. Offsets are into the file's text. */
export interface Statement {
  readonly start: number;
  readonly end: number;
  readonly component?: Component;
  readonly understood: UnderstoodStatement;
}

/** What is done with an object; a block of a file gives it, made or not. */
export type HeaderVerb = 'block' | 'create' | 'modify' | 'delete';
/** What is done with a property; `reset`: back to its default. */
export type PropertyOperator = 'set' | 'add' | 'remove' | 'reset';
/** What a person or a shell fills in: its name, without braces. */
export interface VariableValue {
  readonly text: string;
  readonly placeholder: string;
}

/** `foreign`: of a component that IPsec does not need, or a command that leaves the configuration as it is. */
export type UnderstoodStatement =
  | {
      readonly kind: 'header';
      /** Absent: every object of the component (`modify … all`). */
      readonly name?: string;
      readonly verb: HeaderVerb;
      /** The statement in full, where words were cut short. */
      readonly canonical?: string;
    }
  | {
      readonly kind: 'property';
      readonly name: string;
      readonly property: Property;
      readonly operator: PropertyOperator;
      readonly value: string | readonly string[];
      readonly canonical?: string;
      /** The value is not in the text: the placeholder stands for it. */
      readonly variable?: VariableValue;
    }
  | { readonly kind: 'foreign' }
  /** Done once, at the prompt: nothing that a configuration keeps. */
  | { readonly kind: 'operation'; readonly reading: OperationReading }
  | { readonly kind: 'unknown-property'; readonly word: string }
  | { readonly kind: 'ambiguous-word'; readonly word: string; readonly names: readonly string[] }
  | { readonly kind: 'missing-value'; readonly word: string }
  | {
      readonly kind: 'wrong-value';
      readonly word: string;
      readonly text: string;
      readonly property: Property;
      readonly mismatch: Mismatch;
    }
  | { readonly kind: 'needed-value'; readonly word: string; readonly variable: VariableValue }
  | { readonly kind: 'unknown-component'; readonly word: string; readonly module: string }
  | { readonly kind: 'unknown-verb'; readonly word: string }
  | { readonly kind: 'wrong-header' }
  /** The object's braces do not pair: it is opened, and nothing of it can be trusted. */
  | { readonly kind: 'unclosed'; readonly what: string; readonly name?: string }
  | { readonly kind: 'unopened'; readonly what: string; readonly name?: string }
  /** A closing brace too many; `opened`: where the object that it stands behind begins. */
  | { readonly kind: 'stray-brace'; readonly what: string; readonly opened: number }
  | { readonly kind: 'not-a-block'; readonly word: string };
