import type { EngineBehaviour } from '../../ir/behaviour.ts';
import { PROFILE } from './detect.ts';

/** How racoon negotiates (`reference/sa-engine.md` 2.5, 2.8 and 3.6). */
const RACOON: EngineBehaviour = {
  retransmission: { transmissions: 5, intervalSeconds: 10, factor: 1 },
  halfOpenTimeoutSeconds: 50, // a responder sends its last message again too, and gives up like an initiator
  phase2WaitSeconds: 31, // 30 polls, one a second, and the one that finds the counter spent
  softLifetimeRatio: { ike: 0.8, child: 0.8, jitter: 0 },
  lifetimeAgreement: 'check',
  childRekeyBy: 'initiator',
  ikeRenewalNeedsLiveness: true,
  ikev1ChildrenOnIkeLoss: 'move-or-delete',
  quickModeIds: 'equal',
  proposalPreference: 'initiator',
  heartbeat: false,
  replacedChildSa: { deleteAfterSeconds: 4_294_967_295 }, // the kernel keeps it until its hard lifetime
  connectionIds: { first: 1, last: 2_147_483_647 },
  requestIds: { first: 0 }, // but of level `unique`, which the IR does not know (`reference/racoon.md` 1.5.3)
  offlineLogCapacity: 200,
  makeBeforeBreak: true,
  ikeSaLimit: 0,
};

export const behaviour: Readonly<Record<typeof PROFILE, EngineBehaviour>> = { [PROFILE]: RACOON };
