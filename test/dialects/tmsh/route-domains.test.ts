import { describe, expect, it } from 'vitest';
import { translateText } from '../../translate/translate-text.ts';
import { textOf, V2, vrpTunnel } from '../one-tunnel.ts';

/**
 * `%rd` stands at every address of its table: those of IKE have the peer's (`ir.md` 3: vrf of `remote-address`),
 * those of the traffic the policy's (`ir.md` 4: vrf of the rules).
 */
const OUTER = {
  ' remote-address 203.0.113.2': ' remote-address vpn-instance outer 203.0.113.2',
};
const INNER = {
  ' rule 5 permit ip source 10.1.0.0': ' rule 5 permit ip vpn-instance inner source 10.1.0.0',
};

const ROWS: readonly (readonly [
  what: string,
  changes: Readonly<Record<string, string>>,
  ike: string,
  traffic: string,
])[] = [
  ['no VRF', {}, '', ''],
  ['one VRF for IKE', OUTER, '%7', ''],
  ['one VRF for the traffic', INNER, '', '%8'],
  ['a VRF for each', { ...OUTER, ...INNER }, '%7', '%8'],
];

describe.each(ROWS)('%s', (_, changes, ike, traffic) => {
  const text = textOf(
    translateText(vrpTunnel({ ...V2, ...changes }), { placeholders: { outer: '7', inner: '8' } }),
  );

  it.each([
    ['remote-address', `203.0.113.2${ike}`],
    ['tunnel-local-address', `198.51.100.1${ike}`],
    ['tunnel-remote-address', `203.0.113.2${ike}`],
    ['my-id-value', '198.51.100.1'],
    ['peers-id-value', '203.0.113.2'],
    ['source-address', `10.1.0.0${traffic}/16`],
    ['destination-address', `10.2.0.0${traffic}/16`],
  ])('%s is %s', (property, value) => {
    expect(text).toContain(`    ${property} ${value}\n`);
  });
});
