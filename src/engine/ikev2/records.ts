import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import type { Handle } from '../event-queue.ts';
import {
  type ChildRequest,
  type ChildSaRecord,
  IkeSaRecord,
  type Owned,
  type Path,
} from '../gateway/records.ts';
import type { GatewayState, PendingRequest } from '../gateway/state.ts';
import { SpiTable } from '../gateway/spi-table.ts';
import type { Ikev2Message } from '../message/message.ts';
import type { ChildOffer } from '../negotiation/child-proposals.ts';
import { RandomStream } from '../random.ts';

/** An IKE SA of IKEv2. The window is 1 in both directions: one own request at a time, one kept answer. */
export class Ikev2Sa extends IkeSaRecord {
  readonly version = 2;
  get peerAnswersProbes(): boolean {
    return true;
  }
  /** Message id of the next own request, and of the peer's. */
  sendId = 0;
  receiveId = 0;
  /** The own request that has no answer yet, and what it is for (none while the SA is set up). */
  pending: PendingRequest | null = null;
  active: Exchange | null = null;
  /** Exchanges that wait for the window. */
  queue: Exchange | null = null;
  /** For a request that comes again. */
  lastAnswer: Ikev2Message | null = null;
  /** The SA that takes its place: the own one, or the peer's where both rekey. */
  replacement: Ikev2Sa | null = null;
  reauthenticationTimer: Handle = 0;
  /** Reauthentication: the SA that this one takes the place of. */
  replaces: Ikev2Sa | null = null;
  /** A packet went out since the last one came in (on-demand liveness). */
  hasSentTraffic = false;
  /** Another SA between the same two identities (`Ikev2State.byIdentities`). */
  olderOfIdentities: Ikev2Sa | null = null;
  /** The peer takes IKE_AUTH without a child SA (RFC 6023). */
  peerTakesChildless = false;
}

const NONE: readonly number[] = [];

/** What IKE_SA_INIT and IKE_AUTH need. */
export class Setup {
  ownNonce = 0;
  peerNonce = 0;
  keyExchange = 0;
  group = 0;
  /** Groups that were tried, so that INVALID_KE_PAYLOAD cannot go round. */
  triedGroups: readonly number[] = NONE;
  cookie = '';
  cookiesTaken = 0;
  /** The child SA that IKE_AUTH asks for. */
  request: ChildRequest | null = null;
  inboundSpi = 0;
  inboundAhSpi = 0;
  halfOpenTimer: Handle = 0;
  halfOpenKey = 0;
}

export type ExchangeKind =
  'create-child' | 'rekey-child' | 'rekey-ike' | 'delete-child' | 'delete-ike' | 'liveness' | 'notify';

/** An exchange under an established IKE SA that this end begins. */
export class Exchange {
  readonly kind: ExchangeKind;
  /** The child SA that is rekeyed or deleted. */
  child: ChildSaRecord | null;
  /** Who wants the new child SA. */
  request: ChildRequest | null;
  /** New SPIs, nonce and group of a CREATE_CHILD_SA request. */
  offer: ChildOffer | null = null;
  inboundSpi = 0;
  inboundAhSpi = 0;
  nonce = 0;
  group = 0;
  triedGroups: readonly number[] = NONE;
  keyExchange = 0;
  /** rekey-ike: the SA that is made. */
  newSa: Ikev2Sa | null = null;
  /** The peer rekeys the same SA at the same time. */
  collision: Collision | null = null;
  /** notify: its type. */
  notify = 0;
  next: Exchange | null = null;

  constructor(kind: ExchangeKind, child: ChildSaRecord | null = null, request: ChildRequest | null = null) {
    this.kind = kind;
    this.child = child;
    this.request = request;
  }
}

/** The peer's half of a simultaneous rekey: the lower of its exchange's nonces, and what it made. */
export class Collision {
  readonly lowestNonce: number;
  readonly child: ChildSaRecord | null;
  readonly ikeSa: Ikev2Sa | null;

  constructor(lowestNonce: number, child: ChildSaRecord | null, ikeSa: Ikev2Sa | null) {
    this.lowestNonce = lowestNonce;
    this.child = child;
    this.ikeSa = ikeSa;
  }
}

/** TEMPORARY_FAILURE: what is tried again later. */
export class Retry implements Owned {
  readonly gateway: number;
  readonly sa: Ikev2Sa;
  readonly exchange: Exchange;

  constructor(gateway: number, sa: Ikev2Sa, exchange: Exchange) {
    this.gateway = gateway;
    this.sa = sa;
    this.exchange = exchange;
  }
}

/** What a gateway keeps for IKEv2 as a whole. */
export class Ikev2State {
  readonly cookieSecret: number;
  /** SAs by a hash of the two identities, newest first; ones that are gone are dropped when another comes. */
  readonly byIdentities = new SpiTable<Ikev2Sa>();

  constructor(seed: number, name: string) {
    this.cookieSecret = new RandomStream(seed, name, 'cookie').next();
  }
}

export function newIkev2Sa(
  gateway: GatewayState,
  isInitiator: boolean,
  peer: PeerConfiguration,
  path: Path,
): Ikev2Sa {
  return new Ikev2Sa(gateway.index, isInitiator, peer, path, gateway.time);
}
/** The set-up that runs; only a connecting SA has one. */
export function setupOf(sa: Ikev2Sa): Setup {
  if (sa.negotiation instanceof Setup) return sa.negotiation;
  throw new TypeError(`IKE SA ${sa.id} is not being set up`);
}
export function stateOf(gateway: GatewayState): Ikev2State {
  if (gateway.ikev2 instanceof Ikev2State) return gateway.ikev2;
  const state = new Ikev2State(gateway.world.options.seed, gateway.name);
  gateway.ikev2 = state;
  return state;
}
export function isIkev2Sa(sa: IkeSaRecord | null): sa is Ikev2Sa {
  return sa instanceof Ikev2Sa;
}
