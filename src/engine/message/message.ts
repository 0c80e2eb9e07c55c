import type { Ikev1Payload } from './ikev1-payloads.ts';
import type { Ikev2Payload } from './ikev2-payloads.ts';

/** IANA "IKEv2 Exchange Types" and "ISAKMP exchange types". */
export const EXCHANGE = {
  base: 1,
  mainMode: 2,
  aggressiveMode: 4,
  informationalV1: 5,
  modeConfig: 6,
  quickMode: 32,
  newGroupMode: 33,
  ikeSaInit: 34,
  ikeAuth: 35,
  createChildSa: 36,
  informational: 37,
} as const;

/**
 * An IKE message: plain data that survives JSON, never changed once it was sent, so that sender, receiver,
 * duplicate cache and trace share it. SPIs (cookies) are two signed 32-bit halves; zeros: not known yet.
 */
export interface Header {
  readonly exchange: number;
  readonly initiatorSpiHigh: number;
  readonly initiatorSpiLow: number;
  readonly responderSpiHigh: number;
  readonly responderSpiLow: number;
  /** IKEv2: the sender is the original initiator of the IKE SA. IKEv1: it began the exchange. */
  readonly fromInitiator: boolean;
  /** IKEv2. */
  readonly isResponse: boolean;
  readonly messageId: number;
  /** 0: in clear. Else it stands for the keys that protect the message: who has others cannot read it. */
  readonly protection: number;
  /** On the wire, UDP payload, in octets. */
  readonly octets: number;
}
export interface Ikev2Message extends Header {
  readonly version: 2;
  readonly payloads: readonly Ikev2Payload[];
}
export interface Ikev1Message extends Header {
  readonly version: 1;
  readonly payloads: readonly Ikev1Payload[];
}
export type Message = Ikev1Message | Ikev2Message;

/** A packet of an SA. What it carries is the inner packet. */
export interface IpsecPacket {
  readonly kind: 'esp' | 'ah';
  readonly spi: number;
  readonly sequenceNumber: number;
  /** Stands for the keys of the SA. */
  readonly key: number;
  readonly udpEncapsulated: boolean;
  readonly inner: TrafficPacket;
}
/** A packet of users. `octets`: its length, header included. Ports of ICMP: type * 256 + code, 0. */
export interface TrafficPacket {
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly octets: number;
}
/** One octet 0xFF that keeps the mapping of a NAT device alive (RFC 3948 section 2.3). */
export interface NatKeepalive {
  readonly kind: 'keepalive';
}
export type NetworkPacket = IpsecPacket | NatKeepalive;

export function isIkeMessage(content: Message | NetworkPacket): content is Message {
  return 'exchange' in content;
}
