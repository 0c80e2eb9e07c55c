import { describe, expect, it } from 'vitest';
import { Lab } from './lab.ts';

describe('an IKEv1 tunnel', () => {
  it('comes up with main and quick mode in nine messages (S2)', () => {
    const lab = new Lab();
    lab.run(200);
    expect(lab.ladder()).toEqual([
      '0 left 2 SA1 VID VID',
      '10 right 2 SA1 VID VID',
      '20 left 2 KE N NAT-D NAT-D',
      '30 right 2 KE N NAT-D NAT-D',
      '40 left 2 ID PROOF N(24578)',
      '50 right 2 ID PROOF',
      '60 left 32 HASH SA2 N IDc IDc',
      '70 right 32 HASH SA2 N IDc IDc',
      '80 left 32 HASH',
    ]);
    const [left] = lab.ikeSas('left');
    const [right] = lab.ikeSas('right');
    expect([left?.established, right?.established]).toEqual([60, 50]);
    expect([left?.messagesSent, left?.messagesReceived]).toEqual([3, 3]);
    expect([right?.messagesSent, right?.messagesReceived]).toEqual([3, 3]);
    expect(left?.initiatorSpi).toBe(right?.initiatorSpi);
    expect(left?.responderSpi).toBe(right?.responderSpi);
    const [ours] = lab.childSas('left');
    const [theirs] = lab.childSas('right');
    expect([ours?.created, theirs?.created]).toEqual([80, 90]);
    expect(ours?.inbound[0]?.spi).toBe(theirs?.outbound[0]?.spi);
    expect(ours?.outbound[0]?.spi).toBe(theirs?.inbound[0]?.spi);
    expect(ours?.connectionId).toBeGreaterThan(left?.connectionId ?? Infinity);
    expect(lab.send('left')).toBe('protected');
  });
});
