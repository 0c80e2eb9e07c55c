import { GatewayConfiguration } from '../configuration/gateway-configuration.ts';
import { OutboundIndex } from '../configuration/outbound-index.ts';
import { PeerConfiguration } from '../configuration/peer-configuration.ts';
import { EventQueue } from '../event-queue.ts';
import { ChildSpis } from '../gateway/child-spis.ts';
import { ConnectionIds } from '../gateway/connection-ids.ts';
import { ImpairmentState } from '../gateway/impairments.ts';
import { LoggedEvent } from '../gateway/logged-event.ts';
import { Paths, PathsFrom } from '../gateway/paths.ts';
import { ManualSaRecord } from '../gateway/manual-sas.ts';
import { ChildRequest, ChildSaRecord, Path, SpdEntry } from '../gateway/records.ts';
import { ReplayWindow } from '../gateway/replay-window.ts';
import { Restart } from '../gateway/requests.ts';
import { Ring } from '../gateway/ring.ts';
import { SpiTable } from '../gateway/spi-table.ts';
import { GatewayState, PendingRequest, World } from '../gateway/state.ts';
import { Counters } from '../gateway/statistics.ts';
import { TrafficCounters } from '../gateway/traffic-counters.ts';
import { AnsweredExchange, AnsweredExchanges } from '../ikev1/answered-exchanges.ts';
import { EntryMemories, EntryMemory } from '../ikev1/entry-memory.ts';
import { GatewayMemory } from '../ikev1/gateway-memory.ts';
import { ikev1 } from '../ikev1/index.ts';
import { PeerMemory } from '../ikev1/peer-memory.ts';
import { Ikev1Sa, Phase1Negotiation, QuickExchange } from '../ikev1/records.ts';
import { ikev2 } from '../ikev2/index.ts';
import { Collision, Exchange, Ikev2Sa, Ikev2State, Retry, Setup } from '../ikev2/records.ts';
import { Datagram, NatState, NetworkState, PacketRuleState } from '../network/network-state.ts';
import { TimedAction, TrafficStream } from '../perform.ts';
import { RandomStream } from '../random.ts';
import { Trace } from '../trace/trace.ts';
import { type Graph, type Registry, restoreGraph, saveGraph } from './graph.ts';

/** Every class whose objects can be part of a simulation. A missing one is refused when a snapshot is made. */
const REGISTRY: Registry = {
  classes: {
    AnsweredExchange,
    AnsweredExchanges,
    EntryMemories,
    ChildRequest,
    ChildSaRecord,
    ChildSpis,
    Collision,
    ConnectionIds,
    Counters,
    Datagram,
    EntryMemory,
    EventQueue,
    Exchange,
    GatewayConfiguration,
    GatewayMemory,
    GatewayState,
    Ikev1Sa,
    Ikev2Sa,
    Ikev2State,
    ManualSaRecord,
    ImpairmentState,
    LoggedEvent,
    NatState,
    NetworkState,
    OutboundIndex,
    PacketRuleState,
    Path,
    Paths,
    PathsFrom,
    PeerConfiguration,
    PeerMemory,
    PendingRequest,
    Phase1Negotiation,
    QuickExchange,
    RandomStream,
    ReplayWindow,
    Restart,
    Retry,
    Ring,
    Setup,
    SpdEntry,
    SpiTable,
    TimedAction,
    Trace,
    TrafficCounters,
    TrafficStream,
    World,
  },
  externals: { ikev1, ikev2 },
};

/** A whole simulation as JSON data: configuration, SAs, timers, packets under way, random streams, trace. */
export interface Snapshot {
  readonly snapshot: 1;
  readonly graph: Graph;
}

export function saveWorld(world: World): Snapshot {
  return { snapshot: 1, graph: saveGraph(world, REGISTRY) };
}

/** Throws a TypeError for what is no snapshot of this version. */
export function restoreWorld({ snapshot, graph }: Snapshot): World {
  if (snapshot !== 1) throw new TypeError(`snapshot version ${String(snapshot)} is not known`);
  const world = restoreGraph(graph, REGISTRY);
  if (!(world instanceof World)) throw new TypeError('the snapshot holds no simulation');
  return world;
}
