import { dialects } from '../../src/dialects/registry.ts';
import type { SourceFile } from '../../src/ir/diagnostic.ts';
import type { Random } from '../random.ts';
import { checkTranslation } from './check-configuration.ts';
import { fixtureFiles } from './configuration-inputs.ts';
import type { Subject } from './subject.ts';
import { anyOf, TextBreaker } from './text-breaker.ts';

/** Whole files of fixtures with a few words or bytes broken: unlike cuttings they still have tunnels. Each is translated. */
export function gateways(random: Random): Subject {
  const all = dialects.flatMap((dialect) => fixtureFiles(dialect.name).map((file) => ({ dialect, file })));
  const [first] = all;
  if (first === undefined) throw new Error('there is no fixture');
  const breaker = new TextBreaker(
    random,
    all.flatMap(({ file }) => file.text.split(/\s+/)),
  );
  return {
    name: 'gateways',
    next() {
      const { dialect, file } = anyOf(random, all, first);
      const target = anyOf(random, dialects, dialect);
      const profile = anyOf(random, dialect.profiles, dialect.defaultProfile);
      const broken: SourceFile = { name: file.name, text: breaker.broken(file.text) };
      const found = checkTranslation(dialect, profile, target, broken);
      const input = `${dialect.name}@${profile} to ${target.name}, ${file.name}: ${JSON.stringify(broken.text)}`;
      return { input, found };
    },
  };
}
