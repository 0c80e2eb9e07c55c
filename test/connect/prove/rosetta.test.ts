import { describe, expect, it } from 'vitest';
import { prove } from '../../../src/connect/prove/prove.ts';
import type { Proof } from '../../../src/translate/report/proof.ts';
import { translate } from '../../../src/translate/translate.ts';
import { column, directions, readLosses } from '../../rosetta/scenario.ts';

/** Their keys are cipher text: whether both ends have the same one, nobody can say. */
const UNREADABLE = new Set(['ar-aggressive-fqdn']);

function codesIn(losses: unknown): readonly string[] {
  return JSON.stringify(losses).match(/TG\d+/g) ?? [];
}
function announcedBy({ peers }: Proof): readonly string[] {
  return peers.flatMap(({ differences }) => differences.flatMap(({ announced }) => announced));
}

const translations = directions.map(({ direction, scenario, from, to }) => {
  const source = column(scenario, from);
  const target = column(scenario, to).profile;
  const { evidence, report } = translate(source.files, {
    from: source.profile,
    to: target,
    because: scenario.because,
    accepted: new Set(),
    placeholders: to === 'vrp' ? scenario.back : scenario.map,
    compact: false,
    evidence: true,
  });
  const losses = readLosses(scenario.name, from, to);
  return { direction, scenario: scenario.name, source: source.profile, target, evidence, report, losses };
});
const written = translations.flatMap(({ evidence, ...rest }) =>
  evidence === undefined ? [] : { ...rest, evidence },
);
const refused = translations.filter(({ evidence }) => evidence === undefined);

describe('--prove', () => {
  it.each(refused)('has nothing to prove of $direction', ({ report }) => {
    expect(report.verdict).toBe('refused');
  });

  it.each(written)(
    'finds the same SAs in $direction, but for what the losses announce',
    ({ scenario, source, target, evidence, losses }) => {
      const proof = prove(evidence, source, target);
      expect(proof.peers.length).toBeGreaterThan(0);
      for (const { peer, verdict, differences, trialsUp, trials } of proof.peers) {
        const unannounced = differences.filter(
          ({ announced, isBehaviour }) => announced.length === 0 && !isBehaviour,
        );
        expect([peer, unannounced]).toEqual([peer, []]);
        const expected = UNREADABLE.has(scenario) ? 'unverifiable' : 'proven';
        expect([peer, verdict]).toEqual([peer, verdict === 'not-written' ? verdict : expected]);
        expect(verdict !== 'proven' || trials === 0 || trialsUp > 1).toBe(true);
      }
      const notWritten = proof.peers.filter(({ verdict }) => verdict === 'not-written').length;
      expect(notWritten).toBeLessThanOrEqual(losses?.withheld.length ?? 0);
      const announced = codesIn(losses);
      expect(announcedBy(proof).filter((code) => !announced.includes(code))).toEqual([]);
    },
  );
});
