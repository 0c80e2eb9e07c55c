import type { Address, EncryptionTransform, IntegrityTransform, Prefix, Secret } from './scalars.ts';

/** At least one of `esp` and `ah` is present; both: AH outside ESP. */
export interface IpsecProposal {
  readonly name: string;
  readonly esp?: {
    readonly encryption: readonly EncryptionTransform[];
    readonly integrity: readonly IntegrityTransform[];
  };
  readonly ah?: { readonly integrity: readonly IntegrityTransform[] };
  readonly encapsulation: 'tunnel' | 'transport' | 'auto'; // auto: start tunnel, accept both
  readonly extendedSequenceNumbers: boolean;
  readonly compression: 'none' | 'deflate' | 'lzs';
}

/** One entry of the SPD (RFC 4301): traffic that one peer protects in one way. Identity: name and sequence. */
export interface Policy {
  readonly name: string;
  readonly sequence: number;
  readonly description?: string;
  readonly enabled: boolean;
  readonly kind: 'policy-based' | 'route-based';
  readonly peer?: string; // absent only where all selectors are bypass or discard
  readonly proposals: readonly string[];
  readonly vrf?: string; // table of the protected traffic
  readonly selectors: readonly Selector[]; // in evaluation order; empty: see `ir.md` 4
  readonly selectorGrouping: 'separate' | 'combined';
  readonly acceptSelectors: 'configured' | 'offered';
  readonly pfsGroups: readonly number[]; // empty: no PFS
  readonly lifetime: ChildLifetime;
  readonly initiation: 'on-traffic' | 'at-once' | 'never';
  readonly tunnel: { readonly local?: Address; readonly remote?: Address };
  readonly interfaces: readonly string[];
  readonly antiReplay: { readonly enabled: boolean; readonly window: number };
  readonly dfBit: 'copy' | 'clear' | 'set';
  readonly fragmentation: 'before-encryption' | 'after-encryption';
  readonly routeInjection: 'none' | 'static' | 'dynamic';
}
export interface ChildLifetime {
  readonly seconds: number; // hard; 0: no limit
  readonly kilobytes: number; // hard; 0: no limit
  readonly softSeconds?: number;
  readonly softKilobytes?: number;
  readonly packets?: number; // hard; absent: no limit
}
export interface Selector {
  readonly action: 'protect' | 'bypass' | 'discard';
  readonly local: TrafficAddress;
  readonly remote: TrafficAddress;
  readonly protocol?: number; // absent: any
  readonly localPorts?: PortRange; // absent: any
  readonly remotePorts?: PortRange;
  readonly direction: 'both' | 'in' | 'out';
  readonly name?: string; // name of the selector object or access list
  readonly rule?: number; // rule number in it
}
/** `any` is for texts without an address family; an IPv4 "any" is `0.0.0.0/0`. */
export type TrafficAddress =
  'any' | { readonly prefix: Prefix } | { readonly first: Address; readonly last: Address };
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** One direction of a manually keyed SA. */
export interface ManualSa {
  readonly name: string;
  readonly policy?: { readonly name: string; readonly sequence: number };
  readonly direction: 'in' | 'out';
  readonly protocol: 'esp' | 'ah';
  readonly mode: 'tunnel' | 'transport';
  readonly spi: number; // 256..4294967295
  readonly source: Address;
  readonly destination: Address;
  readonly encryption?: EncryptionTransform;
  readonly encryptionKey?: Secret;
  readonly integrity?: IntegrityTransform;
  readonly integrityKey?: Secret;
  readonly keyString?: Secret; // one pass phrase that both keys are derived from
}
