/** A command of a shell's line: its words, what its output goes through, and on what it runs. */
export interface ShellCommand {
  readonly words: readonly string[];
  /** Words of the programs behind bars. */
  readonly pipes: readonly (readonly string[])[];
  /** Runs only if the command before it succeeded (`&&`) or failed (`||`). */
  readonly after?: 'success' | 'failure';
}
export type ShellLine =
  | { readonly kind: 'commands'; readonly commands: readonly ShellCommand[] }
  /** A quote is not closed. */
  | { readonly kind: 'open'; readonly quote: string };

interface Token {
  readonly text: string;
  readonly isOperator: boolean;
}
const OPERATORS = ['&&', '||', ';', '|'] as const;

/** Splits a line as a POSIX shell does: quotes, escapes, comments, connectives. Output redirected to `/dev/null` is left out. */
export function readShellLine(line: string): ShellLine {
  const tokens = tokensOf(line);
  if ('quote' in tokens) return { kind: 'open', quote: tokens.quote };
  const commands: { words: string[]; pipes: string[][]; after?: 'success' | 'failure' }[] = [];
  let after: 'success' | 'failure' | undefined;
  let isNew = true;
  for (const { text, isOperator } of tokens.tokens) {
    const last = commands.at(-1);
    if (isOperator) {
      if (text === '|') last?.pipes.push([]);
      else {
        isNew = true;
        after = text === '&&' ? 'success' : text === '||' ? 'failure' : undefined;
      }
    } else if (isNew || last === undefined) {
      commands.push({ words: [text], pipes: [], ...(after === undefined ? {} : { after }) });
      isNew = false;
    } else (last.pipes.at(-1) ?? last.words).push(text);
  }
  return {
    kind: 'commands',
    commands: commands.map((command) => ({ ...command, words: unredirected(command.words) })),
  };
}

/** `2> /dev/null`, `2>&1`: a session shows both streams, or none. */
function unredirected(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => !/^\d?>/.test(word) && !/^\d?>$/.test(words[index - 1] ?? ''));
}

function tokensOf(line: string): { readonly tokens: readonly Token[] } | { readonly quote: string } {
  const tokens: Token[] = [];
  let word: string | undefined;
  let at = 0;
  const end = (): void => {
    if (word !== undefined) tokens.push({ text: word, isOperator: false });
    word = undefined;
  };
  while (at < line.length) {
    const letter = line[at] ?? '';
    const operator = OPERATORS.find((candidate) => line.startsWith(candidate, at));
    if (/\s/.test(letter)) {
      end();
      at += 1;
    } else if (letter === '#' && word === undefined) break;
    else if (operator !== undefined) {
      end();
      tokens.push({ text: operator, isOperator: true });
      at += operator.length;
    } else if (letter === "'" || letter === '"') {
      const quoted = quotedFrom(line, at);
      if (quoted === undefined) return { quote: letter };
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (letter === '\\') {
      word = (word ?? '') + (line[at + 1] ?? '');
      at += 2;
    } else {
      word = (word ?? '') + letter;
      at += 1;
    }
  }
  end();
  return { tokens };
}

/** What stands in quotes, and the offset behind them. */
function quotedFrom(
  line: string,
  start: number,
): { readonly text: string; readonly end: number } | undefined {
  const quote = line[start];
  let text = '';
  for (let at = start + 1; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (letter === quote) return { text, end: at + 1 };
    const next = line[at + 1] ?? '';
    if (quote === '"' && letter === '\\' && /["\\$`]/.test(next)) {
      text += next;
      at += 1;
    } else text += letter;
  }
  return undefined;
}
