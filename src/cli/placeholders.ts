import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { reason } from './files.ts';
import { InputProblem, UsageProblem } from './problems.ts';

/** `--secrets FILE`: YAML, the placeholders' names and what stands for them. No message quotes a value. */
export function readSecrets(file: string | undefined): Readonly<Record<string, string>> {
  return file === undefined ? {} : readMapping(file, '--secrets');
}

/** `--map NAME=VALUE`, or a YAML file of such pairs; repeatable. */
export function readMap(words: readonly string[]): Readonly<Record<string, string>> {
  return Object.assign(
    {},
    ...words.map((word) => {
      const at = word.lastIndexOf('=');
      if (at > 0) return { [word.slice(0, at)]: word.slice(at + 1) };
      if (at === 0) throw new UsageProblem(`--map ${word}: expected NAME=VALUE or a YAML file`);
      return readMapping(word, '--map');
    }),
  );
}

function readMapping(file: string, option: string): Record<string, string> {
  const text = readText(file, option);
  const value = parseYaml(text, file, option);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputProblem(`${option} ${file}: expected lines "NAME": VALUE`);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]: [string, unknown]) => {
      if (typeof entry !== 'string' && typeof entry !== 'number') {
        throw new InputProblem(`${option} ${file}: the value of "${name}" must be text: put it in quotes`);
      }
      return [name, String(entry)];
    }),
  );
}

function readText(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputProblem(`${option} ${file} cannot be read: ${reason(error)}`);
  }
}

function parseYaml(text: string, file: string, option: string): unknown {
  try {
    const value: unknown = parse(text, { prettyErrors: false, logLevel: 'silent' });
    return value;
  } catch {
    throw new InputProblem(`${option} ${file} is not YAML`);
  }
}
