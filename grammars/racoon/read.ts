import { readConfiguration } from './document.ts';
import { type FilePart, partsOf } from './parts.ts';
import { readKeys } from './psk.ts';
import { readCommands } from './setkey/document.ts';
import { readScript } from './shell.ts';
import type { RacoonStatement } from './statement.ts';
import type { Syntax } from './values.ts';

/** The statements of a file, whatever it holds, in its order. Never throws. */
export function readFile(text: string, name: string, syntax: Syntax): readonly RacoonStatement[] {
  return partsOf(text, name).flatMap((part) => readPart(text.slice(part.start, part.end), part, syntax));
}

function readPart(text: string, { kind, start }: FilePart, syntax: Syntax): readonly RacoonStatement[] {
  switch (kind) {
    case 'racoon.conf':
      return readConfiguration(text, start, syntax);
    case 'psk.txt':
      return readKeys(text, start);
    case 'setkey':
      return readCommands(text, start, syntax);
    case 'shell':
      return readScript(text, start, syntax);
    default:
      return kind satisfies never;
  }
}
