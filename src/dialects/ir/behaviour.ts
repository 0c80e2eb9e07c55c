import type { EngineBehaviour } from '../../ir/behaviour.ts';

/** No device: a gateway that keeps to the RFCs, with the schedule and lifetimes of strongSwan (`reference/sa-engine.md` 3.6). */
export const behaviour: EngineBehaviour = {
  retransmission: { transmissions: 6, intervalSeconds: 4, factor: 1.8 },
  halfOpenTimeoutSeconds: 30,
  phase2WaitSeconds: 31,
  softLifetimeRatio: { ike: 0.9, child: 0.9, jitter: 0.09 },
  lifetimeAgreement: 'shorter',
  childRekeyBy: 'either',
  ikev1ChildrenOnIkeLoss: 'delete',
  quickModeIds: 'narrow',
  proposalPreference: 'responder',
  heartbeat: true,
  replacedChildSa: { deleteAfterSeconds: 0 },
  connectionIds: { first: 1, last: 4_294_967_295 },
  requestIds: { first: 1 },
  offlineLogCapacity: 200,
  makeBeforeBreak: true,
  ikeSaLimit: 0,
};
