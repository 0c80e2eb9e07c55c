import type { Operation, SaSelector } from '../ir/operation.ts';
import type { Address } from '../ir/scalars.ts';
import type { Impairments } from './gateway/impairments.ts';
import type { TrafficPacket } from './message/message.ts';
import type { LinkProperties, PacketRule } from './network/network-state.ts';

/** What can happen to a simulation from outside, now or on its timeline: commands, traffic, faults. Plain data. */
export type Action =
  | { readonly kind: 'operation'; readonly gateway: string; readonly operation: Operation }
  /** `count` packets, one every `intervalMilliseconds`. */
  | {
      readonly kind: 'traffic';
      readonly gateway: string;
      readonly packet: TrafficPacket;
      readonly count?: number;
      readonly intervalMilliseconds?: number;
    }
  /** Changes both directions of a link; `up: false` cuts it. */
  | {
      readonly kind: 'link';
      readonly between: readonly [string, string];
      readonly properties: Partial<LinkProperties>;
    }
  /** Cuts every link between gateways of different groups; one group, or none, joins all again. */
  | { readonly kind: 'partition'; readonly groups: readonly (readonly string[])[] }
  | { readonly kind: 'packet-rule'; readonly rule: PacketRule }
  /** Takes a rule away and lets go what it holds. */
  | { readonly kind: 'release'; readonly rule: string }
  | { readonly kind: 'impair'; readonly gateway: string; readonly impairments: Impairments }
  /** It loses its SAs without a word and keeps its configuration. */
  | { readonly kind: 'reboot'; readonly gateway: string }
  /** The NAT device forgets its mappings. */
  | { readonly kind: 'nat-rebind'; readonly nat: string }
  | { readonly kind: 'resolve'; readonly name: string; readonly address: Address }
  | {
      readonly kind: 'expire';
      readonly gateway: string;
      readonly level: 'ike' | 'child';
      readonly how: 'soft' | 'hard';
      readonly select: SaSelector;
    }
  /** The AAA server disconnects users, or the lease of their address ends. */
  | {
      readonly kind: 'disconnect';
      readonly gateway: string;
      readonly cause: 'aaa-disconnect' | 'address-lease-expiry';
      readonly select: SaSelector;
    };
