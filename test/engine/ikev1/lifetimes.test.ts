import { describe, expect, it } from 'vitest';
import type { DeadPeerDetection } from '../../../src/ir/ike.ts';
import type { ChildSa, IkeSa } from '../../../src/ir/result.ts';
import { type End, Lab, NE, RACOON, USG } from './lab.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The SPIs of the child SAs of both ends, in one order: the same list where the ends agree. */
function spis(sas: readonly ChildSa[]): readonly string[] {
  return sas
    .map(({ inbound, outbound }) => {
      const pair = [inbound[0]?.spi ?? 0, outbound[0]?.spi ?? 0];
      return `${Math.min(...pair)} ${Math.max(...pair)}`;
    })
    .toSorted();
}
function cookies(sas: readonly IkeSa[]): readonly string[] {
  return sas.map(({ initiatorSpi, responderSpi }) => `${initiatorSpi} ${responderSpi}`).toSorted();
}
function agree(lab: Lab): void {
  expect(spis(lab.childSas('left'))).toEqual(spis(lab.childSas('right')));
  expect(cookies(lab.ikeSas('left'))).toEqual(cookies(lab.ikeSas('right')));
}
const WATCHED: DeadPeerDetection = {
  mode: 'periodic',
  idleSeconds: 3600,
  retryIntervalSeconds: 5,
  retries: 5,
  payloadOrder: 'hash-notify',
  then: 'on-traffic',
};

describe('a child SA', () => {
  it('of VRP is replaced at 70 % of its lifetime, and the old one deleted after a short wait', () => {
    const lab = new Lab({ behaviour: USG });
    lab.run(2_521_000);
    expect(lab.childSas('left').map(({ inbound }) => inbound[0]?.state)).toEqual(['installed', 'rekeyed']);
    // the responder's SA has 10 ms less behind it: both ends are due, one begins
    expect(lab.statistics('left').childSas.rekeyedByUs + lab.statistics('right').childSas.rekeyedByUs).toBe(
      1,
    );
    agree(lab);
    lab.run(2_532_000);
    expect(lab.childSas('left')).toHaveLength(1);
    expect(lab.reasons('left')).toEqual(['child child-sa-replaced']);
    expect(lab.reasons('right')).toEqual(['child child-sa-replaced']);
    agree(lab);
  });

  it('of racoon is replaced by its initiator alone at 80 %, and the old one stays until its hard lifetime', () => {
    const lab = new Lab({ behaviour: RACOON });
    lab.run(2_881_000);
    expect(lab.statistics('left').childSas.rekeyedByUs).toBe(1);
    expect(lab.statistics('right').childSas).toMatchObject({ rekeyedByUs: 0, rekeyedByPeer: 1 });
    lab.run(3_600_000);
    expect(lab.childSas('left')).toHaveLength(2);
    lab.run(3_600_200);
    expect(lab.childSas('left')).toHaveLength(1);
    expect(lab.reasons('left')).toEqual(['child child-sa-replaced']);
    agree(lab);
  });

  it('dies at its hard lifetime where nobody may replace it', () => {
    const lab = new Lab({
      left: { peer: { rekey: 'off' }, policy: { initiation: 'on-traffic' } },
      right: { peer: { rekey: 'off' } },
    });
    lab.send('left');
    lab.run(3_600_079);
    expect(lab.childSas('left')).toHaveLength(1);
    lab.run(3_600_100);
    expect(lab.childSas('left')).toEqual([]);
    expect(lab.offline('left')).toMatchObject([
      { reason: 'child-hard-expiry', level: 'child', time: 3_600_080 },
    ]);
    expect(lab.reasons('right')).toEqual(['child peer-request']);
    expect(lab.statistics('left')).toMatchObject({ softExpiries: 0, hardExpiries: 1 });
  });

  it.each([
    ['VRP', USG, 717, 1024],
    ['racoon', RACOON, 820, 1024],
  ])('of %s ends with the packet that reaches its kilobytes (S15)', (_name, behaviour, soft, hard) => {
    const end: End = { policy: { initiation: 'on-traffic', lifetime: { seconds: 0, kilobytes: 1024 } } };
    const lab = new Lab({ behaviour, left: end, right: end });
    lab.send('left');
    lab.run(1000);
    // no new one can come up: the last message of its quick mode is always lost
    lab.simulation.perform({
      kind: 'packet-rule',
      rule: { name: 'none', match: { exchange: 32 }, first: 1, last: 999, effect: { kind: 'drop' } },
    });
    for (let packets = 1; packets < soft; packets++) lab.send('left', 1024);
    expect(lab.childSas('left')[0]?.outbound[0]?.state).toBe('installed');
    lab.send('left', 1024);
    expect(lab.childSas('left')[0]?.outbound[0]?.state).toBe('rekeying');
    for (let packets = soft + 1; packets < hard; packets++) expect(lab.send('left', 1024)).toBe('protected');
    expect(lab.childSas('left')[0]?.outbound[0]?.bytes).toBe(1_047_552);
    expect(lab.send('left', 1024)).toBe('protected');
    expect(lab.childSas('left')).toEqual([]);
    expect(lab.offline('left')).toMatchObject([{ reason: 'child-hard-expiry', time: 1000 }]);
  });

  it('lives on and is replaced without its IKE SA: a new phase 1 comes first', () => {
    const lab = new Lab({ left: { policy: { initiation: 'on-traffic' } } });
    lab.send('left');
    lab.run(1000);
    lab.clear('left', 'keep');
    lab.run(2000);
    expect(lab.ikeSas('left')).toEqual([]);
    expect(lab.ikeSas('right')).toEqual([]);
    expect(lab.childSas('left')[0]).not.toHaveProperty('ikeSa');
    expect(lab.send('left')).toBe('protected');
    lab.run(2_540_000);
    expect(lab.ikeSas('left')).toHaveLength(1);
    expect(lab.childSas('left')).toHaveLength(1);
    expect(lab.childSas('left')[0]?.ikeSa).toBe(lab.ikeSas('left')[0]?.id);
    agree(lab);
  });
});

describe('an IKE SA', () => {
  it('is renewed by a complete new phase 1 at its soft lifetime, which takes the child SAs over', () => {
    const lab = new Lab();
    const [first] = cookies(lab.ikeSas('left'));
    lab.run(0.7 * DAY + 1000);
    expect(lab.ikeSas('left').map(({ state }) => state)).toEqual(['established', 'rekeyed']);
    expect(lab.ikeSas('left')[1]?.marks).toEqual(['replaced', 'fading']);
    expect(lab.ikeSas('left')[0]?.childSas).toHaveLength(lab.childSas('left').length);
    lab.run(0.7 * DAY + 20_000);
    expect(lab.ikeSas('left')).toHaveLength(1);
    expect(cookies(lab.ikeSas('left'))).not.toContain(first);
    expect(lab.reasons('left')).toContain('ike ike-sa-replaced');
    expect(lab.reasons('left')).not.toContain('ike peer-request');
    agree(lab);
    lab.run(3 * DAY);
    expect(lab.ikeSas('left')).toHaveLength(1);
    expect(lab.childSas('left').length).toBeGreaterThan(0);
    agree(lab);
  });

  const ofRacoon = (dpd: DeadPeerDetection | null, rekey: 'on' | 'force'): Lab => {
    const end: End = { proposals: [{ lifetimeSeconds: 28_800 }], peer: { rekey, ...(dpd && { dpd }) } };
    return new Lab({ behaviour: RACOON, left: end, right: end });
  };
  it.each<[name: string, dpd: DeadPeerDetection | null, rekey: 'on' | 'force']>([
    ['its peer is watched', WATCHED, 'on'],
    ['it is forced', null, 'force'],
  ])('of racoon, when %s, is renewed by its initiator', (_name, dpd, rekey) => {
    const lab = ofRacoon(dpd, rekey);
    lab.run(8 * HOUR - 1000);
    expect(lab.ikeSas('left')).toHaveLength(2);
    lab.run(8 * HOUR + 1000);
    expect(lab.reasons('left')).not.toContain('ike ike-hard-expiry');
    expect(lab.childSas('left').length).toBeGreaterThan(0);
    agree(lab);
  });
  it('of racoon whose peer is not watched expires, and its child SAs with it: there is no other phase 1', () => {
    const lab = ofRacoon(null, 'on');
    lab.run(8 * HOUR - 1000);
    expect(lab.ikeSas('left')).toHaveLength(1);
    lab.run(8 * HOUR + 1000);
    expect(lab.reasons('right')).toContain('ike ike-hard-expiry');
    // the policy starts by itself again
    expect(lab.childSas('left').every(({ created }) => created >= 8 * HOUR)).toBe(true);
    agree(lab);
  });

  it('without a child SA is left to expire', () => {
    const lab = new Lab({ left: { policy: { initiation: 'on-traffic' } }, behaviour: NE });
    lab.execute('left', { kind: 'initiate', select: {}, level: 'ike', wait: false });
    lab.run(DAY - 1000);
    expect(lab.ikeSas('left')).toMatchObject([{ marks: ['fading'], state: 'established' }]);
    lab.run(DAY + 1000);
    expect(lab.ikeSas('left')).toEqual([]);
    // the responder has had it for 10 ms longer
    expect(lab.reasons('right')).toEqual(['ike ike-hard-expiry']);
    expect(lab.reasons('left')).toEqual(['ike peer-request']);
  });

  it('that expires leaves its child SAs alone, unless they depend on it', () => {
    const ends = (childSasDependOnIkeSa: boolean): End => ({
      proposals: [{ lifetimeSeconds: 600 }],
      peer: { rekey: 'off', childSasDependOnIkeSa },
      policy: { initiation: 'on-traffic' },
    });
    for (const depends of [false, true]) {
      const lab = new Lab({ left: ends(depends), right: ends(depends) });
      lab.send('left');
      lab.run(601_000);
      expect(lab.ikeSas('left')).toEqual([]);
      expect(lab.childSas('left')).toHaveLength(depends ? 0 : 1);
      // the responder has had both for 10 ms longer
      const child = depends ? ['child dependent-ike-sa-gone'] : [];
      expect(lab.reasons('right')).toEqual(['ike ike-hard-expiry', ...child]);
    }
  });

  it('keeps what the responder said of its lifetime', () => {
    const lab = new Lab({ left: {}, right: { proposals: [{ lifetimeSeconds: 600 }] } });
    lab.run(1000);
    expect(lab.ikeSas('left')[0]?.suite?.lifetimeSeconds).toBe(600);
    expect(lab.ikeSas('left')[0]?.expires).toBe(600_060);
  });
});

describe('a week of rekeys', () => {
  it.each([
    ['VRP', USG],
    ['racoon', RACOON],
  ])('leaves %s ends with one IKE SA and one child SA that carries packets', (_name, behaviour) => {
    const end: End = { peer: { dpd: WATCHED } };
    const lab = new Lab({
      behaviour,
      left: end,
      right: end,
      trace: 'hash',
      network: { link: { jitter: 20 } },
    });
    for (let day = 1; day <= 7; day++) {
      lab.run(day * DAY);
      expect(lab.send('left')).toBe('protected');
      expect(lab.send('right')).toBe('protected');
    }
    lab.run(7 * DAY + 1000);
    const live = (sas: readonly ChildSa[]): number =>
      sas.filter(({ inbound }) => inbound[0]?.state === 'installed').length;
    expect([live(lab.childSas('left')), live(lab.childSas('right'))]).toEqual([1, 1]);
    expect(lab.failures('left')).toEqual([]);
    expect(lab.statistics('right').drops).toMatchObject({ noSa: 0, wrongSa: 0, authentication: 0 });
  });
});
