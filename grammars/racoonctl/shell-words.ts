/** A word of a command line as the shell passes it on; offsets are into the line, quotes included. */
export interface ShellWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The words of a simple command: blanks part them, quotes and backslashes are the shell's. */
export function shellWords(line: string): readonly ShellWord[] {
  return [...line.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*'|["'\\])+/g)].map(
    ({ 0: image, index }) => ({
      text: image.replaceAll(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/g, unquoted),
      start: index,
      end: index + image.length,
    }),
  );
}

function unquoted(
  _image: string,
  escaped: string | undefined,
  double: string | undefined,
  single: string | undefined,
): string {
  return escaped ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? single ?? '';
}
