import { describe, expect, test } from 'vitest';
import { ladder, type TraceRecord } from '../../src/engine/index.ts';
import type { Message } from '../../src/engine/message/message.ts';
import { type Lab, labOf } from './lab.ts';

const LOSSY = { network: { link: { loss: 0.2, jitter: 3 } } } as const;
/** A lab in which everything happens that a trace can hold. */
function busy(lab: Lab): Lab {
  lab.until(200_000);
  lab.simulation.perform({ kind: 'link', between: ['a', 'b'], properties: { up: false } });
  lab.simulation.execute('a', {
    kind: 'clear-ike-sa',
    select: {},
    children: 'delete',
    then: 'at-once',
    childConnection: 'not-selected',
  });
  lab.simulation.runUntilQuiet(lab.time + 5000);
  return lab;
}

describe('what a trace keeps', () => {
  const all = busy(labOf(LOSSY));
  test('all of it', () => {
    const kinds = new Set(all.simulation.trace.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(['sent', 'received', 'lost', 'ike-sa-state', 'child-sa-state', 'note']));
  });
  test('nothing but its hash', () => {
    const { simulation } = busy(labOf({ ...LOSSY, trace: 'hash' }));
    expect([simulation.trace, simulation.traceHash]).toEqual([[], all.simulation.traceHash]);
  });
  test.each([1, 7, 1000])('the last %i records, oldest first', (traceCapacity) => {
    const { simulation } = busy(labOf({ ...LOSSY, trace: 'ring', traceCapacity }));
    expect(simulation.trace).toEqual(all.simulation.trace.slice(-traceCapacity));
    expect(simulation.traceHash).toBe(all.simulation.traceHash);
  });
  test('nothing at all: the simulation runs the same way', () => {
    const { simulation } = busy(labOf({ ...LOSSY, trace: 'off' }));
    expect([simulation.trace, simulation.eventCount]).toEqual([[], all.simulation.eventCount]);
    expect(simulation.traceHash).toBe(labOf({ trace: 'off' }).simulation.traceHash);
  });
});

const HEADER = {
  initiatorSpiHigh: 1,
  initiatorSpiLow: 2,
  responderSpiHigh: 0,
  responderSpiLow: 0,
  fromInitiator: true,
  isResponse: false,
  messageId: 0,
  protection: 0,
  octets: 28,
} as const;
function sent(
  content: Extract<TraceRecord, { kind: 'sent' }>['content'],
  retransmission = false,
): TraceRecord {
  const route = { source: '192.0.2.1', sourcePort: 500, destination: '192.0.2.2', destinationPort: 500 };
  return { kind: 'sent', time: 1234, gateway: 0, retransmission, ...route, content };
}
function message(version: 1 | 2, exchange: number, payloads: Message['payloads']): Message {
  const copy: Message = JSON.parse(JSON.stringify({ ...HEADER, version, exchange, payloads }));
  return copy;
}
const inner = {
  source: '10.1.0.1',
  destination: '10.2.0.1',
  protocol: 1,
  sourcePort: 0,
  destinationPort: 0,
  octets: 84,
};

describe('a line of the ladder', () => {
  test.each<readonly [TraceRecord, string]>([
    [sent(message(2, 37, [])), '1.234 hub --- INFORMATIONAL {} --> 192.0.2.2:500'],
    [sent(message(2, 37, []), true), '1.234 hub --- INFORMATIONAL {} (again) --> 192.0.2.2:500'],
    [
      sent(message(2, 34, [{ kind: 'NOTIFY', type: 17, protocol: 'none', spi: 0, data: 19 }])),
      '1.234 hub --- IKE_SA_INIT { N(INVALID_KE_PAYLOAD: 19) } --> 192.0.2.2:500',
    ],
    [
      sent(message(2, 37, [{ kind: 'NOTIFY', type: 12_345, protocol: 'none', spi: 0, data: '' }])),
      '1.234 hub --- INFORMATIONAL { N(12345) } --> 192.0.2.2:500',
    ],
    [
      sent(message(1, 5, [{ kind: 'HASH' }, { kind: 'D', protocol: 'esp', spis: [-1, 256] }])),
      '1.234 hub --- informational { HASH, D(ESP ffffffff 00000100) } --> 192.0.2.2:500',
    ],
    [sent(message(2, 99, [])), '1.234 hub --- exchange 99 {} --> 192.0.2.2:500'],
    [sent({ kind: 'keepalive' }), '1.234 hub --- NAT keepalive --> 192.0.2.2:500'],
    [
      sent({ kind: 'esp', spi: 0x1001, sequenceNumber: 1, key: 7, udpEncapsulated: false, inner }),
      '1.234 hub --- ESP 00001001 (84 octets) --> 192.0.2.2:500',
    ],
    [
      { kind: 'lost', time: 5, gateway: 1, cause: 'cut', content: { kind: 'keepalive' } },
      '0.005 spoke -x- NAT keepalive (cut)',
    ],
    [
      { kind: 'ike-sa-state', time: 0, gateway: 1, sa: 3, state: 'rekeying' },
      '0.000 spoke IKE SA 3 rekeying',
    ],
    [{ kind: 'child-sa-state', time: 0, gateway: 1, sa: 4, state: 'dead' }, '0.000 spoke child SA 4 dead'],
    [{ kind: 'note', time: 1, gateway: -1, text: 'stopped' }, '0.001 simulation stopped'],
  ])('%#', (record, expected) => {
    expect([...ladder([record], ['hub', 'spoke'])]).toEqual([expected]);
  });
});

test('another seed gives another hash', () => {
  const hashes = [1, 2, 3].map((seed) => labOf({ seed }).until(100).simulation.traceHash);
  expect(new Set(hashes).size).toBe(3);
});
