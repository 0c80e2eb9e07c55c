import type { Diagnostic } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Operation, SaSelector } from '../ir/operation.ts';
import type { ChildSa, ConfiguredSelector, IkeSa, Result, Time } from '../ir/result.ts';
import type { Ends, LinkQuality } from './lab/lab.ts';

/** Packets of a flow that a host behind a gateway sends. */
export interface Traffic {
  readonly from: string;
  readonly to: string;
  readonly bytes: number;
  readonly packets: number;
}

/** The SA engine as the simulator needs it: the gateways of a lab by name, and the network between them. */
export interface Gateways {
  /** Virtual time, milliseconds since the start. */
  readonly now: Time;
  /** Gives a gateway another configuration: only what differs is negotiated again. */
  configure(device: string, gateway: Gateway): readonly Diagnostic[];
  execute(device: string, operation: Operation): Result;
  /** The SAs that are selected, newest first, made one by one. */
  ikeSas(device: string, select: SaSelector): Iterable<IkeSa>;
  childSas(device: string, select: SaSelector): Iterable<ChildSa>;
  /** What protects traffic, whether an SA is there or not. */
  selectors(device: string): Iterable<ConfiguredSelector>;
  /** Lets time pass. */
  advance(milliseconds: number): void;
  setLink(ends: Ends, change: { readonly isUp?: boolean; readonly quality?: Partial<LinkQuality> }): void;
  send(device: string, traffic: Traffic): void;
  /** Lines of the exchange ladder since the last call. */
  ladder(): readonly string[];
}
