import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Profile, PROFILES } from '../../grammars/vrp/profiles.ts';
import { table } from '../../grammars/vrp/table.ts';
import { sentenceOf } from '../grammars/notation/sentences.ts';
import { translateText } from './translate-text.ts';

/** A tunnel, section by section: the view of each and its lines. */
const SECTIONS: readonly (readonly [view: string, lines: readonly string[]])[] = [
  [
    'acl-advanced',
    ['acl number 3000', ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255'],
  ],
  [
    'ipsec-proposal',
    ['ipsec proposal p1', ' esp authentication-algorithm sha2-256', ' esp encryption-algorithm aes-256'],
  ],
  ['ike-proposal', ['ike proposal 1', ' encryption-algorithm aes-256', ' dh group14']],
  [
    'ike-peer',
    ['ike peer a', ' pre-shared-key cipher Tg-Demo-2026', ' ike-proposal 1', ' remote-address 203.0.113.2'],
  ],
  [
    'ipsec-policy-isakmp',
    ['ipsec policy map1 1 isakmp', ' security acl 3000', ' ike-peer a', ' proposal p1'],
  ],
  [
    'interface',
    ['interface GigabitEthernet1/0/0', ' ip address 198.51.100.1 255.255.255.0', ' ipsec policy map1'],
  ],
  ['system', ['sysname BASE', 'ip route-static 10.2.0.0 255.255.0.0 198.51.100.254']],
];

/** Up to three lines of a view's own, whatever they are. */
function moreOf(view: string, profile: Profile): fc.Arbitrary<readonly string[]> {
  const lines = table.lines.filter(
    ({ row }) =>
      row.view === view &&
      row.options.profiles?.includes(profile) !== false &&
      row.options.enters === undefined,
  );
  const sentence = fc.constantFrom(...lines).chain(({ syntax }) => sentenceOf(syntax));
  const indent = view === 'system' ? '' : ' ';
  return fc
    .array(sentence, { maxLength: 3 })
    .map((found) => found.map((words) => `${indent}${words.join(' ')}`));
}

function textOf(profile: Profile): fc.Arbitrary<string> {
  const parts = SECTIONS.map(([view, lines]) =>
    fc
      .tuple(fc.subarray([...lines], { minLength: lines.length - 1 }), moreOf(view, profile))
      .map(([kept, more]) => [...kept, ...more, '#'].join('\n')),
  );
  return fc.tuple(...parts).map((sections) => `${sections.join('\n')}\n`);
}

describe.each(PROFILES.map((profile) => [profile]))('random lines of %s in a gateway', (profile) => {
  it.each([['tmsh@16'], ['tmsh@14'], ['ir']])('to %s: validated, and every line is accounted for', (to) => {
    fc.assert(
      fc.property(textOf(profile), fc.boolean(), fc.boolean(), (text, compact, lenient) => {
        const accept = lenient ? ['weaker', 'wider', 'no-pfs', 'no-identity-check'] : [];
        const { report, bugs } = translateText(text, { from: `vrp@${profile}`, to, accept, compact });
        const silent = report.statements.filter(({ notes }) => notes.some(({ code }) => code === 'TG299'));
        expect([bugs, silent.map((statement) => statement.text)]).toEqual([[], []]);
      }),
      { seed: 2026, numRuns: 60 },
    );
  });
});
