import {
  createSimulation,
  type Message,
  type Simulation,
  type SimulationOptions,
} from '../../../src/engine/index.ts';
import { behaviour as racoon } from '../../../src/dialects/racoon/behaviour.ts';
import { behaviour as vrp } from '../../../src/dialects/vrp/behaviour.ts';
import type { EngineBehaviour } from '../../../src/ir/behaviour.ts';
import type { Gateway } from '../../../src/ir/gateway.ts';
import type { IkeProposal, IkeSettings, Peer } from '../../../src/ir/ike.ts';
import type { IpsecProposal, Policy } from '../../../src/ir/ipsec.ts';
import type { Operation, SaSelector } from '../../../src/ir/operation.ts';
import type {
  ChildSa,
  IkeSa,
  NegotiationFailure,
  OfflineRecord,
  Result,
  Statistics,
} from '../../../src/ir/result.ts';

export const LEFT = '198.51.100.1';
export const RIGHT = '203.0.113.2';
export const USG: EngineBehaviour = vrp.usg;
export const AR: EngineBehaviour = vrp.ar;
export const NE: EngineBehaviour = vrp.ne;
export const RACOON: EngineBehaviour = racoon['0.9'];

/** What a test says of one end; the rest is a tunnel that comes up. */
export interface End {
  readonly ike?: Partial<IkeSettings>;
  readonly proposals?: readonly Partial<IkeProposal>[];
  readonly peer?: Partial<Peer>;
  readonly ipsec?: Partial<IpsecProposal>;
  readonly policy?: Partial<Policy>;
}

/** A gateway with one IKEv1 tunnel, `local` to `remote`: the subnets are 10.1.0.0/16 on the left and 10.2.0.0/16 on the right. */
export function gatewayOf(local: string, remote: string, end: End = {}): Gateway {
  const isLeft = local === LEFT;
  const proposals = (end.proposals ?? [{}]).map((proposal, index): IkeProposal => ({
    name: String(index + 1),
    encryption: [{ name: 'ENCR_AES_CBC', keyLength: 256 }],
    hashes: ['SHA2-256'],
    integrity: [],
    prfs: [],
    dhGroups: [14],
    authenticationMethod: 'pre-shared-key',
    lifetimeSeconds: 86_400,
    ...proposal,
  }));
  return {
    hostname: isLeft ? 'left' : 'right',
    ike: { heartbeat: { sequence: 'old', spiList: false }, natKeepaliveSeconds: 20, listen: [], ...end.ike },
    interfaces: [],
    routes: [],
    ikeProposals: proposals,
    peers: [
      {
        name: 'peer',
        enabled: true,
        versions: ['ikev1'],
        exchangeModes: ['main'],
        remote: [{ address: remote }],
        proposals: proposals.map(({ name }) => name),
        localAuthentication: 'pre-shared-key',
        remoteAuthentication: 'pre-shared-key',
        preSharedKeys: [{ secret: { psk: 'Tg-Demo-2026' } }],
        localId: { type: 'ID_IPV4_ADDR' },
        remoteIds: [{ type: 'ID_IPV4_ADDR' }],
        verifyRemoteId: true,
        dpd: {
          mode: 'answer',
          idleSeconds: 30,
          retryIntervalSeconds: 15,
          retries: 3,
          payloadOrder: 'hash-notify',
          then: 'by-policy',
        },
        natTraversal: 'on',
        fragmentation: 'off',
        initialContact: true,
        childSasDependOnIkeSa: false,
        lifetimeCheck: 'shorter',
        rekey: 'on',
        configurationPayload: 'none',
        ...end.peer,
      },
    ],
    ipsecProposals: [
      {
        name: 'esp',
        esp: {
          encryption: [{ name: 'ENCR_AES_CBC', keyLength: 256 }],
          integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }],
        },
        encapsulation: 'tunnel',
        extendedSequenceNumbers: false,
        compression: 'none',
        ...end.ipsec,
      },
    ],
    policies: [
      {
        name: 'map',
        sequence: 1,
        enabled: true,
        kind: 'policy-based',
        peer: 'peer',
        proposals: ['esp'],
        selectors: [
          {
            action: 'protect',
            local: { prefix: isLeft ? '10.1.0.0/16' : '10.2.0.0/16' },
            remote: { prefix: isLeft ? '10.2.0.0/16' : '10.1.0.0/16' },
            direction: 'both',
          },
        ],
        selectorGrouping: 'separate',
        acceptSelectors: 'configured',
        pfsGroups: [],
        lifetime: { seconds: 3600, kilobytes: 0 },
        initiation: isLeft ? 'at-once' : 'on-traffic',
        tunnel: { local },
        interfaces: [],
        antiReplay: { enabled: true, window: 1024 },
        dfBit: 'copy',
        fragmentation: 'after-encryption',
        routeInjection: 'none',
        ...end.policy,
      },
    ],
    manualSas: [],
  };
}

export interface LabOptions extends Partial<SimulationOptions> {
  readonly left?: End;
  readonly right?: End;
  readonly behaviour?: EngineBehaviour;
  readonly leftBehaviour?: EngineBehaviour;
  readonly rightBehaviour?: EngineBehaviour;
  /** False: nobody is at the other end. */
  readonly withRight?: boolean;
}

type Side = 'left' | 'right';

/** Two gateways; what a test asks of them is a word. Every message goes through JSON. */
export class Lab {
  readonly simulation: Simulation;

  constructor(options: LabOptions = {}) {
    const { left, right, behaviour = USG, withRight = true, network, ...rest } = options;
    this.simulation = createSimulation({
      seed: 7,
      trace: 'all',
      ...rest,
      network: { throughJson: true, ...network },
    });
    this.simulation.configure('left', gatewayOf(LEFT, RIGHT, left), options.leftBehaviour ?? behaviour);
    if (withRight) {
      this.simulation.configure('right', gatewayOf(RIGHT, LEFT, right), options.rightBehaviour ?? behaviour);
    }
  }

  run(milliseconds: number): void {
    this.simulation.runUntil(milliseconds);
  }
  execute(side: Side, operation: Operation): Result {
    return this.simulation.execute(side, operation);
  }
  ikeSas(side: Side): readonly IkeSa[] {
    return [...this.simulation.ikeSas(side)];
  }
  childSas(side: Side): readonly ChildSa[] {
    return [...this.simulation.childSas(side)];
  }
  offline(side: Side): readonly OfflineRecord[] {
    const result = this.execute(side, { kind: 'show-offline-log' });
    return result.kind === 'offline-log' ? result.records : [];
  }
  reasons(side: Side): readonly string[] {
    return this.offline(side).map(({ reason, level }) => `${level} ${reason}`);
  }
  failures(side: Side): readonly NegotiationFailure[] {
    const result = this.execute(side, { kind: 'show-failure-log' });
    return result.kind === 'failure-log' ? result.failures : [];
  }
  events(side: Side): readonly string[] {
    const result = this.execute(side, { kind: 'show-events', follow: false });
    return result.kind === 'events' ? result.events.map(({ kind, time }) => `${time} ${kind}`) : [];
  }
  statistics(side: Side): Statistics {
    const result = this.execute(side, { kind: 'show-statistics', subject: 'ike' });
    if (result.kind !== 'statistics') throw new Error('no statistics');
    return result.statistics;
  }
  /** Messages in the order of sending: when, who, what. */
  sent(): readonly { readonly time: number; readonly from: Side; readonly message: Message }[] {
    return this.simulation.trace.flatMap((record) =>
      record.kind === 'sent' && 'exchange' in record.content
        ? [{ time: record.time, from: record.gateway === 0 ? 'left' : 'right', message: record.content }]
        : [],
    );
  }
  /** "60 left SA1 N" */
  ladder(): readonly string[] {
    return this.sent().map(({ time, from, message }) => {
      const kinds = message.payloads.map((payload) =>
        payload.kind === 'NOTIFY' ? `N(${payload.type})` : payload.kind,
      );
      return `${time} ${from} ${message.exchange} ${kinds.join(' ')}`;
    });
  }
  clear(side: Side, children: 'delete' | 'keep', select: SaSelector = {}): Result {
    return this.execute(side, {
      kind: 'clear-ike-sa',
      select,
      children,
      then: 'never',
      childConnection: 'by-policy',
    });
  }
  /** Users' packets between the two subnets. */
  send(side: Side, octets = 100): string {
    const [source, destination] = side === 'left' ? ['10.1.0.1', '10.2.0.1'] : ['10.2.0.1', '10.1.0.1'];
    return this.simulation.send(side, {
      source,
      destination,
      protocol: 17,
      sourcePort: 1000,
      destinationPort: 2000,
      octets,
    });
  }
}
