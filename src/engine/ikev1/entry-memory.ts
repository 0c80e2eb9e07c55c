import type { SpdEntry } from '../gateway/records.ts';
import type { Phase2Transform } from '../message/ikev1-payloads.ts';
import type { ChosenChildSuite } from '../negotiation/child-proposals.ts';
import { acceptedTransforms, offeredTransforms, type Phase2Offer, phase2Offer } from './phase2-proposal.ts';

/** What IKEv1 makes of a policy once for all its negotiations, with and without a NAT device in between. */
export class EntryMemory {
  readonly offered: readonly Phase2Transform[];
  readonly accepted: readonly Phase2Transform[];
  readonly offer: Phase2Offer;
  /** The outcomes so far: SAs with the same one share it. */
  private readonly suites: ChosenChildSuite[] = [];

  constructor({ proposals, policy }: SpdEntry, udpEncapsulation: boolean) {
    this.offered = offeredTransforms(proposals, udpEncapsulation);
    this.accepted = acceptedTransforms(proposals, udpEncapsulation);
    this.offer = phase2Offer(this.offered, policy);
  }

  suite(own: Phase2Transform, espEncryption: number, pfsGroup: number): ChosenChildSuite {
    const { espIntegrity, ahIntegrity, mode, extendedSequenceNumbers } = own;
    for (const known of this.suites) {
      const isSame =
        known.espEncryption === espEncryption &&
        known.espIntegrity === espIntegrity &&
        known.ahIntegrity === ahIntegrity &&
        known.mode === mode &&
        known.pfsGroup === pfsGroup;
      if (isSame) return known;
    }
    const suite = { espEncryption, espIntegrity, ahIntegrity, mode, extendedSequenceNumbers, pfsGroup };
    this.suites.push(suite);
    return suite;
  }
}

/** Both kinds of `EntryMemory`. */
export class EntryMemories {
  readonly plain: EntryMemory;
  readonly encapsulated: EntryMemory;
  constructor(entry: SpdEntry) {
    this.plain = new EntryMemory(entry, false);
    this.encapsulated = new EntryMemory(entry, true);
  }
}
