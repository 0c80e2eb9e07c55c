import { styleText } from 'node:util';

/** Puts colour into a word. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

export const plain: Paint = (_format, text) => text;

/** Colour on a terminal only; NO_COLOR, FORCE_COLOR and dumb terminals are honoured by Node itself. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (format, text) => styleText(format, text, { stream, validateStream: true });
}
