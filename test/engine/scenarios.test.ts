import { describe, expect, test } from 'vitest';
import { labOf } from './lab.ts';

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
    expect(lab.ike('a').map(({ initiatorSpi, responderSpi }) => [initiatorSpi, responderSpi])).toEqual(
      lab.ike('b').map(({ initiatorSpi, responderSpi }) => [initiatorSpi, responderSpi]),
    );
  });
});
