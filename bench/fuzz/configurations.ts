import type { Dialect } from '../../src/dialects/dialect.ts';
import { dialects } from '../../src/dialects/registry.ts';
import type { Random } from '../random.ts';
import { checkReading, checkTranslation } from './check-configuration.ts';
import { ConfigurationInputs } from './configuration-inputs.ts';
import type { Subject } from './subject.ts';
import { anyOf } from './text-breaker.ts';

/** Configurations of a dialect: each is read, and one of `translated` is translated into any dialect. */
export function configurationsOf(dialect: Dialect, random: Random, translated: number): Subject {
  const inputs = new ConfigurationInputs(dialect, random);
  let turn = 0;
  return {
    name: dialect.name,
    next() {
      const file = inputs.next();
      const profile = anyOf(random, dialect.profiles, dialect.defaultProfile);
      const target = anyOf(random, dialects, dialect);
      const found = [
        ...checkReading(dialect, profile, file),
        ...(turn % translated === 0 ? checkTranslation(dialect, profile, target, file) : []),
      ];
      turn += 1;
      const input = `${dialect.name}@${profile} to ${target.name}, ${file.name}: ${JSON.stringify(file.text)}`;
      return { input, found };
    },
  };
}
