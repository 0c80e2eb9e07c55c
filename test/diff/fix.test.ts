import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Fix, fix } from '../../src/diff/fix/fix.ts';
import { diff } from '../../src/diff/diff.ts';
import { sameJson } from '../../src/ir/json.ts';
import { readSide, type Side } from '../../src/diff/side.ts';
import { type Edits, tmshWith, vrpWith } from '../lint/gateways.ts';
import { dialectProfile, ROSETTA, scenarios } from '../rosetta/scenario.ts';
import { MUTATIONS } from './mutations.ts';
import { sideOf } from './sides.ts';

const rows = scenarios.flatMap((scenario) => {
  const { name, vrp, tmsh, gateway } = scenario;
  const sides = [
    { dialect: `vrp@${scenario.source.profile}`, text: vrp },
    { dialect: `tmsh@${scenario.target.profile}`, text: tmsh },
  ];
  return MUTATIONS.flatMap((mutation) => {
    const ir = mutation.ir(gateway);
    const others = [
      { dialect: sides[0]?.dialect ?? '', text: mutation.vrp(vrp) },
      { dialect: sides[1]?.dialect ?? '', text: mutation.tmsh(tmsh) },
      { dialect: 'ir', text: ir === undefined ? undefined : JSON.stringify({ ir: 1, gateway: ir }, null, 2) },
    ];
    return [...sides, { dialect: 'ir', text: scenario.ir }].flatMap((a) =>
      others.flatMap(({ dialect, text }) =>
        text === undefined
          ? []
          : [{ what: `${name}: ${a.dialect} to ${dialect}: ${mutation.name}`, a, b: { dialect, text } }],
      ),
    );
  });
});
/** Gateways of racoon can be wanted too; its own files are written, never typed. */
const racoonRows = scenarios.flatMap(({ name, vrp, tmsh, ir, source, target }) => {
  const folder = join(ROSETTA, name, 'racoon');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).map((file) => ({
    name: file,
    text: readFileSync(join(folder, file), 'utf8'),
  }));
  return [
    { dialect: `vrp@${source.profile}`, text: vrp },
    { dialect: `tmsh@${target.profile}`, text: tmsh },
    { dialect: 'ir', text: ir },
  ].map((a) => ({ what: `${name}: ${a.dialect} to racoon`, a, files }));
});

describe('A with the statements means what B means, as far as its dialect can say it', () => {
  it.each(rows)('$what', ({ a, b }) => {
    expect(wrongIn(a, sideOf(b.dialect, b.text, 'B'), b.dialect)).toEqual(NOTHING);
  });

  it.each(racoonRows)('$what', ({ a, files }) => {
    expect(wrongIn(a, readSide(files, dialectProfile('racoon')), 'racoon')).toEqual(NOTHING);
  });
});

/** What is wrong with the statements that turn A into B: each list is empty. */
function wrongIn(
  a: { readonly dialect: string; readonly text: string },
  right: Side,
  dialect: string,
): Readonly<Record<string, readonly unknown[]>> {
  const from = sideOf(a.dialect, a.text, 'A');
  const made = fix(from, right);
  const lines = made?.lines ?? [];
  const after =
    made?.kind === 'document' ? sideOf(a.dialect, lines.join('\n')) : sideWith(a.dialect, a.text, lines);
  const [told, found] = [made?.remaining ?? NO_DIFF, diff(after, right)].map(({ differences }) =>
    differences.map(({ path }) => path),
  );
  // What a dialect says it can say again, but for errors; a route counts only where it leads to a tunnel.
  const saysAll = (a.dialect === dialect || a.dialect === 'ir') && isSaid(right, made);
  const isEqual = diff(from, right).differences.length === 0;
  return {
    bugs: (made?.bugs ?? []).map(({ path, left: x, right: y }) => [path, x?.text, y?.text]),
    refused: (made?.refused ?? []).map(({ message }) => message),
    'told otherwise': sameJson(told, found) ? [] : [told, found],
    left: saysAll ? (told ?? []).filter((path) => path !== 'routes') : [],
    needless: isEqual && made?.kind !== 'document' ? lines : [],
  };
}
const NO_DIFF = { differences: [] };
const NOTHING = { bugs: [], refused: [], 'told otherwise': [], left: [], needless: [] };

/** The statements typed behind A: VRP in the same text, tmsh as a session of its own. */
function sideWith(dialect: string, text: string, lines: readonly string[]): Side {
  const typed = lines.map((line) => `${line}\n`).join('');
  if (!dialect.startsWith('tmsh')) return sideOf(dialect, text.replace(/return\n$/, '') + typed);
  return readSide(
    [
      { name: 'A', text },
      { name: 'typed', text: typed },
    ],
    dialectProfile(dialect),
  );
}

const VRP = 'vrp@usg';
const RULE = ' rule 5 permit ip source 10.1.0.0 0.0.255.255 destination 10.2.0.0 0.0.255.255';

/** What a person would type for one change, and nothing else. */
describe('the statements', () => {
  it.each<[string, Edits, Edits, readonly string[]]>([
    ['nothing', {}, {}, []],
    [
      'a lifetime',
      {},
      { ' dh group14': ' dh group14\n sa duration 43200' },
      ['ike proposal 1', ' sa duration 43200', 'quit'],
    ],
    [
      'an algorithm',
      {},
      { ' esp encryption-algorithm aes-256': ' esp encryption-algorithm aes-128' },
      ['ipsec proposal p1', ' esp encryption-algorithm aes-128', 'quit'],
    ],
    ['no PFS', {}, { ' pfs dh-group14': '' }, ['ipsec policy m 1 isakmp', ' undo pfs', 'quit']],
    ['PFS', { ' pfs dh-group14': '' }, {}, ['ipsec policy m 1 isakmp', ' pfs dh-group14', 'quit']],
    [
      'the key',
      {},
      { ' pre-shared-key Tg-Demo-2026-long-enough': ' pre-shared-key Tg-Demo-2026-another' },
      ['ike peer a', ' pre-shared-key Tg-Demo-2026-another', 'quit'],
    ],
    [
      'a selector more',
      {},
      { [RULE]: `${RULE}\n${RULE.replace('5', '6').replace('10.2', '10.3')}` },
      ['acl number 3000', ` ${RULE.trim().replace('rule 5', 'rule 10').replace('10.2', '10.3')}`, 'quit'],
    ],
    [
      'a selector less',
      { [RULE]: `${RULE}\n${RULE.replace('5', '6').replace('10.2', '10.3')}` },
      {},
      ['acl number 3000', ' undo rule 6', 'quit'],
    ],
  ])('of VRP: %s', (_what, from, to, lines) => {
    expect(fix(sideOf(VRP, vrpWith(from)), sideOf(VRP, vrpWith(to)))?.lines).toEqual(lines);
  });

  it.each<[string, string, string, readonly string[]]>([
    ['1', ' version 2', ' version 1', [' undo version 2', ' version 1', ' exchange-mode main']],
    ['2', ' version 1', ' version 2', [' undo version 1', ' version 2']],
    ['both', ' version 1', '', [' version 1', ' version 2']],
  ])('of AR, where one version alone switches the other off: %s', (_what, from, to, lines) => {
    const side = (version: string): Side => sideOf('vrp@ar', vrpWith({ ' undo version 1': version }));
    const found = fix(side(from), side(to))?.lines ?? [];
    expect(found.filter((line) => !line.includes('undo exchange-mode'))).toEqual([
      'ike peer a',
      ...lines,
      'quit',
    ]);
  });

  it('say nothing that changes nothing, where a setting of the device has to be written', () => {
    const plain = vrpWith({ ' undo version 1': ' version 2' }).replace('ipsec sha2 compatible enable', '#');
    const switched = `ipsec authentication sha2 compatible enable\n#\n${plain}`;
    const found = fix(sideOf('vrp@ar', plain), sideOf('vrp@ar', switched));
    expect(found?.lines).toEqual(['ipsec authentication sha2 compatible enable']);
  });

  it.each<[string, Edits, readonly string[]]>([
    ['nothing', {}, []],
    [
      'a lifetime',
      { '    lifetime 480': '    lifetime 60' },
      ['modify net ipsec ike-peer /Common/a { lifetime 60 }', 'save sys config'],
    ],
    [
      'PFS',
      { '    ike-phase2-perfect-forward-secrecy modp2048': '' },
      [
        'modify net ipsec ipsec-policy /Common/p { ike-phase2-perfect-forward-secrecy none }',
        'save sys config',
      ],
    ],
  ])('of tmsh: %s', (_what, to, lines) => {
    expect(fix(sideOf('tmsh@16', tmshWith()), sideOf('tmsh@16', tmshWith(to)))?.lines).toEqual(lines);
  });

  it('of VRP never take the name of the device', () => {
    const fqdn = { ' undo version 1': ' undo version 1\n local-id-type fqdn' };
    const named = `sysname HUB\n${vrpWith(fqdn)}`;
    const other = `ike local-name hub.example.net\n${vrpWith({ ...fqdn, ' remote-address 203.0.113.2': '' })}`;
    const made = fix(sideOf(VRP, named), sideOf(VRP, other));
    expect(made?.bugs).toEqual([]);
    expect(made?.lines.filter((line) => line.includes('name'))).toEqual(['ike local-name hub.example.net']);
  });

  it('of a dialect that has none', () => {
    const racoon = sideOf('racoon', 'remote 203.0.113.2 { exchange_mode main; proposal { } }\n');
    expect(fix(racoon, sideOf(VRP, vrpWith()))).toBeUndefined();
  });

  it('are a whole document where A is one', () => {
    const [scenario] = scenarios;
    if (scenario === undefined) throw new Error('no scenario');
    const made = fix(sideOf('ir', scenario.ir), sideOf(VRP, vrpWith()));
    expect([made?.kind, made?.bugs, made?.remaining.differences]).toEqual(['document', [], []]);
  });
});

/** Whether nothing of B is withheld, for what it says or for what cannot be read of it. */
function isSaid({ lowered }: Side, made: Fix | undefined): boolean {
  return lowered.faulty.size === 0 && made?.unsaid.length === 0;
}

describe('a tunnel of B that cannot be said', () => {
  it('leaves the one of A as it is', () => {
    const broken = vrpWith({ ' dh group14': ' dh group99', ' pfs dh-group14': '' });
    const made = fix(sideOf(VRP, vrpWith()), sideOf(VRP, broken));
    expect([made?.lines, made?.remaining.differences.map(({ path }) => path)]).toEqual([
      [],
      ['policies.pfsGroups'],
    ]);
  });
});
