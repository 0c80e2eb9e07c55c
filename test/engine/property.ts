import fc from 'fast-check';

/** Random labs of the test suite; `npm run bench:engine-properties` has 100,000. */
export const ENGINE_RUNS = Number(process.env['ENGINE_RUNS'] ?? 2000);

/** What must hold of random labs, whatever they are. */
export interface EngineProperty {
  readonly name: string;
  /** Tries so many labs; the text says what is wrong with the smallest one that breaks it, '' where all held. */
  readonly run: (runs: number, seed?: number) => string;
  /** How many of a hundred labs it gets. */
  readonly share: number;
}

/** `faultsOf` says what is wrong with a lab. A failure gives the seed, the way to the lab, and the lab as data. */
export function property<T>(
  name: string,
  labs: fc.Arbitrary<T>,
  faultsOf: (lab: T) => readonly string[],
  share = 100,
): EngineProperty {
  const holds = fc.property(labs, (lab) => faultsOf(lab).length === 0);
  return {
    name,
    share,
    run(runs, seed) {
      const details = fc.check(holds, {
        numRuns: Math.ceil((runs * share) / 100),
        ...(seed !== undefined && { seed }),
      });
      const [smallest] = details.counterexample ?? [];
      if (smallest === undefined) return '';
      return [
        `seed ${details.seed}, path ${details.counterexamplePath ?? ''}, after ${details.numRuns} labs`,
        JSON.stringify(smallest),
        ...faultsOrError(faultsOf, smallest),
      ].join('\n');
    },
  };
}

function faultsOrError<T>(faultsOf: (lab: T) => readonly string[], lab: T): readonly string[] {
  try {
    return faultsOf(lab);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}
