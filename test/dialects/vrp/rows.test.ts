import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Profile, PROFILES } from '../../../grammars/vrp/profiles.ts';
import { table } from '../../../grammars/vrp/table.ts';
import { sentenceOf } from '../../grammars/notation/sentences.ts';
import { translateText } from '../../translate/translate-text.ts';

/** A whole tunnel; `@VIEW` marks where a line of a view can stand. */
const BASE = `sysname BASE
ike local-name base
acl number 3000
 rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255
@acl-advanced
#
ipsec proposal p1
 esp authentication-algorithm sha2-256
 esp encryption-algorithm aes-256
@ipsec-proposal
#
ike proposal 1
 encryption-algorithm aes-256
 dh group14
 authentication-algorithm sha2-256
@ike-proposal
#
ike peer a
 pre-shared-key cipher Tg-Demo-2026
 ike-proposal 1
 remote-address 203.0.113.2
@ike-peer
#
ipsec policy map1 1 isakmp
 security acl 3000
 ike-peer a
 proposal p1
@ipsec-policy-isakmp
#
interface GigabitEthernet1/0/0
 ip address 198.51.100.1 255.255.255.0
 ipsec policy map1
@interface
#
@system
return
`;

function withLine(view: string, sentence: string): string {
  const indented = view === 'system' ? sentence : ` ${sentence}`;
  return BASE.replace(`@${view}\n`, `${indented}\n`).replaceAll(/@.*\n/g, '');
}

const ROWS = table.rows.flatMap((row) =>
  PROFILES.filter((profile) => row.options.profiles?.includes(profile) !== false).map(
    (profile): readonly [string, typeof row, Profile] => [
      `${profile} ${row.view}: ${row.line.slice(0, 90)}`,
      row,
      profile,
    ],
  ),
);

/** `contracts.md` 3: each row is read by lowering, or says why not. */
describe('each row is read, or has its word in "unread"', () => {
  it.each(ROWS)('%s', (_name, row, profile) => {
    const line = table.lines.find((candidate) => candidate.row === row && candidate.text === row.line);
    if (line === undefined) throw new Error('a row without its line');
    for (const words of fc.sample(sentenceOf(line.syntax), { seed: 7, numRuns: 4 })) {
      const sentence = words.join(' ');
      const text = withLine(row.view, sentence);
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
    expect([table.rows.length, unread.length]).toEqual([125, 26]);
  });

  it('an unread row has a meaning nowhere: it changes nothing of the gateway', () => {
    const plain = translateText(withLine('none', ''), { from: 'vrp@usg', to: 'ir' });
    for (const row of table.rows) {
      const line = table.lines.find((candidate) => candidate.row === row && candidate.text === row.line);
      if (row.options.unread === undefined || line === undefined) continue;
      if (row.options.profiles?.includes('usg') === false) continue;
      const [words = []] = fc.sample(sentenceOf(line.syntax), { seed: 7, numRuns: 1 });
      const changed = translateText(withLine(row.view, words.join(' ')), { from: 'vrp@usg', to: 'ir' });
      expect([row.line, changed.written[0]?.text]).toEqual([row.line, plain.written[0]?.text]);
    }
  });
});
