import { describe, expect, test } from 'vitest';
import { BEHAVIOUR, ENDS, labOf, peerOf, policyOf, gatewayOf } from './lab.ts';

describe.each(['ikev1', 'ikev2'] as const)('%s: what a gateway has no room for', (version) => {
  test('connection ids that are used up: nothing is begun and nothing answered', () => {
    const none = { connectionIds: { first: 1, last: 0 } };
    const lab = labOf({ a: { version }, b: { version }, behaviour: none });
    lab.until(60_000);
    expect([lab.ike('a').length, lab.children('a').length]).toEqual([0, 0]);
  });

  test('an answerer at its limit of IKE SAs answers no other one', () => {
    const lab = labOf({ a: { version }, b: { version }, behaviourOfB: { ikeSaLimit: 1 } });
    const other = gatewayOf('a', { version });
    lab.simulation.configure(
      'c',
      {
        ...other,
        policies: other.policies.map((policy) => ({ ...policy, tunnel: { local: '192.0.2.33' } })),
      },
      BEHAVIOUR,
    );
    const answerer = gatewayOf('b', { version });
    lab.simulation.configure(
      'b',
      {
        ...answerer,
        peers: [
          ...answerer.peers,
          { ...peerOf('b', version), name: 'to-c', remote: [{ address: '192.0.2.33' }], remoteIds: [] },
        ],
        policies: [...answerer.policies, { ...policyOf('b'), sequence: 2, peer: 'to-c' }],
      },
      { ...BEHAVIOUR, ikeSaLimit: 1 },
    );
    lab.until(60_000);
    expect(lab.ike('b').length).toBe(1);
  });
});

describe.each(['ikev1', 'ikev2'] as const)('%s: a peer by name', (version) => {
  test('its SAs end when the name means another address, and come again there', () => {
    const names = { 'b.example': '203.0.113.2' };
    const lab = labOf({
      a: { version, peer: { remote: [{ fqdn: 'b.example' }], remoteIds: [] } },
      b: { version },
      network: { names },
    });
    lab.until(5000);
    expect(lab.ike('a').map(({ remote }) => remote.address)).toEqual(['203.0.113.2']);
    lab.simulation.perform({ kind: 'resolve', name: 'b.example', address: '203.0.113.2' });
    lab.simulation.perform({ kind: 'resolve', name: 'else.example', address: '203.0.113.9' });
    expect(lab.ike('a').length).toBe(1);
    lab.simulation.perform({ kind: 'resolve', name: 'b.example', address: '203.0.113.77' });
    lab.until(lab.time + 500);
    expect(lab.ike('a').every(({ remote }) => remote.address === '203.0.113.77')).toBe(true);
  });
});

test('the selectors of a gateway, whether SAs exist or not', () => {
  const lab = labOf();
  expect([...lab.simulation.selectors('a')]).toEqual([{ peer: 'to-b', name: '3000', requestId: 1 }]);
  lab.until(5000);
  for (const end of ENDS)
    expect([...lab.simulation.selectors(end)].map(({ name }) => name)).toEqual(['3000']);
});
