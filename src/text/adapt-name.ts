import type { NameRule } from '../ir/limits.ts';
import { sha256 } from './sha256.ts';

/**
 * Makes names fit a target, whatever the order in which files are given (`translation.md` 1.4): forbidden
 * characters become `-`, long names end in four hex digits of their SHA-256, and of two that would be equal the
 * one that needs no change keeps it. `reserved`: names that the target has itself.
 */
export function adaptNames(
  names: readonly string[],
  rule: NameRule,
  reserved: readonly string[] = [],
): readonly string[] {
  const whole = new RegExp(`^(?:${rule.pattern})$`);
  const fitted = names.map((name) => fitName(name, rule, whole));
  const taken = new Set(reserved.map((name) => folded(name, rule)));
  const result: string[] = [];
  const claim = (index: number, name: string): void => {
    const free = freeName(name, names[index] ?? '', rule, taken);
    taken.add(folded(free, rule));
    result[index] = free;
  };
  const unchanged = (name: string, index: number): boolean => name === names[index];
  for (const [index, name] of fitted.entries()) if (unchanged(name, index)) claim(index, name);
  for (const [index, name] of fitted.entries()) if (!unchanged(name, index)) claim(index, name);
  return result;
}

/** `whole`: what the whole of a name must be. */
function fitName(name: string, rule: NameRule, whole: RegExp): string {
  if (whole.test(name) && name.length <= rule.maxLength) return name;
  const kept = Array.from(name, (character) => (whole.test(`a${character}`) ? character : ' ')).join('');
  const joined = kept.replaceAll(/ +/g, '-');
  const trimmed = joined === name ? name : joined.replaceAll(/^-+|-+$/g, '');
  const begun = whole.test(trimmed.slice(0, 1)) ? trimmed : `n${trimmed}`;
  return begun.length > rule.maxLength ? shortened(begun, name, rule) : begun;
}

function shortened(fitted: string, hashed: string, { maxLength }: NameRule): string {
  const head = fitted.slice(0, maxLength - 5).replace(/-+$/, '');
  return `${head}-${sha256(hashed).slice(0, 4)}`;
}

function freeName(fitted: string, original: string, rule: NameRule, taken: ReadonlySet<string>): string {
  if (!taken.has(folded(fitted, rule))) return fitted;
  for (let turn = 1; ; turn++) {
    const name = shortened(fitted, turn === 1 ? original : `${original}#${turn}`, rule);
    if (!taken.has(folded(name, rule))) return name;
  }
}

function folded(name: string, { fold }: NameRule): string {
  return fold ? name.toLowerCase() : name;
}
