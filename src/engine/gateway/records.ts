import type { IpsecProposal, Policy, Selector } from '../../ir/ipsec.ts';
import type { Endpoint, IkeSaState, NegotiationFailure, OfflineReason } from '../../ir/result.ts';
import type { Address, Identity } from '../../ir/scalars.ts';
import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import type { Handle } from '../event-queue.ts';
import type { TrafficPacket } from '../message/message.ts';
import type { TrafficSelector } from '../message/payloads.ts';
import type { ChildOffer, ChosenChildSuite } from '../negotiation/child-proposals.ts';
import type { ChosenIkeSuite } from '../negotiation/ike-proposals.ts';
import type { ReplayWindow } from './replay-window.ts';

// Records have every member from the constructor on, in one order, and 0 or null where nothing is known: V8 keeps
// one shape, and a snapshot is a walk. Times are milliseconds, -1: not yet. Handles are timers of the queue, 0: none.

/** Whatever an event of the queue happens to. */
export interface Owned {
  /** Position of the gateway in the simulation. */
  readonly gateway: number;
}

/** What only a running negotiation needs; each version has its own class. Dropped when it is over. */
export type Negotiation = object;

/** Two addresses that IKE runs between, and what the gateway knows of them. */
export class Path {
  readonly local: Address;
  readonly remote: Address;
  /** Newest first. */
  first: IkeSaRecord | null = null;
  /** INITIAL_CONTACT has been sent to this address (IKEv1). */
  contacted = false;

  constructor(local: Address, remote: Address) {
    this.local = local;
    this.remote = remote;
  }
}

/** Where the packets of an SA, or of an attempt at one, go from and to; records of SAs are such. */
export interface Ends {
  readonly path: Pick<Path, 'local' | 'remote'>;
  readonly localPort: number;
  readonly remotePort: number;
}

export const MARK = {
  replaced: 1,
  fading: 2,
  timedOutOnce: 4,
  heartbeat: 8,
  sequenceKnown: 16,
} as const;

/** What both versions know of an IKE SA; `ikev1/` and `ikev2/` extend it. */
export abstract class IkeSaRecord implements Owned {
  readonly gateway: number;
  abstract readonly version: 1 | 2;
  /** Whether the peer answers probes for liveness: a matter of course in IKEv2, said by a vendor id in IKEv1 (RFC 3706). */
  abstract readonly peerAnswersProbes: boolean;
  id = 0;
  connectionId = 0;
  /** Of the exchange that made it. */
  readonly isInitiator: boolean;
  state: IkeSaState = 'created';
  exchangeMode: 'main' | 'aggressive' | 'base' | null = null;
  /** The own SPI; its low word is unique on the gateway. */
  ownHigh = 0;
  ownLow = 0;
  peerHigh = 0;
  peerLow = 0;
  peer: PeerConfiguration;
  path: Path;
  localPort = 500;
  remotePort = 500;
  localId: Identity | null = null;
  remoteId: Identity | null = null;
  suite: ChosenIkeSuite | null = null;
  /** Hard lifetime in seconds; 0: none. */
  lifetimeSeconds = 0;
  created: number;
  established = -1;
  lastReceived = -1;
  softTimer: Handle = 0;
  hardTimer: Handle = 0;
  keepaliveTimer: Handle = 0;
  livenessTimer: Handle = 0;
  /** Answers that liveness probes did not get. */
  probesUnanswered = 0;
  /** This end, or the other, is behind a NAT device. */
  natLocal = false;
  natRemote = false;
  /** Bits of MARK. */
  marks = 0;
  /** Of the set-up exchange. */
  messagesSent = 0;
  messagesReceived = 0;
  /** Stands for the keys of the SA. */
  key = 0;
  firstChild: ChildSaRecord | null = null;
  /** Child SAs that wait for this one to be established. */
  firstRequest: ChildRequest | null = null;
  newer: IkeSaRecord | null = null;
  older: IkeSaRecord | null = null;
  newerOnPath: IkeSaRecord | null = null;
  olderOnPath: IkeSaRecord | null = null;
  negotiation: Negotiation | null = null;

  constructor(gateway: number, isInitiator: boolean, peer: PeerConfiguration, path: Path, created: number) {
    this.gateway = gateway;
    this.isInitiator = isInitiator;
    this.peer = peer;
    this.path = path;
    this.created = created;
  }
}

/** One end of a child SA, both directions; of IKEv1 it may outlive its IKE SA. */
export class ChildSaRecord implements Owned {
  readonly gateway: number;
  id = 0;
  connectionId = 0;
  readonly version: 1 | 2;
  ikeSa: IkeSaRecord | null;
  /** Another object of the same meaning after the gateway was configured anew. */
  entry: SpdEntry;
  /** Of the exchange that made it. */
  readonly isInitiator: boolean;
  /** `larval` until it can carry packets. */
  state: 'larval' | 'installed' | 'rekeying' | 'rekeyed' | 'deleting' | 'dead' = 'larval';
  suite: ChosenChildSuite;
  /** As negotiated, in this end's view. */
  local: readonly TrafficSelector[];
  remote: readonly TrafficSelector[];
  /** ESP, or AH where there is no ESP; the second ones are AH beside ESP. 0: none. */
  inboundSpi = 0;
  outboundSpi = 0;
  inboundAhSpi = 0;
  outboundAhSpi = 0;
  path: Path;
  localPort: number;
  remotePort: number;
  udpEncapsulation = false;
  /** Stands for the keys of the SA. */
  key = 0;
  /** False: packets still leave through the SA that it replaces, until one arrives through this one (IKEv2 responder). */
  sends = true;
  replayWindow: ReplayWindow | null = null;
  created: number;
  /** Hard limits; 0: none. */
  hardSeconds = 0;
  hardKilobytes = 0;
  softKilobytes = 0;
  softTimer: Handle = 0;
  hardTimer: Handle = 0;
  /** Its counters in the gateway's `TrafficCounters`; 0: it has carried nothing. */
  counters = 0;
  /** The SA that takes its place, when one is there. */
  replacement: ChildSaRecord | null = null;
  negotiation: Negotiation | null = null;
  nextOfIkeSa: ChildSaRecord | null = null;
  newerOfEntry: ChildSaRecord | null = null;
  olderOfEntry: ChildSaRecord | null = null;
  newer: ChildSaRecord | null = null;
  older: ChildSaRecord | null = null;

  constructor(
    gateway: number,
    version: 1 | 2,
    isInitiator: boolean,
    entry: SpdEntry,
    path: Path,
    negotiated: NegotiatedChild,
    created: number,
  ) {
    this.gateway = gateway;
    this.version = version;
    this.ikeSa = null;
    this.entry = entry;
    this.isInitiator = isInitiator;
    this.suite = negotiated.suite;
    this.local = negotiated.local;
    this.remote = negotiated.remote;
    this.path = path;
    this.localPort = 0;
    this.remotePort = 0;
    this.created = created;
  }
}

/** What two ends agreed on for a child SA, in one end's view. */
export interface NegotiatedChild {
  readonly suite: ChosenChildSuite;
  readonly local: readonly TrafficSelector[];
  readonly remote: readonly TrafficSelector[];
}

/** One row of the SPD: traffic that is protected in one child SA. Order of the rows is order of evaluation. */
export class SpdEntry {
  readonly index: number;
  readonly policy: Policy;
  readonly action: 'protect' | 'bypass' | 'discard';
  /** Absent where nothing is protected. */
  readonly peer: PeerConfiguration | null;
  readonly proposals: readonly IpsecProposal[];
  /** What it offers, with the groups of its PFS, and what it offers in an exchange that has no key exchange for it. */
  readonly offer: ChildOffer;
  readonly firstOffer: ChildOffer;
  /** Of the IR; several where the policy combines them. */
  readonly selectors: readonly Selector[];
  readonly local: readonly TrafficSelector[];
  readonly remote: readonly TrafficSelector[];
  readonly direction: 'both' | 'in' | 'out';
  /** Inbound; the outbound one is one more (PF_KEY reqid). */
  readonly requestId: number;
  /** The negotiation that runs for it: at most one. */
  request: ChildRequest | null = null;
  /** What IKEv1 makes of the policy once for all its negotiations; its own class. */
  ikev1: object | null = null;
  /** Newest first. */
  firstChild: ChildSaRecord | null = null;

  constructor(row: {
    readonly index: number;
    readonly policy: Policy;
    readonly action: 'protect' | 'bypass' | 'discard';
    readonly peer: PeerConfiguration | null;
    readonly proposals: readonly IpsecProposal[];
    readonly offer: ChildOffer;
    readonly firstOffer: ChildOffer;
    readonly selectors: readonly Selector[];
    readonly local: readonly TrafficSelector[];
    readonly remote: readonly TrafficSelector[];
    readonly direction: 'both' | 'in' | 'out';
    readonly requestId: number;
  }) {
    this.index = row.index;
    this.policy = row.policy;
    this.action = row.action;
    this.peer = row.peer;
    this.proposals = row.proposals;
    this.offer = row.offer;
    this.firstOffer = row.firstOffer;
    this.selectors = row.selectors;
    this.local = row.local;
    this.remote = row.remote;
    this.direction = row.direction;
    this.requestId = row.requestId;
  }
}

/** A child SA that somebody wants: traffic, the policy itself, or an operator (the ACQUIRE of PF_KEY). */
export class ChildRequest implements Owned {
  readonly gateway: number;
  entry: SpdEntry;
  /** The packet that asked for it: its addresses come first in the offer (RFC 7296 section 2.9). */
  readonly packet: TrafficPacket | null;
  readonly created: number;
  /** IKEv1: how long it waits for phase 1. */
  waitTimer: Handle = 0;
  next: ChildRequest | null = null;

  constructor(gateway: number, entry: SpdEntry, packet: TrafficPacket | null, created: number) {
    this.gateway = gateway;
    this.entry = entry;
    this.packet = packet;
    this.created = created;
  }
}

/** Why an SA goes; null: nobody keeps a record of it (it never was one). */
export type Reason = OfflineReason | null;
/** A failure without what the gateway itself knows: when, and between whom. */
export type FailureDetails = Omit<NegotiationFailure, 'time' | 'local' | 'remote' | 'version'>;

export function localEndpoint({ path, localPort }: Ends): Endpoint {
  return { address: path.local, port: localPort };
}
export function remoteEndpoint({ path, remotePort }: Ends): Endpoint {
  return { address: path.remote, port: remotePort };
}
