import type { Dialect } from '../dialects/dialect.ts';

/** A dialect in one of its profiles. */
export interface DialectProfile {
  readonly dialect: Dialect;
  readonly profile: string;
}

/** "vrp@usg"; a dialect without profiles by its name alone. */
export function nameOf({ dialect, profile }: DialectProfile): string {
  return dialect.profiles.length < 2 ? dialect.name : `${dialect.name}@${profile}`;
}
