import { describe, expect, it } from 'vitest';
import { connect } from '../../src/connect/connect.ts';
import { unknownAddress } from '../../src/ir/address.ts';
import { type Change, peers, policies } from './changes.ts';
import { endIn, otherEnd, rosettaGateway } from './gateways.ts';

const KEY = peers({ preSharedKeys: [{ secret: { psk: 'Tg-Demo-2026' } }] });
const same: Change = (gateway) => gateway;

/** What no text says is not taken for wrong. */
describe('what cannot be verified', () => {
  it.each<[string, Change, Change, readonly string[]]>([
    [
      'a peer that is named, not addressed',
      peers({ remote: [{ fqdn: 'far.example' }] }),
      same,
      ['unverifiable peers.remote'],
    ],
    [
      'a masked address of the peer',
      peers({ remote: [{ address: unknownAddress('203.x.x.2') }] }),
      same,
      ['unverifiable peers.remote'],
    ],
    [
      'a masked address in what is protected',
      policies(({ selectors }) => ({
        selectors: selectors.map((selector) => ({
          ...selector,
          remote: { prefix: `${unknownAddress('10.x.x.0')}/24` },
        })),
      })),
      same,
      ['unverifiable policies.selectors'],
    ],
    [
      'a key that the device has encrypted',
      same,
      peers({ preSharedKeys: [{ secret: { unreadable: 'psk:far' } }] }),
      ['unverifiable peers.preSharedKeys'],
    ],
  ])('%s', (_what, near, far, found) => {
    const agreed = KEY(rosettaGateway('usg-ikev2'));
    const ends = [endIn('near', near(agreed), 'ir@1'), endIn('far', otherEnd(agreed, far), 'ir@1')] as const;
    const { connections } = connect(ends[0], ends[1], { among: false, largestRepaired: 0 });
    const problems = connections.flatMap((connection) => connection.problems);
    expect(connections.map(({ verdict }) => verdict)).toEqual(['unverifiable']);
    expect(
      problems
        .filter((problem) => problem.class !== 'harmless')
        .map((problem) => `${problem.class} ${problem.left.path}`),
    ).toEqual(found);
  });
});
