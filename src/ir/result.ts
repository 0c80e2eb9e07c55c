import type { Diagnostic } from './diagnostic.ts';
import type { Selector } from './ipsec.ts';
import type { Json } from './json.ts';
import type {
  Address,
  AuthenticationMethod,
  EncryptionTransform,
  HashName,
  Identity,
  IkeVersion,
  IntegrityTransform,
  PrfTransform,
} from './scalars.ts';

/** Milliseconds of virtual time since the lab's start; a renderer adds the lab's start to print a date. */
export type Time = number;
export interface Endpoint {
  readonly address: Address;
  readonly port: number;
}

export type IkeSaState =
  'created' | 'connecting' | 'established' | 'rekeying' | 'rekeyed' | 'deleting' | 'deleted';
export interface IkeSa {
  readonly id: number; // engine-wide, never reused
  readonly connectionId: number;
  readonly version: IkeVersion;
  readonly exchangeMode?: 'main' | 'aggressive' | 'base';
  readonly role: 'initiator' | 'responder';
  readonly state: IkeSaState;
  readonly messagesSent: number;
  readonly messagesReceived: number; // of the set-up exchange: gives racoon's ST numbers
  readonly initiatorSpi: string;
  readonly responderSpi: string; // 16 hex digits; zeros until known
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly vrf?: string;
  readonly peer: string;
  readonly localId?: Identity;
  readonly remoteId?: Identity;
  readonly suite?: IkeSuite; // absent before a proposal is chosen
  readonly created: Time;
  readonly established?: Time;
  readonly expires?: Time; // hard
  readonly nat: 'none' | 'local' | 'remote' | 'both';
  readonly marks: readonly IkeSaMark[];
  readonly dpd?: { readonly supported: boolean; readonly failures: number };
  readonly login?: string;
  readonly childSas: readonly number[]; // ChildSa.id
}
/** VRP: RL, FD, TO, HRT, LKG, BCK, M, S, A. RD, ST and NEG follow from state and role. */
export type IkeSaMark =
  | 'replaced'
  | 'fading'
  | 'timed-out-once'
  | 'heartbeat'
  | 'sequence-known'
  | 'backed-up'
  | 'active'
  | 'standby'
  | 'alone';
export interface IkeSuite {
  readonly encryption: EncryptionTransform;
  readonly hash?: HashName;
  readonly integrity?: IntegrityTransform;
  readonly prf?: PrfTransform;
  readonly dhGroup: number;
  readonly authenticationMethod: AuthenticationMethod;
  readonly lifetimeSeconds: number;
}

export type ChildSaState = 'larval' | 'installed' | 'rekeying' | 'rekeyed' | 'deleting' | 'dead'; // PF_KEY larval, mature, dying, dying, dead, dead
/** Both directions of one child SA. */
export interface ChildSa {
  readonly id: number;
  readonly connectionId: number;
  readonly ikeSa?: number; // absent: manual, or its IKEv1 SA is gone
  readonly policy: { readonly name: string; readonly sequence: number };
  readonly selector: Selector; // as negotiated
  readonly origin: 'ike' | 'ike-template' | 'route-based' | 'manual';
  readonly interface?: string;
  readonly mode: 'tunnel' | 'transport';
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly vrf?: string;
  readonly udpEncapsulation: boolean;
  readonly pfsGroup?: number;
  readonly created: Time;
  readonly hardExpires?: Time;
  readonly softExpires?: Time;
  readonly hardKilobytes: number;
  readonly softKilobytes: number; // 0: no limit
  readonly inbound: readonly SaHalf[]; // one, or AH and ESP
  readonly outbound: readonly SaHalf[];
}
export interface SaHalf {
  readonly protocol: 'esp' | 'ah' | 'ipcomp';
  readonly spi: number;
  readonly requestId: number; // F5 Policy ID, racoon reqid; out = in + 1
  readonly state: ChildSaState;
  readonly encryption?: EncryptionTransform;
  readonly integrity?: IntegrityTransform;
  /** Hex digits drawn from the seed: the engine does no cryptography, some outputs print keys. */
  readonly encryptionKey?: string;
  readonly integrityKey?: string;
  readonly sequenceNumber: number; // highest sent or received
  readonly replayWindow: number; // 0: off
  readonly packets: number;
  readonly bytes: number;
  readonly dropped: number;
  readonly lastUsed?: Time;
}

/** A selector that protects traffic with a peer; `requestId`: of its inbound SAs, the outbound one is one more. */
export interface ConfiguredSelector {
  readonly peer: string;
  readonly name: string;
  readonly requestId: number;
}

export interface OfflineRecord {
  readonly remote: Endpoint;
  readonly version: IkeVersion;
  readonly reason: OfflineReason;
  readonly time: Time;
  readonly level: 'ike' | 'child';
  readonly policy?: { readonly name: string; readonly sequence: number };
}
/** Words of VRP in their own order; the dialect prints them. */
export type OfflineReason =
  | 'dpd-timeout'
  | 'peer-request'
  | 'configuration-change-or-manual'
  | 'ike-hard-expiry'
  | 'child-hard-expiry'
  | 'heartbeat-timeout'
  | 'address-lease-expiry'
  | 'reauthentication-timeout'
  | 'aaa-disconnect'
  | 'port-mismatch-expiry'
  | 'spi-conflict'
  | 'ike-sa-replaced'
  | 'child-sa-replaced'
  | 'invalid-spi-received'
  | 'dns-change'
  | 'dependent-ike-sa-gone'
  | 'exchange-timeout';

/** Why a negotiation failed, as one end saw it. */
export interface NegotiationFailure {
  readonly time: Time;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly version: IkeVersion;
  readonly role: 'initiator' | 'responder';
  readonly exchange: ExchangeName;
  readonly cause: FailureCause;
  readonly parameter?: string; // IR member path: "ikeProposals.encryption"
  readonly offered?: Json;
  readonly accepted?: Json;
  readonly notify?: {
    readonly name: string;
    readonly number: number;
    readonly direction: 'sent' | 'received';
  };
}
export type ExchangeName =
  | 'main-mode'
  | 'aggressive-mode'
  | 'base-mode'
  | 'quick-mode'
  | 'informational'
  | 'ike-sa-init'
  | 'ike-auth'
  | 'create-child-sa';
export type FailureCause =
  | 'no-peer-configured'
  | 'version-mismatch'
  | 'exchange-mode-mismatch'
  | 'ike-proposal-mismatch'
  | 'dh-group-mismatch'
  | 'authentication-method-mismatch'
  | 'authentication-failed'
  | 'local-id-missing'
  | 'remote-id-mismatch'
  | 'child-proposal-mismatch'
  | 'encapsulation-mismatch'
  | 'pfs-mismatch'
  | 'selector-mismatch'
  | 'lifetime-refused'
  | 'nat-not-supported'
  | 'no-response'
  | 'unverifiable-secret'
  | 'no-policy'
  | 'responder-only'
  | 'limit-reached';

/** All counters since the last clear; names as in RFC 9061 where it has one. */
export interface Statistics {
  readonly since: Time;
  readonly ikeSas: {
    readonly total: number;
    readonly halfOpen: number;
    readonly initiated: number;
    readonly initiatedFailed: number;
    readonly answered: number;
    readonly answeredFailed: number;
    readonly authenticated: number;
    readonly rekeyedByUs: number;
    readonly rekeyedByPeer: number;
  };
  readonly childSas: {
    readonly total: number;
    readonly standby: number;
    readonly negotiated: number;
    readonly failed: number;
    readonly rekeyedByUs: number;
    readonly rekeyedByPeer: number;
  };
  readonly messages: {
    readonly sent: number;
    readonly received: number;
    readonly bytesSent: number;
    readonly bytesReceived: number;
    readonly dropped: number;
    readonly retransmitted: number;
    readonly dpdSent: number;
    readonly dpdReceived: number;
    readonly notifiesSent: number;
    readonly notifiesReceived: number;
    readonly ikeDeletesSent: number;
    readonly ikeDeletesReceived: number;
    readonly childDeletesSent: number;
    readonly childDeletesReceived: number;
    readonly childExchangesSent: number;
    readonly childExchangesReceived: number;
    readonly childExchangesRejected: number;
    readonly natKeepalivesReceived: number;
  };
  readonly failures: Readonly<Partial<Record<FailureCause, number>>>;
  readonly traffic: readonly TrafficStatistics[];
  readonly softExpiries: number;
  readonly hardExpiries: number;
  readonly triggers: number;
  readonly drops: {
    readonly noSa: number;
    readonly wrongSa: number;
    readonly authentication: number;
    readonly replay: number;
    readonly byteLimit: number;
    readonly policy: number;
    readonly malformed: number;
  };
}
export interface TrafficStatistics {
  readonly mode: 'tunnel' | 'transport';
  readonly protocol: 'esp' | 'ah';
  readonly packetsIn: number;
  readonly packetsOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export interface EngineEvent {
  readonly time: Time;
  readonly kind: EngineEventKind;
  readonly local?: Endpoint;
  readonly remote?: Endpoint;
  readonly sa?: number;
}
export type EngineEventKind =
  | 'ike-sa-established'
  | 'ike-sa-deleted'
  | 'peer-not-responding'
  | 'no-proposal-chosen'
  | 'authentication-failed'
  | 'peer-dead'
  | 'peer-deleted-sa'
  | 'configuration-received'
  | 'xauth-succeeded'
  | 'xauth-failed'
  | 'child-sa-established'
  | 'child-sa-deleted'
  | 'no-ike-sa'
  | 'child-no-response'
  | 'stopped';
export interface Timer {
  readonly id: number;
  readonly intervalSeconds: number;
  readonly due: Time;
  readonly created: Time;
  readonly purpose: string;
}

export type Result =
  | { readonly kind: 'ike-sas'; readonly sas: readonly IkeSa[] } // newest first
  | { readonly kind: 'child-sas'; readonly sas: readonly ChildSa[] }
  | { readonly kind: 'offline-log'; readonly records: readonly OfflineRecord[] } // newest first, at most 200
  | { readonly kind: 'failure-log'; readonly failures: readonly NegotiationFailure[] }
  | { readonly kind: 'statistics'; readonly statistics: Statistics }
  | { readonly kind: 'events'; readonly events: readonly EngineEvent[] } // last 32, oldest first
  | { readonly kind: 'timers'; readonly timers: readonly Timer[] }
  | { readonly kind: 'certificate'; readonly der?: string } // base64
  | { readonly kind: 'done'; readonly affected: number } // SAs deleted or started
  | {
      readonly kind: 'refused';
      readonly reason: 'not-found' | 'exists' | 'no-policy' | 'not-supported' | 'in-use' | 'invalid';
      readonly diagnostics: readonly Diagnostic[];
    };
