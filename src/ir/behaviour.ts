import type { Retransmission } from './ike.ts';
import type { IkeVersion } from './scalars.ts';

/**
 * What the engine needs to know about a vendor. Rows are data of a dialect, one per profile; the engine
 * gets a row with the gateway and asks nothing else (`ir.md` section 8).
 */
export interface EngineBehaviour {
  readonly retransmission: Retransmission;
  readonly halfOpenTimeoutSeconds: number;
  readonly phase2WaitSeconds: number; // phase 2 waiting for phase 1
  /** Soft lifetime as a part of the hard one; a random part of `jitter` is taken off for each SA. */
  readonly softLifetimeRatio: { readonly ike: number; readonly child: number; readonly jitter: number };
  readonly lifetimeAgreement: 'shorter' | 'initiator' | 'check' | 'own'; // IKEv1; `check`: Peer.lifetimeCheck; IKEv2 is always `own`
  readonly childRekeyBy: 'either' | 'initiator';
  /** An IKE SA of IKEv1 is renewed only while its peer is watched (with Peer.rekey `on`; `force`: always). Absent: always. */
  readonly ikeRenewalNeedsLiveness?: boolean;
  readonly ikev1ChildrenOnIkeLoss: 'keep' | 'delete' | 'move-or-delete'; // unless Peer.childSasDependOnIkeSa
  readonly quickModeIds: 'equal' | 'narrow';
  readonly proposalPreference: 'initiator' | 'responder';
  readonly heartbeat: boolean;
  readonly replacedChildSa: { readonly deleteAfterSeconds: number }; // at the latest: its own hard lifetime may end it before
  readonly connectionIds: { readonly first: number; readonly last: number };
  readonly requestIds: { readonly first: number }; // 0: its SAs have none
  readonly offlineLogCapacity: number;
  readonly makeBeforeBreak: boolean;
  readonly ikeSaLimit: number; // 0: none
  /** What is otherwise where the SA is of IKEv1: another schedule, or another program of the same device. */
  readonly ikev1?: Partial<Omit<EngineBehaviour, 'ikev1'>>;
}

/** The row as it holds for SAs of one version. */
export function behaviourOf(behaviour: EngineBehaviour, version: IkeVersion): EngineBehaviour {
  return version === 'ikev1' ? { ...behaviour, ...behaviour.ikev1 } : behaviour;
}
