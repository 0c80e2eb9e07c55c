import type { Handle } from '../event-queue.ts';
import {
  type ChildRequest,
  type ChildSaRecord,
  IkeSaRecord,
  type Owned,
  type SpdEntry,
} from '../gateway/records.ts';
import type { ChosenChildSuite } from '../negotiation/child-proposals.ts';
import type { PendingRequest } from '../gateway/state.ts';
import type { Ikev1Message } from '../message/message.ts';
import type { Phase1Transform } from '../message/ikev1-payloads.ts';
import type { TrafficSelector } from '../message/payloads.ts';
import type { Phase1Offer } from './phase1-proposal.ts';

/** An ISAKMP SA (RFC 2408): the IKE SA of IKEv1, with the exchanges that run under it. */
export class Ikev1Sa extends IkeSaRecord {
  readonly version = 1;
  declare negotiation: Phase1Negotiation | null;
  override exchangeMode: 'main' | 'aggressive' | 'base' = 'main';
  /** Sent last in its set-up: the answer to a peer that repeats its own last message. */
  lastMessage: Ikev1Message | null = null;
  /** Quick modes that run, newest first. */
  firstExchange: QuickExchange | null = null;
  halfOpenTimer: Handle = 0;
  /** Dead peer detection (RFC 3706): what the peer can do, and the sequence number of the probe that is out. */
  peerAnswersProbes = false;
  probeSequence = 0;
  /** Heartbeats: sent so far, and the highest number received. */
  heartbeatsSent = 0;
  heartbeatSeen = 0;
  heartbeatSeenAt = -1;
  heartbeatTimer: Handle = 0;
  heartbeatTimeout: Handle = 0;
  replacedTimer: Handle = 0;
  /** Responder: where its first message came from. */
  halfOpenPort = 0;
  /** The SA that it is to take the place of, when its soft lifetime is over. */
  renews: Ikev1Sa | null = null;
}

/** What phase 1 needs until it is over. */
export class Phase1Negotiation {
  /** Position in the messages of the exchange: of the one that comes next, from either end. */
  step = 0;
  /** Of the last message sent, while it is repeated. */
  pending: PendingRequest | null = null;
  /** An initiator's offer, in order. */
  readonly offer: Phase1Offer;
  chosen: Phase1Transform | null = null;
  lifetimeSeconds = 0;
  nonceInitiator = 0;
  nonceResponder = 0;
  publicInitiator = 0;
  publicResponder = 0;
  /** SKEYID, as a number; 0: not known. */
  secret = 0;
  /** The placeholder of a key that this end cannot read. */
  unreadable = '';
  peerKnowsNatTraversal = false;
  /** The peer says that it knows of no other SA with this end. */
  isInitialContact = false;
  /** The last notify in clear: nobody acts on most of them, but they explain a silence. */
  lastNotify = 0;

  constructor(offer: Phase1Offer) {
    this.offer = offer;
  }
}

/** A quick mode (RFC 2409 section 5.5) under way. */
export class QuickExchange implements Owned {
  readonly gateway: number;
  readonly sa: Ikev1Sa;
  readonly isInitiator: boolean;
  readonly messageId: number;
  /** Another object of the same meaning after the gateway was configured anew. */
  entry: SpdEntry;
  /** Who wants the child SA; null: the peer, or the rekeying of one that is there. */
  request: ChildRequest | null;
  /** The child SA that it replaces. */
  rekeyed: ChildSaRecord | null = null;
  local: TrafficSelector;
  remote: TrafficSelector;
  readonly created: number;
  nonceInitiator = 0;
  nonceResponder = 0;
  /** Of the peer's offer: what it knows its quick mode by. */
  peerSpi = 0;
  /** Own inbound SPIs; 0: the protocol is not used. */
  espSpi = 0;
  ahSpi = 0;
  /** Responder: what it has agreed to, until the initiator confirms it. */
  agreed: AgreedChild | null = null;
  /** Repeated until the next message of the peer is there. */
  pending: PendingRequest | null = null;
  next: QuickExchange | null = null;

  constructor(
    from: Pick<
      QuickExchange,
      'gateway' | 'sa' | 'isInitiator' | 'messageId' | 'entry' | 'request' | 'local' | 'remote' | 'created'
    >,
  ) {
    this.gateway = from.gateway;
    this.sa = from.sa;
    this.isInitiator = from.isInitiator;
    this.messageId = from.messageId;
    this.entry = from.entry;
    this.request = from.request;
    this.local = from.local;
    this.remote = from.remote;
    this.created = from.created;
  }
}

/** What a quick mode settled on. */
export interface AgreedChild {
  readonly suite: ChosenChildSuite;
  /** The peer's inbound SPIs. */
  readonly espSpi: number;
  readonly ahSpi: number;
  readonly hardSeconds: number;
  readonly hardKilobytes: number;
}
