// One hub and many tunnels to it, for the benches of the engine: what an SA costs, not what a configuration does.
import { createSimulation, type Simulation } from '../src/engine/index.ts';
import type { EngineBehaviour } from '../src/ir/behaviour.ts';
import type { Gateway } from '../src/ir/gateway.ts';
import type { DeadPeerDetection, Heartbeat, Peer } from '../src/ir/ike.ts';
import type { Policy } from '../src/ir/ipsec.ts';
import type { IkeVersion } from '../src/ir/scalars.ts';

/** Gateways that the tunnels are shared out to, and tunnels that begin in one millisecond. */
const SPOKES = 64;
const STARTS_A_MILLISECOND = 20;
const HUB = '192.0.2.1';

export interface HubOptions {
  readonly tunnels: number;
  readonly version: IkeVersion;
  readonly behaviour: EngineBehaviour;
  readonly dpd?: Partial<DeadPeerDetection>;
  /** What the spokes send, and the hub expects. */
  readonly heartbeat?: { readonly spokes: Partial<Heartbeat>; readonly hub: Partial<Heartbeat> };
  readonly trace?: 'off' | 'hash' | 'ring';
  readonly lifetimes?: { readonly ike: number; readonly child: number };
}

/** A hub that takes any peer, and spokes that begin all their tunnels by themselves. */
export class Hub {
  readonly simulation: Simulation;
  private readonly options: HubOptions;

  constructor(options: HubOptions) {
    this.options = options;
    this.simulation = createSimulation({ seed: 1, trace: options.trace ?? 'off' });
    const { version, dpd, heartbeat } = options;
    const peer = peerOf(version, [], dpd);
    const policy = policyOf(0, HUB, { selectors: [], acceptSelectors: 'offered', initiation: 'never' });
    const hub = gatewayOf([peer], [policy], heartbeat?.hub, options);
    this.simulation.configure('hub', hub, options.behaviour, { addresses: [HUB] });
  }

  /** Sets all tunnels up; gives the milliseconds of wall time without configuring. */
  setUp(): number {
    const { tunnels } = this.options;
    const perSpoke = Math.ceil(tunnels / SPOKES);
    let wall = 0;
    for (let spoke = 0; spoke < SPOKES; spoke++) {
      const first = spoke * perSpoke;
      const count = Math.min(perSpoke, tunnels - first);
      if (count <= 0) break;
      this.configureSpoke(spoke, first, count);
      wall += this.run(Math.ceil(count / STARTS_A_MILLISECOND));
    }
    return wall + this.run(1000);
  }
  /** Lets time pass; gives the milliseconds of wall time. */
  run(milliseconds: number): number {
    const start = performance.now();
    this.simulation.runFor(milliseconds);
    return performance.now() - start;
  }
  /** Live child SAs of the hub. */
  get children(): number {
    const result = this.simulation.execute('hub', { kind: 'show-statistics', subject: 'ipsec' });
    return result.kind === 'statistics' ? result.statistics.childSas.total : 0;
  }

  private configureSpoke(spoke: number, first: number, count: number): void {
    const { version, dpd, heartbeat, behaviour } = this.options;
    const policies: Policy[] = [];
    for (let index = first; index < first + count; index++) policies.push(policyOf(index, addressOf(index)));
    const gateway = gatewayOf([peerOf(version, [HUB], dpd)], policies, heartbeat?.spokes, this.options);
    this.simulation.configure(`spoke${spoke}`, gateway, behaviour);
  }
}

function addressOf(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
}

function peerOf(version: IkeVersion, remote: readonly string[], dpd: Partial<DeadPeerDetection> = {}): Peer {
  return {
    name: 'peer',
    enabled: true,
    versions: [version],
    exchangeModes: ['main'],
    remote: remote.map((address) => ({ address })),
    proposals: ['1', '2', '3'],
    localAuthentication: 'pre-shared-key',
    remoteAuthentication: 'pre-shared-key',
    preSharedKeys: [{ secret: { psk: 'Tg-Bench-2026' } }],
    localId: { type: 'ID_IPV4_ADDR' },
    remoteIds: [],
    verifyRemoteId: true,
    dpd: {
      mode: 'answer',
      idleSeconds: 30,
      retryIntervalSeconds: 15,
      retries: 3,
      payloadOrder: 'hash-notify',
      then: 'by-policy',
      ...dpd,
    },
    natTraversal: 'on',
    fragmentation: 'off',
    initialContact: true,
    childSasDependOnIkeSa: false,
    lifetimeCheck: 'shorter',
    rekey: 'on',
    configurationPayload: 'none',
  };
}

function policyOf(index: number, local: string, members: Partial<Policy> = {}): Policy {
  return {
    name: 'map',
    sequence: index + 1,
    enabled: true,
    kind: 'policy-based',
    peer: 'peer',
    proposals: ['esp'],
    selectors: [
      {
        action: 'protect',
        local: { prefix: `${local}/32` },
        remote: { prefix: '172.16.0.0/12' },
        direction: 'both',
      },
    ],
    selectorGrouping: 'separate',
    acceptSelectors: 'configured',
    pfsGroups: [],
    lifetime: { seconds: 3600, kilobytes: 0 },
    initiation: 'at-once',
    tunnel: { local },
    interfaces: [],
    antiReplay: { enabled: true, window: 1024 },
    dfBit: 'copy',
    fragmentation: 'after-encryption',
    routeInjection: 'none',
    ...members,
  };
}

function gatewayOf(
  peers: readonly Peer[],
  policies: readonly Policy[],
  heartbeat: Partial<Heartbeat> = {},
  { lifetimes = { ike: 86_400, child: 3600 } }: HubOptions,
): Gateway {
  const proposal = (name: string, keyLength: number) => ({
    name,
    encryption: [{ name: 'ENCR_AES_CBC' as const, keyLength }],
    hashes: ['SHA2-256' as const],
    integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' as const }],
    prfs: [{ name: 'PRF_HMAC_SHA2_256' as const }],
    dhGroups: [14],
    authenticationMethod: 'pre-shared-key' as const,
    lifetimeSeconds: lifetimes.ike,
  });
  return {
    ike: {
      heartbeat: { sequence: 'old', spiList: false, ...heartbeat },
      natKeepaliveSeconds: 20,
      listen: [],
    },
    interfaces: [],
    routes: [],
    ikeProposals: [proposal('1', 256), proposal('2', 192), proposal('3', 128)],
    peers,
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
      },
    ],
    policies: policies.map((policy) => ({
      ...policy,
      lifetime: { seconds: lifetimes.child, kilobytes: 0 },
    })),
    manualSas: [],
  };
}
