import type { Json } from '../../ir/json.ts';
import type { Address } from '../../ir/scalars.ts';
import type { Message, NetworkPacket } from '../message/message.ts';

/** What a link does to packets; probabilities are 0 to 1, times milliseconds, one way. */
export interface LinkProperties {
  readonly latency: number;
  /** Added to each packet, drawn evenly from 0 to here. */
  readonly jitter: number;
  readonly loss: number;
  readonly duplication: number;
  /** How many packets are held back by `reorderingDelay`, so that later ones overtake them. */
  readonly reordering: number;
  readonly reorderingDelay: number;
  readonly up: boolean;
}
export const PERFECT_LINK: LinkProperties = {
  latency: 10,
  jitter: 0,
  loss: 0,
  duplication: 0,
  reordering: 0,
  reorderingDelay: 0,
  up: true,
};

/** A NAT device in front of gateways: their packets leave from its address (RFC 4787: endpoint-independent mapping). */
export interface NatDevice {
  readonly name: string;
  readonly outside: Address;
  /** Gateways behind it. */
  readonly inside: readonly string[];
  /** A mapping without packets for so long is forgotten. */
  readonly mappingTimeoutSeconds: number;
  /** Ports that lead inside without a mapping. */
  readonly forwards?: readonly { readonly port: number; readonly address: Address }[];
}

export interface NetworkOptions {
  /** Of every link that has no own row. */
  readonly link?: Partial<LinkProperties>;
  readonly links?: readonly ({ readonly between: readonly [string, string] } & Partial<LinkProperties>)[];
  readonly nats?: readonly NatDevice[];
  /** What host names resolve to. */
  readonly names?: Readonly<Record<string, Address>>;
  /** Test aid: every packet goes through JSON text, so that the ends can share nothing else. */
  readonly throughJson?: boolean;
}

/** A packet under way. `gateway`: where it is going, -1 until that is known. */
export class Datagram {
  readonly gateway: number;
  readonly sourceAddress: Address;
  readonly sourcePort: number;
  readonly destinationAddress: Address;
  readonly destinationPort: number;
  readonly content: Message | NetworkPacket;

  constructor(
    gateway: number,
    sourceAddress: Address,
    sourcePort: number,
    destinationAddress: Address,
    destinationPort: number,
    content: Message | NetworkPacket,
  ) {
    this.gateway = gateway;
    this.sourceAddress = sourceAddress;
    this.sourcePort = sourcePort;
    this.destinationAddress = destinationAddress;
    this.destinationPort = destinationPort;
    this.content = content;
  }
}

/** Of a NAT device: an inside address and port, and the outside port that stands for them. */
export interface NatMapping {
  readonly address: Address;
  readonly port: number;
  readonly outsidePort: number;
  lastUsed: number;
}
export class NatState {
  readonly device: NatDevice;
  /** By "address:port" of the inside, and by outside port. */
  readonly byInside = new Map<string, NatMapping>();
  readonly byOutside = new Map<number, NatMapping>();
  nextPort = 1024;

  constructor(device: NatDevice) {
    this.device = device;
  }
}

/** Which packets a rule is about; members are conjunctive, absent ones match all. */
export interface PacketMatch {
  readonly from?: string;
  readonly to?: string;
  /** IANA exchange type; absent: every IKE message, and `esp` alone matches packets of SAs. */
  readonly exchange?: number;
  readonly esp?: true;
  /** IKEv2: requests or responses only. */
  readonly isResponse?: boolean;
  readonly messageId?: number;
}
/** What happens to the n-th to last-th match (1: the first). Held packets wait for `release`. */
export interface PacketRule {
  readonly name: string;
  readonly match: PacketMatch;
  readonly first: number;
  readonly last: number;
  readonly effect:
    | { readonly kind: 'drop' }
    | { readonly kind: 'duplicate' }
    | { readonly kind: 'delay'; readonly milliseconds: number }
    | { readonly kind: 'hold' }
    /** Takes the payloads of a kind out of an IKE message; with `members` it changes these in them instead. */
    | {
        readonly kind: 'alter';
        readonly payload: Message['payloads'][number]['kind'];
        readonly members?: { readonly [member: string]: Json };
      };
}
export type PacketEffect = PacketRule['effect'];
export class PacketRuleState {
  readonly rule: PacketRule;
  matched = 0;
  readonly held: Datagram[] = [];

  constructor(rule: PacketRule) {
    this.rule = rule;
  }
}

/** All that the network knows. Links are by the names of their ends, in the order of sending. */
export class NetworkState {
  readonly throughJson: boolean;
  defaultLink: LinkProperties;
  readonly links = new Map<string, LinkProperties>();
  /** Gateways by address, the ones behind NAT devices too. */
  readonly gateways = new Map<Address, number>();
  readonly nats: NatState[] = [];
  readonly natByOutside = new Map<Address, NatState>();
  readonly natByInside = new Map<string, NatState>();
  readonly names = new Map<string, Address>();
  rules: PacketRuleState[] = [];

  constructor(options: NetworkOptions) {
    this.throughJson = options.throughJson ?? false;
    this.defaultLink = { ...PERFECT_LINK, ...options.link };
    for (const { between, ...properties } of options.links ?? []) this.setLink(between, properties);
    for (const device of options.nats ?? []) {
      const nat = new NatState(device);
      this.nats.push(nat);
      this.natByOutside.set(device.outside, nat);
      for (const name of device.inside) this.natByInside.set(name, nat);
    }
    for (const [name, address] of Object.entries(options.names ?? {})) this.names.set(name, address);
  }

  link(from: string, to: string): LinkProperties {
    return this.links.size === 0 ? this.defaultLink : (this.links.get(linkKey(from, to)) ?? this.defaultLink);
  }
  /** Changes both directions. */
  setLink([left, right]: readonly [string, string], properties: Partial<LinkProperties>): void {
    for (const [from, to] of [
      [left, right],
      [right, left],
    ] as const) {
      this.links.set(linkKey(from, to), { ...this.link(from, to), ...properties });
    }
  }
}

function linkKey(from: string, to: string): string {
  return `${from}\n${to}`;
}
