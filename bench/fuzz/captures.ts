import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialects } from '../../src/dialects/registry.ts';
import type { Random } from '../random.ts';
import { checkTranslation } from './check-configuration.ts';
import { attempt, type Subject } from './subject.ts';
import { anyOf, TextBreaker } from './text-breaker.ts';

const TRANSCRIPTS = join(import.meta.dirname, '../../fixtures/transcripts');
/** Lines of one transcript in an input. */
const MOST_LINES = 40;

/** The texts of what devices print, of all dialects. */
export function transcripts(): readonly string[] {
  return readdirSync(TRANSCRIPTS)
    .filter((name) => name.includes('@'))
    .map((name) => readFileSync(join(TRANSCRIPTS, name), 'utf8'));
}

/** Tables of devices, read as any dialect's, and one of `translated` translated. */
export function captures(random: Random, translated: number): Subject {
  const texts = transcripts();
  const breaker = new TextBreaker(random, texts.join('\n').split(/\s+/));
  const printing = dialects.filter(({ outputs }) => outputs !== undefined);
  const [first = dialects[0]] = printing;
  if (first === undefined) throw new Error('there is no dialect');
  let turn = 0;
  return {
    name: 'captures',
    next() {
      const lines = anyOf(random, texts, '').split('\n');
      const start = random.between(0, Math.max(0, lines.length - MOST_LINES));
      const file = {
        name: 'capture.txt',
        text: breaker.broken(lines.slice(start, start + MOST_LINES).join('\n')),
      };
      const [dialect, target] = [anyOf(random, printing, first), anyOf(random, printing, first)];
      const found = [
        ...attempt('reading a capture', () => {
          const capture = dialect.outputs?.read(file, 0);
          const count = file.text.split('\n').length;
          return capture?.lines.length === count ? [] : [`${capture?.lines.length} lines of ${count}`];
        }),
        ...(turn % translated === 0 ? checkTranslation(dialect, dialect.defaultProfile, target, file) : []),
      ];
      turn += 1;
      return { input: `${dialect.name} to ${target.name}: ${JSON.stringify(file.text)}`, found };
    },
  };
}
