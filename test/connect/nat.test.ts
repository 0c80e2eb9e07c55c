import { describe, expect, it } from 'vitest';
import { connect } from '../../src/connect/connect.ts';
import type { Which } from '../../src/connect/end.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import { ahInstead, type Change, peers, policies } from './changes.ts';
import { endIn, otherEnd, rosettaGateway } from './gateways.ts';

const PRIVATE = '192.168.7.2';
/** A name is the same inside and outside; an address is not. */
const BY_NAME = peers({
  localId: { type: 'ID_FQDN', value: 'near.example' },
  remoteIds: [{ type: 'ID_FQDN', value: 'far.example' }],
  preSharedKeys: [{ secret: { psk: 'Tg-Demo-2026' } }],
  natTraversal: 'on',
});
const BY_ADDRESS = peers({ localId: { type: 'ID_IPV4_ADDR' }, natTraversal: 'on' });
const INSIDE = policies(({ tunnel }) => ({ tunnel: { ...tunnel, local: PRIVATE } }));
const OFF = peers({ natTraversal: 'off' });
const same: Change = (gateway) => gateway;

interface Row {
  readonly what: string;
  readonly near?: Change;
  readonly far?: Change;
  /** Both ends, before the far one is made of the near one. */
  readonly base?: Change;
  readonly nat: readonly Which[];
  readonly found: readonly string[];
  /** Where its own address is not written as its identity. */
  readonly left?: string;
}
const ROWS: readonly Row[] = [
  { what: 'told of, both ends traverse it', nat: ['left'], found: [] },
  { what: 'before both ends', nat: ['left', 'right'], found: [] },
  {
    what: 'told of, one end does not traverse it',
    far: OFF,
    nat: ['left'],
    found: ['shows-later peers.natTraversal'],
  },
  {
    what: 'told of, neither end traverses it',
    base: OFF,
    nat: ['left'],
    found: ['shows-later peers.natTraversal'],
  },
  {
    what: 'an address as identity is not the one that is seen',
    base: BY_ADDRESS,
    left: 'vrp@usg',
    nat: ['left'],
    found: ['stops peers.localId'],
  },
  { what: 'certain from a private address', near: INSIDE, nat: [], found: [] },
  {
    what: 'certain from a private address, and not traversed',
    near: INSIDE,
    far: OFF,
    nat: [],
    found: ['shows-later peers.natTraversal'],
  },
];
const LANGUAGES = ['vrp@usg', 'tmsh@16'] as const;
const PAIRS = LANGUAGES.flatMap((left) => LANGUAGES.map((right): [string, string] => [left, right]));

describe.each(PAIRS)('a NAT device before %s, against %s', (left, right) => {
  it.each(ROWS.filter((row) => row.left === undefined || row.left === left))(
    '$what',
    ({ base = same, near = same, far = same, nat, found }) => {
      const agreed: Gateway = base(BY_NAME(rosettaGateway('usg-ikev2')));
      const ends = [endIn('near', near(agreed), left), endIn('far', otherEnd(agreed, far), right)] as const;
      const { connections } = connect(ends[0], ends[1], { among: false, behindNat: nat, largestRepaired: 0 });
      const [connection] = connections;
      const problems = connection?.problems ?? [];
      expect(connection?.nats.left).toBe('198.51.100.1');
      expect(
        problems
          .filter((problem) => problem.class !== 'harmless')
          .map((problem) => `${problem.class} ${problem.left.path}`),
      ).toEqual(found);
    },
  );
});

describe('AH', () => {
  it('passes no NAT device', () => {
    const gateway = ahInstead(BY_NAME(rosettaGateway('usg-ikev2')));
    const ends = [
      endIn('near', gateway, 'vrp@usg'),
      endIn('far', otherEnd(gateway, same), 'vrp@usg'),
    ] as const;
    const { connections } = connect(ends[0], ends[1], {
      among: false,
      behindNat: ['left'],
      largestRepaired: 0,
    });
    expect(connections.map(({ problems }) => problems.map(({ left }) => left.path))).toEqual([
      ['ipsecProposals.ah'],
    ]);
  });
});
