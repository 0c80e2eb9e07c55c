import { describe, expect, it } from 'vitest';
import { connect } from '../../src/connect/connect.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import type { ManualSa } from '../../src/ir/ipsec.ts';
import { endIn, rosettaGateway } from './gateways.ts';

const NEAR = rosettaGateway('ar-manual-keys');
/** The other end has the same SAs, each in the other direction. */
function far(change: (sa: ManualSa) => ManualSa): Gateway {
  return {
    ...NEAR,
    manualSas: NEAR.manualSas.map((sa) => change({ ...sa, direction: sa.direction === 'in' ? 'out' : 'in' })),
    policies: NEAR.policies.map((policy) => ({
      ...policy,
      tunnel: { local: '203.0.113.2', remote: '198.51.100.1' },
    })),
  };
}
/** Text of 16 octets, as hexadecimal digits. */
const OTHER_KEY = '54672d4f746865722d4b65792d323632';
const LANGUAGES = ['tmsh@16', 'racoon@0.9'] as const;
const PAIRS = LANGUAGES.flatMap((left) => LANGUAGES.map((right): [string, string] => [left, right]));

describe.each(PAIRS)('manual SAs in %s against %s', (left, right) => {
  it.each<[string, (sa: ManualSa) => ManualSa, readonly string[]]>([
    ['as they should be', (sa) => sa, []],
    ['another SPI', (sa) => ({ ...sa, spi: 7777 }), ['stops manualSas.spi']],
    [
      'another key',
      (sa) => ({ ...sa, encryptionKey: { psk: OTHER_KEY, encoding: 'hex' } }),
      ['stops manualSas.encryptionKey'],
    ],
  ])('%s', (_what, change, found) => {
    const ends = [endIn('near', NEAR, left), endIn('far', far(change), right)] as const;
    const { connections } = connect(ends[0], ends[1], { among: false });
    const problems = connections.flatMap((connection) => connection.problems);
    expect([
      ...new Set(problems.map(({ class: severity, left: { path } }) => `${severity} ${path}`)),
    ]).toEqual(found);
    expect(connections.map(({ verdict }) => verdict)).toEqual([found.length === 0 ? 'up' : 'fails']);
    expect(JSON.stringify(connections)).not.toContain(OTHER_KEY);
  });
});
