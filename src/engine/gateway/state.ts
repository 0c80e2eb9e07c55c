import { behaviourOf, type EngineBehaviour } from '../../ir/behaviour.ts';
import type { Retransmission } from '../../ir/ike.ts';
import type { NegotiationFailure, OfflineRecord } from '../../ir/result.ts';
import type { GatewayConfiguration } from '../configuration/gateway-configuration.ts';
import type { PeerConfiguration } from '../configuration/peer-configuration.ts';
import { EventQueue, type Handle } from '../event-queue.ts';
import { TIMER_ORDER } from '../events.ts';
import type { Ikev1Message, Ikev2Message, Message } from '../message/message.ts';
import type { Datagram, NetworkState } from '../network/network-state.ts';
import { RandomStream } from '../random.ts';
import type { Trace } from '../trace/trace.ts';
import { ChildSpis } from './child-spis.ts';
import { ConnectionIds } from './connection-ids.ts';
import type { ImpairmentState } from './impairments.ts';
import type { LoggedEvent } from './logged-event.ts';
import { Paths } from './paths.ts';
import type { ChildRequest, ChildSaRecord, IkeSaRecord, Owned, Path, Reason, SpdEntry } from './records.ts';
import { Ring } from './ring.ts';
import { SpiTable } from './spi-table.ts';
import { Counters } from './statistics.ts';
import { TrafficCounters } from './traffic-counters.ts';

const EVENT_RING = 32;
const FAILURE_RING = 200;

/** What one version of IKE does when the core asks. The core never builds a message, a protocol never arms a lifetime. */
export interface Protocol {
  /**
   * Starts an IKE SA as its initiator (state `connecting`, first message sent). Child SAs that wait for it are put
   * in `firstRequest` right after; the protocol looks there when it needs them.
   */
  initiate(gateway: GatewayState, peer: PeerConfiguration, path: Path): IkeSaRecord | null;
  /** Negotiates a child SA under an established IKE SA; ends in `childInstalled` or `childRequestFailed`. */
  createChild(gateway: GatewayState, sa: IkeSaRecord, request: ChildRequest): void;
  /** Soft expiry of a child SA (or an operator) wants a replacement. */
  rekeyChild(gateway: GatewayState, child: ChildSaRecord): void;
  /** Soft expiry of an IKE SA wants a replacement: rekey, or a new one beside it. */
  renewIkeSa(gateway: GatewayState, sa: IkeSaRecord): void;
  /** Tells the peer and lets go of an IKE SA; `children`: whether its child SAs go with it (IKEv2: always). */
  deleteIkeSa(gateway: GatewayState, sa: IkeSaRecord, reason: Reason, children: 'delete' | 'keep'): void;
  /** Lets go of an IKE SA without a word, as who lost his memory: its timers stop, what waits for it fails. Its children are gone. */
  drop(gateway: GatewayState, sa: IkeSaRecord): void;
  /** Tells the peer and lets go of a child SA. */
  deleteChild(gateway: GatewayState, child: ChildSaRecord, reason: Reason): void;
  /** A request got no answer however often it was sent. */
  requestTimedOut(gateway: GatewayState, request: PendingRequest): void;
  /** Traffic leaves through the SA: on-demand liveness looks whether anything comes back. */
  trafficSent(gateway: GatewayState, sa: IkeSaRecord): void;
  /** A packet of an SA that is not there came from the other end of this IKE SA. */
  unknownSpi(gateway: GatewayState, sa: IkeSaRecord, spi: number): void;
  /**
   * The gateway is about to be configured anew: what runs under an IKE SA for rows of the SPD that are not `kept` comes to
   * nothing; what runs for the others is their successors'.
   */
  reconfigured(gateway: GatewayState, sa: IkeSaRecord, kept: ReadonlyMap<SpdEntry, SpdEntry>): void;
  /** An event of the protocol's own numbers is due. Its handle in the record is spent: set it to 0. */
  timer(gateway: GatewayState, kind: number, target: Owned): void;
}

/** One version of IKE, with what reads its messages. */
export interface ProtocolOf<M extends Message> extends Protocol {
  receive(gateway: GatewayState, message: M, datagram: Datagram): void;
}
export interface Protocols {
  readonly ikev1: ProtocolOf<Ikev1Message>;
  readonly ikev2: ProtocolOf<Ikev2Message>;
}

/** A request that is sent again until its answer comes; `retransmission.ts` arms it. */
export class PendingRequest implements Owned {
  readonly gateway: number;
  readonly sa: IkeSaRecord;
  readonly message: Message;
  /** Sendings so far. */
  transmissions = 1;
  /** The next wait, in milliseconds. */
  interval: number;
  readonly schedule: Retransmission;
  timer: Handle = 0;

  constructor(gateway: number, sa: IkeSaRecord, message: Message, schedule: Retransmission) {
    this.gateway = gateway;
    this.sa = sa;
    this.message = message;
    this.interval = 1000 * schedule.intervalSeconds;
    this.schedule = schedule;
  }
}

/** What a simulation is set up with; `unverifiable`: what becomes of a proof that nobody can check because a key is unreadable. */
export interface WorldOptions {
  readonly seed: number;
  readonly unverifiable: 'refuse' | 'accept';
}

/** Everything in a simulation: what a snapshot saves. */
export class World {
  readonly options: WorldOptions;
  readonly queue: EventQueue<Owned>;
  readonly network: NetworkState;
  readonly trace: Trace;
  readonly gateways: GatewayState[] = [];
  readonly protocols: Protocols;
  /** IKE and child SAs have engine-wide numbers. */
  nextSaId = 1;

  constructor(options: WorldOptions, network: NetworkState, trace: Trace, protocols: Protocols) {
    this.options = options;
    this.queue = new EventQueue<Owned>();
    this.network = network;
    this.trace = trace;
    this.protocols = protocols;
  }
}

/** One gateway: its configuration, its SA database, its logs. It shares nothing with the others but messages. */
export class GatewayState implements Owned {
  readonly world: World;
  /** Position in the simulation; its own, so that a timer can be the gateway's. */
  readonly gateway: number;
  readonly index: number;
  readonly name: string;
  private behaviours: readonly [ikev1: EngineBehaviour, ikev2: EngineBehaviour];
  configuration: GatewayConfiguration;
  /** By the low word of the own SPI. */
  readonly ikeSas = new SpiTable<IkeSaRecord>();
  /** By inbound SPI; one that has AH beside ESP is there twice. */
  readonly children = new SpiTable<ChildSaRecord>();
  /** Responder, until the first message that has the own SPI: by `halfOpenKey` of the peer's. */
  readonly halfOpen = new SpiTable<IkeSaRecord>();
  halfOpenCount = 0;
  readonly paths = new Paths();
  newestIkeSa: IkeSaRecord | null = null;
  ikeSaCount = 0;
  newestChild: ChildSaRecord | null = null;
  childCount = 0;
  readonly connectionIds: ConnectionIds;
  readonly spiRandom: RandomStream;
  readonly childSpis: ChildSpis;
  readonly nonceRandom: RandomStream;
  readonly jitterRandom: RandomStream;
  /** What the network does to the packets that it sends: others that send shift nothing. */
  readonly packetRandom: RandomStream;
  counters = new Counters();
  private trafficCounters: TrafficCounters | null = null;
  readonly offlineLog: Ring<OfflineRecord>;
  readonly failures = new Ring<NegotiationFailure>(FAILURE_RING);
  readonly events = new Ring<LoggedEvent>(EVENT_RING);
  /** Position in the SPD of the next policy that starts by itself. */
  nextStart = 0;
  clockRate = 1;
  impairments: ImpairmentState | null = null;
  /** What each version keeps for the gateway as a whole (kept answers, cookie secrets); its own class. */
  ikev1: object | null = null;
  ikev2: object | null = null;

  constructor(
    world: World,
    index: number,
    name: string,
    configuration: GatewayConfiguration,
    behaviour: EngineBehaviour,
  ) {
    this.world = world;
    this.gateway = index;
    this.index = index;
    this.name = name;
    this.configuration = configuration;
    this.behaviours = [behaviourOf(behaviour, 'ikev1'), behaviour];
    this.connectionIds = new ConnectionIds(behaviour.connectionIds);
    const { seed } = world.options;
    this.spiRandom = new RandomStream(seed, name, 'spi');
    this.childSpis = new ChildSpis(new RandomStream(seed, name, 'child-spi'));
    this.nonceRandom = new RandomStream(seed, name, 'nonce');
    this.jitterRandom = new RandomStream(seed, name, 'jitter');
    this.packetRandom = new RandomStream(seed, name, 'packets');
    this.offlineLog = new Ring(behaviour.offlineLogCapacity);
  }

  get time(): number {
    return this.world.queue.time;
  }
  get traffic(): TrafficCounters {
    return (this.trafficCounters ??= new TrafficCounters());
  }
  protocol(version: 1 | 2): Protocol {
    return version === 1 ? this.world.protocols.ikev1 : this.world.protocols.ikev2;
  }

  get behaviour(): EngineBehaviour {
    return this.behaviours[1];
  }
  set behaviour(behaviour: EngineBehaviour) {
    this.behaviours = [behaviourOf(behaviour, 'ikev1'), behaviour];
  }
  /** The behaviour as it holds for SAs of one version. */
  behaves(version: 1 | 2): EngineBehaviour {
    return this.behaviours[version - 1] ?? this.behaviour;
  }

  /** Arms a timer on this gateway's clock. */
  after(milliseconds: number, kind: number, target: Owned): Handle {
    const { queue } = this.world;
    return queue.add(queue.time + this.duration(milliseconds), TIMER_ORDER, kind, target);
  }
  /** Moves a timer to so long from now; arms it where it was spent. */
  again(handle: Handle, milliseconds: number, kind: number, target: Owned): Handle {
    const { queue } = this.world;
    if (handle !== 0 && queue.reschedule(handle, queue.time + this.duration(milliseconds))) return handle;
    return this.after(milliseconds, kind, target);
  }
  /** For `record.timer = gateway.cancel(record.timer)`. */
  cancel(handle: Handle): Handle {
    if (handle !== 0) this.world.queue.cancel(handle);
    return 0;
  }
  /** What a duration of its own clock is in the simulation's time. */
  private duration(milliseconds: number): number {
    return this.clockRate === 1 ? milliseconds : Math.max(0, Math.round(milliseconds / this.clockRate));
  }
}
