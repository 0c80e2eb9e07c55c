import type { Profile } from '../../../grammars/vrp/profiles.ts';
import type { EngineBehaviour } from '../../ir/behaviour.ts';

/**
 * How VRP devices negotiate (`reference/sa-engine.md` 3.6, and 2.5 to 2.8). Not published, so assumed: the schedules of
 * retransmission, the soft lifetime of an IKE SA, how long a replaced SA waits for traffic on the new one.
 */
const VRP5: EngineBehaviour = {
  retransmission: { transmissions: 6, intervalSeconds: 2, factor: 2 },
  halfOpenTimeoutSeconds: 30,
  phase2WaitSeconds: 60, // longer than phase 1 takes to fail
  softLifetimeRatio: { ike: 0.7, child: 0.7, jitter: 0 },
  lifetimeAgreement: 'shorter',
  childRekeyBy: 'either',
  ikev1ChildrenOnIkeLoss: 'keep',
  quickModeIds: 'equal',
  proposalPreference: 'responder',
  heartbeat: true,
  replacedChildSa: { deleteAfterSeconds: 10 },
  connectionIds: { first: 1, last: 200_704 },
  requestIds: { first: 1 },
  offlineLogCapacity: 200,
  makeBeforeBreak: true,
  ikeSaLimit: 0,
  ikev1: { retransmission: { transmissions: 5, intervalSeconds: 10, factor: 1 } },
};

export const behaviour: Readonly<Record<Profile, EngineBehaviour>> = {
  'ar-v2r3': VRP5,
  ar: VRP5,
  usg: { ...VRP5, connectionIds: { first: 1, last: 4_294_967_295 } },
  // VRP 8 has no heartbeat and takes the lifetime that the initiator offers.
  ne: {
    ...VRP5,
    lifetimeAgreement: 'initiator',
    heartbeat: false,
    connectionIds: { first: 1, last: 65_535 },
  },
};
