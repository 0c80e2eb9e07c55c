import { describe, expect, test } from 'vitest';
import type { PacketRule, Simulation } from '../../src/engine/index.ts';
import { EXCHANGE } from '../../src/engine/message/message.ts';
import type { NegotiationFailure } from '../../src/ir/result.ts';
import { type Changes, type End, ENDS, type Lab, labOf } from './lab.ts';

// IKEv2 messages without a payload that they must have, or with another one than the other end means (RFC 7296 sections 1.2
// to 1.4, 2.7, 2.9): each end refuses what it cannot use, nobody falls over, and both ends agree in the end.

type Alteration = Extract<PacketRule['effect'], { readonly kind: 'alter' }>;
type Payload = Alteration['payload'];

function alter(
  lab: Lab,
  from: End,
  exchange: keyof typeof EXCHANGE,
  payload: Payload,
  members?: Alteration['members'],
): void {
  const effect: Alteration = { kind: 'alter', payload, ...(members && { members }) };
  const match = { from, exchange: EXCHANGE[exchange] };
  lab.simulation.perform({
    kind: 'packet-rule',
    rule: { name: 'altered', match, first: 1, last: 99, effect },
  });
}
function counts(lab: Lab): Readonly<Record<End, readonly [ike: number, child: number]>> {
  const of = (end: End): readonly [number, number] => [
    lab.ike(end).filter(({ state }) => state === 'established').length,
    lab.children(end).length,
  ];
  return { a: of('a'), b: of('b') };
}
type Seen = Partial<NegotiationFailure> | undefined;

const AES128 = [
  {
    number: 1,
    protocol: 'ike',
    encryption: [(12 << 16) | 128],
    prf: [5 << 16],
    integrity: [12 << 16],
    groups: [14],
    extendedSequenceNumbers: [],
  },
];
const EVERYTHING = [{ protocol: 0, firstPort: 0, lastPort: 65_535, first: '00000000', last: 'ffffffff' }];
const SENT = { notify: { name: 'AUTHENTICATION_FAILED', number: 24, direction: 'sent' } } as const;
const NOT_OFFERED = { cause: 'ike-proposal-mismatch' } as const;

describe('the first two exchanges', () => {
  test.each<
    readonly [
      End,
      'ikeSaInit' | 'ikeAuth',
      Payload,
      Alteration['members'],
      standing: readonly [number, number],
      a: Seen,
      b: Seen,
    ]
  >([
    // a request that cannot be read is not answered: nobody keeps anything for it
    ['a', 'ikeSaInit', 'SA', undefined, [0, 0], { cause: 'no-response' }, undefined],
    ['a', 'ikeSaInit', 'KE', undefined, [0, 0], { cause: 'no-response' }, undefined],
    ['a', 'ikeSaInit', 'N', undefined, [0, 0], { cause: 'no-response' }, undefined],
    // an answer has to be part of the offer
    ['b', 'ikeSaInit', 'SA', undefined, [0, 0], NOT_OFFERED, undefined],
    ['b', 'ikeSaInit', 'KE', undefined, [0, 0], NOT_OFFERED, undefined],
    ['b', 'ikeSaInit', 'N', undefined, [0, 0], NOT_OFFERED, undefined],
    ['b', 'ikeSaInit', 'SA', { proposals: AES128 }, [0, 0], NOT_OFFERED, undefined],
    ['b', 'ikeSaInit', 'KE', { group: 19 }, [0, 0], NOT_OFFERED, undefined],
    // who does not say or prove who he is
    [
      'a',
      'ikeAuth',
      'ID',
      undefined,
      [0, 0],
      { cause: 'authentication-failed' },
      { cause: 'remote-id-mismatch', ...SENT },
    ],
    [
      'a',
      'ikeAuth',
      'AUTH',
      undefined,
      [0, 0],
      { cause: 'authentication-failed' },
      { cause: 'authentication-method-mismatch', offered: 'eap', ...SENT },
    ],
    [
      'a',
      'ikeAuth',
      'AUTH',
      { tag: 1 },
      [0, 0],
      { cause: 'authentication-failed' },
      { cause: 'authentication-failed', ...SENT },
    ],
    [
      'b',
      'ikeAuth',
      'ID',
      undefined,
      [0, 0],
      { cause: 'remote-id-mismatch' },
      { cause: 'authentication-failed' },
    ],
    [
      'b',
      'ikeAuth',
      'AUTH',
      undefined,
      [0, 0],
      { cause: 'authentication-method-mismatch' },
      { cause: 'authentication-failed' },
    ],
    [
      'b',
      'ikeAuth',
      'AUTH',
      { tag: 1 },
      [0, 0],
      { cause: 'authentication-failed' },
      { cause: 'authentication-failed' },
    ],
    // the child SA fails, the IKE SA stands; what the responder made in vain goes
    ['a', 'ikeAuth', 'SA', undefined, [1, 0], { cause: 'child-proposal-mismatch' }, undefined],
    ['a', 'ikeAuth', 'TS', undefined, [1, 0], { cause: 'selector-mismatch' }, { cause: 'selector-mismatch' }],
    ['b', 'ikeAuth', 'SA', undefined, [1, 0], { cause: 'child-proposal-mismatch' }, undefined],
    ['b', 'ikeAuth', 'TS', undefined, [1, 0], { cause: 'selector-mismatch' }, undefined],
    ['b', 'ikeAuth', 'TS', { selectors: EVERYTHING }, [1, 0], { cause: 'selector-mismatch' }, undefined],
  ])('%s sends %s with another %s: %j', (from, exchange, payload, members, standing, ofA, ofB) => {
    const lab = labOf({ a: { policy: { initiation: 'on-traffic' } } });
    alter(lab, from, exchange, payload, members);
    lab.simulation.execute('a', { kind: 'initiate', select: {}, level: 'child', wait: false });
    lab.settle();
    expect(counts(lab)).toEqual({ a: standing, b: standing });
    const [seenByA, seenByB] = [lab.failures('a').at(-1), lab.failures('b').at(-1)];
    expect(seenByA).toMatchObject(ofA ?? {});
    expect(seenByB ?? {}).toMatchObject(ofB ?? {});
  });
  test('a request that cannot be read is counted', () => {
    const lab = labOf();
    alter(lab, 'a', 'ikeSaInit', 'KE');
    lab.until(1000);
    expect([lab.statistics('b').drops.malformed, lab.ike('b')]).toEqual([1, []]);
  });
  test('transport mode that the answer does not repeat', () => {
    const lab = labOf({ both: { ipsecProposal: { encapsulation: 'transport' } } });
    alter(lab, 'b', 'ikeAuth', 'NOTIFY');
    lab.until(1000);
    expect(counts(lab)).toEqual({ a: [1, 0], b: [1, 0] });
    expect(lab.failures('a')[0]).toMatchObject({
      cause: 'encapsulation-mismatch',
      offered: 'tunnel',
      accepted: 'transport',
    });
  });
});

type Begin = (simulation: Simulation) => void;
const rekeyChild: Begin = (simulation) =>
  simulation.perform({ kind: 'expire', gateway: 'a', level: 'child', how: 'soft', select: {} });
const rekeyIke: Begin = (simulation) =>
  simulation.perform({ kind: 'expire', gateway: 'a', level: 'ike', how: 'soft', select: {} });

/** The SAs that stand at a moment, by their SPIs. */
function spisOf(lab: Lab): readonly unknown[] {
  return ENDS.map((end) => [
    lab.ike(end).map(({ initiatorSpi }) => initiatorSpi),
    lab
      .children(end)
      .flatMap((sa) =>
        [...sa.inbound, ...sa.outbound].map(({ spi }) => spi).toSorted((left, right) => left - right),
      ),
  ]);
}

describe('CREATE_CHILD_SA', () => {
  const PFS: Changes = { policy: { pfsGroups: [14, 19], initiation: 'on-traffic' } };

  test.each<readonly [string, Begin, End, Payload, Alteration['members'], string]>([
    ['rekey a child SA', rekeyChild, 'a', 'SA', undefined, 'NO_PROPOSAL_CHOSEN'],
    ['rekey a child SA', rekeyChild, 'a', 'N', undefined, 'INVALID_SYNTAX'],
    ['rekey a child SA', rekeyChild, 'a', 'TS', undefined, 'TS_UNACCEPTABLE'],
    ['rekey an IKE SA', rekeyIke, 'a', 'KE', undefined, 'INVALID_SYNTAX'],
    ['rekey an IKE SA', rekeyIke, 'a', 'N', undefined, 'INVALID_SYNTAX'],
    ['rekey an IKE SA', rekeyIke, 'a', 'SA', { proposals: AES128 }, 'NO_PROPOSAL_CHOSEN'],
    ['rekey an IKE SA', rekeyIke, 'a', 'KE', { group: 19 }, 'INVALID_KE_PAYLOAD'],
  ])(
    '%s: a request without what it needs is refused, and all stays as it was (%#)',
    (_name, begin, from, payload, members, notify) => {
      const lab = labOf({ both: PFS, a: { policy: { ...PFS.policy, initiation: 'at-once' } } }).settle();
      const before = spisOf(lab);
      alter(lab, from, 'createChildSa', payload, members);
      begin(lab.simulation);
      lab.settle();
      expect(spisOf(lab)).toEqual(before);
      expect(lab.failures('a')[0]).toMatchObject({
        exchange: 'create-child-sa',
        notify: { name: notify, direction: 'received' },
      });
    },
  );
  test.each<readonly [Payload, Alteration['members']]>([
    ['SA', undefined],
    ['N', undefined],
    ['TS', undefined],
    ['TS', { selectors: EVERYTHING }],
  ])(
    'an answer for a child SA that is none (%s %j): what the peer made goes, the old SA stays',
    (payload, members) => {
      const lab = labOf({ both: PFS, a: { policy: { ...PFS.policy, initiation: 'at-once' } } }).settle();
      const [old] = lab.children('a');
      alter(lab, 'b', 'createChildSa', payload, members);
      rekeyChild(lab.simulation);
      lab.settle();
      expect(lab.children('a').map(({ id, inbound }) => [id, inbound[0]?.state])).toEqual([
        [old?.id, 'installed'],
      ]);
      expect(lab.children('b').filter(({ inbound }) => inbound[0]?.state === 'installed')).toEqual([]);
    },
  );
  test.each<Payload>(['SA', 'KE', 'N'])(
    'an answer for an IKE SA without %s: the old one stays at this end',
    (payload) => {
      const lab = labOf().settle();
      const [old] = lab.ike('a');
      alter(lab, 'b', 'createChildSa', payload);
      rekeyIke(lab.simulation);
      lab.settle();
      expect(lab.ike('a').map(({ id, state }) => [id, state])).toEqual([[old?.id, 'established']]);
    },
  );
});
