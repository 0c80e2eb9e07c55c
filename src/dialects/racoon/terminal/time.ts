import type { TerminalHost } from '../../dialect-terminal.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `Nov 22 10:59:05 2026`, as the dumps of the kernel's tables have it; the day is padded with a blank. */
export function kernelTime({ now, start }: TerminalHost['clock']): string {
  const time = new Date(start + now);
  const clock = time.toISOString().slice(11, 19);
  const day = String(time.getUTCDate()).padStart(2);
  return `${MONTHS[time.getUTCMonth()] ?? ''} ${day} ${clock} ${time.getUTCFullYear()}`;
}
