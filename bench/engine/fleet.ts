import { createSimulation, type Simulation, type SimulationOptions } from '../../src/engine/index.ts';
import type { EngineBehaviour } from '../../src/ir/behaviour.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import type { DeadPeerDetection, Heartbeat, Peer } from '../../src/ir/ike.ts';
import type { Policy } from '../../src/ir/ipsec.ts';
import type { IkeVersion } from '../../src/ir/scalars.ts';

/** Gateways that hold the spokes' ends: one for each spoke would only cost configuration. */
const HOSTS = 64;
const STARTS_A_MILLISECOND = 20;
const HUB = '192.0.2.1';

export const BEHAVIOUR: EngineBehaviour = {
  retransmission: { transmissions: 6, intervalSeconds: 4, factor: 1.8 },
  halfOpenTimeoutSeconds: 30,
  phase2WaitSeconds: 31,
  softLifetimeRatio: { ike: 0.72, child: 0.72, jitter: 0.29 },
  lifetimeAgreement: 'shorter',
  childRekeyBy: 'initiator',
  ikev1ChildrenOnIkeLoss: 'keep',
  quickModeIds: 'equal',
  proposalPreference: 'responder',
  heartbeat: true,
  replacedChildSa: { deleteAfterSeconds: 0 },
  connectionIds: { first: 1, last: 4_294_967_295 },
  requestIds: { first: 1 },
  offlineLogCapacity: 200,
  makeBeforeBreak: true,
  ikeSaLimit: 0,
};

export interface FleetOptions {
  readonly tunnels: number;
  readonly version: IkeVersion;
  /** Both ends probe; 0: nobody does. */
  readonly dpdSeconds?: number;
  readonly heartbeatSeconds?: number;
  readonly lifetimes?: { readonly ike: number; readonly child: number };
  readonly trace?: SimulationOptions['trace'];
}

/** A hub with a template, and hosts with the spokes' ends; nothing has begun. `join` adds host after host. */
export class Fleet {
  readonly simulation: Simulation;
  private readonly options: FleetOptions;
  private joined = 0;
  private hosts = 0;

  constructor(options: FleetOptions) {
    this.options = options;
    this.simulation = createSimulation({ seed: 7, trace: options.trace ?? 'hash' });
    this.simulation.configure('hub', this.gateway('hub', [hubPolicy(options)]), BEHAVIOUR);
  }

  /** Configures the next host: its tunnels start by themselves, 20 a millisecond. False: all are there. */
  join(): boolean {
    const { tunnels } = this.options;
    if (this.joined >= tunnels) return false;
    const count = Math.min(Math.ceil(tunnels / HOSTS), tunnels - this.joined);
    const policies = Array.from({ length: count }, (_, index) =>
      spokePolicy(this.joined + index, this.options),
    );
    this.simulation.configure(`host${this.hosts}`, this.gateway('host', policies), BEHAVIOUR);
    this.hosts++;
    this.joined += count;
    return true;
  }
  /** Virtual milliseconds until a host's tunnels stand. */
  get hostMilliseconds(): number {
    return Math.ceil(this.options.tunnels / HOSTS / STARTS_A_MILLISECOND) + 200;
  }
  /** Virtual milliseconds from one host to the next, so that all of them join in so many seconds. */
  spreadOver(seconds: number): number {
    return Math.ceil((1000 * seconds) / HOSTS);
  }

  /** SAs of the hub. */
  standing(): { readonly ikeSas: number; readonly childSas: number } {
    const result = this.simulation.execute('hub', { kind: 'show-statistics', subject: 'ike' });
    if (result.kind !== 'statistics') throw new Error(`statistics are ${result.kind}`);
    const { ikeSas, childSas } = result.statistics;
    return { ikeSas: ikeSas.total, childSas: childSas.total };
  }

  private gateway(role: 'hub' | 'host', policies: readonly Policy[]): Gateway {
    const { version, dpdSeconds = 0, heartbeatSeconds, lifetimes } = this.options;
    const heartbeat: Heartbeat = {
      sequence: 'new',
      spiList: false,
      ...(heartbeatSeconds === undefined
        ? {}
        : role === 'hub'
          ? { timeoutSeconds: 3 * heartbeatSeconds }
          : { sendIntervalSeconds: heartbeatSeconds }),
    };
    return {
      ike: { heartbeat, natKeepaliveSeconds: 20, listen: [] },
      interfaces: [
        { name: 'wan', kind: 'physical', addresses: role === 'hub' ? [`${HUB}/24`] : [], enabled: true },
      ],
      routes: [],
      ikeProposals: (['ENCR_AES_CBC', 'ENCR_CAMELLIA_CBC', 'ENCR_AES_CTR'] as const)
        .slice(0, role === 'hub' ? 2 : 3)
        .map((name, index) => ({
          name: String(index + 1),
          encryption: [
            { name, keyLength: 256 },
            { name, keyLength: 128 },
          ],
          hashes: ['SHA2-256'],
          integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }, { name: 'AUTH_HMAC_SHA1_96' }],
          prfs: [{ name: 'PRF_HMAC_SHA2_256' }],
          dhGroups: [14, 19],
          authenticationMethod: 'pre-shared-key',
          lifetimeSeconds: lifetimes?.ike ?? 86_400,
        })),
      peers: [peerOf(role, version, dpdSeconds)],
      ipsecProposals: [
        {
          name: 'p',
          esp: {
            encryption: [{ name: 'ENCR_AES_CBC', keyLength: 256 }],
            integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }],
          },
          encapsulation: 'tunnel',
          extendedSequenceNumbers: false,
          compression: 'none',
        },
      ],
      policies,
      manualSas: [],
    };
  }
}

function peerOf(role: 'hub' | 'host', version: IkeVersion, dpdSeconds: number): Peer {
  const dpd: DeadPeerDetection = {
    mode: dpdSeconds === 0 ? 'answer' : 'periodic',
    idleSeconds: dpdSeconds,
    retryIntervalSeconds: 5,
    retries: 5,
    payloadOrder: 'hash-notify',
    then: 'by-policy',
  };
  return {
    name: 'peer',
    enabled: true,
    versions: [version],
    exchangeModes: version === 'ikev1' ? ['main'] : [],
    remote: role === 'hub' ? [] : [{ address: HUB }],
    proposals: role === 'hub' ? ['1', '2'] : ['1', '2', '3'],
    localAuthentication: 'pre-shared-key',
    remoteAuthentication: 'pre-shared-key',
    preSharedKeys: [{ secret: { psk: 'Tg-Bench' } }],
    localId: { type: 'ID_IPV4_ADDR' },
    remoteIds: [],
    verifyRemoteId: true,
    dpd,
    natTraversal: 'on',
    fragmentation: 'off',
    initialContact: true,
    childSasDependOnIkeSa: false,
    lifetimeCheck: 'shorter',
    rekey: 'on',
    configurationPayload: 'none',
  };
}

const COMMON = {
  enabled: true,
  kind: 'policy-based',
  peer: 'peer',
  proposals: ['p'],
  selectorGrouping: 'separate',
  pfsGroups: [],
  interfaces: [],
  antiReplay: { enabled: true, window: 64 },
  dfBit: 'copy',
  fragmentation: 'after-encryption',
  routeInjection: 'none',
} as const;

function hubPolicy({ lifetimes }: FleetOptions): Policy {
  return {
    ...COMMON,
    name: 'template',
    sequence: 1,
    selectors: [],
    acceptSelectors: 'offered',
    lifetime: { seconds: lifetimes?.child ?? 3600, kilobytes: 0 },
    initiation: 'never',
    tunnel: { local: HUB },
  };
}
function spokePolicy(number: number, { lifetimes }: FleetOptions): Policy {
  const [high, middle, low] = [number >> 16, (number >> 8) & 255, number & 255];
  return {
    ...COMMON,
    name: 'spoke',
    sequence: number,
    selectors: [
      {
        action: 'protect',
        local: { prefix: `10.${middle}.${low}.${(high & 15) << 4}/28` },
        remote: { prefix: '172.16.0.0/12' },
        direction: 'both',
      },
    ],
    acceptSelectors: 'configured',
    lifetime: { seconds: lifetimes?.child ?? 3600, kilobytes: 0 },
    initiation: 'at-once',
    tunnel: { local: `${20 + high}.${middle}.${low}.1` },
  };
}
