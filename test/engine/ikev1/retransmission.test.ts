import { describe, expect, it } from 'vitest';
import { AR, type End, Lab, RACOON, USG } from './lab.ts';

describe('without an answer', () => {
  it('racoon sends five times, ten seconds apart, and gives up at 50 s; its phase 2 gave up at 31 s (S5)', () => {
    const lab = new Lab({
      behaviour: RACOON,
      withRight: false,
      left: { policy: { initiation: 'on-traffic' } },
    });
    lab.send('left');
    lab.run(60_000);
    expect(lab.sent().map(({ time }) => time)).toEqual([0, 10_000, 20_000, 30_000, 40_000]);
    expect(lab.events('left')).toEqual(['31000 no-ike-sa', '50000 peer-not-responding']);
    expect(lab.offline('left')).toEqual([]);
    expect(lab.statistics('left')).toMatchObject({
      ikeSas: { initiated: 1, initiatedFailed: 1, total: 0 },
      messages: { sent: 5, retransmitted: 4 },
      failures: { 'no-response': 2 },
    });
  });

  it('an own schedule of the configuration wins over the device', () => {
    const retransmission = { transmissions: 3, intervalSeconds: 4, factor: 2 };
    const lab = new Lab({ withRight: false, left: { ike: { retransmission } } });
    lab.run(29_999);
    expect(lab.sent().map(({ time }) => time)).toEqual([0, 4000, 12_000]);
    lab.run(30_000);
    expect(lab.sent()).toHaveLength(3);
    expect(lab.failures('left').map(({ time }) => time)).toEqual([28_000]);
  });

  it('the next address of a peer with backups is tried', () => {
    const lab = new Lab({
      left: { peer: { remote: [{ address: '192.0.2.9' }, { address: '203.0.113.2' }] } },
    });
    lab.run(60_000);
    expect(lab.childSas('left')).toMatchObject([{ remote: { address: '203.0.113.2' } }]);
  });
});

describe('a tunnel comes up though one message is lost:', () => {
  const aggressive: End = { peer: { exchangeModes: ['aggressive'] } };
  const base: End = { peer: { exchangeModes: ['base'] } };
  const rows = [
    ...[1, 2, 3].flatMap((nth) => [['main', 2, 'left', nth] as const, ['main', 2, 'right', nth] as const]),
    ['aggressive', 4, 'left', 1] as const,
    ['aggressive', 4, 'left', 2] as const,
    ['aggressive', 4, 'right', 1] as const,
    ['base', 1, 'left', 1] as const,
    ['base', 1, 'left', 2] as const,
    ['base', 1, 'right', 1] as const,
    ['base', 1, 'right', 2] as const,
    ['main', 32, 'left', 1] as const,
    ['main', 32, 'left', 2] as const,
    ['main', 32, 'right', 1] as const,
  ];
  it.each(rows)('%s mode, exchange %d, from %s, number %d', (mode, exchange, from, nth) => {
    const end = { main: {}, aggressive, base }[mode];
    const lab = new Lab({ left: end, right: end });
    lab.simulation.perform({
      kind: 'packet-rule',
      rule: { name: 'lost', match: { from, exchange }, first: nth, last: nth, effect: { kind: 'drop' } },
    });
    lab.run(40_000);
    expect(lab.ikeSas('left')).toMatchObject([{ state: 'established' }]);
    expect(lab.ikeSas('right')).toMatchObject([{ state: 'established' }]);
    const [ours] = lab.childSas('left');
    const [theirs] = lab.childSas('right');
    expect(ours?.inbound[0]?.spi).toBe(theirs?.outbound[0]?.spi);
    expect([lab.childSas('left').length, lab.childSas('right').length]).toEqual([1, 1]);
    expect(lab.failures('left')).toEqual([]);
  });

  it.each([2, 32])('every message of exchange %d comes twice', (exchange) => {
    const lab = new Lab();
    lab.simulation.perform({
      kind: 'packet-rule',
      rule: { name: 'twice', match: { exchange }, first: 1, last: 99, effect: { kind: 'duplicate' } },
    });
    lab.run(100_000);
    expect([lab.ikeSas('left').length, lab.ikeSas('right').length]).toEqual([1, 1]);
    expect([lab.childSas('left').length, lab.childSas('right').length]).toEqual([1, 1]);
    expect(lab.failures('right')).toEqual([]);
  });
});

describe('a half-open SA', () => {
  it('is forgotten when its initiator does not go on', () => {
    const lab = new Lab({ behaviour: USG });
    lab.run(15);
    lab.simulation.perform({ kind: 'link', between: ['left', 'right'], properties: { up: false } });
    expect(lab.ikeSas('right')).toMatchObject([
      { state: 'connecting', responderSpi: expect.not.stringMatching(/^0+$/) },
    ]);
    lab.run(30_009);
    expect(lab.ikeSas('right')).toHaveLength(1);
    lab.run(30_010);
    expect(lab.ikeSas('right')).toEqual([]);
    expect(lab.statistics('right').ikeSas).toMatchObject({ answered: 1, answeredFailed: 1, halfOpen: 0 });
  });
});

describe('a quick mode without an answer', () => {
  it('ends its IKE SA, which the peer no longer knows: exchange timeout', () => {
    const lab = new Lab({ behaviour: AR });
    lab.run(1000);
    lab.simulation.perform({ kind: 'reboot', gateway: 'right' });
    lab.execute('left', { kind: 'clear-child-sa', select: {}, then: 'at-once' });
    lab.run(52_000);
    expect(lab.reasons('left')).toEqual(['ike exchange-timeout', 'child configuration-change-or-manual']);
    lab.run(100_000);
    expect(lab.childSas('left')).toHaveLength(1);
    expect(lab.childSas('right')).toHaveLength(1);
  });
});
