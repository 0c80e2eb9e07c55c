import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Profile, PROFILES } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';
import { sentenceOf } from '../../grammars/notation/sentences.ts';
import { translateText } from '../../translate/translate-text.ts';
import { everyView, isOf, textOf } from './every-view.ts';

function withLine(profile: Profile, view: string, sentence: string): string {
  return textOf(everyView(profile), new Map([[view, [sentence]]]));
}

const ROWS = table.rows.flatMap((row) =>
  PROFILES.filter((profile) => isOf(profile, row)).map((profile): readonly [string, typeof row, Profile] => [
    `${profile} ${row.view}: ${row.line.slice(0, 90)}`,
    row,
    profile,
  ]),
);

/** `contracts.md` 3: each row is read by lowering, or says why not. */
describe('each row is read, or has its word in "unread"', () => {
  it.each(ROWS)('%s', (_name, row, profile) => {
    const line = table.lines.find((candidate) => candidate.row === row && candidate.text === row.line);
    if (line === undefined) throw new Error('a row without its line');
    for (const words of fc.sample(sentenceOf(line.syntax), { seed: 7, numRuns: 4 })) {
      const sentence = words.join(' ');
      const text = withLine(profile, row.view, sentence);
      for (const to of ['tmsh@16', 'ir']) {
        const { report, bugs } = translateText(text, { from: `vrp@${profile}`, to });
        const rows = report.statements.filter((statement) =>
          statement.notes.some(({ code }) => code === 'TG299'),
        );
        expect([to, rows.map((statement) => statement.text), bugs]).toEqual([to, [], []]);
      }
    }
  });

  it('counts them', () => {
    const unread = table.rows.filter(({ options }) => options.unread !== undefined);
    expect([table.rows.length, unread.length]).toEqual([305, 95]);
  });

  it('an unread row has a meaning nowhere: it changes nothing of the gateway', () => {
    const plain = translateText(textOf(everyView('usg'), new Map()), { from: 'vrp@usg', to: 'ir' });
    for (const row of table.rows) {
      const line = table.lines.find((candidate) => candidate.row === row && candidate.text === row.line);
      if (row.options.unread === undefined || line === undefined) continue;
      if (!isOf('usg', row)) continue;
      const [words = []] = fc.sample(sentenceOf(line.syntax), { seed: 7, numRuns: 1 });
      const changed = translateText(withLine('usg', row.view, words.join(' ')), {
        from: 'vrp@usg',
        to: 'ir',
      });
      expect([row.line, changed.written[0]?.text]).toEqual([row.line, plain.written[0]?.text]);
    }
  });
});
