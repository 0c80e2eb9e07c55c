import { describe, expect, test } from 'vitest';
import type { Operation, SaSelector } from '../../src/ir/operation.ts';
import { type Lab, labOf } from './lab.ts';

const PACKET = {
  source: '10.1.0.5',
  destination: '10.2.0.9',
  protocol: 17,
  sourcePort: 5000,
  destinationPort: 6000,
  octets: 1000,
};
const lab = labOf({
  a: { policy: { interfaces: ['wan'], vrf: 'blue' }, peer: { vrf: 'red' } },
}).settle();
lab.simulation.send('a', PACKET);
lab.until(lab.time + 20);
const [ike] = lab.ike('a');
const [child] = lab.children('a');

describe('what a selector reaches', () => {
  test.each<readonly [string, SaSelector, ike: number, child: number]>([
    ['everything', {}, 1, 1],
    ['the connection id of the IKE SA', { connectionId: ike?.connectionId ?? -1 }, 1, 0],
    ['the connection id of the child SA', { connectionId: child?.connectionId ?? -1 }, 0, 1],
    ['the version', { version: 'ikev2' }, 1, 1],
    ['another version', { version: 'ikev1' }, 0, 0],
    ['the remote address', { remoteAddress: '203.0.113.2' }, 1, 1],
    ['another remote address', { remoteAddress: '203.0.113.3' }, 0, 0],
    ['the local address', { localAddress: '198.51.100.1' }, 1, 1],
    ['another local address', { localAddress: '198.51.100.2' }, 0, 0],
    ['the identity', { remoteId: { type: 'ID_IPV4_ADDR', value: '203.0.113.2' } }, 1, 1],
    ['another identity', { remoteId: { type: 'ID_FQDN', value: 'x' } }, 0, 0],
    ['the peer', { peer: 'to-b' }, 1, 1],
    ['another peer', { peer: 'to-c' }, 0, 0],
    ['the policy', { policy: { name: 'map' } }, 1, 1],
    ['its sequence', { policy: { name: 'map', sequence: 1 } }, 1, 1],
    ['another sequence', { policy: { name: 'map', sequence: 2 } }, 0, 0],
    ['the selector', { trafficSelector: '3000' }, 1, 1],
    ['another selector', { trafficSelector: '3001' }, 0, 0],
    ['the SPI of the IKE SA', { spi: ike?.initiatorSpi ?? '' }, 1, 0],
    ['the inbound SPI', { spi: child?.inbound[0]?.spi ?? 0 }, 0, 1],
    ['the outbound SPI', { spi: child?.outbound[0]?.spi ?? 0 }, 0, 1],
    ['ESP', { protocol: 'esp' }, 1, 1],
    ['AH', { protocol: 'ah' }, 0, 0],
    ['the interface', { interface: 'wan' }, 1, 1],
    ['another interface', { interface: 'lan' }, 0, 0],
    ["the peer's table", { vrf: 'red' }, 1, 0],
    ["the traffic's table", { vrf: 'blue' }, 0, 1],
    ['a login', { login: 'somebody' }, 0, 0],
    ['a processor', { processor: { slot: 0, cpu: 0 } }, 0, 0],
    ['two members that fit', { peer: 'to-b', version: 'ikev2' }, 1, 1],
    ['two members of which one fits', { peer: 'to-b', version: 'ikev1' }, 0, 0],
  ])('%s', (_name, select, ofIke, ofChildren) => {
    const sas = [...lab.simulation.ikeSas('a', select)];
    const children = [...lab.simulation.childSas('a', select)];
    expect([sas.length, children.length]).toEqual([ofIke, ofChildren]);
  });
});

describe('what is shown', () => {
  test('an IKE SA', () => {
    expect(ike).toMatchObject({
      role: 'initiator',
      state: 'established',
      peer: 'to-b',
      vrf: 'red',
      messagesSent: 2,
      messagesReceived: 2,
      suite: {
        encryption: { name: 'ENCR_AES_CBC', keyLength: 256 },
        integrity: { name: 'AUTH_HMAC_SHA2_256_128' },
        prf: { name: 'PRF_HMAC_SHA2_256' },
        dhGroup: 14,
        authenticationMethod: 'pre-shared-key',
        lifetimeSeconds: 86_400,
      },
      expires: 86_400_040,
      nat: 'none',
      marks: [],
    });
  });
  test('a child SA', () => {
    expect(child).toMatchObject({
      policy: { name: 'map', sequence: 1 },
      origin: 'ike',
      interface: 'wan',
      mode: 'tunnel',
      vrf: 'blue',
      hardExpires: 3_600_040,
      softExpires: 2_520_040,
      outbound: [
        { protocol: 'esp', requestId: 2, sequenceNumber: 1, packets: 1, bytes: 1000, replayWindow: 64 },
      ],
      inbound: [{ protocol: 'esp', requestId: 1, packets: 0 }],
    });
    // both ends print the same keys
    expect(lab.children('b')[0]?.inbound[0]?.encryptionKey).toBe(child?.outbound[0]?.encryptionKey);
    expect(child?.outbound[0]?.encryptionKey).toMatch(/^[0-9a-f]{64}$/);
  });
  test('statistics: what one end sent the other received', () => {
    const of = (end: string): unknown =>
      lab.simulation.execute(end, { kind: 'show-statistics', subject: 'ike' });
    expect(of('a')).toMatchObject({
      statistics: {
        ikeSas: { total: 1, halfOpen: 0, initiated: 1, authenticated: 1 },
        childSas: { total: 1, negotiated: 1 },
        messages: { sent: 2, received: 2 },
        traffic: [{ mode: 'tunnel', protocol: 'esp', packetsOut: 1, bytesOut: 1000 }],
      },
    });
    expect(of('b')).toMatchObject({
      statistics: {
        ikeSas: { answered: 1 },
        messages: { sent: 2, received: 2 },
        traffic: [{ packetsIn: 1, bytesIn: 1000 }],
      },
    });
  });
  test('events, oldest first', () => {
    expect(lab.simulation.execute('b', { kind: 'show-events', follow: false })).toMatchObject({
      events: [
        { time: 30, kind: 'ike-sa-established' },
        { time: 30, kind: 'child-sa-established' },
      ],
    });
  });
  test('timers, the next one first', () => {
    expect(lab.simulation.execute('a', { kind: 'show-timers' })).toMatchObject({
      timers: [
        { due: 2_520_040, purpose: 'child-sa-soft-expiry' },
        { due: 3_600_040, purpose: 'child-sa-hard-expiry' },
        { due: 60_480_040, purpose: 'ike-sa-soft-expiry' },
        { due: 86_400_040, purpose: 'ike-sa-hard-expiry' },
      ],
    });
  });
  test.each<Operation>([
    { kind: 'show-ike-sa', select: {}, detail: 'full' },
    { kind: 'show-child-sa', select: {}, detail: 'brief' },
    { kind: 'show-offline-log', remoteAddress: '203.0.113.2' },
    { kind: 'show-failure-log' },
    { kind: 'show-statistics', subject: 'ipsec' },
    { kind: 'show-events', follow: false },
    { kind: 'show-timers' },
    { kind: 'show-certificate', select: {} },
  ])('$kind changes nothing', (operation) => {
    const before = JSON.stringify(lab.simulation.snapshot());
    expect(lab.simulation.execute('a', operation).kind).not.toBe('refused');
    expect(JSON.stringify(lab.simulation.snapshot())).toBe(before);
  });
  test.each<Operation>([
    { kind: 'show-configuration', defaults: false },
    { kind: 'change-configuration', changes: [] },
    { kind: 'save-configuration' },
    { kind: 'load-configuration', how: 'merge' },
    { kind: 'enter-mode', mode: 'configuration' },
    { kind: 'set-paging', lines: 0 },
  ])('$kind is the business of the device', (operation) => {
    expect(lab.simulation.execute('a', operation)).toMatchObject({
      kind: 'refused',
      reason: 'not-supported',
    });
  });
});

describe('what is cleared and started', () => {
  const clear = (
    select: SaSelector,
    childConnection: 'at-once' | 'not-selected' = 'not-selected',
  ): Operation => ({
    kind: 'clear-ike-sa',
    select,
    children: 'delete',
    then: 'never',
    childConnection,
  });
  const fresh = (): Lab => labOf({ a: { policy: { initiation: 'on-traffic' } } });
  test('a connection id that is nobody is refused', () => {
    expect(fresh().simulation.execute('a', clear({ connectionId: 77 }, 'at-once'))).toMatchObject({
      reason: 'not-found',
    });
  });
  test('a connection id of a child SA: it goes, and comes back as said', () => {
    const one = labOf().settle();
    const connectionId = one.children('a')[0]?.connectionId ?? 0;
    expect(one.simulation.execute('a', clear({ connectionId }))).toMatchObject({ reason: 'not-found' });
    expect(one.simulation.execute('a', clear({ connectionId }, 'at-once'))).toEqual({
      kind: 'done',
      affected: 1,
    });
    one.settle();
    expect(one.children('a').map(({ id }) => id)).not.toEqual([connectionId]);
    expect(one.ike('a')).toHaveLength(1);
  });
  test('clearing twice is clearing once', () => {
    const one = labOf({ a: { policy: { initiation: 'on-traffic' } } });
    one.simulation.send('a', PACKET);
    one.settle();
    expect(one.simulation.execute('a', clear({}))).toEqual({ kind: 'done', affected: 1 });
    const before = one.offline('a');
    one.simulation.execute('a', clear({}));
    expect(one.offline('a')).toEqual(before);
    one.settle();
    expect(one.simulation.execute('a', clear({}))).toEqual({ kind: 'done', affected: 0 });
  });
  test.each<readonly [string, SaSelector, unknown]>([
    ['a peer that is there', { peer: 'to-b' }, { kind: 'done', affected: 1 }],
    ['a policy', { policy: { name: 'map', sequence: 1 } }, { kind: 'done', affected: 1 }],
    ['two addresses', { localAddress: '198.51.100.1', remoteAddress: '203.0.113.2' }, { affected: 1 }],
    ['a selector', { trafficSelector: '3000' }, { affected: 1 }],
    ['nobody', { remoteAddress: '203.0.113.9' }, { kind: 'refused', reason: 'no-policy' }],
    ['another version', { version: 'ikev1' }, { kind: 'refused', reason: 'no-policy' }],
  ])('initiate: %s', (_name, select, expected) => {
    const operation: Operation = { kind: 'initiate', select, level: 'child', wait: false };
    expect(fresh().simulation.execute('a', operation)).toMatchObject(Object(expected));
  });
  test.each(['ike', 'child'] as const)('initiate %s: what stands is not started again', (level) => {
    const one = labOf().settle();
    const operation: Operation = { kind: 'initiate', select: {}, level, wait: false };
    expect(one.simulation.execute('a', operation)).toMatchObject({ reason: 'exists' });
  });
  test('logs and statistics', () => {
    const one = labOf({ b: { peer: { preSharedKeys: [] } } }).until(1000);
    one.simulation.execute('b', { kind: 'clear-log', log: 'failure' });
    one.simulation.execute('b', { kind: 'clear-log', log: 'offline' });
    one.simulation.execute('b', { kind: 'clear-statistics', subject: 'ike' });
    expect([one.failures('b'), one.offline('b')]).toEqual([[], []]);
    expect(one.simulation.execute('b', { kind: 'show-statistics', subject: 'ike' })).toMatchObject({
      statistics: { since: 1000, messages: { received: 0 }, failures: {} },
    });
  });
});

describe('traffic', () => {
  test.each([
    ['that no policy knows leaves in clear', { ...PACKET, destination: '192.0.2.1' }, 'clear'],
    ['that is protected', PACKET, 'protected'],
    ['of an address that is none', { ...PACKET, source: 'unknown:x' }, 'clear'],
  ])('%s', (_name, packet, verdict) => {
    expect(labOf().settle().simulation.send('a', packet)).toBe(verdict);
  });
  test.each(['bypass', 'discard'] as const)('%s', (action) => {
    const one = labOf({ a: { selector: { action } } }).settle();
    expect(one.simulation.send('a', PACKET)).toBe(action === 'bypass' ? 'clear' : 'discarded');
  });
  test('the responder cannot call a peer that it has no address of', () => {
    const one = labOf({ a: { policy: { initiation: 'never' } } }).settle();
    expect(one.simulation.send('a', PACKET)).toBe('no-sa');
  });
  test('packets that come twice are dropped once', () => {
    const one = labOf({ network: { link: { duplication: 1 } } }).settle();
    one.simulation.send('a', PACKET);
    one.settle();
    expect(one.children('b')[0]?.inbound[0]).toMatchObject({ packets: 1, dropped: 1 });
  });
  test('tags of two lengths: the tunnel comes up, and no packet is authentic', () => {
    const integrity = [{ name: 'AUTH_HMAC_SHA2_256_96' as const }];
    const encryption = [{ name: 'ENCR_AES_CBC' as const, keyLength: 256 }];
    const one = labOf({ b: { ipsecProposal: { esp: { encryption, integrity } } } }).settle();
    expect(one.children('b')).toHaveLength(1);
    one.simulation.send('a', PACKET);
    one.settle();
    expect(one.children('b')[0]?.inbound[0]).toMatchObject({ packets: 0, dropped: 1 });
  });
  test('an SA that the other end has lost: packets meet nothing', () => {
    const one = labOf({ b: { policy: { initiation: 'on-traffic' } } }).settle();
    one.simulation.perform({ kind: 'reboot', gateway: 'b' });
    one.simulation.send('a', PACKET);
    one.settle();
    expect(one.simulation.execute('b', { kind: 'show-statistics', subject: 'ipsec' })).toMatchObject({
      statistics: { drops: { noSa: 1 } },
    });
  });
  test('a partition, and its end', () => {
    const one = labOf();
    one.simulation.perform({ kind: 'partition', groups: [['a'], ['b']] });
    one.until(1000);
    expect(one.ike('b')).toEqual([]);
    one.simulation.perform({ kind: 'partition', groups: [] });
    one.settle();
    expect(one.ike('b')).toHaveLength(1);
  });
  test('a timeline', () => {
    const one = labOf();
    one.simulation.schedule(500, {
      kind: 'traffic',
      gateway: 'a',
      packet: PACKET,
      count: 5,
      intervalMilliseconds: 10,
    });
    one.until(1000);
    expect(one.children('b')[0]?.inbound[0]).toMatchObject({ packets: 5, lastUsed: 550 });
    expect(() => one.simulation.send('c', PACKET)).toThrow('no gateway is called c');
  });
});
