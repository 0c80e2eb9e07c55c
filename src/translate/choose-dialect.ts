import type { Detected, Dialect } from '../dialects/dialect.ts';
import { describe } from '../ir/codes.ts';
import { type DialectProfile, nameOf } from './dialect-profile.ts';
import { foreignDialectOf } from './foreign-dialects.ts';

export type Choice =
  | { readonly kind: 'chosen'; readonly chosen: DialectProfile; readonly because: string }
  | { readonly kind: 'problem'; readonly message: string };

/** `vrp`, `vrp@usg`: a dialect, and a profile where it is named. Usage errors are sentences. */
export function readDialectName(
  text: string,
  dialects: readonly Dialect[],
): { readonly dialect: Dialect; readonly profile: string | undefined } | { readonly message: string } {
  const [name = '', profile] = text.split('@', 2);
  const dialect = dialects.find((candidate) => candidate.name === name);
  if (dialect === undefined) {
    const known = dialects.map((candidate) => candidate.name).join(', ');
    return { message: `"${name}" is not a dialect: there are ${known}` };
  }
  if (profile !== undefined && !dialect.profiles.includes(profile)) {
    return { message: `${name} has no profile "${profile}": there are ${dialect.profiles.join(', ')}` };
  }
  return { dialect, profile };
}

/** What the texts of one gateway are written in (`contracts.md` 6). `option`: what names it on the command line. */
export function chooseDialect(
  texts: readonly string[],
  candidates: readonly Dialect[],
  option = '--from',
): Choice {
  const found = candidates
    .flatMap((dialect) => {
      const detected = combine(texts.flatMap((text) => dialect.detect(text) ?? []));
      return detected === undefined ? [] : [{ dialect, detected }];
    })
    .toSorted((left, right) => right.detected.score - left.detected.score);
  const [best, second] = found;
  const names = candidates.map(({ name }) => name).join(', ');
  const foreign = texts.map(foreignDialectOf).find((each) => each !== undefined);
  if (foreign !== undefined && foreign.lines >= (best?.detected.score ?? 0)) {
    return {
      kind: 'problem',
      message: `this looks like ${foreign.name}, which is not read (${names} are): name its dialect with ${option} if it is one of these`,
    };
  }
  if (best === undefined) {
    return {
      kind: 'problem',
      message: `this is not the text of any dialect known (${names}): name it with ${option}`,
    };
  }
  const { dialect, detected } = best;
  if (second?.detected.score === detected.score) {
    const message = `this looks like ${dialect.name} and like ${second.dialect.name}: name one with ${option}`;
    return { kind: 'problem', message };
  }
  if (detected.tie) {
    const profiles = (detected.tiedProfiles ?? dialect.profiles)
      .map((profile) => `${dialect.name}@${profile}`)
      .join(' or ');
    const message = `the marks of its profiles balance (${detected.because}): name one with ${option} ${profiles}`;
    return { kind: 'problem', message };
  }
  const chosen = { dialect, profile: detected.profile };
  return { kind: 'chosen', chosen, because: explain(chosen, detected.because) };
}

/** The dialect is named, its profile is not. */
export function chooseProfile(texts: readonly string[], dialect: Dialect, option = '--from'): Choice {
  const detected = combine(texts.flatMap((text) => dialect.detect(text) ?? []));
  if (detected?.tie === true) return chooseDialect(texts, [dialect], option);
  const chosen = { dialect, profile: detected?.profile ?? dialect.defaultProfile };
  const because = detected?.because ?? 'nothing tells its profile';
  return { kind: 'chosen', chosen, because: explain(chosen, because) };
}

export function explain(chosen: DialectProfile, reason: string): string {
  return describe('TG154', { dialect: nameOf(chosen), reason });
}

/** The files of one gateway speak together: the strongest of them tells the profile. */
function combine(found: readonly Detected[]): Detected | undefined {
  const [best] = found.toSorted((left, right) => right.score - left.score);
  return best;
}
