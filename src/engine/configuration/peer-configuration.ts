import type { IkeProposal, Peer } from '../../ir/ike.ts';
import type { Address } from '../../ir/scalars.ts';

/** A peer of the IR with its names followed: one entry of the PAD (RFC 4301 section 4.4.3). */
export class PeerConfiguration {
  readonly index: number;
  readonly peer: Peer;
  readonly proposals: readonly IkeProposal[];
  /** Own addresses of the policies that use the peer; empty: any of the gateway. */
  readonly localAddresses: readonly Address[];
  /** Initiator: position in `peer.remote` of the address that is tried next. */
  nextRemote = 0;

  constructor(
    index: number,
    peer: Peer,
    proposals: readonly IkeProposal[],
    localAddresses: readonly Address[],
  ) {
    this.index = index;
    this.peer = peer;
    this.proposals = proposals;
    this.localAddresses = localAddresses;
  }
}
