import type { TerminalHost } from '../../dialect-terminal.ts';

type Clock = TerminalHost['clock'];

function digits(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** `2026-03-14 09:26:53`, as devices print times. */
export function deviceTime({ now, start }: Clock): string {
  const time = new Date(start + now);
  const date = [digits(time.getUTCFullYear(), 4), digits(time.getUTCMonth() + 1), digits(time.getUTCDate())];
  const clock = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()].map((part) => digits(part));
  return `${date.join('-')} ${clock.join(':')}`;
}

/** The line above an output; the blank behind it is the device's (`reference/vrp.md` 1.7). */
export function timeStamp(clock: Clock): string {
  return `${deviceTime(clock)}.${digits(Math.floor(clock.start + clock.now) % 1000, 3)} `;
}
