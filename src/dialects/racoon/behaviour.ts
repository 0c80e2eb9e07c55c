import type { EngineBehaviour } from '../../ir/behaviour.ts';
import { PROFILE } from './detect.ts';

/** How racoon behaves on the wire (`reference/sa-engine.md` 2.5, 2.8 and 3.6, from its sources). */
export const behaviours: Readonly<Record<string, EngineBehaviour>> = {
  [PROFILE]: {
    retransmission: { transmissions: 5, intervalSeconds: 10, factor: 1 },
    halfOpenTimeoutSeconds: 50,
    phase2WaitSeconds: 31, // polled each second, 30 times, after the first
    softLifetimeRatio: { ike: 0.8, child: 0.8, jitter: 0 },
    lifetimeAgreement: 'check',
    childRekeyBy: 'initiator',
    ikev1ChildrenOnIkeLoss: 'move-or-delete',
    quickModeIds: 'equal',
    proposalPreference: 'initiator',
    heartbeat: false,
    replacedChildSa: { deleteAfterSeconds: 1 },
    connectionIds: { first: 1, last: 4_294_967_295 },
    requestIds: { first: 16_385 },
    offlineLogCapacity: 0,
    makeBeforeBreak: true,
    ikeSaLimit: 0,
  },
};
