import type { Values } from '../objects/object.ts';
import { alternativeLabel, parametersOf } from './binding.ts';
import type { Choice, Item, Sequence } from './syntax.ts';

/** A line run backwards: the words that say these arguments. */
export function printLine(sequence: Sequence, values: Values): string {
  return words(sequence, values).join(' ');
}

function words(sequence: Sequence, values: Values): readonly string[] {
  return sequence.flatMap((item) => wordsOf(item, values));
}

function wordsOf(item: Item, values: Values): readonly string[] {
  switch (item.kind) {
    case 'keyword':
      return [item.word];
    case 'parameter': {
      const value = values[item.name];
      if (value === undefined) return [];
      return typeof value === 'string' ? [value] : value;
    }
    case 'choice':
      return choiceWords(item, values);
    default:
      return item satisfies never;
  }
}

function choiceWords(choice: Choice, values: Values): readonly string[] {
  if (choice.name !== undefined) return namedChoiceWords(choice, values[choice.name], values);
  const said = mostSaid(choice.alternatives, values);
  return said === undefined || saidNames(said, values) === 0 ? [] : words(said, values);
}

/** The alternative most of whose arguments are there. */
function mostSaid(alternatives: readonly Sequence[], values: Values): Sequence | undefined {
  return alternatives.toSorted((left, right) => saidNames(right, values) - saidNames(left, values))[0];
}

function namedChoiceWords(
  choice: Choice,
  taken: Values[string] | undefined,
  values: Values,
): readonly string[] {
  if (taken === undefined) return [];
  const labels = typeof taken === 'string' ? [taken] : taken;
  return labels.flatMap((label) => {
    const labelled = choice.alternatives.filter((candidate) => alternativeLabel(candidate) === label);
    const alternative = mostSaid(labelled, values);
    return alternative === undefined ? [] : words(alternative, values);
  });
}

/** An unnamed alternative is the one most of whose arguments are there; one without arguments is never printed. */
function saidNames(alternative: Sequence, values: Values): number {
  return namesOf(alternative).filter((name) => values[name] !== undefined).length;
}

function namesOf(sequence: Sequence): readonly string[] {
  const parameters = parametersOf(sequence).map(({ parameter }) => parameter.name);
  const choices = sequence.flatMap((item) =>
    item.kind === 'choice' && item.name !== undefined ? [item.name] : [],
  );
  return [...parameters, ...choices];
}
