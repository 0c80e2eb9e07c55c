import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import type { ChosenIkeSuite } from '../negotiation/ike-proposals.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Secret } from '../../ir/scalars.ts';
import { secretTag } from '../negotiation/proofs.ts';
import { agreementRule, type AgreementRule } from './agreement.ts';
import type { Phase1Transform } from '../message/ikev1-payloads.ts';
import { type OwnPhase1Transform, ofOneGroup, phase1Transforms } from './phase1-proposal.ts';

/** What IKEv1 makes of a peer's configuration once, for all its negotiations. */
export class PeerMemory {
  readonly rule: AgreementRule;
  /** What is accepted, and in main and base mode offered. */
  readonly transforms: readonly OwnPhase1Transform[];
  /** What aggressive mode offers. */
  readonly ofOneGroup: readonly OwnPhase1Transform[];
  /** The outcomes so far: SAs with the same one share it. */
  private readonly suites: ChosenIkeSuite[] = [];
  /** What stands for the keys that were asked for so far. */
  private readonly keys = new Map<Secret, number>();

  constructor(rule: AgreementRule, transforms: readonly OwnPhase1Transform[]) {
    this.rule = rule;
    this.transforms = transforms;
    this.ofOneGroup = ofOneGroup(transforms);
  }

  /** What stands for a key; 0: it is unreadable. */
  keyOf(secret: Secret): number {
    const known = this.keys.get(secret);
    if (known !== undefined) return known;
    const key = secretTag(secret) ?? 0;
    this.keys.set(secret, key);
    return key;
  }
  suite({ encryption, hash, group }: Phase1Transform, proposal: number): ChosenIkeSuite {
    for (const known of this.suites) {
      const isSame = known.encryption === encryption && known.hash === hash && known.group === group;
      if (isSame && known.proposal === proposal) return known;
    }
    const suite: ChosenIkeSuite = { encryption, hash, integrity: 0, prf: 0, group, proposal };
    this.suites.push(suite);
    return suite;
  }
}

export function memoryOf(gateway: GatewayState, configured: PeerConfiguration): PeerMemory {
  if (configured.ikev1 instanceof PeerMemory) return configured.ikev1;
  const rule = agreementRule(gateway.behaves(1), configured.peer.lifetimeCheck);
  const memory = new PeerMemory(rule, phase1Transforms(configured.proposals));
  configured.ikev1 = memory;
  return memory;
}
