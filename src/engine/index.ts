/**
 * The SA engine: IKEv1 and IKEv2 gateways in deterministic virtual time.
 *
 *     const simulation = createSimulation({ seed: 42 });
 *     simulation.configure('hub', hubGateway, hubBehaviour);
 *     simulation.configure('spoke', spokeGateway, spokeBehaviour);
 *     simulation.runUntil(1000);
 *     simulation.execute('hub', { kind: 'show-ike-sa', select: {}, detail: 'full' });
 */
export type { Action } from './action.ts';
export type { Verdict } from './gateway/traffic.ts';
export type { Impairments } from './gateway/impairments.ts';
export type { Message, TrafficPacket } from './message/message.ts';
export type { LinkProperties, NatDevice, NetworkOptions, PacketRule } from './network/network-state.ts';
export {
  type ConfigureOptions,
  type Configured,
  createSimulation,
  restoreSimulation,
  Simulation,
  type SimulationOptions,
} from './simulation.ts';
export type { Snapshot } from './snapshot/snapshot.ts';
export { ladder } from './trace/ladder.ts';
export type { TraceRecord } from './trace/trace-record.ts';
