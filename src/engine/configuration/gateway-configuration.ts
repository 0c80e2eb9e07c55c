import type { Gateway } from '../../ir/gateway.ts';
import type { IkeVersion, Address } from '../../ir/scalars.ts';
import type { AddressKey } from '../message/payloads.ts';
import { addressKey, type KeyRange, keyRanges } from '../negotiation/address-keys.ts';
import type { SpdEntry } from '../gateway/records.ts';
import type { TrafficPacket } from '../message/message.ts';
import { OutboundIndex } from './outbound-index.ts';
import type { PeerConfiguration } from './peer-configuration.ts';

/** An IR gateway with its names followed and its tables indexed. */
export class GatewayConfiguration {
  readonly gateway: Gateway;
  /** Own addresses, the first of each family is the one that IKE uses where nothing else is said. */
  readonly addresses: readonly Address[];
  readonly peers: readonly PeerConfiguration[];
  /** The SPD in evaluation order. */
  readonly entries: readonly SpdEntry[];
  private readonly ofPeer = new Map<PeerConfiguration, SpdEntry[]>();
  private readonly fixed = new Map<Address, PeerConfiguration[]>();
  private readonly ranges: { readonly range: KeyRange; readonly peer: PeerConfiguration }[] = [];
  private readonly named: { readonly name: string; readonly peer: PeerConfiguration }[] = [];
  private readonly anybody: PeerConfiguration[] = [];
  /** Built for the first packet: many simulations have none. */
  private outbound: OutboundIndex | null = null;

  constructor(
    gateway: Gateway,
    addresses: readonly Address[],
    peers: readonly PeerConfiguration[],
    entries: readonly SpdEntry[],
  ) {
    this.gateway = gateway;
    this.addresses = addresses;
    this.peers = peers;
    this.entries = entries;
    for (const peer of peers) this.indexPeer(peer);
    for (const entry of entries) if (entry.peer !== null) this.indexEntry(entry, entry.peer);
  }

  /** The rows of the SPD that a peer's SAs protect, in evaluation order. */
  entriesOf(peer: PeerConfiguration): readonly SpdEntry[] {
    return this.ofPeer.get(peer) ?? [];
  }

  /** The row of the SPD that a packet which leaves belongs to. */
  outboundEntry(packet: TrafficPacket): SpdEntry | undefined {
    this.outbound ??= new OutboundIndex(this.entries);
    return this.outbound.find(packet);
  }

  /**
   * The peers that a message between two addresses can come from, the most exact first: a fixed address, a resolved
   * name, a range, any. `names`: what host names resolve to.
   */
  peersFor(
    local: Address,
    remote: Address,
    version: IkeVersion,
    names: ReadonlyMap<string, Address>,
  ): readonly PeerConfiguration[] {
    const found: PeerConfiguration[] = [];
    const add = (peer: PeerConfiguration): void => {
      if (isFor(peer, local, version)) found.push(peer);
    };
    this.fixed.get(remote)?.forEach(add);
    for (const { name, peer } of this.named) if (names.get(name) === remote) add(peer);
    const key = this.ranges.length === 0 ? undefined : addressKey(remote);
    if (key !== undefined) {
      for (const { range, peer } of this.ranges) if (isWithin(key, range)) add(peer);
    }
    this.anybody.forEach(add);
    return found;
  }

  private indexEntry(entry: SpdEntry, peer: PeerConfiguration): void {
    const others = this.ofPeer.get(peer);
    if (others === undefined) this.ofPeer.set(peer, [entry]);
    else others.push(entry);
  }
  private indexPeer(configured: PeerConfiguration): void {
    const { remote } = configured.peer;
    if (remote.length === 0) this.anybody.push(configured);
    for (const place of remote) {
      if ('fqdn' in place) this.named.push({ name: place.fqdn, peer: configured });
      else if ('address' in place) {
        const others = this.fixed.get(place.address);
        if (others === undefined) this.fixed.set(place.address, [configured]);
        else others.push(configured);
      } else for (const range of keyRanges(place)) this.ranges.push({ range, peer: configured });
    }
  }
}

function isFor({ peer, localAddresses }: PeerConfiguration, local: Address, version: IkeVersion): boolean {
  const isHere = localAddresses.length === 0 || localAddresses.includes(local);
  return peer.enabled && peer.versions.includes(version) && isHere;
}
function isWithin(key: AddressKey, range: KeyRange): boolean {
  return key.length === range.first.length && range.first <= key && key <= range.last;
}
