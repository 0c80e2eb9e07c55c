import { describe, expect, test } from 'vitest';
import { compile } from '../../src/engine/configuration/compile.ts';
import type { Selector, TrafficAddress } from '../../src/ir/ipsec.ts';
import { BEHAVIOUR, gatewayOf, policyOf } from './lab.ts';

const V6 = { prefix: '2001:db8::/32' };
function row(remote: TrafficAddress, rest: Partial<Selector> = {}): Selector {
  return { action: 'protect', local: 'any', remote, direction: 'both', ...rest };
}

/** RFC 4301 section 4.4.1: the SPD is ordered, and the first row that a packet matches is its row. */
describe('the row of the SPD that an outbound packet belongs to', () => {
  const SELECTORS: readonly Selector[] = [
    row({ prefix: '10.0.0.0/8' }, { protocol: 17 }),
    row({ prefix: '10.2.3.0/24' }, { direction: 'in' }),
    row({ prefix: '10.2.3.0/24' }, { action: 'bypass' }),
    row({ prefix: '10.2.0.0/16' }),
    row({ first: '10.1.255.250', last: '10.2.3.4' }),
    row(V6),
    row({ prefix: '10.7.7.7/32' }, { remotePorts: { first: 443, last: 443 } }),
    row('any', { action: 'discard', local: { prefix: '10.1.0.0/16' } }),
  ];
  const policies = [{ ...policyOf('a'), selectors: SELECTORS }];
  const configuration = compile({ ...gatewayOf('a'), policies }, BEHAVIOUR, []);

  test.each<readonly [destination: string, protocol: number, port: number, row: number | undefined]>([
    ['10.2.3.4', 6, 80, 2],
    ['10.2.3.4', 17, 80, 0],
    ['10.2.4.4', 6, 80, 3],
    ['10.1.255.251', 6, 80, 4],
    ['10.1.255.249', 6, 80, 7],
    ['10.7.7.7', 6, 443, 6],
    ['10.7.7.7', 6, 80, 7],
    ['192.0.2.1', 6, 80, 7],
    ['2001:db8:ffff::1', 6, 80, 5],
    ['2001:db9::1', 6, 80, undefined],
    ['unknown:x', 6, 80, undefined],
  ])('to %s, protocol %i, port %i: %s', (destination, protocol, destinationPort, expected) => {
    const source = destination.startsWith('2001') ? '2001:db8::9' : '10.1.0.9';
    const packet = { source, destination, protocol, sourcePort: 1024, destinationPort, octets: 100 };
    expect(configuration.outboundEntry(packet)?.index).toBe(expected);
  });
});
