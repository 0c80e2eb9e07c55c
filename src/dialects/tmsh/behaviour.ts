import type { Profile } from '../../../grammars/tmsh/schema/property.ts';
import type { EngineBehaviour } from '../../ir/behaviour.ts';

/**
 * How a BIG-IP behaves on the wire (`reference/sa-engine.md` 3.6): IKEv2 is tmm's, IKEv1 racoon's, so what only IKEv1
 * has is racoon's. (assumed): not published, an engineer's choice.
 */
const BIG_IP: EngineBehaviour = {
  retransmission: { transmissions: 6, intervalSeconds: 4, factor: 1.8 }, // (assumed)
  halfOpenTimeoutSeconds: 30, // (assumed)
  phase2WaitSeconds: 31,
  softLifetimeRatio: { ike: 0.82, child: 0.82, jitter: 0.01 }, // 0.81 to 0.82 in samples of tmsh.md
  lifetimeAgreement: 'check',
  childRekeyBy: 'either', // (assumed)
  ikev1ChildrenOnIkeLoss: 'move-or-delete',
  quickModeIds: 'equal',
  proposalPreference: 'responder', // (assumed)
  heartbeat: false,
  replacedChildSa: { deleteAfterSeconds: 0 },
  connectionIds: { first: 1, last: 4_294_967_295 },
  requestIds: { first: 17_131 },
  offlineLogCapacity: 0,
  makeBeforeBreak: true, // (assumed)
  ikeSaLimit: 0,
};

export const behaviours: Readonly<Record<Profile, EngineBehaviour>> = { '14': BIG_IP, '16': BIG_IP };
