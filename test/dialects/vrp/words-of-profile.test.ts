import { describe, expect, it } from 'vitest';
import { wordsOf as wordsIn } from '../../../grammars/notation/words.ts';
import { PROFILES, type Profile } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';
import { wordsOf } from '../../../src/dialects/vrp/words-of-profile.ts';

/** Whether a device of the profile takes the sentence in the view. */
function isAccepted(profile: Profile, view: string, sentence: string): boolean {
  return table.lines.some(({ row, binding }) => {
    if (row.view !== view || row.options.profiles?.includes(profile) === false) return false;
    const values = binding.bind(wordsIn(sentence));
    return values !== undefined && binding.check(values) === undefined;
  });
}

const first = ([word]: readonly [string, unknown]): string => word;

describe.each(PROFILES.map((profile) => [profile]))('the words of %s', (profile) => {
  const words = wordsOf(profile);
  const sentences: readonly (readonly [view: string, sentences: readonly string[]])[] = [
    ['ike-proposal', words.ikeEncryption.map((word) => `encryption-algorithm ${first(word)}`)],
    ['ike-proposal', words.hashes.map((word) => `authentication-algorithm ${first(word)}`)],
    ['ike-proposal', words.integrity.map((word) => `integrity-algorithm ${first(word)}`)],
    ['ike-proposal', words.prfs.map((word) => `prf ${first(word)}`)],
    ['ike-proposal', words.dhGroups.map((group) => `dh group${group}`)],
    ['ipsec-policy-isakmp', words.pfsGroups.map((group) => `pfs dh-group${group}`)],
    ['ipsec-proposal', words.espEncryption.map((word) => `esp encryption-algorithm ${first(word)}`)],
    ['ipsec-proposal', words.ipsecIntegrity.map((word) => `esp authentication-algorithm ${first(word)}`)],
    ['ipsec-proposal', words.ipsecIntegrity.map((word) => `ah authentication-algorithm ${first(word)}`)],
  ];

  it.each(sentences.flatMap(([view, all]) => all.map((sentence) => [view, sentence])))(
    '%s: %s is a line of its devices',
    (view, sentence) => {
      expect(isAccepted(profile, view ?? '', sentence ?? '')).toBe(true);
    },
  );

  it('name each value once', () => {
    const lists = [words.ikeEncryption, words.espEncryption, words.hashes, words.integrity, words.prfs];
    for (const list of lists) {
      const values = list.map(([, value]) => JSON.stringify(value));
      expect(new Set(values).size).toBe(values.length);
    }
  });
});
