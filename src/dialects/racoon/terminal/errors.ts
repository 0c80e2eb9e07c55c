import type { Answer } from '../../dialect-operations.ts';

/** What setkey prints where its options ask for nothing (`reference/racoon.md` 4.2): on standard output, and it fails. */
const USAGE = [
  'usage: setkey [-v] file ...',
  '       setkey [-nv] -c',
  '       setkey [-nv] -f filename',
  '       setkey [-Palpv] -D',
  '       setkey [-Pv] -F',
  '       setkey [-H] -x',
  '       setkey [-V] [-h]',
] as const;

export const SETKEY_USAGE: Answer = {
  lines: USAGE.map((text) => ({ stream: 'out' as const, text })),
  exitCode: 1,
};
