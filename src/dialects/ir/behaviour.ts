import type { EngineBehaviour } from '../../ir/behaviour.ts';

/** A gateway of no vendor: the defaults of strongSwan, the reference of `reference/sa-engine.md` 3.6. */
export const behaviour: EngineBehaviour = {
  retransmission: { transmissions: 6, intervalSeconds: 4, factor: 1.8 },
  halfOpenTimeoutSeconds: 30,
  phase2WaitSeconds: 165,
  softLifetimeRatio: { ike: 0.91, child: 0.91, jitter: 0.09 },
  lifetimeAgreement: 'own',
  childRekeyBy: 'either',
  ikev1ChildrenOnIkeLoss: 'delete',
  quickModeIds: 'narrow',
  proposalPreference: 'responder',
  heartbeat: false,
  replacedChildSa: { deleteAfterSeconds: 5 },
  connectionIds: { first: 1, last: 2_147_483_647 },
  requestIds: { first: 1 },
  offlineLogCapacity: 200,
  makeBeforeBreak: true,
  ikeSaLimit: 0,
};
