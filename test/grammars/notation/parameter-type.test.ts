import { describe, expect, it } from 'vitest';
import { isIpv4, isMaskedAddress } from '../../../grammars/notation/parameter-type.ts';

describe('an IPv4 address', () => {
  it.each(['0.0.0.0', '10.0.0.1', '255.255.255.255', '100.20.10.0'])('%s is one', (text) => {
    expect(isIpv4(text)).toBe(true);
  });

  it.each(['116.xxx.xxx.10', '22.xx.xx.22', '10.*.*.0'])('%s is a masked one', (text) => {
    expect([isIpv4(text), isMaskedAddress(text)]).toEqual([true, true]);
  });

  /** `08` is 8, or no number in base 8: devices do not agree. */
  it.each(['0.08.0.0', '010.0.0.1', '10.0.0.00', '256.0.0.0', '1.2.3', '1.2.3.4.5', '1..2.3', '0x.1.2.3'])(
    '%s is none',
    (text) => {
      expect(isIpv4(text)).toBe(false);
    },
  );
});
