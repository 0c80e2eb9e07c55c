import type { Dialect } from '../dialects/dialect.ts';
import { dialects } from '../dialects/registry.ts';
import type { GivenState } from '../translate/operations/translate-operations.ts';
import { readInput } from './files.ts';
import { InputProblem } from './problems.ts';

/** What is told of the running gateway: `--sas`, `--config`, `--single-board`. */
export interface StateArguments {
  readonly sas: readonly string[] | undefined;
  readonly config: readonly string[] | undefined;
  readonly 'single-board': boolean;
}

export function readState(given: StateArguments): GivenState {
  return {
    captures: (given.sas ?? []).map(readCapture),
    configuration: (given.config ?? []).map((name) => readInput(name)),
    hasOneBoard: given['single-board'],
  };
}

/** A capture is that of the dialect whose tables it has the most SAs in. */
function readCapture(name: string): GivenState['captures'][number] {
  const file = readInput(name);
  const found = dialects.flatMap((dialect: Dialect) => {
    const captured = dialect.outputs?.read(file, 0).captured;
    if (captured === undefined) return [];
    const count = captured.ikeSas.length + captured.childSas.length;
    return count === 0 ? [] : [{ dialect: dialect.name, sas: captured, count }];
  });
  const [best] = found.toSorted((left, right) => right.count - left.count);
  if (best === undefined) {
    const names = dialects.flatMap(({ name: dialect, outputs }) => (outputs === undefined ? [] : dialect));
    throw new InputProblem(`--sas ${name}: no table of SAs of ${names.join(', ')} is in it`);
  }
  return best;
}
