import { describe, expect, test } from 'vitest';
import type { PacketRule } from '../../../src/engine/index.ts';
import { EXCHANGE } from '../../../src/engine/message/message.ts';
import { Lab, type LabOptions, RACOON } from './lab.ts';

// IKEv1 messages without a payload that they must have, or with another one than the other end means. What cannot be read is
// refused with PAYLOAD-MALFORMED (RFC 2408 section 5.3 and following); a message without the payload that it is known by is
// dropped, and its repetition does.

type Alteration = Extract<PacketRule['effect'], { readonly kind: 'alter' }>;
type Mode = 'main' | 'aggressive' | 'base';
type Side = 'left' | 'right';

const EXCHANGES = {
  main: EXCHANGE.mainMode,
  aggressive: EXCHANGE.aggressiveMode,
  base: EXCHANGE.base,
  quick: EXCHANGE.quickMode,
} as const;

/** Alters the n-th message of a side in an exchange, once or always. */
function alter(
  lab: Lab,
  from: Side,
  exchange: keyof typeof EXCHANGES,
  [first, last]: readonly [number, number],
  { payload, members }: Omit<Alteration, 'kind'>,
): void {
  const effect: Alteration = { kind: 'alter', payload, ...(members && { members }) };
  const match = { from, exchange: EXCHANGES[exchange] };
  lab.simulation.perform({ kind: 'packet-rule', rule: { name: 'altered', match, first, last, effect } });
}
function labOf(mode: Mode, options: LabOptions = {}): Lab {
  const end = { peer: { exchangeModes: [mode] } };
  return new Lab({ left: end, right: end, ...options });
}
function seenBy(lab: Lab, side: Side): string {
  const [last] = lab.failures(side);
  return last === undefined
    ? ''
    : `${last.cause} ${last.notify?.name ?? ''} ${last.notify?.direction ?? ''}`.trim();
}

describe('phase 1', () => {
  test.each<readonly [Mode, Side, nth: number, Alteration['payload'], Alteration['members'], reader: string]>(
    [
      ['main', 'left', 2, 'N', undefined, 'ike-proposal-mismatch PAYLOAD-MALFORMED sent'],
      ['main', 'right', 2, 'N', undefined, 'ike-proposal-mismatch PAYLOAD-MALFORMED sent'],
      ['main', 'left', 3, 'PROOF', undefined, 'authentication-failed PAYLOAD-MALFORMED sent'],
      ['main', 'right', 3, 'PROOF', undefined, 'authentication-failed PAYLOAD-MALFORMED sent'],
      ['main', 'left', 2, 'KE', { group: 5 }, 'dh-group-mismatch INVALID-KEY-INFORMATION sent'],
      ['main', 'right', 1, 'SA1', { transforms: [] }, 'ike-proposal-mismatch NO-PROPOSAL-CHOSEN sent'],
      ['aggressive', 'left', 1, 'KE', undefined, 'ike-proposal-mismatch PAYLOAD-MALFORMED sent'],
      ['aggressive', 'left', 1, 'KE', { group: 5 }, 'dh-group-mismatch INVALID-KEY-INFORMATION sent'],
      ['aggressive', 'left', 1, 'ID', undefined, 'remote-id-mismatch PAYLOAD-MALFORMED sent'],
      ['aggressive', 'right', 1, 'ID', undefined, 'remote-id-mismatch PAYLOAD-MALFORMED sent'],
      ['aggressive', 'right', 1, 'PROOF', undefined, 'authentication-failed PAYLOAD-MALFORMED sent'],
      ['base', 'left', 1, 'ID', undefined, 'remote-id-mismatch PAYLOAD-MALFORMED sent'],
      ['base', 'right', 2, 'PROOF', undefined, 'authentication-failed PAYLOAD-MALFORMED sent'],
    ],
  )(
    '%s mode: message %2$s %3$i with another %4$s %5$j is refused by its reader',
    (mode, from, nth, payload, members, expected) => {
      const lab = labOf(mode);
      alter(lab, from, mode, [nth, 99], { payload, ...(members && { members }) });
      lab.run(9000);
      const reader = from === 'left' ? 'right' : 'left';
      expect(seenBy(lab, reader)).toBe(expected);
      expect(lab.ikeSas(reader).filter(({ state }) => state === 'established')).toEqual([]);
    },
  );
  test.each<readonly [Mode, Side, nth: number, Alteration['payload']]>([
    ['main', 'left', 1, 'SA1'],
    ['main', 'right', 1, 'SA1'],
    ['main', 'left', 2, 'KE'],
    ['main', 'right', 2, 'KE'],
    ['main', 'left', 3, 'ID'],
    ['main', 'right', 3, 'ID'],
    ['aggressive', 'left', 1, 'SA1'],
    ['aggressive', 'left', 2, 'PROOF'],
    ['base', 'left', 2, 'KE'],
  ])(
    '%s mode: message %2$s %3$i cannot be told without %4$s; sent again, it does',
    (mode, from, nth, payload) => {
      const lab = labOf(mode);
      alter(lab, from, mode, [nth, nth], { payload });
      lab.run(25_000);
      expect([lab.childSas('left').length, lab.childSas('right').length]).toEqual([1, 1]);
    },
  );
});

describe('quick mode', () => {
  const EVERYTHING = { protocol: 0, firstPort: 0, lastPort: 65_535, first: '0a000000', last: '0affffff' };

  test.each<readonly [Side, Alteration['payload'], Alteration['members'], left: string, right: string]>([
    // the addresses of IKE are meant where none are said (RFC 2409 section 5.5)
    [
      'left',
      'IDc',
      undefined,
      'selector-mismatch INVALID-ID-INFORMATION received',
      'selector-mismatch INVALID-ID-INFORMATION sent',
    ],
    [
      'right',
      'IDc',
      { selector: EVERYTHING },
      'selector-mismatch INVALID-ID-INFORMATION sent',
      'selector-mismatch INVALID-ID-INFORMATION received',
    ],
    [
      'right',
      'SA2',
      { pfsGroup: 5 },
      'child-proposal-mismatch NO-PROPOSAL-CHOSEN sent',
      'child-proposal-mismatch NO-PROPOSAL-CHOSEN received',
    ],
    // what cannot be read is not answered
    ['left', 'SA2', undefined, '', ''],
    ['left', 'N', undefined, '', ''],
    ['right', 'SA2', undefined, '', ''],
    ['right', 'SA2', { transforms: [] }, '', ''],
    ['right', 'N', undefined, '', ''],
  ])('%s sends another %s: %j', (from, payload, members, left, right) => {
    const lab = labOf('main');
    alter(lab, from, 'quick', [1, 99], { payload, ...(members && { members }) });
    lab.run(25_000);
    expect([seenBy(lab, 'left'), seenBy(lab, 'right')]).toEqual([left, right]);
    expect([lab.childSas('left'), lab.childSas('right')]).toEqual([[], []]);
    expect([lab.ikeSas('left').length, lab.ikeSas('right').length]).toEqual([1, 1]);
  });
  test('what cannot be read is counted', () => {
    const lab = labOf('main');
    alter(lab, 'left', 'quick', [1, 1], { payload: 'N' });
    lab.run(1000);
    expect(lab.statistics('right').drops.malformed).toBe(1);
  });
  test('an answer without identities confirms those of the offer', () => {
    const lab = labOf('main');
    alter(lab, 'right', 'quick', [1, 1], { payload: 'IDc' });
    lab.run(1000);
    expect([lab.childSas('left').length, lab.childSas('right').length]).toEqual([1, 1]);
  });
  test.each([
    ['10.1.5.0/24', true],
    ['10.0.0.0/8', false],
  ] as const)('a gateway that narrows takes %s for 10.1.0.0/16: %j', (prefix, isPart) => {
    const narrow = { ...RACOON, quickModeIds: 'narrow' } as const;
    const selector = {
      action: 'protect',
      local: { prefix: '10.2.0.0/16' },
      remote: { prefix },
      direction: 'both',
    } as const;
    const lab = labOf('main', { behaviour: narrow, right: { policy: { selectors: [selector] } } });
    lab.run(1000);
    const expected = isPart ? '10.1.5.0/24' : '10.1.0.0/16';
    expect(lab.childSas('left').map((sa) => sa.selector.local)).toEqual([{ prefix: expected }]);
    expect(lab.childSas('right').map((sa) => sa.selector.remote)).toEqual([{ prefix: expected }]);
  });
});
