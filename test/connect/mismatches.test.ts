import { describe, expect, it } from 'vitest';
import { connect } from '../../src/connect/connect.ts';
import type { ProblemClass } from '../../src/connect/problem.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import { type Change, esp, ike, peers, policies } from './changes.ts';
import { afterTyping, endIn, otherEnd, rosettaGateway } from './gateways.ts';

/** What is wrong at the right end, and how connect must name it: class, and the right end's member. */
interface Mismatch {
  readonly what: string;
  readonly change: Change;
  readonly found: readonly [severity: ProblemClass, path: string];
  /** Where both ends can say it; all languages of the group where absent. */
  readonly languages?: readonly string[];
}

const COMMON: readonly Mismatch[] = [
  {
    what: 'IKE encryption',
    change: ike({ encryption: [{ name: 'ENCR_3DES' }] }),
    found: ['stops', 'ikeProposals.encryption'],
  },
  { what: 'IKE DH group', change: ike({ dhGroups: [5] }), found: ['stops', 'ikeProposals.dhGroups'] },
  {
    what: 'pre-shared key',
    change: peers({ preSharedKeys: [{ secret: { psk: 'Another-Key-26' } }] }),
    found: ['stops', 'peers.preSharedKeys'],
  },
  {
    what: 'address of the peer',
    change: peers({
      remote: [{ address: '192.0.2.99' }],
      remoteIds: [{ type: 'ID_IPV4_ADDR', value: '192.0.2.99' }],
    }),
    found: ['stops', 'peers.remote'],
  },
  {
    what: 'ESP encryption',
    change: esp({ encryption: [{ name: 'ENCR_3DES' }] }),
    found: ['stops', 'ipsecProposals.esp.encryption'],
  },
  {
    what: 'ESP integrity',
    change: esp({ integrity: [{ name: 'AUTH_HMAC_SHA1_96' }] }),
    found: ['stops', 'ipsecProposals.esp.integrity'],
  },
  {
    what: 'selectors',
    change: policies(({ selectors }) => ({
      selectors: selectors.map((selector) => ({ ...selector, local: { prefix: '10.77.0.0/16' } })),
    })),
    found: ['stops', 'policies.selectors'],
  },
];

const IKEV2: readonly Mismatch[] = [
  ...COMMON,
  {
    what: 'IKE integrity',
    change: ike({ integrity: [{ name: 'AUTH_HMAC_SHA1_96' }] }),
    found: ['stops', 'ikeProposals.integrity'],
  },
  { what: 'PRF', change: ike({ prfs: [{ name: 'PRF_HMAC_SHA1' }] }), found: ['stops', 'ikeProposals.prfs'] },
  { what: 'PFS', change: policies(() => ({ pfsGroups: [5] })), found: ['shows-later', 'policies.pfsGroups'] },
  {
    what: 'identity that is sent',
    change: peers({ localId: { type: 'ID_FQDN', value: 'wrong.example' } }),
    found: ['stops', 'peers.localId'],
  },
  {
    what: 'IPsec lifetime',
    change: policies(({ lifetime }) => ({ lifetime: { ...lifetime, seconds: 1800 } })),
    found: ['harmless', 'policies.lifetime.seconds'],
  },
];
const IKEV1: readonly Mismatch[] = [
  ...COMMON,
  { what: 'IKE hash', change: ike({ hashes: ['SHA'] }), found: ['stops', 'ikeProposals.hashes'] },
  { what: 'PFS', change: policies(() => ({ pfsGroups: [5] })), found: ['stops', 'policies.pfsGroups'] },
];

/** Both ends watch for a dead peer: one that does not is a finding of its own. */
function watched(gateway: Gateway): Gateway {
  const [peer] = rosettaGateway('usg-ikev2').peers;
  return peer === undefined ? gateway : peers({ dpd: { ...peer.dpd, mode: 'periodic' } })(gateway);
}

const KEY = 'Tg-Demo-2026';

const GROUPS = [
  { scenario: 'usg-ikev2', rows: IKEV2, languages: ['vrp@usg', 'tmsh@16'] },
  { scenario: 'ar-ikev1-main', rows: IKEV1, languages: ['vrp@ar', 'tmsh@16', 'racoon@0.9'] },
] as const;

for (const { scenario, rows, languages } of GROUPS) {
  const base = peers({ preSharedKeys: [{ secret: { psk: KEY } }] })(watched(rosettaGateway(scenario)));
  const pairs = languages.flatMap((left) => languages.map((right): [string, string] => [left, right]));

  describe.each(pairs)(`${scenario} in %s against its mirror image in %s`, (left, right) => {
    const near = endIn('near', base, left);

    it('comes up, either end starting', () => {
      const far = endIn(
        'far',
        otherEnd(base, (same) => same),
        right,
      );
      const { connections } = connect(near, far, { repairs: false, among: false });
      expect(connections.map(({ verdict }) => verdict)).toEqual(['up']);
    });

    it.each(rows.map((row): [string, Mismatch] => [row.what, row]))('%s', (_what, { change, found }) => {
      const far = endIn('far', otherEnd(base, change), right);
      const { connections } = connect(near, far, { repairs: false, among: false });
      const [severity, path] = found;
      const problems = connections.flatMap((connection) => connection.problems);
      const told = problems.filter((problem) => severity === 'harmless' || problem.class !== 'harmless');
      expect(told.map((problem) => [problem.class, problem.right.path])).toContainEqual([severity, path]);
      const others = told.filter((problem) => problem.class !== 'harmless' && problem.right.path !== path);
      expect(others.map((problem) => [problem.class, problem.right.path])).toEqual([]);
    });

    const stopping = rows.filter(({ found: [severity] }) => severity === 'stops');
    // Files of racoon are written, never typed at.
    it.skipIf(right.startsWith('racoon')).each(stopping.map((row): [string, Mismatch] => [row.what, row]))(
      '%s: what connect says to type at the right end makes it come up',
      (_what, { change }) => {
        const far = endIn('far', otherEnd(base, change), right);
        const [found] = connect(near, far, { repairs: true, among: false }).connections;
        const typed = afterTyping(far, found?.repairs.right?.lines ?? [], KEY);
        const { connections } = connect(near, typed, { repairs: false, among: false });
        expect(connections.map(({ verdict }) => verdict)).toEqual(['up']);
      },
    );
  });
}
