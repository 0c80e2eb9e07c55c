import { readSetkey } from '../../../../grammars/racoon/setkey/command-line.ts';
import type { Reply, SavedFile, TerminalHost } from '../../dialect-terminal.ts';
import { SETKEY_USAGE } from './errors.ts';
import { operations } from '../operations/index.ts';
import { runningFiles } from './running-files.ts';

const VERSION = 'setkey @(#) ipsec-tools';
const FILE = 'setkey.conf';

/** The program setkey: dumps, flushes, and commands from a file or from standard input (`reference/racoon.md` 4.2). */
export function runSetkey(words: readonly string[], host: TerminalHost, input: Iterable<string>): Reply {
  const line = ['setkey', ...words].join(' ');
  const read = readSetkey(line);
  const understood = operations.understand(line, { profile: host.profile });
  if (understood.kind === 'refused') {
    const { lines, exitCode } = understood.answer;
    return { lines: lines.map(({ text }) => text), status: exitCode, refused: true };
  }
  switch (read?.kind) {
    case 'dump':
      return understood.kind === 'operation'
        ? host.answer(understood.operation, read.of === 'policies' ? 'security-policy' : 'ipsec-sa')
        : { lines: [] };
    case 'flush':
      if (read.of === 'policies') return commands(host, 'spdflush;');
      return understood.kind === 'operation'
        ? { ...host.answer(understood.operation), status: 0 }
        : { lines: [] };
    case 'file': {
      const name = read.file.replace(/^.*\//, '');
      const file = host.saved().find((saved) => saved.name.replace(/^.*\//, '') === name);
      if (file !== undefined) return commands(host, file.text);
      return { lines: [`setkey: fopen: ${read.file}: No such file or directory`], status: 1, refused: true };
    }
    case 'other':
      // Both texts come with a failure (4.2).
      if (words.includes('-V')) return { lines: [VERSION], status: 1 };
      if (words.includes('-h')) return { lines: SETKEY_USAGE.lines.map(({ text }) => text), status: 1 };
      return commands(host, [...input].join('\n'));
    case 'usage':
    case undefined:
      return { lines: [], status: 1, refused: true };
    default:
      return read satisfies never;
  }
}

/** Commands do what they say to what runs: policies are added to those that are there. */
function commands(host: TerminalHost, text: string): Reply {
  if (!host.isOwn)
    return { lines: ['setkey: pfkey_open: Operation not permitted'], status: 1, refused: true };
  const standing = runningFiles(host);
  const isFlush = /(?:^|;)\s*spdflush\s*;/.test(text.replaceAll(/#[^\n]*/g, ''));
  const rest = text.replaceAll(/(?:spd)?flush\s*;/g, '');
  const files = standing.map((file) => (file.name === FILE ? added(file, isFlush, rest) : file));
  const all = files.some(({ name }) => name === FILE) ? files : [...files, { name: FILE, text: `${rest}\n` }];
  if (host.load(all) === undefined) {
    return { lines: ['The result of line 1: Invalid argument.'], status: 1, refused: true };
  }
  return { lines: [] };
}

function added(file: SavedFile, isFlush: boolean, text: string): SavedFile {
  return { ...file, text: isFlush ? `${text}\n` : `${file.text}${text}\n` };
}
