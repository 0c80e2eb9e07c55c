import type { EngineBehaviour } from '../ir/behaviour.ts';
import { diagnostic } from '../ir/codes.ts';
import type { Diagnostic } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Operation, SaSelector } from '../ir/operation.ts';
import type { MemberOrigins, Origins } from '../ir/origins.ts';
import type { ChildSa, ConfiguredSelector, IkeSa, Result, Time } from '../ir/result.ts';
import type { Address } from '../ir/scalars.ts';
import type { Action } from './action.ts';
import { check } from './configuration/check.ts';
import { compile } from './configuration/compile.ts';
import { reconfigure } from './configuration/reconfigure.ts';
import { COMMAND_ORDER, EVENT, PERIODIC_EVENTS } from './events.ts';
import { installManualSas } from './gateway/manual-sas.ts';
import { GatewayState, World } from './gateway/state.ts';
import { sendTraffic, type Verdict } from './gateway/traffic.ts';
import { dispatch } from './dispatch.ts';
import { ikev1 } from './ikev1/index.ts';
import { IKEV1_PERIODIC_TIMERS } from './ikev1/timers.ts';
import { ikev2 } from './ikev2/index.ts';
import { PERIODIC_IKEV2_EVENTS } from './ikev2/timers.ts';
import type { TrafficPacket } from './message/message.ts';
import { NetworkState, type NetworkOptions } from './network/network-state.ts';
import { execute } from './operations/execute.ts';
import { selectChildSas, selectIkeSas } from './operations/select-sas.ts';
import { showChildSa } from './operations/show-child-sa.ts';
import { showIkeSa } from './operations/show-ike-sa.ts';
import { gatewayNamed, perform, TimedAction } from './perform.ts';
import { restoreWorld, saveWorld, type Snapshot } from './snapshot/snapshot.ts';
import { startByItself } from './start.ts';
import { ladder } from './trace/ladder.ts';
import { Trace, type TraceMode } from './trace/trace.ts';
import type { TraceRecord } from './trace/trace-record.ts';

export interface SimulationOptions {
  /** Everything random comes from it. */
  readonly seed: number;
  readonly network?: NetworkOptions;
  /** Default: `ring`. */
  readonly trace?: TraceMode;
  readonly traceCapacity?: number;
  /**
   * A proof that nobody can check, because a key is unreadable at one end: `refuse` (default) fails with
   * `unverifiable-secret`; `accept` goes on, and records the same failure beside the SA.
   */
  readonly unverifiable?: 'refuse' | 'accept';
}
export interface ConfigureOptions {
  /** Where the values came from, for diagnostics. */
  readonly origins?: Origins;
  /** Own addresses that the configuration does not say. */
  readonly addresses?: readonly Address[];
}
/** `accepted`: false where the configuration makes no sense; then nothing was changed. */
export interface Configured {
  readonly accepted: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Gateways that speak IKE to each other in virtual time. Same seed, same calls: the same trace, byte for byte.
 *
 * Make one with `createSimulation`, give it gateways with `configure`, let time pass with `runUntil` (nothing
 * happens otherwise), look at it and change it with `execute`, or lay out what shall happen with `schedule`.
 */
export class Simulation {
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Milliseconds since the beginning. */
  get time(): Time {
    return this.world.queue.time;
  }
  /** Events that have happened since the beginning: packets, timers, commands. */
  get eventCount(): number {
    return this.world.queue.taken;
  }
  get gateways(): readonly string[] {
    return this.world.gateways.map(({ name }) => name);
  }

  /**
   * Adds a gateway; policies that start by themselves begin at once (as soon as time runs). For a gateway that is
   * there: gives it another configuration; only SAs whose policy or peer changed are deleted.
   */
  configure(
    name: string,
    gateway: Gateway,
    behaviour: EngineBehaviour,
    options: ConfigureOptions = {},
  ): Configured {
    const { world } = this;
    const { origins = new Map<object, MemberOrigins>(), addresses = [] } = options;
    const standing = world.gateways.find((candidate) => candidate.name === name);
    const configuration = compile(gateway, behaviour, addresses);
    const diagnostics = [
      ...check(gateway, origins),
      ...takenAddresses(world, configuration.addresses, standing),
    ];
    if (diagnostics.some(({ severity }) => severity === 'error')) return { accepted: false, diagnostics };
    if (standing === undefined) {
      const added = new GatewayState(world, world.gateways.length, name, configuration, behaviour);
      world.gateways.push(added);
      this.begin(added);
    } else {
      for (const address of standing.configuration.addresses) world.network.gateways.delete(address);
      standing.behaviour = behaviour;
      reconfigure(standing, configuration);
      this.begin(standing);
    }
    return { accepted: true, diagnostics };
  }
  private begin(gateway: GatewayState): void {
    for (const address of gateway.configuration.addresses) {
      this.world.network.gateways.set(address, gateway.index);
    }
    installManualSas(gateway);
    startByItself(gateway);
  }

  /** Executes an operation now. Operations that only read change nothing. */
  execute(gateway: string, operation: Operation): Result {
    return execute(gatewayNamed(this.world, gateway), operation);
  }
  /** The IKE SAs that are selected, newest first, made one by one as they are asked for: for long lists. */
  *ikeSas(gateway: string, select: SaSelector = {}): Generator<IkeSa> {
    const state = gatewayNamed(this.world, gateway);
    for (const sa of selectIkeSas(state, select)) yield showIkeSa(state, sa);
  }
  *childSas(gateway: string, select: SaSelector = {}): Generator<ChildSa> {
    const state = gatewayNamed(this.world, gateway);
    for (const child of selectChildSas(state, select)) yield showChildSa(state, child);
  }

  /** What protects traffic, SA or not, with the id that its inbound SAs have. */
  *selectors(gateway: string): Generator<ConfiguredSelector> {
    const { configuration } = gatewayNamed(this.world, gateway);
    for (const { action, peer, selectors, requestId } of configuration.entries) {
      const [{ name } = {}] = selectors;
      if (action !== 'protect' || peer === null || name === undefined) continue;
      yield { peer: peer.peer.name, name, requestId };
    }
  }

  /** A packet of users leaves through a gateway, now. */
  send(gateway: string, packet: TrafficPacket): Verdict {
    return sendTraffic(gatewayNamed(this.world, gateway), packet);
  }
  /** Does something now that is no operation: a fault, a change of the network. */
  perform(action: Action): void {
    perform(this.world, action);
  }
  /** The same at a time to come. */
  schedule(time: Time, action: Action): void {
    this.world.queue.add(time, COMMAND_ORDER, EVENT.action, new TimedAction(action));
  }

  /** Lets time pass up to and including `time`; it is that time afterwards. */
  runUntil(time: Time): void {
    while (this.world.queue.take(time)) dispatch(this.world);
  }
  runFor(milliseconds: number): void {
    this.runUntil(this.time + milliseconds);
  }
  /**
   * Lets time pass until only what recurs is to come (liveness, keepalives, lifetimes). A simulation that never gets
   * there is stopped at `horizon`, with a note in the trace. True: it is quiet.
   */
  runUntilQuiet(horizon: Time): boolean {
    const { queue, trace } = this.world;
    while (!this.isQuiet()) {
      if (!queue.take(horizon)) {
        trace.note(queue.time, -1, `stopped at its horizon of ${horizon} ms: it is not quiet`);
        return false;
      }
      dispatch(this.world);
    }
    return true;
  }
  /** Whether only what recurs is to come. */
  isQuiet(): boolean {
    return !this.world.queue.hasAny(BUSY_EVENTS);
  }

  /** Everything as JSON data; `restoreSimulation` goes on from there as if nothing had been between. */
  snapshot(): Snapshot {
    return saveWorld(this.world);
  }

  /** The trace for people: a line for each record that was kept, in the words of the RFCs. */
  ladder(): Generator<string> {
    return ladder(this.trace, this.gateways);
  }
  /** What was kept of the trace, oldest first (`SimulationOptions.trace`). */
  get trace(): readonly TraceRecord[] {
    return this.world.trace.kept();
  }
  /** 16 hexadecimal digits that cover every message and state change since the beginning. */
  get traceHash(): string {
    return this.world.trace.hash();
  }
}

const QUIET_EVENTS: ReadonlySet<number> = new Set([
  ...PERIODIC_EVENTS,
  ...PERIODIC_IKEV2_EVENTS,
  ...IKEV1_PERIODIC_TIMERS,
]);
const BUSY_EVENTS = Array.from({ length: 255 }, (_, index) => index + 1).filter(
  (kind) => !QUIET_EVENTS.has(kind),
);

/** Two gateways cannot have one address. */
function takenAddresses(
  world: World,
  addresses: readonly Address[],
  own: GatewayState | undefined,
): readonly Diagnostic[] {
  return addresses.flatMap((address) => {
    const index = world.network.gateways.get(address);
    const other = index === undefined ? undefined : world.gateways[index];
    if (other === undefined || other === own) return [];
    return diagnostic('TG526', { address, gateway: other.name });
  });
}

/** An empty simulation at time 0. */
export function createSimulation(options: SimulationOptions): Simulation {
  const { seed, network = {}, trace = 'ring', traceCapacity, unverifiable = 'refuse' } = options;
  const world = new World(
    { seed, unverifiable },
    new NetworkState(network),
    new Trace(trace, traceCapacity),
    { ikev1, ikev2 },
  );
  return new Simulation(world);
}

/** The simulation that a snapshot was made of, at its time. Throws a TypeError for what is no snapshot. */
export function restoreSimulation(snapshot: Snapshot): Simulation {
  return new Simulation(restoreWorld(snapshot));
}
