const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const FORM = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/;

/** What a duration looks like, for messages and for the schema. */
export const DURATION_FORM = 'a duration: 20ms, 30s, 5m, 1h, 2d';
export const DURATION_PATTERN = FORM.source;

/** `30s`, `1.5h` in milliseconds; nothing: it is no duration. */
export function readDuration(text: string): number | undefined {
  const found = FORM.exec(text);
  const unit = Object.entries(UNITS).find(([name]) => name === found?.[2])?.[1];
  return found === null || unit === undefined ? undefined : Math.round(Number(found[1]) * unit);
}
