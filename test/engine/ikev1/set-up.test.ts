import { describe, expect, it } from 'vitest';
import { AR, type End, Lab, LEFT, RACOON, RIGHT } from './lab.ts';

const AGGRESSIVE: End = { peer: { exchangeModes: ['aggressive'] } };
const BASE: End = { peer: { exchangeModes: ['base'] } };

describe('an IKEv1 tunnel', () => {
  it('comes up with main and quick mode in nine messages (S2)', () => {
    const lab = new Lab();
    lab.run(200);
    expect(lab.ladder()).toEqual([
      '0 left 2 SA1 VID VID',
      '10 right 2 SA1 VID VID',
      '20 left 2 KE N NAT-D NAT-D',
      '30 right 2 KE N NAT-D NAT-D',
      '40 left 2 ID PROOF N(24578)',
      '50 right 2 ID PROOF',
      '60 left 32 HASH SA2 N IDc IDc',
      '70 right 32 HASH SA2 N IDc IDc',
      '80 left 32 HASH',
    ]);
    const [left] = lab.ikeSas('left');
    const [right] = lab.ikeSas('right');
    expect([left?.established, right?.established]).toEqual([60, 50]);
    expect([left?.role, right?.role]).toEqual(['initiator', 'responder']);
    expect(left?.initiatorSpi).toBe(right?.initiatorSpi);
    expect(left?.responderSpi).toBe(right?.responderSpi);
    const [ours] = lab.childSas('left');
    const [theirs] = lab.childSas('right');
    expect([ours?.created, theirs?.created]).toEqual([80, 90]);
    expect(ours?.inbound[0]?.spi).toBe(theirs?.outbound[0]?.spi);
    expect(ours?.outbound[0]?.spi).toBe(theirs?.inbound[0]?.spi);
    expect(ours?.inbound[0]?.encryptionKey).toBe(theirs?.outbound[0]?.encryptionKey);
    expect(ours?.connectionId).toBe((left?.connectionId ?? 0) + 1);
    expect(lab.send('left')).toBe('protected');
    lab.run(300);
    expect(lab.childSas('right')[0]?.inbound[0]).toMatchObject({ packets: 1, bytes: 100 });
    expect(lab.events('left')).toEqual(['60 ike-sa-established', '80 child-sa-established']);
  });

  it('passes the resting states of racoon: initiator 3, 5, 7, 9, responder 3, 5, 9 (S2)', () => {
    const lab = new Lab({ behaviour: RACOON });
    const walk = (side: 'left' | 'right', times: readonly number[]): readonly unknown[] =>
      times.map((time) => {
        lab.run(time);
        const [sa] = lab.ikeSas(side);
        return sa === undefined ? undefined : [sa.messagesSent, sa.messagesReceived, sa.state];
      });
    expect(walk('left', [0, 20, 40, 60])).toEqual([
      [1, 0, 'connecting'],
      [2, 1, 'connecting'],
      [3, 2, 'connecting'],
      [3, 3, 'established'],
    ]);
    const other = new Lab({ behaviour: RACOON });
    const responder = [10, 30, 50].map((time) => {
      other.run(time);
      const [sa] = other.ikeSas('right');
      return [sa?.messagesSent, sa?.messagesReceived, sa?.state];
    });
    expect(responder).toEqual([
      [1, 1, 'connecting'],
      [2, 2, 'connecting'],
      [3, 3, 'established'],
    ]);
  });

  it('comes up with aggressive mode in three messages more than quick mode (S3)', () => {
    const lab = new Lab({ left: AGGRESSIVE, right: AGGRESSIVE });
    lab.run(200);
    expect(lab.ladder()).toEqual([
      '0 left 4 SA1 KE N ID VID VID',
      '10 right 4 SA1 KE N ID VID VID PROOF NAT-D NAT-D',
      '20 left 4 PROOF NAT-D NAT-D N(24578)',
      '20 left 32 HASH SA2 N IDc IDc',
      '30 right 32 HASH SA2 N IDc IDc',
      '40 left 32 HASH',
    ]);
    expect([lab.ikeSas('left')[0]?.established, lab.ikeSas('right')[0]?.established]).toEqual([20, 30]);
    expect(lab.childSas('right')).toHaveLength(1);
  });

  it('comes up with base mode in four messages more than quick mode', () => {
    const lab = new Lab({ left: BASE, right: BASE });
    lab.run(200);
    expect(lab.ladder().slice(0, 4)).toEqual([
      '0 left 1 SA1 N ID VID VID',
      '10 right 1 SA1 N ID VID VID',
      '20 left 1 KE PROOF NAT-D NAT-D N(24578)',
      '30 right 1 KE PROOF NAT-D NAT-D',
    ]);
    expect(lab.childSas('left')).toHaveLength(1);
    expect(lab.childSas('right')).toHaveLength(1);
  });

  it('comes up on traffic, and loses the packets that came before it', () => {
    const lab = new Lab({ left: { policy: { initiation: 'on-traffic' } } });
    lab.run(1000);
    expect(lab.ladder()).toEqual([]);
    expect(lab.send('left')).toBe('negotiating');
    expect(lab.send('left')).toBe('negotiating');
    lab.run(2000);
    expect(lab.ladder()).toHaveLength(9);
    expect(lab.send('left')).toBe('protected');
    expect(lab.statistics('left')).toMatchObject({ triggers: 1, drops: { noSa: 2 } });
  });

  it('negotiates several selectors of a policy one by one under one IKE SA', () => {
    const selectors = (local: string, remote: string): NonNullable<End['policy']> => ({
      selectors: [1, 2, 3].map((net) => ({
        action: 'protect',
        local: { prefix: `${local}.${net}.0/24` },
        remote: { prefix: `${remote}.${net}.0/24` },
        direction: 'both',
      })),
    });
    const lab = new Lab({
      left: { policy: selectors('10.1', '10.2') },
      right: { policy: selectors('10.2', '10.1') },
    });
    lab.run(200);
    expect(lab.ikeSas('left')).toHaveLength(1);
    expect(lab.childSas('left')).toHaveLength(3);
    expect(lab.childSas('right')).toHaveLength(3);
  });

  it('has AH outside ESP where both are wanted, each with its SPI', () => {
    const ipsec: NonNullable<End['ipsec']> = { ah: { integrity: [{ name: 'AUTH_HMAC_SHA1_96' }] } };
    const lab = new Lab({ left: { ipsec }, right: { ipsec } });
    lab.run(200);
    const [ours] = lab.childSas('left');
    const [theirs] = lab.childSas('right');
    expect(ours?.inbound.map(({ protocol }) => protocol)).toEqual(['ah', 'esp']);
    expect(ours?.inbound.map(({ spi }) => spi)).toEqual(theirs?.outbound.map(({ spi }) => spi));
    expect(lab.send('left')).toBe('protected');
    lab.run(300);
    expect(lab.childSas('right')[0]?.inbound.at(-1)?.packets).toBe(1);
  });

  it('proves signatures with certificates of one authority', () => {
    const end: End = {
      proposals: [{ authenticationMethod: 'rsa-signature' }],
      peer: { preSharedKeys: [], certificates: { certificate: 'own', authority: 'ca', verify: true } },
    };
    const lab = new Lab({ left: end, right: end });
    lab.run(200);
    expect(lab.childSas('left')).toHaveLength(1);
    expect(lab.ladder()[4]).toBe('40 left 2 ID PROOF CERT N(24578)');
  });

  it('tells nobody of a first contact when it is switched off', () => {
    const lab = new Lab({ left: { peer: { initialContact: false } } });
    lab.run(200);
    expect(lab.ladder()[4]).toBe('40 left 2 ID PROOF');
  });

  it('is the same run for the same seed, with or without JSON in between', () => {
    const run = (seed: number, throughJson: boolean): string => {
      const lab = new Lab({ seed, behaviour: AR, network: { throughJson, link: { jitter: 5, loss: 0.1 } } });
      lab.run(100_000);
      return lab.simulation.traceHash;
    };
    expect(run(3, true)).toBe(run(3, false));
    expect(run(3, true)).not.toBe(run(4, true));
  });

  it('takes a peer that may have any address by its identity in aggressive mode', () => {
    const peer = { exchangeModes: ['aggressive'] as const };
    const lab = new Lab({
      left: { peer: { ...peer, localId: { type: 'ID_FQDN', value: 'branch.example' } } },
      right: {
        peer: {
          ...peer,
          remote: [],
          remoteIds: [{ type: 'ID_FQDN', value: 'branch.example' }],
          preSharedKeys: [
            { identity: { type: 'ID_FQDN', value: 'branch.example' }, secret: { psk: 'Tg-Demo-2026' } },
          ],
        },
        policy: { initiation: 'never', selectors: [], acceptSelectors: 'offered' },
      },
    });
    lab.run(200);
    expect(lab.childSas('right')).toMatchObject([
      {
        origin: 'ike-template',
        selector: { local: { prefix: '10.2.0.0/16' }, remote: { prefix: '10.1.0.0/16' } },
      },
    ]);
    expect(lab.ikeSas('right')[0]).toMatchObject({ remote: { address: LEFT }, local: { address: RIGHT } });
  });
});
