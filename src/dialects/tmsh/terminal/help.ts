import { type HelpKind, helpText } from './help-words.ts';

/** What may stand next, in the sections in which a device shows it. */
export interface Section {
  readonly title: 'Options' | 'Modules' | 'Components' | 'Properties' | 'Identifier' | 'Values' | 'Commands';
  readonly kind: HelpKind;
  readonly words: readonly string[];
}

const WIDTH = 100;

/** What `?` prints: sections, names in a column as wide as the longest of all, texts wrapped (tmsh reference 1.8). */
export function helpLines(sections: readonly Section[]): readonly string[] {
  const shown = sections.filter(({ words }) => words.length > 0);
  const width = Math.max(0, ...shown.flatMap(({ words }) => words.map(({ length }) => length))) + 2;
  return shown.flatMap(({ title, kind, words }) => [
    `${title}:`,
    ...sorted(words).flatMap((word) => entryLines(word, helpText(word, kind), width)),
  ]);
}

function entryLines(word: string, text: string, width: number): readonly string[] {
  const margin = 2 + width;
  const [first = '', ...more] = wrap(text, WIDTH - margin);
  return [`  ${word.padEnd(width)}${first}`, ...more.map((line) => ' '.repeat(margin) + line)];
}

/** The texts of captures stand on one line where they just do not fit: the device breaks at a hundred columns and some. */
function wrap(text: string, width: number): readonly string[] {
  if (text.length <= width + SPILL) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
const SPILL = 8;

/** The delimiter stands first, the bar last, words by name. */
function sorted(words: readonly string[]): readonly string[] {
  const rank = (word: string): number => (word === '"{"' ? -1 : word === '|' ? 1 : 0);
  return words.toSorted(
    (left, right) => rank(left) - rank(right) || (left < right ? -1 : left > right ? 1 : 0),
  );
}

const TERMINAL_WIDTH = 150;

/** What TAB lists where it cannot complete: the names alone, column by column (tmsh reference 1.8). */
export function candidateLines(sections: readonly Section[]): readonly string[] {
  const shown = sections.filter(({ words }) => words.length > 0);
  const cell = Math.max(0, ...shown.flatMap(({ words }) => words.map(({ length }) => length))) + 3;
  const columns = Math.max(1, Math.floor(TERMINAL_WIDTH / cell));
  return shown.flatMap(({ title, words }) => {
    const all = sorted(words);
    const rows = Math.ceil(all.length / columns);
    const lines = Array.from({ length: rows }, (_row, row) => {
      const cells = all.filter((_word, index) => index % rows === row);
      return `  ${cells.map((word, index) => (index === cells.length - 1 ? word : word.padEnd(cell))).join('')}`;
    });
    return [`${title}:`, ...lines];
  });
}
