import { describe, expect, test } from 'vitest';
import { restoreSimulation, type Snapshot, type TrafficPacket } from '../../src/engine/index.ts';
import type { ManualSa, Selector } from '../../src/ir/ipsec.ts';
import {
  ADDRESS,
  BEHAVIOUR,
  type Changes,
  type End,
  ENDS,
  gatewayOf,
  Lab,
  labOf,
  type LabOptions,
  policyOf,
} from './lab.ts';
import { PACKETS } from './random-labs.ts';

// Keyed by hand (RFC 4301 section 4.5.1): an SA pair of the configuration, without IKE, without end.

const SPI = { 'a to b': 0x1001, 'b to a': 0x1002 } as const;

/** One direction, in the view of an end. */
function saOf(end: End, from: End, changes: Partial<ManualSa> = {}): ManualSa {
  const to = from === 'a' ? 'b' : 'a';
  return {
    name: `${from} to ${to}`,
    policy: { name: 'map', sequence: 1 },
    direction: end === from ? 'out' : 'in',
    protocol: 'esp',
    mode: 'tunnel',
    spi: from === 'a' ? SPI['a to b'] : SPI['b to a'],
    source: ADDRESS[from],
    destination: ADDRESS[to],
    encryption: { name: 'ENCR_AES_CBC', keyLength: 128 },
    encryptionKey: { psk: '0123456789abcdef' },
    integrity: { name: 'AUTH_HMAC_SHA1_96' },
    integrityKey: { psk: '0123456789abcdef0123' },
    ...changes,
  };
}
function pairOf(end: End, changes: Partial<ManualSa> = {}): readonly ManualSa[] {
  return [saOf(end, 'a', changes), saOf(end, 'b', changes)];
}
/** A policy without a peer, and its keys. */
function changesOf(end: End, manualSas: readonly ManualSa[], selectors: readonly Selector[] = []): Changes {
  const { peer: _, ...policy } = policyOf(end);
  const own = { ...policy, antiReplay: { enabled: false, window: 0 } };
  return {
    gateway: {
      manualSas,
      policies: [{ ...own, initiation: 'on-traffic', ...(selectors.length > 0 && { selectors }) }],
    },
  };
}
/** `ofB`: what is keyed at `b`. */
function manualLab(ofB: readonly ManualSa[] = pairOf('b'), options: LabOptions = {}): Lab {
  return labOf({ ...options, a: changesOf('a', pairOf('a')), b: changesOf('b', ofB) });
}
/** Sends a packet each way; what came out at the other end. */
function exchange(lab: Lab): Readonly<Record<End, number>> {
  for (const end of ENDS) lab.simulation.send(end, PACKETS[end]);
  lab.simulation.runFor(20);
  const arrived = (end: End): number => lab.children(end)[0]?.inbound[0]?.packets ?? 0;
  return { a: arrived('b'), b: arrived('a') };
}

/** The same SA as AH: it has no cipher, and an SPI of its own. */
function authenticated(sa: ManualSa): ManualSa {
  const { encryption, encryptionKey, ...rest } = sa;
  expect([encryption, encryptionKey]).not.toContain(undefined);
  return { ...rest, protocol: 'ah', spi: sa.spi + 16 };
}

describe('SAs that are keyed by hand', () => {
  test('stand without a message, and have no IKE SA and no end', () => {
    const lab = manualLab();
    const [sa] = lab.children('a');
    expect(sa).toMatchObject({
      origin: 'manual',
      mode: 'tunnel',
      policy: { name: 'map', sequence: 1 },
      local: { address: ADDRESS.a },
      remote: { address: ADDRESS.b },
      inbound: [{ protocol: 'esp', spi: SPI['b to a'], state: 'installed', replayWindow: 0 }],
      outbound: [{ protocol: 'esp', spi: SPI['a to b'], state: 'installed' }],
    });
    expect([sa?.ikeSa, sa?.hardExpires, sa?.softExpires]).toEqual([undefined, undefined, undefined]);
    expect([lab.messages(), lab.ike('a')]).toEqual([[], []]);
  });
  test('carry packets both ways, and count them', () => {
    const lab = manualLab();
    expect(exchange(lab)).toEqual({ a: 1, b: 1 });
    for (const end of ENDS) {
      const [sa] = lab.children(end);
      expect([sa?.inbound[0], sa?.outbound[0]]).toMatchObject([
        { packets: 1, bytes: 1000, sequenceNumber: 1, lastUsed: 10 },
        { packets: 1, bytes: 1000, sequenceNumber: 1, lastUsed: 0 },
      ]);
      expect(lab.statistics(end)).toMatchObject({
        traffic: [
          { mode: 'tunnel', protocol: 'esp', packetsIn: 1, packetsOut: 1, bytesIn: 1000, bytesOut: 1000 },
        ],
        childSas: { total: 1, negotiated: 0 },
        triggers: 0,
      });
    }
  });
  test.each<readonly [string, Partial<ManualSa>]>([
    ['a cipher key', { encryptionKey: { psk: 'another' } }],
    ['an integrity key', { integrityKey: { psk: 'another' } }],
    ['a key string', { keyString: { psk: 'another' } }],
    ['a cipher', { encryption: { name: 'ENCR_3DES' } }],
    ['a key length', { encryption: { name: 'ENCR_AES_CBC', keyLength: 256 } }],
    ['an integrity algorithm', { integrity: { name: 'AUTH_HMAC_SHA2_256_128' } }],
    ['the mode', { mode: 'transport' }],
  ])('that differ in %s in one direction carry only the other one', (_name, changes) => {
    const lab = manualLab([saOf('b', 'a', changes), saOf('b', 'b')]);
    expect(exchange(lab)).toEqual({ a: 0, b: 1 });
    expect(lab.statistics('b').drops.authentication).toBe(1);
    expect(lab.children('b')[0]?.inbound[0]?.dropped).toBe(1);
  });
  test('may write a key as text or as hexadecimal digits', () => {
    const inHex = { encryptionKey: { psk: '0x30313233343536373839616263646566', encoding: 'hex' } } as const;
    expect(exchange(manualLab(pairOf('b', inHex)))).toEqual({ a: 1, b: 1 });
  });
  test.each([
    ['refuse', { a: 0, b: 0 }],
    ['accept', { a: 1, b: 1 }],
  ] as const)('whose key cannot be read: %s', (unverifiable, expected) => {
    const hidden = { encryptionKey: { unreadable: 'sa-key:1' } };
    expect(exchange(manualLab(pairOf('b', hidden), { unverifiable }))).toEqual(expected);
  });
  test('have AH beside ESP', () => {
    const bundle = (end: End): readonly ManualSa[] => [...pairOf(end), ...pairOf(end).map(authenticated)];
    const lab = labOf({ a: changesOf('a', bundle('a')), b: changesOf('b', bundle('b')) });
    expect(exchange(lab)).toEqual({ a: 1, b: 1 });
    const protocols = lab.children('a')[0]?.outbound.map(({ protocol, spi }) => [protocol, spi]);
    expect(protocols).toEqual([
      ['ah', SPI['a to b'] + 16],
      ['esp', SPI['a to b']],
    ]);
  });
  test('may be AH alone', () => {
    const lab = labOf({
      a: changesOf('a', pairOf('a', { protocol: 'ah' })),
      b: changesOf('b', pairOf('b', { protocol: 'ah' })),
    });
    expect(exchange(lab)).toEqual({ a: 1, b: 1 });
    expect(lab.statistics('a').traffic).toMatchObject([{ protocol: 'ah', packetsIn: 1 }]);
  });
  test('of one direction carry that one', () => {
    const lab = labOf({
      a: changesOf('a', [saOf('a', 'a')]),
      b: changesOf('b', [saOf('b', 'a')]),
    });
    expect(lab.simulation.send('a', PACKETS.a)).toBe('protected');
    expect(lab.simulation.send('b', PACKETS.b)).toBe('no-sa');
  });
  test('that are not there carry nothing', () => {
    const lab = labOf({ a: changesOf('a', []), b: changesOf('b', pairOf('b')) });
    expect([lab.simulation.send('a', PACKETS.a), lab.children('a')]).toEqual(['no-sa', []]);
    lab.simulation.send('b', PACKETS.b);
    lab.simulation.runFor(20);
    expect(lab.statistics('a').drops.noSa).toBe(2);
  });
});

describe('a policy with several selectors', () => {
  const selectors = (end: End): readonly Selector[] =>
    [1, 2].map((number) => {
      const [west, east] = [`10.1.${number}.0/24`, `10.2.${number}.0/24`] as const;
      const [local, remote] = end === 'a' ? [west, east] : [east, west];
      return { action: 'protect', local: { prefix: local }, remote: { prefix: remote }, direction: 'both' };
    });
  const packet = (from: string, to: string): TrafficPacket => ({
    ...PACKETS.a,
    source: from,
    destination: to,
  });

  test('protects each of them with the one pair', () => {
    const lab = labOf({
      a: changesOf('a', pairOf('a'), selectors('a')),
      b: changesOf('b', pairOf('b'), selectors('b')),
    });
    const verdicts = [
      packet('10.1.1.1', '10.2.1.1'),
      packet('10.1.2.1', '10.2.2.1'),
      packet('10.1.1.1', '10.2.2.1'),
    ].map((one) => lab.simulation.send('a', one));
    lab.simulation.runFor(20);
    expect(verdicts).toEqual(['protected', 'protected', 'clear']);
    expect(lab.children('b').map(({ inbound }) => inbound[0]?.packets)).toEqual([2]);
  });
  test('takes nothing else out of the SA', () => {
    const lab = labOf({ a: changesOf('a', pairOf('a')), b: changesOf('b', pairOf('b'), selectors('b')) });
    lab.simulation.send('a', packet('10.1.1.1', '10.2.2.1'));
    lab.simulation.runFor(20);
    expect(lab.statistics('b').drops.wrongSa).toBe(1);
  });
});

describe('what happens to SAs keyed by hand', () => {
  const clear = { kind: 'clear-child-sa', select: {}, then: 'never' } as const;

  test('who clears them gets new ones at once, and no record', () => {
    const lab = manualLab();
    exchange(lab);
    const [before] = lab.children('a');
    expect(lab.simulation.execute('a', clear)).toEqual({ kind: 'done', affected: 1 });
    const [after] = lab.children('a');
    expect([after?.id === before?.id, after?.inbound[0]?.packets, after?.inbound[0]?.spi]).toEqual([
      false,
      0,
      SPI['b to a'],
    ]);
    expect([lab.offline('a'), lab.messages()]).toEqual([[], []]);
    expect(exchange(lab)).toEqual({ a: 2, b: 1 });
  });
  test('they never expire, and nobody can negotiate them', () => {
    const lab = manualLab();
    for (const how of ['soft', 'hard'] as const) {
      lab.simulation.perform({ kind: 'expire', gateway: 'a', level: 'child', how, select: {} });
    }
    expect(lab.children('a')).toHaveLength(1);
    const initiate = { kind: 'initiate', select: {}, level: 'child', wait: false } as const;
    expect(lab.simulation.execute('a', initiate)).toMatchObject({ kind: 'refused', reason: 'no-policy' });
  });
  test('a restart brings them back', () => {
    const lab = manualLab();
    lab.simulation.perform({ kind: 'reboot', gateway: 'a' });
    expect(exchange(lab)).toEqual({ a: 1, b: 1 });
  });
  test.each([
    ['the same stay as they are', {}, true],
    ['another key makes new ones', { integrityKey: { psk: 'another' } }, false],
  ] as const)('configured anew: %s', (_name, changes, isSame) => {
    const lab = manualLab();
    const [before] = lab.children('a');
    lab.simulation.configure('a', gatewayOf('a', changesOf('a', pairOf('a', changes))), BEHAVIOUR);
    const [after] = lab.children('a');
    expect([lab.children('a').length, after?.id === before?.id]).toEqual([1, isSame]);
    expect(exchange(lab)).toEqual(isSame ? { a: 1, b: 1 } : { a: 0, b: 0 });
  });
  test('a configuration without them takes them away', () => {
    const lab = manualLab();
    lab.simulation.configure('a', gatewayOf('a', changesOf('a', [])), BEHAVIOUR);
    expect(lab.children('a')).toEqual([]);
  });
  test.each([
    [{ version: 'ikev1' }, 0],
    [{ version: 'ikev2' }, 0],
    [{ spi: SPI['b to a'] }, 1],
    [{ remoteAddress: ADDRESS.b }, 1],
    [{ peer: 'to-b' }, 0],
  ] as const)('%j selects %i of them', (select, count) => {
    expect([...manualLab().simulation.childSas('a', select)]).toHaveLength(count);
  });
  test('a snapshot has them', () => {
    const snapshot: Snapshot = JSON.parse(JSON.stringify(manualLab().simulation.snapshot()));
    expect(exchange(new Lab(restoreSimulation(snapshot)))).toEqual({ a: 1, b: 1 });
  });
});
