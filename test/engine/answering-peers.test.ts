import { describe, expect, test } from 'vitest';
import type { Gateway } from '../../src/ir/gateway.ts';
import type { IkeProposal, Peer } from '../../src/ir/ike.ts';
import { BEHAVIOUR, type Changes, ENDS, gatewayOf, IKE_PROPOSAL, labOf, peerOf, policyOf } from './lab.ts';

/** An answerer with several peers that may be anywhere: who is it that asks? (RFC 7296 section 2.15; RFC 2409 section 5.4) */
function answerer(version: 'ikev1' | 'ikev2', mode: 'main' | 'aggressive', own: readonly OwnPeer[]): Gateway {
  const base = gatewayOf('b', { version });
  const peers = own.map(({ name, proposal: _proposal, ...changes }): Peer => ({
    ...peerOf('b', version),
    exchangeModes: version === 'ikev1' ? [mode] : [],
    ...changes,
    remote: changes.remote ?? [],
    name,
    proposals: [name],
  }));
  return {
    ...base,
    peers,
    ikeProposals: own.map(({ name, proposal }) => ({ ...IKE_PROPOSAL, ...proposal, name })),
    policies: own.map(({ name }, index) => ({ ...policyOf('b'), peer: name, sequence: index + 1 })),
  };
}
interface OwnPeer extends Partial<Peer> {
  readonly name: string;
  readonly proposal?: Partial<IkeProposal>;
}

const NAMED = (value: string): Pick<Peer, 'remoteIds' | 'preSharedKeys'> => ({
  remoteIds: [{ type: 'ID_FQDN', value }],
  preSharedKeys: [{ secret: { psk: `key of ${value}` } }],
});
const ASKING: Changes = {
  peer: { localId: { type: 'ID_FQDN', value: 'one.example' }, ...NAMED('b.example') },
};
function asking(
  version: 'ikev1' | 'ikev2',
  mode: 'main' | 'aggressive',
  changes: Partial<IkeProposal> = {},
): Changes {
  return {
    ...ASKING,
    version,
    ikeProposal: changes,
    peer: {
      ...ASKING.peer,
      exchangeModes: version === 'ikev1' ? [mode] : [],
      remoteIds: [],
      preSharedKeys: [{ secret: { psk: 'key of one.example' } }],
    },
  };
}

describe.each<readonly ['ikev1' | 'ikev2', 'main' | 'aggressive']>([
  ['ikev1', 'aggressive'],
  ['ikev2', 'main'],
])('%s, %s mode', (version, mode) => {
  test.each<readonly [string, readonly OwnPeer[], string | undefined]>([
    [
      'the one whose name is claimed',
      [
        { name: 'other', ...NAMED('two.example') },
        { name: 'one', ...NAMED('one.example') },
      ],
      'one',
    ],
    [
      'the one at its address before one that may be anywhere',
      [
        { name: 'anywhere', ...NAMED('one.example') },
        { name: 'here', ...NAMED('one.example'), remote: [{ address: '198.51.100.1' }] },
      ],
      'here',
    ],
    [
      'the one that takes the proposal',
      [
        { name: 'other', ...NAMED('one.example'), proposal: { dhGroups: [19] } },
        { name: 'one', ...NAMED('one.example') },
      ],
      'one',
    ],
    [
      'nobody, where no name fits',
      [
        { name: 'two', ...NAMED('two.example') },
        { name: 'three', ...NAMED('three.example') },
      ],
      undefined,
    ],
  ])('%s answers', (_what, own, expected) => {
    const lab = labOf({ a: asking(version, mode) });
    lab.simulation.configure('b', answerer(version, mode, own), BEHAVIOUR);
    lab.until(10_000);
    expect(
      lab
        .ike('b')
        .filter(({ state }) => state === 'established')
        .map(({ peer }) => peer),
    ).toEqual(expected === undefined ? [] : [expected]);
  });

  test('a combined cipher is common to both', () => {
    const gcm: Partial<IkeProposal> = {
      encryption: [{ name: 'ENCR_AES_GCM_16', keyLength: 256 }],
      integrity: [],
    };
    const lab = labOf({ a: asking('ikev2', mode, gcm) });
    lab.simulation.configure(
      'b',
      answerer('ikev2', mode, [
        { name: 'other', ...NAMED('two.example'), proposal: gcm },
        { name: 'one', ...NAMED('one.example'), proposal: gcm },
      ]),
      BEHAVIOUR,
    );
    lab.until(10_000);
    for (const end of ENDS)
      expect(lab.ike(end)[0]?.suite).toMatchObject({ encryption: { name: 'ENCR_AES_GCM_16' } });
    expect(lab.ike('b')[0]?.suite?.integrity).toBeUndefined();
  });
});
