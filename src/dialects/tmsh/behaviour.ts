import type { Profile } from '../../../grammars/tmsh/schema/property.ts';
import type { EngineBehaviour } from '../../ir/behaviour.ts';

/**
 * How a BIG-IP negotiates: IKEv2 inside TMM, IKEv1 by its own racoon (`reference/sa-engine.md` 3.6, `reference/tmsh.md`
 * 3.6 for the soft lifetime and the request ids of its listings). The schedule of TMM is not published: assumed.
 */
const BIG_IP: EngineBehaviour = {
  retransmission: { transmissions: 6, intervalSeconds: 4, factor: 1.8 },
  halfOpenTimeoutSeconds: 30,
  phase2WaitSeconds: 31,
  softLifetimeRatio: { ike: 0.82, child: 0.82, jitter: 0.01 },
  lifetimeAgreement: 'check',
  childRekeyBy: 'either',
  ikev1ChildrenOnIkeLoss: 'move-or-delete',
  quickModeIds: 'equal',
  proposalPreference: 'responder',
  heartbeat: false,
  replacedChildSa: { deleteAfterSeconds: 10 },
  connectionIds: { first: 1, last: 2_147_483_647 },
  requestIds: { first: 17_129 },
  offlineLogCapacity: 200,
  makeBeforeBreak: true,
  ikeSaLimit: 0,
  ikev1: {
    retransmission: { transmissions: 5, intervalSeconds: 10, factor: 1 },
    halfOpenTimeoutSeconds: 50,
    softLifetimeRatio: { ike: 0.8, child: 0.8, jitter: 0 },
    childRekeyBy: 'initiator',
    ikeRenewalNeedsLiveness: true,
    proposalPreference: 'initiator',
    replacedChildSa: { deleteAfterSeconds: 4_294_967_295 },
  },
};

export const behaviour: Readonly<Record<Profile, EngineBehaviour>> = { '14': BIG_IP, '16': BIG_IP };
