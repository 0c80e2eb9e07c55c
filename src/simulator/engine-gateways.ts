import { createSimulation, ladder, type Simulation, type TraceRecord } from '../engine/index.ts';
import type { EngineBehaviour } from '../ir/behaviour.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import type { Gateways, Traffic } from './gateways.ts';
import type { Lab } from './lab/lab.ts';

/** Of the trace so many records are kept for the ladder. */
const LADDER = 65_536;
const ANY_PROTOCOL = 1;
/** Packets of one line of a script leave a millisecond after each other. */
const PACKET_INTERVAL = 1;

/** A device as the engine needs it. */
export interface EngineDevice {
  readonly name: string;
  readonly dialect: DialectProfile;
}

/** The gateways of a lab on the SA engine, joined as the lab says. */
export function newGateways(lab: Lab, devices: readonly EngineDevice[], watch = false): Gateways {
  const simulation = createSimulation({
    seed: lab.seed,
    trace: watch ? 'ring' : 'hash',
    traceCapacity: LADDER,
    network: {
      // Where the lab names links, there are no others.
      link: lab.links.length === 0 ? {} : { up: false },
      links: lab.links.map(({ between, quality }) => ({ between, ...quality, up: true })),
      nats: lab.links.flatMap(({ nat }) =>
        nat === undefined
          ? []
          : [
              {
                name: `nat of ${nat.inside}`,
                outside: nat.outside,
                inside: [nat.inside],
                mappingTimeoutSeconds: 120,
              },
            ],
      ),
    },
  });
  const behaviours = new Map(
    devices.map(({ name, dialect: { dialect, profile } }) => [name, dialect.behaviour[profile]]),
  );
  return gatewaysOn(simulation, behaviours);
}

/** A simulation as the simulator needs it. */
export function gatewaysOn(
  simulation: Simulation,
  behaviours: ReadonlyMap<string, EngineBehaviour | undefined>,
): Gateways {
  let last: TraceRecord | undefined;
  return {
    get now() {
      return simulation.time;
    },
    configure: (device, gateway) => {
      const behaviour = behaviours.get(device);
      if (behaviour === undefined) throw new Error(`${device} is no device whose behaviour is known`);
      return simulation.configure(device, gateway, behaviour).diagnostics;
    },
    execute: (device, operation) => simulation.execute(device, operation),
    ikeSas: (device, select) => simulation.ikeSas(device, select),
    childSas: (device, select) => simulation.childSas(device, select),
    selectors: (device) => simulation.selectors(device),
    advance: (milliseconds) => simulation.runFor(milliseconds),
    setLink: (between, { isUp, quality }) =>
      simulation.perform({
        kind: 'link',
        between,
        properties: { ...quality, ...(isUp === undefined ? {} : { up: isUp }) },
      }),
    send: (gateway, traffic) =>
      simulation.perform({
        kind: 'traffic',
        gateway,
        packet: packetOf(traffic),
        count: traffic.packets,
        intervalMilliseconds: PACKET_INTERVAL,
      }),
    ladder: () => {
      const records = simulation.trace;
      const further = last === undefined ? records : records.slice(records.lastIndexOf(last) + 1);
      last = records.at(-1);
      const told = further.filter(({ kind }) => kind !== 'received');
      return [...ladder(told, simulation.gateways)];
    },
  };
}

function packetOf({ from, to, bytes }: Traffic) {
  return {
    source: from,
    destination: to,
    protocol: ANY_PROTOCOL,
    sourcePort: 2048,
    destinationPort: 0,
    octets: bytes,
  };
}
