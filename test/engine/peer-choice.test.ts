import { describe, expect, test } from 'vitest';
import type { IkeProposal, Peer } from '../../src/ir/ike.ts';
import type { IkeVersion } from '../../src/ir/scalars.ts';
import { type Changes, IKE_PROPOSAL, type Lab, labOf, type LabOptions, peerOf, policyOf } from './lab.ts';

const AES128: IkeProposal = {
  ...IKE_PROPOSAL,
  name: '2',
  encryption: [{ name: 'ENCR_AES_CBC', keyLength: 128 }],
};
const AGGRESSIVE = { exchangeModes: ['aggressive'] } as const;
const NAMED = { localId: { type: 'ID_FQDN', value: 'a.example' } } as const;

/** A gateway `b` with these peers, each with a policy of its own that takes any traffic. */
function withPeers(version: IkeVersion, peers: readonly Partial<Peer>[]): Changes {
  const base = peerOf('b', version);
  const named = peers.map((changes, index) => ({ ...base, name: `peer${index}`, ...changes }));
  return {
    gateway: {
      ikeProposals: [IKE_PROPOSAL, AES128],
      peers: named,
      policies: named.map(({ name }, index) => ({
        ...policyOf('b'),
        sequence: index + 1,
        peer: name,
        selectors: [],
        acceptSelectors: 'offered',
      })),
    },
  };
}
/** The peer of b that the tunnel is with, or why there is none. */
function choiceOf(lab: Lab): string {
  const sa = lab.ike('b').find(({ state }) => state === 'established');
  return sa?.peer ?? lab.failures('b').at(-1)?.cause ?? 'nothing';
}

const ANY: Partial<Peer> = { remote: [], remoteIds: [] };
const ONLY_ID = (value: string): Partial<Peer> => ({ remote: [], remoteIds: [{ type: 'ID_FQDN', value }] });
const AT = (...remote: Peer['remote']): Partial<Peer> => ({ remote, remoteIds: [] });

type Row = readonly [name: string, a: Partial<Peer>, peersOfB: readonly Partial<Peer>[], choice: string];
/** The PAD (RFC 4301 section 4.4.3): the address says who may be meant, the most exact first; the identity who is. */
const BOTH: readonly Row[] = [
  ['a fixed address', {}, [ANY, AT({ address: '198.51.100.1' })], 'peer1'],
  ['a range', {}, [ANY, AT({ first: '198.51.100.0', last: '198.51.100.9' })], 'peer1'],
  ['the first address of a range', {}, [AT({ first: '198.51.100.1', last: '198.51.100.9' })], 'peer0'],
  [
    'an address before a range',
    {},
    [AT({ first: '198.51.100.2', last: '198.51.100.9' })],
    'no-peer-configured',
  ],
  [
    'an address after a range',
    {},
    [AT({ first: '198.51.100.0', last: '198.51.100.0' })],
    'no-peer-configured',
  ],
  [
    'a range of the other family',
    {},
    [AT({ first: '2001:db8::', last: '2001:db8::f' })],
    'no-peer-configured',
  ],
  ['a name that resolves to it', {}, [ANY, AT({ fqdn: 'a.example' })], 'peer1'],
  ['a name that resolves to another', {}, [AT({ fqdn: 'c.example' })], 'no-peer-configured'],
  ['a peer that is shut down', {}, [{ ...ANY, enabled: false }, ANY], 'peer1'],
];
const BY_IDENTITY: readonly Row[] = [
  ['the second has the identity', NAMED, [ONLY_ID('z.example'), ONLY_ID('a.example')], 'peer1'],
  ['both have it', NAMED, [ONLY_ID('a.example'), ONLY_ID('a.example')], 'peer0'],
  ['none has it', NAMED, [ONLY_ID('y.example'), ONLY_ID('z.example')], 'remote-id-mismatch'],
];

function choose(
  version: IkeVersion,
  a: Partial<Peer>,
  peers: readonly Partial<Peer>[],
  rest: LabOptions = {},
): string {
  const lab = labOf({ both: { version }, a: { peer: a }, b: withPeers(version, peers), ...rest });
  lab.simulation.perform({ kind: 'resolve', name: 'a.example', address: '198.51.100.1' });
  lab.simulation.perform({ kind: 'resolve', name: 'c.example', address: '198.51.100.3' });
  return choiceOf(lab.settle());
}

describe('the peer that a message comes from', () => {
  test.each([...BOTH, ...BY_IDENTITY])('IKEv2: %s', (_name, a, peers, choice) => {
    expect(choose('ikev2', a, peers)).toBe(choice);
  });
  test.each(BOTH)('main mode: %s', (_name, a, peers, choice) => {
    expect(choose('ikev1', { exchangeModes: ['main'], ...a }, peers)).toBe(choice);
  });
  test.each(BY_IDENTITY)('aggressive mode: %s', (_name, a, peers, choice) => {
    expect(
      choose(
        'ikev1',
        { ...AGGRESSIVE, ...a },
        peers.map((peer) => ({ ...peer, ...AGGRESSIVE })),
      ),
    ).toBe(choice);
  });
  // IKEv2 chooses a proposal before it hears the identity, aggressive mode has both in its first message
  test.each<readonly [IkeVersion, Partial<Peer>, string]>([
    ['ikev2', {}, 'remote-id-mismatch'],
    ['ikev1', AGGRESSIVE, 'ike-proposal-mismatch'],
  ])('%s: the one that has the identity takes no such proposal', (version, mode, choice) => {
    const peers = [ONLY_ID('z.example'), { ...ONLY_ID('a.example'), proposals: ['2'] }];
    const caller = { ...NAMED, ...mode };
    expect(
      choose(
        version,
        caller,
        peers.map((peer) => ({ ...peer, ...mode })),
      ),
    ).toBe(choice);
  });
  // main mode finds the key by the address, and hears the identity last (RFC 2409 section 5.4)
  test.each<readonly [second: string, LabOptions, choice: string]>([
    ['a.example', {}, 'peer1'],
    ['y.example', {}, 'remote-id-mismatch'],
    ['unknown:x', {}, 'unverifiable-secret'],
    ['unknown:x', { unverifiable: 'accept' }, 'peer1'],
  ])('main mode: the second expects %s, %j', (second, options, choice) => {
    const caller: Partial<Peer> = { ...NAMED, exchangeModes: ['main'] };
    expect(choose('ikev1', caller, [ONLY_ID('z.example'), ONLY_ID(second)], options)).toBe(choice);
  });
  test.each<readonly [IkeVersion, Partial<Peer>]>([
    ['ikev2', {}],
    ['ikev1', AGGRESSIVE],
  ])('%s: an identity that cannot be read is taken only where none fits', (version, mode) => {
    const hidden = { ...ONLY_ID('unknown:x'), ...mode };
    const other = { ...ONLY_ID('z.example'), ...mode };
    const accept = { unverifiable: 'accept' } as const;
    const caller = { ...NAMED, ...mode };
    expect(choose(version, caller, [other, hidden])).toBe('unverifiable-secret');
    expect(choose(version, caller, [hidden, { ...ONLY_ID('a.example'), ...mode }], accept)).toBe('peer1');
    expect(choose(version, caller, [hidden], accept)).toBe('peer0');
  });
});
