import { createSimulation, type Simulation, type SimulationOptions } from '../../src/engine/index.ts';
import type { EngineBehaviour } from '../../src/ir/behaviour.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import type { IkeProposal, IkeSettings, Peer } from '../../src/ir/ike.ts';
import type { IpsecProposal, Policy, Selector } from '../../src/ir/ipsec.ts';
import type { ChildSa, IkeSa, NegotiationFailure, OfflineRecord, Statistics } from '../../src/ir/result.ts';
import type { IkeVersion } from '../../src/ir/scalars.ts';

/** The reference schedule (strongSwan): 4 s, growing by 1.8, 6 sendings. Soft lifetimes at 70 %, without jitter. */
export const BEHAVIOUR: EngineBehaviour = {
  retransmission: { transmissions: 6, intervalSeconds: 4, factor: 1.8 },
  halfOpenTimeoutSeconds: 30,
  phase2WaitSeconds: 31,
  softLifetimeRatio: { ike: 0.7, child: 0.7, jitter: 0 },
  lifetimeAgreement: 'shorter',
  childRekeyBy: 'either',
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

export const IKE_PROPOSAL: IkeProposal = {
  name: '1',
  encryption: [{ name: 'ENCR_AES_CBC', keyLength: 256 }],
  hashes: ['SHA2-256'],
  integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }],
  prfs: [{ name: 'PRF_HMAC_SHA2_256' }],
  dhGroups: [14],
  authenticationMethod: 'pre-shared-key',
  lifetimeSeconds: 86_400,
};
export const IPSEC_PROPOSAL: IpsecProposal = {
  name: 'p',
  esp: {
    encryption: [{ name: 'ENCR_AES_CBC', keyLength: 256 }],
    integrity: [{ name: 'AUTH_HMAC_SHA2_256_128' }],
  },
  encapsulation: 'tunnel',
  extendedSequenceNumbers: false,
  compression: 'none',
};
export const ADDRESS = { a: '198.51.100.1', b: '203.0.113.2' } as const;
export const NETWORK = { a: '10.1.0.0/16', b: '10.2.0.0/16' } as const;
export type End = 'a' | 'b';
export const ENDS: readonly End[] = ['a', 'b'];

/** What differs from one tunnel in which `a` begins and `b` answers. */
export interface Changes {
  readonly version?: IkeVersion;
  readonly peer?: Partial<Peer>;
  readonly ikeProposal?: Partial<IkeProposal>;
  readonly ipsecProposal?: Partial<IpsecProposal>;
  readonly policy?: Partial<Policy>;
  readonly selector?: Partial<Selector>;
  readonly ike?: Partial<IkeSettings>;
  readonly gateway?: Partial<Gateway>;
}

export function peerOf(end: End, version: IkeVersion = 'ikev2'): Peer {
  const other = end === 'a' ? 'b' : 'a';
  return {
    name: `to-${other}`,
    enabled: true,
    versions: [version],
    exchangeModes: version === 'ikev1' ? ['main'] : [],
    remote: [{ address: ADDRESS[other] }],
    proposals: ['1'],
    localAuthentication: 'pre-shared-key',
    remoteAuthentication: 'pre-shared-key',
    preSharedKeys: [{ secret: { psk: 'Tg-Demo-2026' } }],
    localId: { type: 'ID_IPV4_ADDR' },
    remoteIds: [{ type: 'ID_IPV4_ADDR', value: ADDRESS[other] }],
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
  };
}
export function policyOf(end: End): Policy {
  const other = end === 'a' ? 'b' : 'a';
  return {
    name: 'map',
    sequence: 1,
    enabled: true,
    kind: 'policy-based',
    peer: `to-${other}`,
    proposals: ['p'],
    selectors: [selectorOf(end)],
    selectorGrouping: 'separate',
    acceptSelectors: 'configured',
    pfsGroups: [],
    lifetime: { seconds: 3600, kilobytes: 0 },
    initiation: end === 'a' ? 'at-once' : 'on-traffic',
    tunnel: { local: ADDRESS[end] },
    interfaces: [],
    antiReplay: { enabled: true, window: 64 },
    dfBit: 'copy',
    fragmentation: 'after-encryption',
    routeInjection: 'none',
  };
}
export function selectorOf(end: End): Selector {
  const other = end === 'a' ? 'b' : 'a';
  return {
    action: 'protect',
    local: { prefix: NETWORK[end] },
    remote: { prefix: NETWORK[other] },
    direction: 'both',
    name: '3000',
    rule: 5,
  };
}
export function gatewayOf(end: End, changes: Changes = {}): Gateway {
  const policy = policyOf(end);
  const selectors = policy.selectors.map((selector) => ({ ...selector, ...changes.selector }));
  return {
    ike: {
      heartbeat: { sequence: 'old', spiList: false },
      natKeepaliveSeconds: 20,
      listen: [],
      ...changes.ike,
    },
    interfaces: [],
    routes: [],
    ikeProposals: [{ ...IKE_PROPOSAL, ...changes.ikeProposal }],
    peers: [{ ...peerOf(end, changes.version), ...changes.peer }],
    ipsecProposals: [{ ...IPSEC_PROPOSAL, ...changes.ipsecProposal }],
    policies: [{ ...policy, selectors, ...changes.policy }],
    manualSas: [],
    ...changes.gateway,
  };
}

export interface LabOptions extends Partial<SimulationOptions> {
  readonly both?: Changes;
  readonly a?: Changes;
  readonly b?: Changes;
  readonly behaviour?: Partial<EngineBehaviour>;
  readonly behaviourOfB?: Partial<EngineBehaviour>;
  /** Other names and addresses for what stands in the configurations. */
  readonly rename?: <T>(value: T) => T;
}
/** Gateways `a` (begins at once) and `b` on a link of 10 ms; every message goes through JSON. */
export function labOf(options: LabOptions = {}): Lab {
  const {
    both: _both,
    a: _a,
    b: _b,
    behaviour: _behaviour,
    behaviourOfB: _behaviourOfB,
    rename: _rename,
    ...rest
  } = options;
  const simulation = createSimulation({
    seed: 1,
    trace: 'all',
    ...rest,
    network: { throughJson: true, ...rest.network },
  });
  configureBoth(simulation, options);
  return new Lab(simulation);
}
/** Gives a simulation the two gateways. */
export function configureBoth(simulation: Simulation, options: LabOptions): void {
  const { both, a, b, behaviour, behaviourOfB, rename = same } = options;
  const row = { ...BEHAVIOUR, ...behaviour };
  simulation.configure(rename('a'), rename(gatewayOf('a', { ...both, ...a })), row);
  simulation.configure(rename('b'), rename(gatewayOf('b', { ...both, ...b })), { ...row, ...behaviourOfB });
}
function same<T>(value: T): T {
  return value;
}

/** A simulation of `a` and `b` in few words. */
export class Lab {
  readonly simulation: Simulation;
  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }
  get time(): number {
    return this.simulation.time;
  }
  /** Until nothing but what recurs is to come. */
  settle(horizon = 600_000): this {
    this.simulation.runUntilQuiet(this.time + horizon);
    return this;
  }
  until(milliseconds: number): this {
    this.simulation.runUntil(milliseconds);
    return this;
  }
  ike(end: string): readonly IkeSa[] {
    return [...this.simulation.ikeSas(end)];
  }
  children(end: string): readonly ChildSa[] {
    return [...this.simulation.childSas(end)];
  }
  failures(end: string): readonly NegotiationFailure[] {
    const result = this.simulation.execute(end, { kind: 'show-failure-log' });
    return result.kind === 'failure-log' ? result.failures : [];
  }
  offline(end: string): readonly OfflineRecord[] {
    const result = this.simulation.execute(end, { kind: 'show-offline-log' });
    return result.kind === 'offline-log' ? result.records : [];
  }
  statistics(end: string): Statistics {
    const result = this.simulation.execute(end, { kind: 'show-statistics', subject: 'ike' });
    if (result.kind !== 'statistics') throw new TypeError('no statistics');
    return result.statistics;
  }
  /** "time sender exchange [messageId/response] {payloads}" of every IKE message sent. */
  messages(): readonly string[] {
    const [names, lines] = [this.simulation.gateways, [] as string[]];
    for (const record of this.simulation.trace) {
      if (record.kind !== 'sent' || !('exchange' in record.content)) continue;
      const { exchange, messageId, isResponse, payloads } = record.content;
      const kinds = payloads.map((payload) => payload.kind).join(' ');
      const direction = isResponse ? 'answer' : 'request';
      lines.push(`${record.time} ${names[record.gateway]} ${exchange} ${messageId} ${direction} ${kinds}`);
    }
    return lines;
  }
}
