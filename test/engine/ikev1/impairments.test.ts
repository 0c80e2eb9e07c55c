import { describe, expect, it } from 'vitest';
import type { Impairments } from '../../../src/engine/index.ts';
import { type End, Lab, NE, USG } from './lab.ts';

function impair(lab: Lab, gateway: 'left' | 'right', impairments: Impairments): void {
  lab.simulation.perform({ kind: 'impair', gateway, impairments });
}
const AGGRESSIVE: End = { peer: { exchangeModes: ['aggressive'] } };
const ON_TRAFFIC: End = { policy: { initiation: 'on-traffic' } };

describe('an end that is impaired', () => {
  it.each<[name: string, end: End, gateway: 'left' | 'right', seenBy: 'left' | 'right']>([
    ['main mode, initiator: the responder cannot read it', {}, 'left', 'right'],
    ['main mode, responder: it cannot read what is right', {}, 'right', 'right'],
    ['aggressive mode, responder: the initiator sees it', AGGRESSIVE, 'right', 'left'],
    ['aggressive mode, initiator: it takes what is right for wrong', AGGRESSIVE, 'left', 'left'],
    [
      'a signature, seen by the responder',
      {
        proposals: [{ authenticationMethod: 'rsa-signature' }],
        peer: { certificates: { certificate: 'own', authority: 'ca', verify: true } },
      },
      'left',
      'right',
    ],
  ])('with a wrong key does not come up: %s', (_name, end, gateway, seenBy) => {
    const lab = new Lab({ left: end, right: end });
    impair(lab, gateway, { wrongAuthentication: true });
    lab.run(5000);
    expect(lab.childSas('left')).toEqual([]);
    expect(lab.failures(seenBy)).toMatchObject([{ cause: 'authentication-failed' }]);
  });

  it('with selectors that nobody configured is refused by the other', () => {
    const lab = new Lab();
    impair(lab, 'left', { wrongSelectors: true });
    lab.run(5000);
    expect(lab.failures('right')).toMatchObject([{ cause: 'selector-mismatch', offered: { protocol: 255 } }]);
  });

  it('that answers nothing is not reached', () => {
    const lab = new Lab();
    impair(lab, 'right', { silent: true });
    lab.run(51_000);
    expect(lab.failures('left')).toMatchObject([{ cause: 'no-response', exchange: 'main-mode' }]);
    expect(lab.sent().filter(({ message }) => message.exchange === 2 && !message.fromInitiator)).toEqual([]);
  });

  it('draws the nonces and SPIs that it is told to', () => {
    const lab = new Lab();
    impair(lab, 'left', { nonces: [7, 8], spis: [0xc0000123] });
    lab.run(1000);
    const nonces = lab
      .sent()
      .flatMap(({ from, message }) =>
        message.payloads.flatMap((payload) => (from === 'left' && payload.kind === 'N' ? payload.value : [])),
      );
    expect(nonces).toEqual([7, 8]);
    expect(lab.childSas('left')[0]?.inbound[0]?.spi).toBe(0xc0000123);
  });

  it('with an SPI that is there already ends the SA that had it', () => {
    const lab = new Lab({ left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    const spi = lab.childSas('left')[0]?.inbound[0]?.spi ?? 0;
    impair(lab, 'left', { spis: [spi] });
    lab.simulation.perform({ kind: 'expire', gateway: 'left', level: 'child', how: 'soft', select: {} });
    lab.run(2000);
    expect(lab.reasons('left')).toEqual(['child spi-conflict']);
    expect(lab.childSas('left')).toHaveLength(1);
  });

  it('whose clock is fast sends its heartbeats early', () => {
    const heartbeat = { sequence: 'old', spiList: false, sendIntervalSeconds: 20 } as const;
    const lab = new Lab({ behaviour: USG, left: { ike: { heartbeat } } });
    lab.run(1000);
    impair(lab, 'left', { clockRate: 2 });
    lab.run(61_000);
    const beats = lab
      .sent()
      .filter(({ message }) => message.payloads.some(({ kind }) => kind === 'HEARTBEAT'));
    expect(beats.map(({ time }) => time)).toEqual([20_060, 30_060, 40_060, 50_060, 60_060]);
  });
});

describe('something ends an IKE SA from outside', () => {
  const made = (): Lab => {
    const lab = new Lab({ behaviour: NE, left: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    return lab;
  };
  it.each(['aaa-disconnect', 'address-lease-expiry'] as const)(
    '%s: both SAs go, and the peer hears of it',
    (cause) => {
      const lab = made();
      lab.simulation.perform({ kind: 'disconnect', gateway: 'right', cause, select: {} });
      lab.run(2000);
      expect(lab.reasons('right')).toEqual([`ike ${cause}`]);
      expect(lab.childSas('right')).toEqual([]);
      expect(lab.childSas('left')).toEqual([]);
      expect(lab.reasons('left')).toEqual(['ike peer-request', 'child peer-request']);
    },
  );

  it('another address for its name', () => {
    const lab = new Lab({
      behaviour: NE,
      network: { names: { 'hub.example': '203.0.113.2' } },
      left: { peer: { remote: [{ fqdn: 'hub.example' }] }, policy: { initiation: 'on-traffic' } },
    });
    lab.send('left');
    lab.run(1000);
    expect(lab.childSas('left')).toHaveLength(1);
    lab.simulation.perform({ kind: 'resolve', name: 'hub.example', address: '192.0.2.5' });
    lab.run(2000);
    expect(lab.reasons('left')).toEqual(['ike dns-change']);
    expect(lab.childSas('left')).toEqual([]);
  });
});

describe('a key that one end cannot read', () => {
  it('passes where the simulation says so, with a line in the failure log', () => {
    const lab = new Lab({
      unverifiable: 'accept',
      right: { peer: { preSharedKeys: [{ secret: { unreadable: 'psk:peer' } }] } },
    });
    lab.run(1000);
    expect(lab.childSas('left')).toHaveLength(1);
    expect(lab.childSas('right')).toHaveLength(1);
    expect(lab.failures('right').map(({ cause }) => cause)).toContain('unverifiable-secret');
    expect(lab.send('left')).toBe('protected');
    lab.run(2000);
    expect(lab.childSas('right')[0]?.inbound[0]?.packets).toBe(1);
  });
});
