/**
 * What a wrong parameter does. `stops`: no tunnel comes up; `shows-later`: a fresh tunnel hides it; `harmless`: the
 * ends differ, and the tunnel works; `unverifiable`: what decides cannot be read here.
 */
export type ProblemClass = 'stops' | 'shows-later' | 'harmless' | 'unverifiable';

/** In words, after the parameter. */
export const CLASSES: Readonly<Record<ProblemClass, string>> = {
  stops: 'stops it',
  'shows-later': 'shows later',
  harmless: 'harmless difference',
  unverifiable: 'cannot be verified',
};
