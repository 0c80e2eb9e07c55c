import type { Reestablishment } from './operation.ts';
import type {
  Address,
  AuthenticationMethod,
  EncryptionTransform,
  HashName,
  Identity,
  IkeVersion,
  IntegrityTransform,
  PrfTransform,
  Secret,
} from './scalars.ts';

export interface IkeSettings {
  readonly localName?: string;
  readonly heartbeat: Heartbeat;
  readonly natKeepaliveSeconds: number; // 0: none are sent
  readonly retransmission?: Retransmission;
  readonly listen: readonly ListenAddress[]; // empty: every address, ports 500 and 4500
  readonly cookieThreshold?: number; // half-open IKEv2 SAs
}
/** The IKEv1 heartbeat of VRP (draft-ietf-ipsec-heartbeats). */
export interface Heartbeat {
  readonly sequence: 'old' | 'new';
  readonly spiList: boolean;
  readonly sendIntervalSeconds?: number;
  readonly timeoutSeconds?: number;
}
/** `transmissions` counts the first sending too; each wait is `factor` times the one before. */
export interface Retransmission {
  readonly transmissions: number;
  readonly intervalSeconds: number;
  readonly factor: number;
}
export interface ListenAddress {
  readonly address: Address;
  readonly port: number;
  readonly natTraversal: boolean;
}

/**
 * IKEv1: the product of the lists, in list order with encryption slowest. IKEv2: one proposal with all
 * transforms (an AEAD and a non-AEAD cipher: two).
 */
export interface IkeProposal {
  readonly name: string;
  readonly encryption: readonly EncryptionTransform[];
  readonly hashes: readonly HashName[]; // IKEv1
  readonly integrity: readonly IntegrityTransform[]; // IKEv2; empty with an AEAD cipher
  readonly prfs: readonly PrfTransform[]; // IKEv2
  readonly dhGroups: readonly number[]; // IANA numbers
  readonly authenticationMethod: AuthenticationMethod; // IKEv1: negotiated
  readonly lifetimeSeconds: number; // hard lifetime of the IKE SA; 0: none
  readonly softLifetimeSeconds?: number;
}

export interface Peer {
  readonly name: string;
  readonly description?: string;
  readonly enabled: boolean;
  readonly versions: readonly IkeVersion[]; // the first is initiated, all are answered
  readonly exchangeModes: readonly ('main' | 'aggressive' | 'base')[]; // IKEv1; the first initiates
  readonly vrf?: string;
  readonly remote: readonly RemoteAddress[]; // in order: backups; empty: any address
  readonly remotePort?: number;
  readonly proposals: readonly string[];
  readonly localAuthentication: AuthenticationMethod; // IKEv2
  readonly remoteAuthentication: AuthenticationMethod; // IKEv2
  readonly preSharedKeys: readonly PreSharedKey[]; // the first whose identity matches
  readonly certificates?: Certificates;
  readonly localId: Identity;
  readonly remoteIds: readonly Identity[]; // empty: any identity
  readonly verifyRemoteId: boolean;
  readonly dpd: DeadPeerDetection;
  readonly natTraversal: 'off' | 'on' | 'force';
  readonly fragmentation: 'off' | 'on' | 'force';
  readonly initialContact: boolean;
  readonly childSasDependOnIkeSa: boolean; // IKEv1
  readonly lifetimeCheck: LifetimeCheck; // IKEv1 responder
  readonly rekey: 'on' | 'off' | 'force';
  readonly reauthenticationSeconds?: number; // IKEv2
  readonly configurationPayload: 'none' | 'request' | 'assign';
  readonly mobike?: boolean; // IKEv2; absent: off
}
export type RemoteAddress =
  | { readonly address: Address }
  | { readonly first: Address; readonly last: Address }
  | { readonly fqdn: string };
/** Absent identity: the key serves every peer that this entry matches. */
export interface PreSharedKey {
  readonly identity?: Identity;
  readonly secret: Secret;
}
export interface Certificates {
  readonly certificate?: string;
  readonly key?: string;
  readonly authority?: string;
  readonly peerCertificate?: string;
  readonly revocationList?: string;
  readonly verify: boolean;
}
/** RFC 3706 and RFC 7296 section 2.4. `answer`: reply, never probe. */
export interface DeadPeerDetection {
  readonly mode: 'off' | 'answer' | 'on-demand' | 'periodic';
  readonly idleSeconds: number;
  readonly retryIntervalSeconds: number;
  readonly retries: number;
  readonly payloadOrder: 'hash-notify' | 'notify-hash'; // IKEv1
  readonly then: Reestablishment; // after the peer was found dead
}
export type LifetimeCheck = 'shorter' | 'obey' | 'strict' | 'claim' | 'exact';
