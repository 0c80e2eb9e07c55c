import { describe, expect, it } from 'vitest';
import { dialects } from '../../src/dialects/registry.ts';
import { behaviourOf, type EngineBehaviour } from '../../src/ir/behaviour.ts';
import type { IkeVersion } from '../../src/ir/scalars.ts';

const profiles = dialects.flatMap(({ name, profiles: known, behaviour }) =>
  known.map((profile): [string, EngineBehaviour | undefined] => [`${name}@${profile}`, behaviour[profile]]),
);

describe('the engine behaviour of a profile', () => {
  it.each(
    dialects.map((dialect): [string, string[], readonly string[]] => [
      dialect.name,
      Object.keys(dialect.behaviour),
      dialect.profiles,
    ]),
  )('is known for every profile of %s, and for nothing else', (_name, rows, known) => {
    expect(rows.toSorted()).toEqual(known.toSorted());
  });

  it.each(profiles)('of %s is within its limits', (_name, row) => {
    for (const version of ['ikev1', 'ikev2'] satisfies IkeVersion[]) {
      if (row === undefined) throw new Error('there is none');
      const { retransmission, softLifetimeRatio, connectionIds, offlineLogCapacity } = behaviourOf(
        row,
        version,
      );
      expect(retransmission.transmissions).toBeGreaterThan(0);
      expect(retransmission.intervalSeconds).toBeGreaterThan(0);
      expect(retransmission.factor).toBeGreaterThanOrEqual(1);
      for (const ratio of [softLifetimeRatio.ike, softLifetimeRatio.child]) {
        expect(ratio - softLifetimeRatio.jitter).toBeGreaterThan(0);
        expect(ratio).toBeLessThan(1);
      }
      expect(connectionIds.first).toBeLessThan(connectionIds.last);
      expect(offlineLogCapacity).toBeLessThanOrEqual(200);
    }
  });

  // reference/sa-engine.md 3.6
  it.each<[name: string, version: IkeVersion, facts: Partial<EngineBehaviour>]>([
    [
      'vrp@ar',
      'ikev1',
      { lifetimeAgreement: 'shorter', heartbeat: true, connectionIds: { first: 1, last: 200_704 } },
    ],
    ['vrp@ar', 'ikev1', { retransmission: { transmissions: 5, intervalSeconds: 10, factor: 1 } }],
    ['vrp@ar', 'ikev2', { retransmission: { transmissions: 6, intervalSeconds: 2, factor: 2 } }],
    ['vrp@usg', 'ikev1', { childRekeyBy: 'either', connectionIds: { first: 1, last: 4_294_967_295 } }],
    ['vrp@ne', 'ikev1', { lifetimeAgreement: 'initiator', connectionIds: { first: 1, last: 65_535 } }],
    ['racoon@0.9', 'ikev1', { lifetimeAgreement: 'check', childRekeyBy: 'initiator', phase2WaitSeconds: 31 }],
    [
      'racoon@0.9',
      'ikev1',
      { softLifetimeRatio: { ike: 0.8, child: 0.8, jitter: 0 }, quickModeIds: 'equal' },
    ],
    [
      'tmsh@16',
      'ikev1',
      { softLifetimeRatio: { ike: 0.8, child: 0.8, jitter: 0 }, childRekeyBy: 'initiator' },
    ],
    [
      'tmsh@16',
      'ikev2',
      { softLifetimeRatio: { ike: 0.82, child: 0.82, jitter: 0.01 }, childRekeyBy: 'either' },
    ],
  ])('of %s with %s is as documented', (name, version, facts) => {
    const row = new Map(profiles).get(name);
    if (row === undefined) throw new Error('there is none');
    expect(behaviourOf(row, version)).toMatchObject(facts);
  });
});
