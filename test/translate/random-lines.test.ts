import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Profile, PROFILES } from '../../grammars/vrp/profiles.ts';
import { table } from '../../grammars/vrp/table.ts';
import { sentenceOf } from '../grammars/notation/sentences.ts';
import { everyView, isOf, type Section, textOf } from '../dialects/vrp/every-view.ts';
import { translateText } from './translate-text.ts';

/** Up to two lines of a view's own, whatever they are. */
function moreOf(view: string, profile: Profile): fc.Arbitrary<readonly string[]> {
  const lines = table.lines.filter(
    ({ row }) => row.view === view && isOf(profile, row) && row.options.enters === undefined,
  );
  if (lines.length === 0) return fc.constant([]);
  const sentence = fc.constantFrom(...lines).chain(({ syntax }) => sentenceOf(syntax));
  return fc.array(sentence, { maxLength: 2 }).map((found) => found.map((words) => words.join(' ')));
}

/** A gateway with something in every view, here and there a line less, and lines of any kind. */
function gatewayText(profile: Profile): fc.Arbitrary<string> {
  const sections = everyView(profile);
  const views = [...new Set(sections.map(({ view }) => view))];
  const kept = sections.map(({ view, lines }) =>
    fc.subarray([...lines], { minLength: lines.length - 1 }).map((some): Section => ({ view, lines: some })),
  );
  const more = views.map((view) =>
    moreOf(view, profile).map((lines): [string, readonly string[]] => [view, lines]),
  );
  return fc.tuple(fc.tuple(...kept), fc.tuple(...more)).map(([some, added]) => textOf(some, new Map(added)));
}

/** Everything that is written but the source's own profile, which is printed as it was. */
function targetsOf(profile: Profile): readonly [string][] {
  const others = PROFILES.filter((other) => other !== profile).map((other) => `vrp@${other}`);
  return ['tmsh@16', 'tmsh@14', 'ir', ...others].map((to) => [to]);
}

describe.each(PROFILES.map((profile) => [profile]))('random lines of %s in a gateway', (profile) => {
  it.each(targetsOf(profile))('to %s: validated, and every line is accounted for', (to) => {
    fc.assert(
      fc.property(gatewayText(profile), fc.boolean(), fc.boolean(), (text, compact, lenient) => {
        const accept = lenient ? ['weaker', 'wider', 'no-pfs', 'no-identity-check'] : [];
        const { report, bugs } = translateText(text, { from: `vrp@${profile}`, to, accept, compact });
        const silent = report.statements.filter(({ notes }) => notes.some(({ code }) => code === 'TG299'));
        expect([bugs, silent.map((statement) => statement.text)]).toEqual([[], []]);
      }),
      { seed: 2026, numRuns: 40 },
    );
  });
});

describe.each(PROFILES.map((profile) => [profile]))('random lines of %s, written elsewhere', (profile) => {
  const ways = ['tmsh@16', 'ir@1'].flatMap((via) =>
    PROFILES.map((to): [string, string] => [via, `vrp@${to}`]),
  );

  it.each(ways)('through %s to %s: validated, and every line is accounted for', (via, to) => {
    fc.assert(
      fc.property(gatewayText(profile), (text) => {
        const there = translateText(text, { from: `vrp@${profile}`, to: via }).written[0]?.text;
        if (there === undefined) return;
        const placeholders = { '198.51.100.1': 'GigabitEthernet0/0/9' };
        const { report, bugs } = translateText(there, { from: via, to, placeholders });
        const silent = report.statements.filter(({ notes }) => notes.some(({ code }) => code === 'TG299'));
        expect([bugs, silent.map((statement) => statement.text)]).toEqual([[], []]);
      }),
      { seed: 2026, numRuns: 10 },
    );
  });
});
