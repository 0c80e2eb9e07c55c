import { describe, expect, it } from 'vitest';
import type { NatDevice } from '../../../src/engine/index.ts';
import { type End, Lab, LEFT, type LabOptions } from './lab.ts';

const OUTSIDE = '192.0.2.1';
const NAT: NatDevice = { name: 'nat', outside: OUTSIDE, inside: ['left'], mappingTimeoutSeconds: 60 };

/** The left end is behind a NAT device: the right one knows it by its name, and calls nobody. */
function behindNat(options: {
  readonly left?: End;
  readonly right?: End;
  readonly nat?: Partial<NatDevice>;
}): Lab {
  const { left = {}, right = {}, nat } = options;
  const lab: LabOptions = {
    network: { nats: [{ ...NAT, ...nat }] },
    left: { ...left, peer: { localId: { type: 'ID_FQDN', value: 'branch' }, ...left.peer } },
    right: {
      ...right,
      peer: { remote: [], remoteIds: [{ type: 'ID_FQDN', value: 'branch' }], ...right.peer },
      policy: { initiation: 'never', ...right.policy },
    },
  };
  return new Lab(lab);
}

describe('an end behind a NAT device', () => {
  it('is seen in messages 3 and 4, and goes on from port 4500 with message 5', () => {
    const lab = behindNat({});
    lab.run(1000);
    const ports = lab.simulation.trace.flatMap((record) =>
      record.kind === 'sent' && record.gateway === 0 ? [record.sourcePort, record.destinationPort] : [],
    );
    expect(ports).toEqual([500, 500, 500, 500, 4500, 4500, 4500, 4500, 4500, 4500]);
    expect(lab.ikeSas('left')).toMatchObject([{ nat: 'local', local: { address: LEFT, port: 4500 } }]);
    expect(lab.ikeSas('right')).toMatchObject([
      { nat: 'remote', local: { port: 4500 }, remote: { address: OUTSIDE, port: 1025 } },
    ]);
    expect(lab.childSas('right')).toMatchObject([{ udpEncapsulation: true, remote: { port: 1025 } }]);
    expect(lab.send('left')).toBe('protected');
    lab.run(2000);
    expect(lab.send('right')).toBe('protected');
    lab.run(3000);
    expect(lab.childSas('left')[0]?.inbound[0]?.packets).toBe(1);
  });

  it('floats with the third message of aggressive mode', () => {
    const peer = { exchangeModes: ['aggressive'] as const };
    const lab = behindNat({ left: { peer }, right: { peer } });
    lab.run(1000);
    expect(lab.childSas('right')).toMatchObject([{ udpEncapsulation: true, local: { port: 4500 } }]);
  });

  it('alone sends keepalives, every 20 s, so that the mapping lives', () => {
    const lab = behindNat({});
    lab.run(600_000);
    const sent = lab.simulation.trace.filter(
      (record) => record.kind === 'sent' && 'kind' in record.content && record.content.kind === 'keepalive',
    );
    expect(sent.map(({ gateway }) => gateway)).toEqual(Array.from({ length: 29 }, () => 0));
    expect(lab.statistics('right').messages.natKeepalivesReceived).toBe(29);
    expect(lab.send('right')).toBe('protected');
    lab.run(601_000);
    expect(lab.childSas('left')[0]?.inbound[0]?.packets).toBe(1);
  });

  it('without keepalives loses its mapping, and packets from outside no longer come in', () => {
    const lab = behindNat({ left: { ike: { natKeepaliveSeconds: 0 } } });
    lab.run(600_000);
    expect(lab.send('right')).toBe('protected');
    lab.run(601_000);
    expect(lab.childSas('left')[0]?.inbound[0]?.packets).toBe(0);
  });

  it('whose port changes is as if its hard lifetime were over: IKEv1 has no way to follow', () => {
    const lab = behindNat({ left: { policy: { initiation: 'on-traffic' } } });
    lab.send('left');
    lab.run(10_000);
    lab.simulation.perform({ kind: 'nat-rebind', nat: 'nat' });
    lab.execute('left', { kind: 'clear-child-sa', select: {}, then: 'never' });
    lab.run(11_000);
    expect(lab.reasons('right')).toEqual(['ike port-mismatch-expiry']);
    expect(lab.childSas('right')).toEqual([]);
  });

  it.each<[name: string, left: End, right: End]>([
    ['its own configuration', { peer: { natTraversal: 'off' } }, {}],
    ["the other end's", {}, { peer: { natTraversal: 'off' } }],
  ])('is not seen when NAT traversal is switched off in %s', (_name, left, right) => {
    const lab = behindNat({ left, right });
    lab.run(1000);
    expect(lab.ikeSas('right')).toMatchObject([{ nat: 'none', remote: { address: OUTSIDE } }]);
    expect(lab.sent().every(({ message }) => message.payloads.every(({ kind }) => kind !== 'NAT-D'))).toBe(
      true,
    );
  });

  it('cannot use AH', () => {
    const ipsec: End['ipsec'] = { ah: { integrity: [{ name: 'AUTH_HMAC_SHA1_96' }] } };
    const lab = behindNat({ left: { ipsec: { ...ipsec } }, right: { ipsec: { ...ipsec } } });
    lab.run(1000);
    expect(lab.childSas('left')).toEqual([]);
    expect(lab.failures('left')).toMatchObject([{ exchange: 'quick-mode', cause: 'nat-not-supported' }]);
  });

  it('in transport mode tells its addresses before translation', () => {
    const host = (local: string, remote: string): End => ({
      ipsec: { encapsulation: 'transport' },
      policy: {
        selectors: [
          { action: 'protect', local: { prefix: local }, remote: { prefix: remote }, direction: 'both' },
        ],
      },
    });
    const lab = behindNat({
      left: host(`${LEFT}/32`, '203.0.113.2/32'),
      right: host('203.0.113.2/32', `${LEFT}/32`),
    });
    lab.run(1000);
    expect(lab.childSas('right')).toMatchObject([{ mode: 'transport', udpEncapsulation: true }]);
    expect(lab.ladder().filter((line) => line.includes('NAT-OA'))).toHaveLength(2);
  });
});

describe('forced NAT traversal', () => {
  it.each(['left', 'right'] as const)('of the %s end encapsulates without a NAT device', (side) => {
    const lab = new Lab({ [side]: { peer: { natTraversal: 'force' } } });
    lab.run(1000);
    expect(lab.childSas('left')).toMatchObject([{ udpEncapsulation: true, local: { port: 4500 } }]);
    expect(lab.childSas('right')).toMatchObject([{ udpEncapsulation: true, local: { port: 4500 } }]);
    expect(lab.send('left')).toBe('protected');
  });
});
