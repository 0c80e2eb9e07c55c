import type { ManualSa } from '../../ir/ipsec.ts';
import type { TrafficPacket } from '../message/message.ts';
import type { ChosenChildSuite } from '../negotiation/child-proposals.ts';
import { secretTag } from '../negotiation/proofs.ts';
import { matchesInbound } from '../negotiation/traffic-selectors.ts';
import { encryptionNumber, integrityNumber } from '../negotiation/transforms.ts';
import { hashText, mixKey } from '../random.ts';
import { addChild, removeChild, setChildState } from './child-sas.ts';
import { ChildSaRecord, type SpdEntry } from './records.ts';
import type { GatewayState } from './state.ts';

/** Stands for keys that this end cannot read. */
export const UNREADABLE_KEY = 0;

/** A pair of SAs keyed by hand (RFC 4301 section 4.5.1): it has no IKE SA and no end, and each direction has its own keys. */
export class ManualSaRecord extends ChildSaRecord {
  inboundKey = UNREADABLE_KEY;
  outboundKey = UNREADABLE_KEY;
}

/** Whether an SPD entry is protected with keys of the configuration: its policy has no peer to negotiate with. */
export function isManual({ peer, action }: SpdEntry): boolean {
  return peer === null && action === 'protect';
}

/** The entry that holds the SAs which protect another one: all selectors of a policy without IKE share a pair. */
export function holderOf({ configuration }: GatewayState, entry: SpdEntry): SpdEntry {
  if (!isManual(entry)) return entry;
  return configuration.entries.find((other) => other.policy === entry.policy && isManual(other)) ?? entry;
}

/** Installs what the configuration keys by hand and does not stand yet. */
export function installManualSas(gateway: GatewayState): void {
  for (const entry of gateway.configuration.entries) {
    if (isManual(entry) && holderOf(gateway, entry) === entry && entry.firstChild === null) {
      installManualSa(gateway, entry);
    }
  }
}

/** Nobody is told: the other end has its own pair. The device makes it again at once, with new counters. */
export function rebuildManualSa(gateway: GatewayState, child: ChildSaRecord): void {
  const { entry } = child;
  removeChild(gateway, child, null);
  installManualSa(gateway, entry);
}

function installManualSa(gateway: GatewayState, entry: SpdEntry): void {
  const { policy } = entry;
  const sas = gateway.configuration.gateway.manualSas.filter(
    (sa) => sa.policy?.name === policy.name && sa.policy.sequence === policy.sequence,
  );
  const inbound = sas.filter(({ direction }) => direction === 'in');
  const outbound = sas.filter(({ direction }) => direction === 'out');
  const [first] = outbound.length > 0 ? outbound : inbound;
  if (first === undefined) return;
  const isOut = first.direction === 'out';
  const path = gateway.paths.between(
    isOut ? first.source : first.destination,
    isOut ? first.destination : first.source,
  );
  const sharing = gateway.configuration.entries.filter((other) => other.policy === policy && isManual(other));
  const negotiated = {
    suite: suiteOf(first, isOut ? outbound : inbound),
    local: sharing.flatMap((other) => other.local),
    remote: sharing.flatMap((other) => other.remote),
  };
  const child = new ManualSaRecord(gateway.index, 1, false, entry, path, negotiated, gateway.time);
  [child.inboundSpi, child.inboundAhSpi] = spisOf(inbound);
  [child.outboundSpi, child.outboundAhSpi] = spisOf(outbound);
  child.inboundKey = keyOf(inbound);
  child.outboundKey = keyOf(outbound);
  addChild(gateway, child);
  setChildState(gateway, child, 'installed');
}

/** Whether a packet has the keys of the SA; ones that nobody can read pass where the simulation takes them for right. */
export function hasManualKey(gateway: GatewayState, { inboundKey }: ManualSaRecord, key: number): boolean {
  if (inboundKey === UNREADABLE_KEY || key === UNREADABLE_KEY)
    return gateway.world.options.unverifiable === 'accept';
  return inboundKey === key;
}
/** Whether one of the selectors that share the pair says the packet. */
export function isManualFlow(
  { configuration }: GatewayState,
  { entry }: ManualSaRecord,
  inner: TrafficPacket,
): boolean {
  return configuration.entries.some(
    (other) =>
      other.policy === entry.policy &&
      isManual(other) &&
      other.direction !== 'out' &&
      matchesInbound(other, inner),
  );
}

/** The SPI of ESP, and of AH beside it; AH alone is the first one. */
function spisOf(sas: readonly ManualSa[]): [first: number, second: number] {
  const spiOf = (protocol: 'esp' | 'ah'): number =>
    (sas.find((sa) => sa.protocol === protocol)?.spi ?? 0) | 0;
  const [esp, ah] = [spiOf('esp'), spiOf('ah')];
  return esp === 0 ? [ah, 0] : [esp, ah];
}
function suiteOf({ mode }: ManualSa, sas: readonly ManualSa[]): ChosenChildSuite {
  const esp = sas.find(({ protocol }) => protocol === 'esp');
  const ah = sas.find(({ protocol }) => protocol === 'ah');
  return {
    espEncryption: esp === undefined ? 0 : encryptionNumber(esp.encryption ?? { name: 'ENCR_NULL' }),
    espIntegrity: esp?.integrity === undefined ? 0 : integrityNumber(esp.integrity),
    ahIntegrity: ah?.integrity === undefined ? 0 : integrityNumber(ah.integrity),
    pfsGroup: 0,
    extendedSequenceNumbers: false,
    mode,
  };
}

/** Both ends have the same number where they have the same algorithms, keys and mode in that direction. */
function keyOf(sas: readonly ManualSa[]): number {
  const parts = sas
    .toSorted((left, right) => (left.protocol < right.protocol ? -1 : 1))
    .flatMap(({ protocol, mode, encryption, encryptionKey, integrity, integrityKey, keyString }) => [
      hashText([protocol, mode, encryption?.name, encryption?.keyLength, integrity?.name].join(' ')),
      ...[encryptionKey, integrityKey, keyString].map((secret) =>
        secret === undefined ? 0 : secretTag(secret),
      ),
    ]);
  let key = 1;
  for (const part of parts) {
    if (part === undefined) return UNREADABLE_KEY;
    key = mixKey(key, part);
  }
  return key;
}
