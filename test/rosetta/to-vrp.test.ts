import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../grammars/vrp/profiles.ts';
import { dialectProfile, scenarios, translateText } from './scenario.ts';

const ir = dialectProfile('ir');

/** Every gateway of `fixtures/rosetta`, from each of its languages to every profile of VRP. */
describe.each(scenarios)('$name to VRP', (scenario) => {
  const { vrp, tmsh, source, target } = scenario;
  const texts = [
    { language: 'VRP', text: vrp, from: source },
    { language: 'tmsh', text: tmsh, from: target },
    { language: 'IR', text: scenario.ir, from: ir },
  ];
  const ways = texts.flatMap((way) =>
    PROFILES.filter((profile) => way.language !== 'VRP' || profile !== source.profile).map((profile) => ({
      ...way,
      profile,
    })),
  );

  it.each(ways)(
    '$language to vrp@$profile: validated, every line accounted for',
    ({ text, from, profile }) => {
      const { bugs, report, written } = translateText(
        'input',
        text,
        from,
        dialectProfile(`vrp@${profile}`),
        scenario,
      );
      expect(bugs).toEqual([]);
      expect(JSON.stringify(report)).not.toContain('TG299');
      expect(written[0]?.text.endsWith('#\nreturn\n') ?? report.verdict === 'refused').toBe(true);
    },
  );

  it.each(PROFILES.map((profile) => [profile]))(
    'vrp@%s read and written again is the same text',
    (profile) => {
      const to = dialectProfile(`vrp@${profile}`);
      const once = translateText('gateway.json', scenario.ir, ir, to, scenario).written[0]?.text;
      if (once === undefined) return;
      const document = translateText('vrp.cfg', once, to, ir, scenario).written[0]?.text ?? '';
      const twice = translateText('gateway.json', document, ir, to, scenario).written[0]?.text ?? '';
      expect(twice.replace(/^# .*\n/gm, '')).toBe(once.replace(/^# .*\n/gm, ''));
    },
  );
});
