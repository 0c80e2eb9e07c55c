import type { Profile } from '../../../grammars/vrp/profiles.ts';
import type { EngineBehaviour } from '../../ir/behaviour.ts';

/** How a Huawei gateway behaves on the wire (`reference/sa-engine.md` 3.6); (assumed): not published, an engineer's choice. */
const VRP5: EngineBehaviour = {
  retransmission: { transmissions: 5, intervalSeconds: 10, factor: 1 }, // (assumed)
  halfOpenTimeoutSeconds: 30, // (assumed)
  phase2WaitSeconds: 31, // (assumed)
  softLifetimeRatio: { ike: 0.7, child: 0.7, jitter: 0 }, // the IKE SA's: (assumed)
  lifetimeAgreement: 'shorter',
  childRekeyBy: 'either',
  ikev1ChildrenOnIkeLoss: 'keep',
  quickModeIds: 'equal',
  proposalPreference: 'responder',
  heartbeat: true,
  replacedChildSa: { deleteAfterSeconds: 0 },
  connectionIds: { first: 1, last: 200_704 },
  requestIds: { first: 1 },
  offlineLogCapacity: 200,
  makeBeforeBreak: true,
  ikeSaLimit: 0,
};

export const behaviours: Readonly<Record<Profile, EngineBehaviour>> = {
  'ar-v2r3': VRP5,
  ar: VRP5,
  usg: { ...VRP5, connectionIds: { first: 1, last: 4_294_967_295 } },
  ne: { ...VRP5, connectionIds: { first: 1, last: 65_535 }, lifetimeAgreement: 'initiator' },
};
