import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialectNamed } from '../../../src/dialects/registry.ts';
import type { Operation, SaSelector } from '../../../src/ir/operation.ts';
import type { KnownSa } from '../../../src/translate/operations/known-sas.ts';
import { planOperation } from '../../../src/translate/operations/plan.ts';
import {
  isSelective,
  levelOf,
  type SelectiveOperation,
} from '../../../src/translate/operations/reading-back.ts';
import { matchOf } from '../../../src/translate/operations/selection.ts';
import type { GivenState } from '../../../src/translate/operations/translate-operations.ts';
import { HUB, said } from './said.ts';

const EAST = '203.0.113.1';
const WEST = '203.0.113.2';
const OWN = '198.51.100.1';

const WITH_CONFIGURATION: GivenState = {
  captures: [],
  configuration: [{ name: 'hub.cfg', text: HUB }],
  hasOneBoard: false,
};
/** Both peers have an IKE SA and a child SA; west has a second IKE SA in `twice`. */
function captured(dialect: string, twice = false): GivenState {
  const [local, east, west] = [OWN, EAST, WEST].map((address) => ({ address, port: 500 }));
  const ikeSas = [
    { connectionId: 7, version: 'ikev2' as const, local, remote: east },
    { connectionId: 9, version: 'ikev1' as const, local, remote: west },
  ];
  const again = { connectionId: 11, version: 'ikev1' as const, local, remote: west };
  const half = (spi: number) => [{ protocol: 'esp', spi }];
  const childSas = [
    {
      connectionId: 8,
      local,
      remote: east,
      policy: { name: 'map1', sequence: 10 },
      inbound: half(300),
      outbound: half(301),
    },
    {
      connectionId: 10,
      local,
      remote: west,
      policy: { name: 'map1', sequence: 20 },
      inbound: half(400),
      outbound: half(401),
    },
  ];
  const sas = { ikeSas: twice ? [...ikeSas, again] : ikeSas, childSas };
  return { captures: [{ dialect, sas }], configuration: [], hasOneBoard: false };
}

type Row = readonly [from: string, line: string, to: string, state: GivenState, becomes: string];
const FLUSH = 'run /util bash -c "racoonctl flush-sa isakmp"';

const ROWS: readonly Row[] = [
  // the configuration tells versions, addresses and names
  [
    'vrp@usg',
    'reset ike sa',
    'tmsh@16',
    WITH_CONFIGURATION,
    `delete net ipsec ike-sa / delete net ipsec ipsec-sa / ${FLUSH} / TG309 / TG311 / TG312 / TG313`,
  ],
  [
    'vrp@usg',
    `reset ike sa remote ${EAST}`,
    'tmsh@16',
    WITH_CONFIGURATION,
    `delete net ipsec ike-sa peer-ip ${EAST} / TG309`,
  ],
  [
    'vrp@usg',
    'reset ipsec sa policy map1 10',
    'tmsh@16',
    WITH_CONFIGURATION,
    'delete net ipsec ipsec-sa traffic-selector map1-10-r5',
  ],
  [
    'vrp@usg',
    'reset ipsec sa policy map1 20',
    'racoon@0.9',
    WITH_CONFIGURATION,
    `echo "deleteall ${OWN} ${WEST} esp; deleteall ${WEST} ${OWN} esp;" | setkey -c / TG305`,
  ],
  ['vrp@usg', 'reset ipsec sa policy map1 10', 'racoon@0.9', WITH_CONFIGURATION, 'TG300'],
  [
    'vrp@usg',
    'reset ike sa slot 1 cpu 0',
    'vrp@ne',
    { ...WITH_CONFIGURATION, hasOneBoard: true },
    'reset ike sa / TG309',
  ],
  // a capture of the source tells what its numbers are
  [
    'vrp@ar',
    'reset ike sa conn-id 7',
    'tmsh@16',
    captured('vrp'),
    `delete net ipsec ike-sa peer-ip ${EAST} / TG309`,
  ],
  [
    'vrp@ar',
    'reset ike sa conn-id 9',
    'tmsh@16',
    captured('vrp'),
    `run /util bash -c "racoonctl delete-sa isakmp inet ${OWN} ${WEST}" / TG305 / TG309 / TG313`,
  ],
  [
    'vrp@ar',
    'reset ike sa conn-id 9',
    'racoon@0.9',
    captured('vrp'),
    `racoonctl delete-sa isakmp inet ${OWN} ${WEST} / TG305 / TG309`,
  ],
  ['vrp@ar', 'reset ike sa conn-id 7', 'racoon@0.9', captured('vrp'), 'TG300'],
  ['vrp@ar', 'reset ike sa conn-id 9', 'racoon@0.9', captured('vrp', true), 'TG302'],
  [
    'vrp@ar',
    'reset ike sa conn-id 9',
    'vrp@usg',
    captured('vrp'),
    `reset ike sa remote ${WEST} / TG305 / TG309`,
  ],
  ['vrp@ar', 'reset ike sa conn-id 5', 'tmsh@16', captured('vrp'), 'TG301'],
  // of a child SA
  [
    'vrp@ar',
    'reset ike sa conn-id 8',
    'tmsh@16',
    captured('vrp'),
    `delete net ipsec ipsec-sa dst-addr ${EAST} spi 301 / TG309`,
  ],
  [
    'vrp@ar',
    'reset ike sa conn-id 10',
    'racoon@0.9',
    captured('vrp'),
    `echo "delete ${OWN} ${WEST} esp 401;" | setkey -c / TG305 / TG309`,
  ],
  // rule 5: the other version must be known to be absent
  [
    'tmsh@16',
    `delete net ipsec ike-sa peer-ip ${EAST}`,
    'vrp@usg',
    captured('tmsh'),
    `reset ike sa remote ${EAST} / TG309`,
  ],
  ['tmsh@16', 'delete net ipsec ike-sa', 'vrp@usg', captured('tmsh'), `reset ike sa remote ${EAST} / TG309`],
  ['tmsh@16', 'delete net ipsec ike-sa', 'vrp@ar', captured('tmsh'), 'TG302'],
  [
    'racoon@0.9',
    `racoonctl vpn-disconnect ${WEST}`,
    'vrp@usg',
    captured('racoon'),
    `reset ike sa remote ${WEST} / TG309`,
  ],
  // a capture of the target has the numbers that it takes
  [
    'tmsh@16',
    `delete net ipsec ike-sa peer-ip ${EAST}`,
    'vrp@ar',
    captured('vrp'),
    'reset ike sa conn-id 7 / TG309',
  ],
  [
    'vrp@usg',
    `reset ipsec sa remote ${EAST}`,
    'racoon@0.9',
    captured('vrp'),
    `echo "delete ${OWN} ${EAST} esp 301;" | setkey -c / TG305`,
  ],
];

describe('what is known of the state', () => {
  it.each(ROWS)('%s: %s → %s', (from, line, to, state, becomes) => {
    expect(said(line, from, to, { state })).toBe(becomes);
  });
});

const ADDRESSES = [EAST, WEST, '203.0.113.3'];
const VERSIONS = ['ikev1', 'ikev2'] as const;
const TARGETS = ['vrp@ar', 'vrp@usg', 'vrp@ne', 'tmsh@16', 'racoon@0.9'];

const someSa: fc.Arbitrary<KnownSa> = fc
  .record({
    version: fc.constantFrom(...VERSIONS),
    remoteAddress: fc.constantFrom(...ADDRESSES),
    localAddress: fc.constantFrom(OWN, '198.51.100.2'),
    protocol: fc.constantFrom('esp' as const, 'ah' as const),
    number: fc.integer({ min: 1, max: 5 }),
  })
  .map(({ number, ...facts }) => ({ source: { ...facts, connectionId: number }, target: facts }));
/** Each SA has two SPIs of its own: an SPI is given out once. */
const someSas: fc.Arbitrary<readonly KnownSa[]> = fc.array(someSa, { maxLength: 6 }).map((sas) =>
  sas.map(({ source, target }, index) => {
    const spis = [256 + 2 * index, 257 + 2 * index];
    return { source: { ...source, spis }, target: { ...target, spis } };
  }),
);
const someSelector: fc.Arbitrary<SaSelector> = fc.record(
  {
    version: fc.constantFrom(...VERSIONS),
    remoteAddress: fc.constantFrom(...ADDRESSES),
    localAddress: fc.constantFrom(OWN, '198.51.100.2'),
    connectionId: fc.integer({ min: 1, max: 5 }),
    spi: fc.integer({ min: 256, max: 268 }),
    protocol: fc.constantFrom('esp' as const, 'ah' as const),
    processor: fc.constant({ slot: 1, cpu: 0 }),
  },
  { requiredKeys: [] },
);
const someOperation: fc.Arbitrary<SelectiveOperation> = fc
  .tuple(someSelector, fc.boolean(), fc.constantFrom('delete' as const, 'keep' as const))
  .map(([select, isIke, children]) =>
    isIke
      ? { kind: 'clear-ike-sa', select, children, then: 'at-once', childConnection: 'by-policy' }
      : { kind: 'clear-child-sa', select, then: 'on-traffic' },
  );

describe('nothing that could reach more is ever said', () => {
  it.each(TARGETS)('by %s', (name) => {
    const [dialectName = '', profile = ''] = name.split('@');
    const language = dialectNamed(dialectName)?.operations;
    if (language === undefined) throw new Error(`no such dialect: ${name}`);
    const to = { language, profile, name };
    fc.assert(
      fc.property(someOperation, someSas, fc.boolean(), (operation, sas, isKnown) => {
        const known = isKnown ? sas : undefined;
        const plan = planOperation({ operation, to, keepsNames: false, known });
        if (plan.kind !== 'said') return;
        const means = plan.ways.flatMap((way) => way.means.filter(isSelective));
        const level = levelOf(operation);
        const { spi, protocol } = operation.select;
        for (const { source, target } of sas) {
          // Where nothing is known, an SA is known by its SPI and its destination (RFC 4301 4.1).
          const isOfOther = protocol !== undefined && source.protocol !== protocol;
          if (!isKnown && spi !== undefined && isOfOther && source.spis?.includes(spi) === true) continue;
          const isReached = means.some(
            (reached: Operation & SelectiveOperation) =>
              levelOf(reached) === level && matchOf(reached.select, target, level) === 'yes',
          );
          expect(isReached && matchOf(operation.select, source, level) === 'no').toBe(false);
        }
      }),
      { seed: 2026, numRuns: 500 },
    );
  });
});
