/** Families of devices whose commands, defaults and listings differ (`reference/vrp.md`). */
export const PROFILES = ['ar-v2r3', 'ar', 'usg', 'ne'] as const;
export type Profile = (typeof PROFILES)[number];

/** The devices with VRP version 5: everything but NE routers, which have VRP 8. */
export const VRP5 = ['ar-v2r3', 'ar', 'usg'] as const satisfies readonly Profile[];
/** Devices that save the algorithms of a proposal even at their default. */
export const LISTS_ALGORITHMS = ['ar', 'usg', 'ne'] as const satisfies readonly Profile[];

/** One default for some profiles. */
export function defaultOf(
  profiles: readonly Profile[],
  sentence: string | readonly string[],
): Partial<Record<Profile, string | readonly string[]>> {
  return Object.fromEntries(profiles.map((profile) => [profile, sentence]));
}

/** One default for every device. */
export function everywhere(
  sentence: string | readonly string[],
): Partial<Record<Profile, string | readonly string[]>> {
  return defaultOf(PROFILES, sentence);
}
