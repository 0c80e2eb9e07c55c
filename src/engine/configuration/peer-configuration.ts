import type { IkeProposal, Peer, Retransmission } from '../../ir/ike.ts';
import type { Address } from '../../ir/scalars.ts';
import type { ChosenIkeSuite, IkeOffer } from '../negotiation/ike-proposals.ts';

/** A peer of the IR with its names followed: one entry of the PAD (RFC 4301 section 4.4.3). */
export class PeerConfiguration {
  readonly index: number;
  readonly peer: Peer;
  readonly proposals: readonly IkeProposal[];
  /** What IKEv2 offers; peers with the same proposals share it. */
  readonly offer: IkeOffer;
  /** Own addresses of the policies that use the peer; empty: any of the gateway. */
  readonly localAddresses: readonly Address[];
  /** The peer's addresses that can be called, in order of preference; null: there are names among them to resolve. */
  readonly remoteAddresses: readonly Address[] | null;
  /** How often a liveness probe is sent; null: as other requests. */
  readonly livenessSchedule: Retransmission | null;
  /** Initiator: position in `peer.remote` of the address that is tried next. */
  nextRemote = 0;
  /** The suite that was chosen last: SAs with the same outcome share it. */
  lastSuite: ChosenIkeSuite | null = null;
  /** What IKEv1 makes of the peer once for all its negotiations; its own class. */
  ikev1: object | null = null;

  constructor(
    index: number,
    peer: Peer,
    proposals: readonly IkeProposal[],
    offer: IkeOffer,
    localAddresses: readonly Address[],
  ) {
    this.index = index;
    this.peer = peer;
    this.proposals = proposals;
    this.offer = offer;
    this.localAddresses = localAddresses;
    const { retries, retryIntervalSeconds } = peer.dpd;
    this.livenessSchedule =
      retries === 0 || retryIntervalSeconds === 0
        ? null
        : { transmissions: retries, intervalSeconds: retryIntervalSeconds, factor: 1 };
    const isNamed = peer.remote.some((place) => 'fqdn' in place);
    this.remoteAddresses = isNamed
      ? null
      : peer.remote.flatMap((place) => ('address' in place ? place.address : []));
  }
}
