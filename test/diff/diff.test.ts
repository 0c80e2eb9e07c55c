import { describe, expect, it } from 'vitest';
import { compareGateways } from '../../src/ir/comparison.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import { type Edits, tmshWith, vrpWith } from '../lint/gateways.ts';
import { lowerText, scenarios } from '../rosetta/scenario.ts';
import { diffTexts, told } from './sides.ts';

const USG = 'vrp@usg';
const TMSH = 'tmsh@16';
const POLICY = 'ipsec policy m 1 isakmp';
const SECOND = ` rule 10 permit ip source 10.1.0.0 0.0.255.255 destination 10.3.0.0 0.0.255.255`;
const FIRST = ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255';
const PEER = 'peer 203.0.113.2';
const TUNNEL = 'tunnel to 203.0.113.2, 10.1.0.0/16 to 10.2.0.0/16';

/** One change to a text, and the one difference in meaning that it makes: subject, path and words, A, B. */
const VRP_ROWS: readonly (readonly [string, Edits, string, string, string, string])[] = [
  [
    'IKE lifetime',
    { ' dh group14': ' dh group14\n sa duration 43200' },
    PEER,
    'ikeProposals.lifetimeSeconds: IKE SA lifetime',
    '86400 s (default of vrp@usg)',
    '43200 s (10 sa duration 43200)',
  ],
  [
    'DH group',
    { ' dh group14': ' dh group19' },
    PEER,
    'ikeProposals.dhGroups: IKE DH group',
    'group 14 (9 dh group14)',
    'group 19 (9 dh group19)',
  ],
  [
    'one more cipher',
    { ' encryption-algorithm aes-256': ' encryption-algorithm aes-256 aes-128' },
    PEER,
    'ikeProposals.encryption: IKE encryption',
    'without AES-CBC-128 (8 encryption-algorithm aes-256)',
    'also AES-CBC-128 (8 encryption-algorithm aes-256 aes-128)',
  ],
  [
    'another cipher',
    { ' encryption-algorithm aes-256': ' encryption-algorithm aes-192' },
    PEER,
    'ikeProposals.encryption: IKE encryption',
    'AES-CBC-256 (8 encryption-algorithm aes-256)',
    'AES-CBC-192 (8 encryption-algorithm aes-192)',
  ],
  [
    'ESP cipher',
    { ' esp encryption-algorithm aes-256': ' esp encryption-algorithm aes-128' },
    TUNNEL,
    'ipsecProposals.esp.encryption: ESP encryption',
    'AES-CBC-256 (6 esp encryption-algorithm aes-256)',
    'AES-CBC-128 (6 esp encryption-algorithm aes-128)',
  ],
  [
    'no PFS',
    { ' pfs dh-group14': '' },
    TUNNEL,
    'policies.pfsGroups: PFS',
    'group 14 (21 pfs dh-group14)',
    'off (default of vrp@usg)',
  ],
  [
    'IPsec lifetime',
    { [POLICY]: `${POLICY}\n sa duration time-based 1800` },
    TUNNEL,
    'policies.lifetime.seconds: IPsec SA lifetime',
    '3600 s (default of vrp@usg)',
    '1800 s (20 sa duration time-based 1800)',
  ],
  [
    'the key',
    { ' pre-shared-key Tg-Demo-2026-long-enough': ' pre-shared-key Tg-Demo-2026-another-one' },
    PEER,
    'peers.preSharedKeys: pre-shared key',
    '***** (16 pre-shared-key *****)',
    '***** (16 pre-shared-key *****)',
  ],
  [
    'DPD',
    { ' undo version 1': ' undo version 1\n dpd type periodic' },
    PEER,
    'peers.dpd.mode: DPD mode',
    'answer (default of vrp@usg)',
    'periodic (16 dpd type periodic)',
  ],
  [
    'the local side of a selector',
    { [FIRST]: FIRST.replace('10.1.0.0 0.0.255.255', '10.1.1.0 0.0.0.255') },
    TUNNEL,
    'policies.selectors.local: local traffic',
    `10.1.0.0/16 (3${FIRST})`,
    `10.1.1.0/24 (3${FIRST.replace('10.1.0.0 0.0.255.255', '10.1.1.0 0.0.0.255')})`,
  ],
  [
    'one selector more',
    { [FIRST]: `${FIRST}\n${SECOND}` },
    'tunnel to 203.0.113.2, 10.1.0.0/16 to 10.3.0.0/16',
    'policies.selectors: protected traffic',
    '',
    `protect 10.1.0.0/16 to 10.3.0.0/16 (2 acl number 3000; 4${SECOND}; 20 ${POLICY})`,
  ],
  [
    'route',
    {
      'acl number 3000': 'ip route-static 10.2.0.0 255.255.0.0 198.51.100.254\nacl number 3000',
    },
    'route to 10.2.0.0/16',
    'routes: route',
    '',
    'destination 10.2.0.0/16, via 198.51.100.254 (2 ip route-static 10.2.0.0 255.255.0.0 198.51.100.254)',
  ],
];

const TMSH_ROWS: typeof VRP_ROWS = [
  [
    'lifetime in minutes',
    { '    lifetime 480': '    lifetime 1440' },
    PEER,
    'ikeProposals.lifetimeSeconds: IKE SA lifetime',
    '28800 s (2 lifetime 480)',
    '86400 s (2 lifetime 1440)',
  ],
  [
    'PFS',
    { '    ike-phase2-perfect-forward-secrecy modp2048': '    ike-phase2-perfect-forward-secrecy none' },
    TUNNEL,
    'policies.pfsGroups: PFS',
    'group 14 (23 ike-phase2-perfect-forward-secrecy modp2048)',
    'off (23 ike-phase2-perfect-forward-secrecy none)',
  ],
  [
    'the key',
    { '    preshared-key Tg-Demo-2026-long-enough': '    preshared-key Tg-Demo-2026-another-one' },
    PEER,
    'peers.preSharedKeys: pre-shared key',
    '***** (11 preshared-key *****)',
    '***** (11 preshared-key *****)',
  ],
  [
    'remote identity',
    { '    peers-id-value 203.0.113.2': '    peers-id-value 203.0.113.9' },
    PEER,
    'peers.remoteIds: remote identity',
    'IPV4-ADDR 203.0.113.2 (5 peers-id-type address; 6 peers-id-value 203.0.113.2)',
    'IPV4-ADDR 203.0.113.9 (5 peers-id-type address; 6 peers-id-value 203.0.113.9)',
  ],
];

describe.each([
  { dialect: USG, textWith: vrpWith, rows: VRP_ROWS },
  { dialect: TMSH, textWith: tmshWith, rows: TMSH_ROWS },
])('$dialect: one change, one difference', ({ dialect, textWith, rows }) => {
  it.each(rows)('%s', (_what, edits, subject, words, left, right) => {
    const found = diffTexts([dialect, textWith()], [dialect, textWith(edits)]);
    expect(found.rows.map(({ subjects }) => subjects.map(({ text }) => text))).toEqual([[subject]]);
    expect(found.rows.map(told)).toEqual([[words, left, right]]);
  });

  it.each(rows)('the other way round: %s', (_what, edits, _subject, words, left, right) => {
    const found = diffTexts([dialect, textWith(edits)], [dialect, textWith()]);
    expect(found.rows.map(told)).toEqual([[words, right, left]]);
  });
});

describe('what is no difference', () => {
  const renamed = vrpWith()
    .replaceAll('3000', '3999')
    .replaceAll('ike proposal 1', 'ike proposal 7')
    .replaceAll('ike-proposal 1', 'ike-proposal 7')
    .replaceAll(/peer a$/gm, 'peer west')
    .replaceAll(/\bp1$/gm, 'strong')
    .replaceAll(/policy m\b/g, 'policy wan')
    .replace('wan 1 isakmp', 'wan 40 isakmp')
    .replace('rule 5', 'rule 77');

  it.each([
    ['names and numbers', vrpWith(), renamed],
    ['a default written out', vrpWith(), vrpWith({ ' dh group14': ' dh group14\n sa duration 86400' })],
    ['objects that no tunnel uses', vrpWith(), `${vrpWith()}ike proposal 9\n dh group5\n`],
    [
      'one policy for two selectors, or two policies',
      vrpWith({ [FIRST]: `${FIRST}\n${SECOND}` }),
      vrpWith().replace(
        'interface',
        `acl number 3001\n${SECOND}\nipsec policy m 2 isakmp\n security acl 3001\n pfs dh-group14\n ike-peer a\n proposal p1\n tunnel local 198.51.100.1\ninterface`,
      ),
    ],
  ])('%s', (_what, left, right) => {
    expect(diffTexts([USG, left], [USG, right]).rows).toEqual([]);
    expect(diffTexts([USG, right], [USG, left]).rows).toEqual([]);
  });
});

describe('order of evaluation', () => {
  const INSIDE = ' rule 10 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.9.0 0.0.0.255';
  const swapped = (one: string, other: string): string =>
    vrpWith({ [FIRST]: `${other.replace(/rule \d+/, 'rule 5')}\n${one.replace(/rule \d+/, 'rule 10')}` });

  it('is a difference where one selector takes traffic of the other', () => {
    const { rows } = diffTexts(
      [USG, vrpWith({ [FIRST]: `${FIRST}\n${INSIDE}` })],
      [USG, swapped(FIRST, INSIDE)],
    );
    expect(rows.map(({ path, left, right }) => [path, left?.text, right?.text])).toEqual([
      ['order', 'behind 10.1.0.0/16 to 10.2.0.0/16', 'before 10.1.0.0/16 to 10.2.0.0/16'],
    ]);
  });

  it('is none between selectors that have no traffic in common', () => {
    const { rows } = diffTexts(
      [USG, vrpWith({ [FIRST]: `${FIRST}\n${SECOND}` })],
      [USG, swapped(FIRST, SECOND)],
    );
    expect(rows).toEqual([]);
  });
});

describe('a peer of another IKE version', () => {
  it('is told by its version, and not by all that only one version has', () => {
    const older = vrpWith({ ' undo version 1': ' undo version 2' });
    const { rows } = diffTexts([USG, vrpWith()], [USG, older]);
    expect(rows.map(({ path, left, right }) => [path, left?.text, right?.text])).toEqual([
      ['peers.versions', 'ikev2', 'ikev1'],
    ]);
  });
});

describe('a peer of another address', () => {
  it('is found by its selectors', () => {
    const moved = vrpWith({ ' remote-address 203.0.113.2': ' remote-address 203.0.113.77' });
    const { rows } = diffTexts([USG, vrpWith()], [USG, moved]);
    expect(rows.map(({ path, left, right }) => [path, left?.text, right?.text])).toEqual([
      ['peers.remote', '203.0.113.2', '203.0.113.77'],
      ['peers.remoteIds', 'IPV4-ADDR 203.0.113.2', 'IPV4-ADDR 203.0.113.77'],
    ]);
  });
});

describe('what many tunnels have in common', () => {
  it('is told once, with every peer', () => {
    const more = (text: string): string =>
      text.replace(
        'interface',
        `acl number 3001\n${SECOND}\nike peer b\n undo version 1\n pre-shared-key Tg-Demo-2026-long-enough\n ike-proposal 1\n remote-address 203.0.113.3\nipsec policy m 2 isakmp\n security acl 3001\n pfs dh-group14\n ike-peer b\n proposal p1\n tunnel local 198.51.100.1\ninterface`,
      );
    const { rows } = diffTexts(
      [USG, more(vrpWith())],
      [USG, more(vrpWith({ ' dh group14': ' dh group19' }))],
    );
    expect(rows.map(({ path, subjects }) => [path, subjects.map(({ text }) => text)])).toEqual([
      ['ikeProposals.dhGroups', ['peer 203.0.113.2', 'peer 203.0.113.3']],
    ]);
  });
});

describe('keys', () => {
  const KEY = /Tg-Demo-2026/;
  it('are in no row, not even as a value', () => {
    const other = vrpWith({ ' pre-shared-key Tg-Demo-2026-long-enough': ' pre-shared-key Tg-Demo-2026-x' });
    for (const b of [
      [USG, other],
      [TMSH, tmshWith()],
    ] as const) {
      expect(JSON.stringify(diffTexts([USG, vrpWith()], b).rows)).not.toMatch(KEY);
    }
  });

  it('that both sides hide are no difference, and said to be unknown', () => {
    const hidden = (name: string, cipher: string): string =>
      vrpWith({
        ' pre-shared-key Tg-Demo-2026-long-enough': ` pre-shared-key cipher %^%#${cipher}%^%#`,
      }).replaceAll(/peer a$/gm, `peer ${name}`);
    const found = diffTexts([USG, hidden('a', 'AAAAAAAA')], [USG, hidden('b', 'BBBBBBBB')]);
    expect([found.rows, found.unreadable]).toEqual([
      [],
      [{ kind: 'peer', text: PEER, left: 'a', right: 'b' }],
    ]);
  });
});

describe('the fixtures of one gateway', () => {
  it.each(scenarios)('$name: VRP and IR are equal', ({ vrp, ir, source }) => {
    expect(diffTexts([`vrp@${source.profile}`, vrp], ['ir', ir]).rows).toEqual([]);
  });

  it.each(scenarios.filter(({ losses }) => losses.withheld.length === 0))(
    '$name: VRP and tmsh differ where losses.json says so',
    ({ vrp, tmsh, source, target, losses }) => {
      const { rows } = diffTexts([`vrp@${source.profile}`, vrp], [`tmsh@${target.profile}`, tmsh]);
      const paths = rows
        .map(({ path }) =>
          path
            .replace(/^ikeProposals.*/, 'peers.proposals')
            .replace(/^ipsecProposals.*/, 'policies.proposals'),
        )
        .map((path) => path.replace(/^(policies\.selectors|manualSas|interfaces|routes)\..*/, '$1'));
      const names = new Set(
        differencesOfNames(lowerText(source, 'vrp.cfg', vrp), lowerText(target, 'tmsh.conf', tmsh)),
      );
      const expected = losses.differences.filter((path) => !names.has(path));
      expect([...new Set(paths)].toSorted()).toEqual(expected);
    },
  );
});

/** Members that differ only while tunnel interfaces have other names: `Tunnel0/0/1` is `Tunnel0-0-1` in tmsh. */
function differencesOfNames(left: Gateway, right: Gateway): readonly string[] {
  const differing = (other: Gateway): readonly string[] =>
    compareGateways(left, other, { unreached: false }).map(({ path }) =>
      path.replace(/^(routes|interfaces)\..*/, '$1'),
    );
  const spelledAlike = (name: string): string => name.replace(/\W/g, '-');
  const names = left.interfaces.flatMap(({ kind, name }) => (kind === 'tunnel' ? name : []));
  const renamed: Gateway = JSON.parse(JSON.stringify(right), (_member, value: unknown) =>
    typeof value === 'string' ? (names.find((name) => spelledAlike(name) === value) ?? value) : value,
  );
  const remaining = new Set(differing(renamed));
  return differing(right).filter((path) => !remaining.has(path));
}
