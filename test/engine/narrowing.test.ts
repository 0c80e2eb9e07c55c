import { describe, expect, test } from 'vitest';
import type { Ikev2Payload } from '../../src/engine/message/ikev2-payloads.ts';
import { NOTIFY } from '../../src/engine/message/notify.ts';
import type { TrafficPacket } from '../../src/engine/index.ts';
import type { Policy, Selector } from '../../src/ir/ipsec.ts';
import { type End, type Lab, labOf } from './lab.ts';

// RFC 7296 section 2.9, one row a fact. `a` asks, `b` narrows; selectors are written "a's side > b's side", ports after ":".

const PACKET: TrafficPacket = {
  source: '10.1.5.5',
  destination: '10.2.5.9',
  protocol: 6,
  sourcePort: 4000,
  destinationPort: 443,
  octets: 100,
};

function selectorOf(end: End, text: string): Selector {
  const [ofA, ofB] = text.split(' > ').map((side) => {
    const [prefix = '', port] = side.split(':');
    return { prefix, ...(port !== undefined && { port: Number(port) }) };
  });
  const [local, remote] = end === 'a' ? [ofA, ofB] : [ofB, ofA];
  const portsOf = (
    port: number | undefined,
  ): { readonly first: number; readonly last: number } | undefined =>
    port === undefined ? undefined : { first: port, last: port };
  const [localPorts, remotePorts] = [portsOf(local?.port), portsOf(remote?.port)];
  return {
    action: 'protect',
    local: { prefix: local?.prefix ?? '0.0.0.0/0' },
    remote: { prefix: remote?.prefix ?? '0.0.0.0/0' },
    ...(localPorts && { localPorts }),
    ...(remotePorts && { remotePorts }),
    direction: 'both',
  };
}
function policyOf(end: End, selectors: readonly string[]): Partial<Policy> {
  return { selectors: selectors.map((text) => selectorOf(end, text)) };
}
/** `a` begins by itself, or as soon as it sends the packet. */
function labWith(ofA: readonly string[], ofB: readonly string[], packet?: TrafficPacket): Lab {
  const lab = labOf({
    a: { policy: { ...policyOf('a', ofA), ...(packet && { initiation: 'on-traffic' }) } },
    b: { policy: policyOf('b', ofB) },
  });
  if (packet !== undefined) lab.simulation.send('a', packet);
  return lab.settle();
}

/** Traffic selectors in the payloads of an IKE_AUTH, "first-last protocol ports" in words of their keys; the notifies. */
function selectorsIn(
  lab: Lab,
  isResponse: boolean,
): Readonly<Record<'TSi' | 'TSr', readonly string[]>> & { readonly notifies: readonly number[] } {
  const found = lab.simulation.trace.flatMap((record): readonly Ikev2Payload[] => {
    if (record.kind !== 'sent' || !('exchange' in record.content) || record.content.version !== 2) return [];
    const { content } = record;
    return content.exchange === 35 && content.isResponse === isResponse ? content.payloads : [];
  });
  const of = (side: 'initiator' | 'responder'): readonly string[] =>
    found.flatMap((payload) =>
      payload.kind === 'TS' && payload.of === side
        ? payload.selectors.map(
            ({ first, last, protocol, firstPort, lastPort }) =>
              `${first}-${last} ${protocol} ${firstPort}-${lastPort}`,
          )
        : [],
    );
  const notifies = found.flatMap((payload) => (payload.kind === 'NOTIFY' ? [payload.type] : []));
  return { TSi: of('initiator'), TSr: of('responder'), notifies };
}

describe('what the initiator offers', () => {
  test('by itself: its policy', () => {
    expect(
      selectorsIn(labWith(['10.1.0.0/16 > 10.2.0.0/16'], ['10.1.0.0/16 > 10.2.0.0/16']), false),
    ).toMatchObject({
      TSi: ['0a010000-0a01ffff 0 0-65535'],
      TSr: ['0a020000-0a02ffff 0 0-65535'],
    });
  });
  test('for a packet: that one first, with its ports and protocol', () => {
    const lab = labWith(['10.1.0.0/16 > 10.2.0.0/16'], ['10.1.0.0/16 > 10.2.0.0/16'], PACKET);
    expect(selectorsIn(lab, false)).toMatchObject({
      TSi: ['0a010505-0a010505 6 4000-4000', '0a010000-0a01ffff 0 0-65535'],
      TSr: ['0a020509-0a020509 6 443-443', '0a020000-0a02ffff 0 0-65535'],
    });
  });
});

describe('what the responder makes of it', () => {
  test.each<readonly [string, TrafficPacket | undefined, readonly string[], string | undefined, boolean]>([
    // all of it
    ['the same', undefined, ['10.1.0.0/16 > 10.2.0.0/16'], '10.1.0.0/16 > 10.2.0.0/16', false],
    ['the same, for a packet', PACKET, ['10.1.0.0/16 > 10.2.0.0/16'], '10.1.0.0/16 > 10.2.0.0/16', false],
    ['more', undefined, ['10.0.0.0/8 > 10.0.0.0/8'], '10.1.0.0/16 > 10.2.0.0/16', false],
    ['more, for a packet', PACKET, ['10.0.0.0/8 > 10.0.0.0/8'], '10.1.0.0/16 > 10.2.0.0/16', false],
    // part of it
    ['less', undefined, ['10.1.5.0/24 > 10.2.5.0/24'], '10.1.5.0/24 > 10.2.5.0/24', false],
    ['less on one side', undefined, ['10.0.0.0/8 > 10.2.5.0/24'], '10.1.0.0/16 > 10.2.5.0/24', false],
    ['the packet alone', PACKET, ['10.1.5.5/32 > 10.2.5.9/32'], '10.1.5.5/32 > 10.2.5.9/32', false],
    // one of several parts
    [
      'two parts: the first',
      undefined,
      ['10.1.4.0/24 > 10.2.4.0/24', '10.1.5.0/24 > 10.2.5.0/24'],
      '10.1.4.0/24 > 10.2.4.0/24',
      true,
    ],
    [
      'two parts: the one of the packet',
      PACKET,
      ['10.1.4.0/24 > 10.2.4.0/24', '10.1.5.0/24 > 10.2.5.0/24'],
      '10.1.5.0/24 > 10.2.5.0/24',
      true,
    ],
    [
      'two parts without the packet: the first',
      PACKET,
      ['10.1.4.0/24 > 10.2.4.0/24', '10.1.6.0/24 > 10.2.6.0/24'],
      '10.1.4.0/24 > 10.2.4.0/24',
      true,
    ],
    [
      'a part, then the same',
      undefined,
      ['10.1.4.0/24 > 10.2.4.0/24', '10.1.0.0/16 > 10.2.0.0/16'],
      '10.1.0.0/16 > 10.2.0.0/16',
      false,
    ],
    [
      'a part, then the same, for a packet',
      PACKET,
      ['10.1.4.0/24 > 10.2.4.0/24', '10.1.0.0/16 > 10.2.0.0/16'],
      '10.1.0.0/16 > 10.2.0.0/16',
      false,
    ],
    // nothing
    ['nothing', undefined, ['10.1.5.0/24 > 10.3.0.0/16'], undefined, false],
    ['nothing, for a packet', PACKET, ['10.3.0.0/16 > 10.2.0.0/16'], undefined, false],
  ])('it protects %s', (_name, packet, ofB, expected, hasMore) => {
    const lab = labWith(['10.1.0.0/16 > 10.2.0.0/16'], ofB, packet);
    const wanted = expected === undefined ? [] : [expected];
    const flowOf = (end: End): readonly unknown[] =>
      lab.children(end).map(({ selector }) => [selector.local, selector.remote]);
    for (const end of ['a', 'b'] as const) {
      expect(flowOf(end)).toEqual(
        wanted.map((text) => selectorOf(end, text)).map((one) => [one.local, one.remote]),
      );
    }
    const { notifies } = selectorsIn(lab, true);
    expect(notifies).toEqual([
      ...(hasMore ? [NOTIFY.ADDITIONAL_TS_POSSIBLE] : []),
      ...(expected === undefined ? [NOTIFY.TS_UNACCEPTABLE] : []),
    ]);
    // whatever becomes of the child SA
    expect([lab.ike('a').length, lab.ike('b').length]).toEqual([1, 1]);
  });
  test('ports and protocol are narrowed too', () => {
    const lab = labOf({
      a: { selector: { protocol: 6 } },
      b: { selector: { localPorts: { first: 443, last: 443 } } },
    }).settle();
    expect(lab.children('b').map(({ selector }) => [selector.protocol, selector.localPorts])).toEqual([
      [6, { first: 443, last: 443 }],
    ]);
  });
  test('different protocols have nothing in common', () => {
    const lab = labOf({ a: { selector: { protocol: 6 } }, b: { selector: { protocol: 17 } } }).settle();
    expect([lab.children('b'), lab.failures('b')[0]?.cause]).toEqual([[], 'selector-mismatch']);
  });
});

describe('a part leaves the rest to others', () => {
  const PARTS = ['10.1.4.0/24 > 10.2.4.0/24', '10.1.5.0/24 > 10.2.5.0/24'];

  test('a packet of the other part gets a child SA of its own', () => {
    const lab = labWith(['10.1.0.0/16 > 10.2.0.0/16'], PARTS, PACKET);
    const other = { ...PACKET, source: '10.1.4.1', destination: '10.2.4.1' };
    expect(lab.simulation.send('a', other)).toBe('negotiating');
    lab.settle();
    expect([lab.children('a').length, lab.children('b').length]).toEqual([2, 2]);
    expect([lab.simulation.send('a', other), lab.simulation.send('a', PACKET)]).toEqual([
      'protected',
      'protected',
    ]);
    lab.simulation.runFor(20);
    expect(lab.children('b').map(({ inbound }) => inbound[0]?.packets)).toEqual([1, 1]);
  });
  test('it is rekeyed as the part that it is', () => {
    const lab = labWith(['10.1.0.0/16 > 10.2.0.0/16'], PARTS, PACKET);
    lab.simulation.perform({ kind: 'expire', gateway: 'a', level: 'child', how: 'soft', select: {} });
    lab.settle();
    expect(lab.children('a').map(({ selector }) => selector.local)).toEqual([{ prefix: '10.1.5.0/24' }]);
  });
});

describe('a responder that takes one pair of addresses in an SA', () => {
  const impaired = (packet?: TrafficPacket): Lab => {
    const lab = labOf({ a: { policy: { initiation: 'on-traffic' } } });
    lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { singlePairs: true } });
    if (packet === undefined) {
      lab.simulation.execute('a', { kind: 'initiate', select: {}, level: 'child', wait: false });
    } else lab.simulation.send('a', packet);
    return lab.settle();
  };
  test('is asked for more: SINGLE_PAIR_REQUIRED, and the IKE SA stands', () => {
    const lab = impaired();
    expect([lab.children('a'), lab.ike('a').length]).toEqual([[], 1]);
    const seen = (direction: string): object => ({
      cause: 'selector-mismatch',
      notify: { name: 'SINGLE_PAIR_REQUIRED', number: 34, direction },
    });
    expect([lab.failures('a')[0], lab.failures('b')[0]]).toMatchObject([seen('received'), seen('sent')]);
  });
  test('gives the pair of the packet', () => {
    const lab = impaired(PACKET);
    expect(lab.children('a')[0]?.selector).toMatchObject({
      local: { prefix: '10.1.5.5/32' },
      remote: { prefix: '10.2.5.9/32' },
      protocol: 6,
      localPorts: { first: 4000, last: 4000 },
      remotePorts: { first: 443, last: 443 },
    });
  });
});

test('selectors that nobody configured find nothing', () => {
  const lab = labOf();
  lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { wrongSelectors: true } });
  lab.settle();
  expect([lab.children('a'), lab.children('b')]).toEqual([[], []]);
});

test('IKEv1 has no list of selectors: each combined one gets its own quick mode', () => {
  const selectors = ['10.1.4.0/24 > 10.2.4.0/24', '10.1.5.0/24 > 10.2.5.0/24'];
  const lab = labOf({
    both: { version: 'ikev1' },
    a: { policy: { ...policyOf('a', selectors), selectorGrouping: 'combined' } },
    b: { policy: { ...policyOf('b', selectors), selectorGrouping: 'combined' } },
  }).settle();
  const locals = lab.children('a').map(({ selector }) => selector.local);
  expect(locals).toEqual([{ prefix: '10.1.5.0/24' }, { prefix: '10.1.4.0/24' }]);
  expect(lab.children('b')).toHaveLength(2);
});
