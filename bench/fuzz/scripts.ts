import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from '../../src/ir/diagnostic.ts';
import { readLab } from '../../src/simulator/lab/read-lab.ts';
import { readScript } from '../../src/simulator/script/read-script.ts';
import type { Random } from '../random.ts';
import { attempt, type Subject } from './subject.ts';
import { anyOf, TextBreaker } from './text-breaker.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const KNOWN = { devices: ['hub', 'spoke', 'branch1'], dialects: ['vrp', 'tmsh', 'racoon'] };

function texts(...files: readonly string[]): readonly string[] {
  return files.map((file) => readFileSync(join(EXAMPLES, file), 'utf8'));
}

/** Problems speak of places in the text; what is missing stands behind its end. */
function misplaced(text: string, problems: readonly Diagnostic[]): readonly string[] {
  return problems.flatMap(({ message, span }) =>
    span !== undefined && (span.start > span.end || span.start > text.length)
      ? [`out of place: ${message}`]
      : [],
  );
}

/** Scripts that are typed at a lab. */
export function scripts(random: Random): Subject {
  const own = texts('ikev2/tunnel.tgs', 'ikev1/tunnel.tgs', 'branches/hour.tgs');
  return broken('scripts', random, own, (text) => {
    const read = readScript(text, KNOWN);
    return read.kind === 'problems' ? misplaced(text, read.problems) : [];
  });
}

/** Files that describe a lab. */
export function labs(random: Random): Subject {
  const own = texts('ikev2/lab.yaml', 'ikev1/lab.yaml', 'branches/lab.yaml');
  return broken('labs', random, own, (text) => {
    const read = readLab(text);
    return read.kind === 'problems' ? misplaced(text, read.problems) : [];
  });
}

function broken(
  name: string,
  random: Random,
  own: readonly string[],
  check: (text: string) => readonly string[],
): Subject {
  const breaker = new TextBreaker(random, own.join('\n').split(/\s+/));
  return {
    name,
    next() {
      const text = breaker.broken(anyOf(random, own, ''));
      return { input: JSON.stringify(text), found: attempt(name, () => check(text)) };
    },
  };
}
