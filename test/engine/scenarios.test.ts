import { describe, expect, test } from 'vitest';
import type { Action, TrafficPacket } from '../../src/engine/index.ts';
import { type Lab, labOf, type LabOptions } from './lab.ts';

// Scenarios of the reference (5.4) with their exact numbers, those of IKEv1 are in ikev1/.

const PACKET: TrafficPacket = {
  source: '10.1.0.5',
  destination: '10.2.0.9',
  protocol: 17,
  sourcePort: 5000,
  destinationPort: 6000,
  octets: 1024,
};
const CUT: Action = { kind: 'link', between: ['a', 'b'], properties: { up: false } };
const JOIN: Action = { kind: 'link', between: ['a', 'b'], properties: { up: true } };

function sendTimes(lab: Lab, end: string): readonly number[] {
  return lab
    .messages()
    .filter((line) => line.split(' ')[1] === end)
    .map((line) => Number(line.split(' ')[0]));
}

describe('S1: IKEv2 with a pre-shared key, 10 ms one way', () => {
  const lab = labOf().settle();
  test('four messages', () => {
    expect(lab.messages()).toEqual([
      '0 a 34 0 request SA KE N NAT-D NAT-D',
      '10 b 34 0 answer SA KE N NAT-D NAT-D NOTIFY',
      '20 a 35 1 request ID NOTIFY ID AUTH SA TS TS',
      '30 b 35 1 answer ID AUTH SA TS TS',
    ]);
  });
  test('the responder stands at 30 ms, the initiator at 40 ms', () => {
    expect(lab.ike('b').map(({ established }) => established)).toEqual([30]);
    expect(lab.ike('a').map(({ established }) => established)).toEqual([40]);
  });
  test('one IKE SA and one child SA, mirrored', () => {
    const [a, b] = [lab.children('a'), lab.children('b')];
    expect(a.map(({ inbound }) => inbound[0]?.spi)).toEqual(b.map(({ outbound }) => outbound[0]?.spi));
    expect(a.map(({ outbound }) => outbound[0]?.spi)).toEqual(b.map(({ inbound }) => inbound[0]?.spi));
    expect(a.map(({ selector }) => [selector.local, selector.remote])).toEqual(
      b.map(({ selector }) => [selector.remote, selector.local]),
    );
    expect(lab.ike('a').map(({ initiatorSpi, responderSpi }) => [initiatorSpi, responderSpi])).toEqual(
      lab.ike('b').map(({ initiatorSpi, responderSpi }) => [initiatorSpi, responderSpi]),
    );
  });
  test('the ladder tells it', () => {
    expect([...lab.simulation.ladder()].filter((line) => line.includes('---'))).toEqual([
      '0.000 a --- IKE_SA_INIT { SA, KE, Ni, N(NAT_DETECTION_SOURCE_IP), N(NAT_DETECTION_DESTINATION_IP) } --> 203.0.113.2:500',
      '0.010 b --- IKE_SA_INIT { SA, KE, Nr, N(NAT_DETECTION_SOURCE_IP), N(NAT_DETECTION_DESTINATION_IP), N(CHILDLESS_IKEV2_SUPPORTED) } --> 198.51.100.1:500',
      '0.020 a --- IKE_AUTH { IDi, N(INITIAL_CONTACT), IDr, AUTH, SA, TSi, TSr } --> 203.0.113.2:500',
      '0.030 b --- IKE_AUTH { IDr, AUTH, SA, TSi, TSr } --> 198.51.100.1:500',
    ]);
  });
});

describe('S4: the responder is dead', () => {
  const lab = labOf();
  lab.simulation.perform(CUT);
  lab.until(165_060);
  test('six sendings, 4 s growing by 1.8', () => {
    expect(sendTimes(lab, 'a')).toEqual([0, 4000, 11_200, 24_160, 47_488, 89_478]);
    expect(lab.ike('a').map(({ state }) => state)).toEqual(['connecting']);
  });
  test('failure at 165.061 s, without a record: it was never established', () => {
    lab.until(165_061);
    expect(lab.ike('a')).toEqual([]);
    expect(lab.offline('a')).toEqual([]);
    expect(lab.failures('a')).toMatchObject([
      { time: 165_061, cause: 'no-response', exchange: 'ike-sa-init' },
    ]);
  });
});

describe('S6: the first key exchange has the wrong group', () => {
  const lab = labOf({
    a: { ikeProposal: { dhGroups: [2, 14] } },
    b: { ikeProposal: { dhGroups: [14, 2] } },
  }).settle();
  test('six messages, INVALID_KE_PAYLOAD once', () => {
    expect(lab.messages().map((line) => line.split(' ').slice(1, 5).join(' '))).toEqual([
      'a 34 0 request',
      'b 34 0 answer',
      'a 34 0 request',
      'b 34 0 answer',
      'a 35 1 request',
      'b 35 1 answer',
    ]);
    expect(lab.ike('b').map(({ suite }) => suite?.dhGroup)).toEqual([14]);
  });
});

describe('S7: the groups of PFS differ', () => {
  const lab = labOf({
    a: { policy: { pfsGroups: [14], initiation: 'on-traffic' } },
    b: { policy: { pfsGroups: [5] } },
  });
  lab.simulation.send('a', PACKET);
  lab.settle();
  test('the tunnel comes up all the same', () => {
    expect(lab.children('a')).toHaveLength(1);
  });
  test('rekeying at the soft lifetime fails, and the SA dies at its hard one', () => {
    lab.until(3_600_000);
    expect(lab.children('b')).toHaveLength(1);
    lab.until(3_600_100);
    expect(lab.children('a')).toEqual([]);
    // b, which answered at 30 ms, is 10 ms ahead; then a tries too
    expect(lab.failures('a')).toMatchObject([
      { time: 2_520_060, role: 'initiator', notify: { name: 'NO_PROPOSAL_CHOSEN', direction: 'received' } },
      { time: 2_520_040, role: 'responder', cause: 'pfs-mismatch', offered: [5], accepted: [14] },
    ]);
    expect(lab.failures('b')[0]).toMatchObject({
      cause: 'pfs-mismatch',
      parameter: 'policies.pfsGroups',
      offered: [14],
      accepted: [5],
    });
    expect(lab.offline('b').map(({ reason, level }) => [reason, level])).toEqual([
      ['child-hard-expiry', 'child'],
    ]);
    expect(lab.ike('a')).toHaveLength(1);
  });
});

describe('S9: the keys differ (IKEv2)', () => {
  const lab = labOf({ b: { peer: { preSharedKeys: [{ secret: { psk: 'other' } }] } } }).until(25_000);
  test('AUTHENTICATION_FAILED, seen from both ends', () => {
    expect(lab.failures('b').at(-1)).toMatchObject({
      time: 30,
      role: 'responder',
      exchange: 'ike-auth',
      cause: 'authentication-failed',
      parameter: 'peers.preSharedKeys',
      notify: { name: 'AUTHENTICATION_FAILED', number: 24, direction: 'sent' },
    });
    expect(lab.failures('a').at(-1)).toMatchObject({
      time: 40,
      role: 'initiator',
      cause: 'authentication-failed',
      notify: { direction: 'received' },
    });
    expect([lab.ike('a'), lab.ike('b')]).toEqual([[], []]);
  });
  test('keys are in no record', () => {
    expect(JSON.stringify([lab.failures('a'), lab.failures('b'), lab.simulation.trace])).not.toMatch(
      /other|Tg-Demo/,
    );
  });
});

describe('S10: both ends rekey a child SA at once', () => {
  // nonces of a's and b's exchange: initiator, responder
  test.each([
    ['the own initiator nonce is the lowest', [1, 30], [20, 40], 'b'],
    ['the own responder nonce is the lowest', [10, 30], [20, 1], 'b'],
    ["the peer's initiator nonce is the lowest", [10, 30], [1, 40], 'a'],
    ["the peer's responder nonce is the lowest", [10, 1], [20, 40], 'a'],
  ])('%s', (_name, ofA, ofB, winner) => {
    // a draws [its request's nonce, its answer's nonce], so does b
    const lab = labOf().settle();
    lab.simulation.perform({ kind: 'impair', gateway: 'a', impairments: { nonces: ofA } });
    lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { nonces: ofB } });
    for (const gateway of ['a', 'b']) {
      lab.simulation.perform({ kind: 'expire', gateway, level: 'child', how: 'soft', select: {} });
    }
    const start = lab.time;
    lab.settle();
    const [a, b] = [lab.children('a'), lab.children('b')];
    expect([a.length, b.length]).toEqual([1, 1]);
    expect(a[0]?.inbound[0]?.spi).toBe(b[0]?.outbound[0]?.spi);
    const deletes = lab
      .messages()
      .filter(
        (line) => Number(line.split(' ')[0]) > start && line.includes(' 37 ') && line.includes('request'),
      )
      .map((line) => line.split(' ')[1]);
    // the winner deletes the old SA, the loser its own new one: one delete each
    expect([deletes.length, ...new Set(deletes)]).toEqual([2, 'a', 'b']);
    const survivor = winner === 'a' ? a : b;
    const other = winner === 'a' ? b : a;
    // who made the survivor drew its SPI in its request
    expect([survivor[0]?.id ?? 0, other[0]?.id ?? 0].every((id) => id > 0)).toBe(true);
    expect(lab.offline('a').map(({ reason }) => reason)).toEqual(['child-sa-replaced', 'child-sa-replaced']);
  });
});

describe('S13: reset of an IKE SA', () => {
  const RESET: Action = {
    kind: 'operation',
    gateway: 'a',
    operation: {
      kind: 'clear-ike-sa',
      select: {},
      children: 'delete',
      then: 'by-policy',
      childConnection: 'by-policy',
    },
  };
  function reset(initiation: 'at-once' | 'on-traffic' | 'never'): Lab {
    const options: LabOptions = { a: { policy: { initiation } } };
    const lab = labOf(
      initiation === 'never' ? { ...options, b: { policy: { initiation: 'at-once' } } } : options,
    );
    lab.simulation.send('a', PACKET);
    lab.settle();
    lab.simulation.perform(RESET);
    return lab.settle();
  }
  test('a policy that starts by itself is back at once', () => {
    const lab = reset('at-once');
    expect(lab.ike('a').map(({ established }) => established)).toEqual([80]);
    expect(lab.offline('a').map(({ reason }) => reason)).toEqual(['configuration-change-or-manual']);
    expect(lab.offline('b').map(({ reason }) => reason)).toEqual(['peer-request']);
  });
  test('one that waits for traffic is back after the first packet', () => {
    const lab = reset('on-traffic');
    expect(lab.ike('a')).toEqual([]);
    expect(lab.simulation.send('a', PACKET)).toBe('negotiating');
    expect(lab.settle().children('a')).toHaveLength(1);
    expect(lab.simulation.send('a', PACKET)).toBe('protected');
  });
  test('a template is back when the peer begins', () => {
    const lab = reset('never');
    expect(lab.ike('a').map(({ role }) => role)).toEqual(['responder']);
  });
});

test('S14: of 201 deletions the offline log holds 200', () => {
  const lab = labOf({ a: { policy: { initiation: 'at-once' } } }).settle();
  for (let turn = 0; turn < 201; turn++) {
    lab.simulation.execute('a', {
      kind: 'clear-ike-sa',
      select: {},
      children: 'delete',
      then: 'at-once',
      childConnection: 'not-selected',
    });
    lab.settle();
  }
  const records = lab.offline('a');
  expect(records).toHaveLength(200);
  expect(records.map(({ time }) => time)).toEqual(records.map(({ time }) => time).toSorted((a, b) => b - a));
  expect(records.at(-1)?.time).toBe(80); // the first one, at 40 ms, is gone
});

describe('S15: a lifetime of 1024 KB, packets of 1024 octets', () => {
  test.each([
    ['70 %', 0.7, 717],
    ['80 %', 0.8, 820],
  ])('the soft lifetime is %s of the octets', (_name, ratio, packets) => {
    const lab = labOf({
      both: { policy: { lifetime: { seconds: 0, kilobytes: 1024 } } },
      behaviour: { softLifetimeRatio: { ike: 0.7, child: ratio, jitter: 0 } },
    }).settle();
    const stateAfter = (count: number): string | undefined => {
      for (let sent = 0; sent < count; sent++) lab.simulation.send('a', PACKET);
      return lab.children('a')[0]?.inbound[0]?.state;
    };
    expect(stateAfter(packets - 1)).toBe('installed');
    expect(stateAfter(1)).toBe('rekeying');
  });
  test('the hard one is 1048576 octets, and ends with the packet that reaches it', () => {
    const lab = labOf({
      both: { policy: { lifetime: { seconds: 0, kilobytes: 1024 } }, peer: { rekey: 'off' } },
      behaviour: { childRekeyBy: 'initiator', softLifetimeRatio: { ike: 0.7, child: 1, jitter: 0 } },
      a: { policy: { lifetime: { seconds: 0, kilobytes: 1024 }, initiation: 'on-traffic' } },
    });
    lab.simulation.send('a', PACKET);
    lab.settle();
    for (let sent = 0; sent < 1023; sent++) lab.simulation.send('a', PACKET);
    expect(lab.children('a')[0]?.outbound[0]).toMatchObject({ state: 'installed', bytes: 1023 * 1024 });
    lab.simulation.send('a', PACKET);
    expect(lab.children('a')[0]?.outbound[0]).toMatchObject({ state: 'deleting', bytes: 1_048_576 });
    expect(lab.offline('a')).toMatchObject([{ reason: 'child-hard-expiry', level: 'child', time: lab.time }]);
  });
});

test('S16: a lost delete of IKEv2 is sent again, and acknowledged', () => {
  const lab = labOf({ a: { policy: { initiation: 'on-traffic' } } });
  lab.simulation.send('a', PACKET);
  lab.settle();
  lab.simulation.perform(CUT);
  lab.simulation.execute('a', { kind: 'clear-child-sa', select: {}, then: 'on-traffic' });
  const start = lab.time;
  lab.until(start + 1000);
  expect([lab.children('a').length, lab.children('b').length]).toEqual([1, 1]);
  lab.simulation.perform(JOIN);
  lab.until(start + 4020);
  expect([lab.children('a'), lab.children('b')]).toEqual([[], []]);
});
