import { describe, expect, it } from 'vitest';
import type { EngineBehaviour } from '../../../src/ir/behaviour.ts';
import { type End, Lab, RACOON, USG } from './lab.ts';

const AT_ONCE: End = { policy: { initiation: 'at-once' } };
const ON_TRAFFIC: End = { policy: { initiation: 'on-traffic' } };
const EITHER: readonly (readonly [name: string, behaviour: EngineBehaviour])[] = [
  ['USG', USG],
  ['racoon', { ...RACOON, childRekeyBy: 'either', ikeRenewalNeedsLiveness: false }],
];

function liveChildren(lab: Lab, side: 'left' | 'right'): readonly string[] {
  return lab
    .childSas(side)
    .filter(({ inbound }) => inbound[0]?.state === 'installed')
    .map(({ inbound, outbound }) => {
      const spis = [inbound[0]?.spi ?? 0, outbound[0]?.spi ?? 0];
      return `${Math.min(...spis)} ${Math.max(...spis)}`;
    });
}
function liveIkeSas(lab: Lab, side: 'left' | 'right'): readonly string[] {
  return lab
    .ikeSas(side)
    .filter(({ state }) => state === 'established')
    .map(({ initiatorSpi, responderSpi }) => `${initiatorSpi} ${responderSpi}`);
}
/** What both ends have, and whether it is the same. */
function tunnels(lab: Lab): object {
  const [ike, child] = [liveIkeSas(lab, 'left'), liveChildren(lab, 'left')];
  const owners = (['left', 'right'] as const).map((side) => {
    const owner = lab.ikeSas(side).find(({ state }) => state === 'established');
    return lab.childSas(side).every(({ id }) => owner?.childSas.includes(id));
  });
  return {
    ikeSas: ike.length,
    childSas: child.length,
    sameIkeSas: ike.join() === liveIkeSas(lab, 'right').join(),
    sameChildSas: child.join() === liveChildren(lab, 'right').join(),
    owners,
    packets: [lab.send('left'), lab.send('right')],
  };
}
const ONE_TUNNEL = {
  ikeSas: 1,
  childSas: 1,
  sameIkeSas: true,
  sameChildSas: true,
  owners: [true, true],
  packets: ['protected', 'protected'],
};
const softExpiry = (gateway: 'left' | 'right', level: 'ike' | 'child') =>
  ({ kind: 'expire', gateway, level, how: 'soft', select: {} }) as const;

describe('both ends set up at once', () => {
  it.each([0, 5, 10, 15, 25, 45, 55, 65, 95])(
    'the right one %d ms later: one tunnel remains, the same',
    (delay) => {
      for (const seed of [1, 2, 3, 4]) {
        const lab = new Lab({ seed, left: ON_TRAFFIC, right: ON_TRAFFIC });
        lab.send('left');
        lab.run(delay);
        lab.send('right');
        lab.run(30_000);
        expect(tunnels(lab)).toEqual(ONE_TUNNEL);
        expect(lab.failures('left')).toEqual([]);
      }
    },
  );

  it('by themselves', () => {
    for (const seed of [1, 2, 3, 4]) {
      const lab = new Lab({ seed, left: AT_ONCE, right: AT_ONCE });
      lab.run(30_000);
      expect(tunnels(lab)).toEqual(ONE_TUNNEL);
    }
  });
});

describe.each(EITHER)('%s ends collide', (_name, behaviour) => {
  const lab = (seed: number): Lab => {
    const made = new Lab({ seed, behaviour, left: ON_TRAFFIC, right: ON_TRAFFIC });
    made.send('left');
    made.run(1000);
    return made;
  };

  it.each([0, 5, 10, 15, 20, 25])('rekeying a child SA, %d ms apart: one new one remains', (apart) => {
    for (const seed of [1, 2, 3, 4]) {
      const made = lab(seed);
      const before = liveChildren(made, 'left');
      made.simulation.perform(softExpiry('left', 'child'));
      made.run(1000 + apart);
      made.simulation.perform(softExpiry('right', 'child'));
      made.run(20_000);
      expect(tunnels(made)).toEqual(ONE_TUNNEL);
      expect(liveChildren(made, 'left')).not.toEqual(before);
    }
  });

  it.each([0, 5, 10, 15, 20, 25])('renewing the IKE SA, %d ms apart: one new one remains', (apart) => {
    for (const seed of [1, 2, 3, 4]) {
      const made = lab(seed);
      const before = liveIkeSas(made, 'left');
      made.simulation.perform(softExpiry('left', 'ike'));
      made.run(1000 + apart);
      made.simulation.perform(softExpiry('right', 'ike'));
      made.run(20_000);
      expect(tunnels(made)).toEqual(ONE_TUNNEL);
      expect(liveIkeSas(made, 'left')).not.toEqual(before);
    }
  });

  it.each([0, 5, 15, 25, 35, 55, 65])('renewing the IKE SA against a rekey, %d ms later', (apart) => {
    const made = lab(1);
    made.simulation.perform(softExpiry('left', 'ike'));
    made.run(1000 + apart);
    made.simulation.perform(softExpiry('right', 'child'));
    made.run(20_000);
    expect(tunnels(made)).toEqual(ONE_TUNNEL);
  });
});

describe('one end rekeys a child SA', () => {
  const made = (): Lab => {
    const lab = new Lab({ left: ON_TRAFFIC, right: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    return lab;
  };
  it.each([0, 5, 15])('and the other deletes it %d ms later: the new one is there', (apart) => {
    const lab = made();
    lab.simulation.perform(softExpiry('left', 'child'));
    lab.run(1000 + apart);
    lab.execute('right', { kind: 'clear-child-sa', select: {}, then: 'never' });
    lab.run(20_000);
    expect(tunnels(lab)).toEqual(ONE_TUNNEL);
  });
  it('that the other has deleted, and the delete was lost: a new one is there', () => {
    const lab = made();
    lab.simulation.perform({
      kind: 'packet-rule',
      rule: { name: 'lost', match: { exchange: 5 }, first: 1, last: 1, effect: { kind: 'drop' } },
    });
    lab.execute('right', { kind: 'clear-child-sa', select: {}, then: 'never' });
    lab.run(1100);
    expect([lab.childSas('left').length, lab.childSas('right').length]).toEqual([1, 0]);
    lab.simulation.perform(softExpiry('left', 'child'));
    lab.run(20_000);
    expect(tunnels(lab)).toEqual(ONE_TUNNEL);
  });
});

describe('both ends delete', () => {
  it.each([
    ['a child SA', 'clear-child-sa', 1, 0],
    ['an IKE SA', 'clear-ike-sa', 0, 0],
  ] as const)('%s: it is gone, and nobody is asked twice', (_name, kind, ikeSas, childSas) => {
    const lab = new Lab({ left: ON_TRAFFIC, right: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    for (const side of ['left', 'right'] as const) {
      if (kind === 'clear-ike-sa') lab.clear(side, 'delete');
      else lab.execute(side, { kind, select: {}, then: 'never' });
    }
    lab.run(20_000);
    for (const side of ['left', 'right'] as const) {
      expect(lab.ikeSas(side)).toHaveLength(ikeSas);
      expect(lab.childSas(side)).toHaveLength(childSas);
      expect(lab.offline(side)).toHaveLength(1);
    }
  });

  it('and renew the IKE SA meanwhile: the renewal stands', () => {
    const lab = new Lab({ left: ON_TRAFFIC, right: ON_TRAFFIC });
    lab.send('left');
    lab.run(1000);
    const [old] = lab.ikeSas('right');
    lab.simulation.perform(softExpiry('left', 'ike'));
    lab.run(1005);
    lab.clear('right', 'keep', { connectionId: old?.connectionId ?? 0 });
    lab.run(20_000);
    expect(tunnels(lab)).toEqual(ONE_TUNNEL);
  });
});

describe('traffic while a negotiation runs', () => {
  it('starts no second one for the same policy', () => {
    const lab = new Lab({ left: ON_TRAFFIC, network: { link: { latency: 500 } } });
    for (let packet = 0; packet < 20; packet++) {
      lab.send('left');
      lab.run(100 * packet);
    }
    lab.run(20_000);
    expect(lab.statistics('left')).toMatchObject({ ikeSas: { initiated: 1 }, childSas: { negotiated: 1 } });
  });
});
