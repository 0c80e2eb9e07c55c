import type { Json } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import { inWords, showValue } from './show-value.ts';

/** How a member is called by people who run gateways. */
export interface MemberWords {
  readonly words: string;
  readonly unit?: 's' | 'KB' | 'packets' | 'bits' | 'group';
  /** What an empty list means. */
  readonly empty?: string;
  /** What 0 means. */
  readonly zero?: string;
  /** What a member that is not there means. */
  readonly absent?: string;
}

/** Members that are told as a whole, whatever part of them differs. */
export const MEMBERS: Readonly<Record<MemberPath, MemberWords>> = {
  'ike.localName': { words: 'IKE name of this gateway', absent: 'none' },
  'ike.heartbeat.sequence': { words: 'IKE heartbeat format' },
  'ike.heartbeat.spiList': { words: 'SPI list in IKE heartbeats' },
  'ike.heartbeat.sendIntervalSeconds': {
    words: 'IKE heartbeat interval',
    unit: 's',
    absent: 'none are sent',
  },
  'ike.heartbeat.timeoutSeconds': { words: 'IKE heartbeat timeout', unit: 's', absent: 'none are expected' },
  'ike.natKeepaliveSeconds': { words: 'NAT keepalive interval', unit: 's', zero: 'off' },
  'ike.retransmission': { words: 'IKE retransmission', absent: "the device's own" },
  'ike.listen': { words: 'addresses that IKE listens on', empty: 'all' },
  'ike.cookieThreshold': { words: 'half-open SAs before cookies', absent: 'no limit' },

  'peers.enabled': { words: 'peer is enabled' },
  'peers.versions': { words: 'IKE version' },
  'peers.exchangeModes': { words: 'IKEv1 exchange mode' },
  'peers.vrf': { words: 'VRF of the peer', absent: 'the global table' },
  'peers.remote': { words: 'remote address', empty: 'any' },
  'peers.remotePort': { words: 'remote IKE port', absent: '500, 4500 behind a NAT' },
  'peers.proposals': { words: 'IKE proposals' },
  'peers.localAuthentication': { words: 'own authentication method' },
  'peers.remoteAuthentication': { words: "peer's authentication method" },
  'peers.preSharedKeys': { words: 'pre-shared key' },
  'peers.certificates': { words: 'certificates', absent: 'none' },
  'peers.localId': { words: 'local identity' },
  'peers.remoteIds': { words: 'remote identity', empty: 'any' },
  'peers.verifyRemoteId': { words: 'remote identity is checked' },
  'peers.dpd.mode': { words: 'DPD mode' },
  'peers.dpd.idleSeconds': { words: 'DPD idle time', unit: 's' },
  'peers.dpd.retryIntervalSeconds': { words: 'DPD retry interval', unit: 's' },
  'peers.dpd.retries': { words: 'DPD retries' },
  'peers.dpd.payloadOrder': { words: 'payload order in DPD messages' },
  'peers.dpd.then': { words: 'what follows a dead peer' },
  'peers.natTraversal': { words: 'NAT traversal' },
  'peers.fragmentation': { words: 'IKE fragmentation' },
  'peers.initialContact': { words: 'initial contact is sent' },
  'peers.childSasDependOnIkeSa': { words: 'IPsec SAs end with their IKE SA' },
  'peers.lifetimeCheck': { words: "how a peer's other lifetime is settled" },
  'peers.rekey': { words: 'rekeying' },
  'peers.reauthenticationSeconds': { words: 'reauthentication interval', unit: 's', absent: 'off' },
  'peers.configurationPayload': { words: 'configuration payload' },
  'peers.mobike': { words: 'MOBIKE', absent: 'no' },

  ikeProposals: { words: 'IKE proposal', absent: 'none' },
  'ikeProposals.encryption': { words: 'IKE encryption' },
  'ikeProposals.hashes': { words: 'IKEv1 hash' },
  'ikeProposals.integrity': { words: 'IKEv2 integrity' },
  'ikeProposals.prfs': { words: 'IKEv2 PRF' },
  'ikeProposals.dhGroups': { words: 'IKE DH group', unit: 'group' },
  'ikeProposals.authenticationMethod': { words: 'IKEv1 authentication method' },
  'ikeProposals.lifetimeSeconds': { words: 'IKE SA lifetime', unit: 's', zero: 'no limit' },
  'ikeProposals.softLifetimeSeconds': {
    words: 'IKE SA soft lifetime',
    unit: 's',
    absent: "the device's own",
  },

  ipsecProposals: { words: 'IPsec proposal', absent: 'none' },
  'ipsecProposals.esp': { words: 'ESP', absent: 'none' },
  'ipsecProposals.esp.encryption': { words: 'ESP encryption' },
  'ipsecProposals.esp.integrity': { words: 'ESP integrity' },
  'ipsecProposals.ah': { words: 'AH', absent: 'none' },
  'ipsecProposals.ah.integrity': { words: 'AH integrity' },
  'ipsecProposals.encapsulation': { words: 'encapsulation' },
  'ipsecProposals.extendedSequenceNumbers': { words: 'extended sequence numbers' },
  'ipsecProposals.compression': { words: 'compression' },

  'policies.enabled': { words: 'policy is enabled' },
  'policies.kind': { words: 'kind of policy' },
  'policies.peer': { words: 'peer', absent: 'none' },
  'policies.proposals': { words: 'IPsec proposals' },
  'policies.vrf': { words: 'VRF of the traffic', absent: 'the global table' },
  'policies.selectors': { words: 'protected traffic', absent: 'all that is routed into the tunnel' },
  'policies.selectors.action': { words: 'action' },
  'policies.selectors.local': { words: 'local traffic' },
  'policies.selectors.remote': { words: 'remote traffic' },
  'policies.selectors.protocol': { words: 'IP protocol', absent: 'any' },
  'policies.selectors.localPorts': { words: 'local ports', absent: 'any' },
  'policies.selectors.remotePorts': { words: 'remote ports', absent: 'any' },
  'policies.selectors.direction': { words: 'direction' },
  'policies.selectorGrouping': { words: 'selectors share an SA' },
  'policies.acceptSelectors': { words: 'selectors accepted from the peer' },
  'policies.pfsGroups': { words: 'PFS', unit: 'group', empty: 'off' },
  'policies.lifetime.seconds': { words: 'IPsec SA lifetime', unit: 's', zero: 'no limit' },
  'policies.lifetime.kilobytes': { words: 'IPsec SA lifetime by volume', unit: 'KB', zero: 'no limit' },
  'policies.lifetime.softSeconds': { words: 'IPsec SA soft lifetime', unit: 's', absent: "the device's own" },
  'policies.lifetime.softKilobytes': {
    words: 'IPsec SA soft lifetime by volume',
    unit: 'KB',
    absent: "the device's own",
  },
  'policies.lifetime.packets': { words: 'IPsec SA lifetime', unit: 'packets', absent: 'no limit' },
  'policies.initiation': { words: 'when the tunnel starts' },
  'policies.tunnel.local': { words: 'local tunnel address', absent: "the interface's" },
  'policies.tunnel.remote': { words: 'remote tunnel address', absent: "the peer's" },
  'policies.interfaces': { words: 'interface that it is bound to', empty: 'none' },
  'policies.antiReplay.enabled': { words: 'anti-replay' },
  'policies.antiReplay.window': { words: 'anti-replay window' },
  'policies.dfBit': { words: 'DF bit of the outer header' },
  'policies.fragmentation': { words: 'fragmentation of packets' },
  'policies.routeInjection': { words: 'route injection' },

  routes: { words: 'route' },
  'routes.via': { words: 'next hop' },
  'routes.preference': { words: 'route preference', absent: "the device's own" },
  'routes.vrf': { words: 'VRF of the route', absent: 'the global table' },

  manualSas: { words: 'manual SA' },
  'manualSas.direction': { words: 'direction' },
  'manualSas.spi': { words: 'SPI' },
  'manualSas.protocol': { words: 'protocol' },
  'manualSas.mode': { words: 'encapsulation' },
  'manualSas.source': { words: 'source address' },
  'manualSas.encryption': { words: 'encryption', absent: 'none' },
  'manualSas.encryptionKey': { words: 'encryption key', absent: 'none' },
  'manualSas.integrity': { words: 'integrity', absent: 'none' },
  'manualSas.integrityKey': { words: 'integrity key', absent: 'none' },
  'manualSas.keyString': { words: 'key string', absent: 'none' },

  interfaces: { words: 'tunnel interface' },
  'interfaces.addresses': { words: 'addresses' },
  'interfaces.vrf': { words: 'VRF of the interface', absent: 'the global table' },
  'interfaces.enabled': { words: 'interface is enabled' },
  'interfaces.mtu': { words: 'MTU', absent: "the device's own" },
  'interfaces.tunnel.protocol': { words: 'tunnel protocol' },
  'interfaces.tunnel.source': { words: 'tunnel source', absent: 'none' },
  'interfaces.tunnel.destination': { words: 'tunnel destination', absent: 'none' },
  order: { words: 'order of evaluation' },
};

/** The path of the table that a difference belongs to: its own, or the nearest above. */
export function toldPath(path: MemberPath): MemberPath {
  let candidate = path;
  while (MEMBERS[candidate] === undefined && candidate.includes('.')) {
    candidate = candidate.slice(0, candidate.lastIndexOf('.'));
  }
  return MEMBERS[candidate] === undefined ? path : candidate;
}

export function wordsFor(path: MemberPath): string {
  return MEMBERS[path]?.words ?? inWords(path.slice(path.lastIndexOf('.') + 1));
}

/** A value of a member with its unit; keys are masked. */
export function showMember(path: MemberPath, value: Json | undefined): string {
  const { unit, empty, zero, absent } = MEMBERS[path] ?? { words: '' };
  if (value === undefined) return absent ?? 'not set';
  if (value === 0 && zero !== undefined) return zero;
  return showValue(value, unit, empty);
}
