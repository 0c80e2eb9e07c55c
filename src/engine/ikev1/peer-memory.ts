import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import type { SpdEntry } from '../gateway/records.ts';
import type { ChosenIkeSuite } from '../negotiation/ike-proposals.ts';
import type { GatewayState } from '../gateway/state.ts';
import type { Secret } from '../../ir/scalars.ts';
import { secretTag } from '../negotiation/proofs.ts';
import { agreementRule, type AgreementRule } from './agreement.ts';
import type { Phase1Transform } from '../message/ikev1-payloads.ts';
import { EntryMemories, type EntryMemory } from './entry-memory.ts';
import {
  ofOneGroup,
  type OwnPhase1Transform,
  type Phase1Offer,
  phase1Offer,
  phase1Transforms,
} from './phase1-proposal.ts';

/** What IKEv1 makes of a peer's configuration once, for all its negotiations. */
export class PeerMemory {
  readonly rule: AgreementRule;
  /** What is accepted. */
  readonly transforms: readonly OwnPhase1Transform[];
  /** What main and base mode offer, and what aggressive mode can. */
  readonly offer: Phase1Offer;
  readonly aggressiveOffer: Phase1Offer;
  /** The outcomes so far: SAs with the same one share it. */
  private readonly suites: ChosenIkeSuite[] = [];
  /** What stands for the keys that were asked for so far. */
  private readonly keys = new Map<Secret, number>();
  /** By what policies of the peer have in common; hundreds of thousands of them may have the same. */
  private readonly entries = new Map<string, EntryMemories>();

  constructor(rule: AgreementRule, transforms: readonly OwnPhase1Transform[]) {
    this.rule = rule;
    this.transforms = transforms;
    this.offer = phase1Offer(transforms);
    this.aggressiveOffer = phase1Offer(ofOneGroup(transforms));
  }

  entryMemories(entry: SpdEntry): EntryMemories {
    const { proposals, pfsGroups, lifetime } = entry.policy;
    const key = [...proposals, pfsGroups.join(), lifetime.seconds, lifetime.kilobytes].join('\n');
    let known = this.entries.get(key);
    if (known === undefined) this.entries.set(key, (known = new EntryMemories(entry)));
    return known;
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

/** What a policy can offer and take; `udpEncapsulation`: with a NAT device in between. */
export function entryMemory(gateway: GatewayState, entry: SpdEntry, udpEncapsulation: boolean): EntryMemory {
  const both = entryMemories(gateway, entry);
  return udpEncapsulation ? both.encapsulated : both.plain;
}
function entryMemories(gateway: GatewayState, entry: SpdEntry): EntryMemories {
  if (entry.ikev1 instanceof EntryMemories) return entry.ikev1;
  if (entry.peer === null) throw new Error('a policy without a peer protects nothing');
  const memories = memoryOf(gateway, entry.peer).entryMemories(entry);
  entry.ikev1 = memories;
  return memories;
}
