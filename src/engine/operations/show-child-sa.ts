import type { ChildSa, SaHalf } from '../../ir/result.ts';
import type { EncryptionTransform, IntegrityTransform } from '../../ir/scalars.ts';
import { isManual, ManualSaRecord } from '../gateway/manual-sas.ts';
import { type ChildSaRecord, localEndpoint, remoteEndpoint } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import { COUNTER } from '../gateway/traffic-counters.ts';
import { sameFlow, selectorOf } from '../negotiation/traffic-selectors.ts';
import { encryptionOf, integrityOf } from '../negotiation/transforms.ts';
import { hashText, mixTwo } from '../random.ts';

/** A child SA as the IR shows it, both directions. */
export function showChildSa(gateway: GatewayState, child: ChildSaRecord): ChildSa {
  const { entry, suite } = child;
  const { queue } = gateway.world;
  const [hardExpires, softExpires] = [queue.due(child.hardTimer), queue.due(child.softTimer)];
  const [port] = entry.policy.interfaces;
  return {
    id: child.id,
    connectionId: child.connectionId,
    ...(child.ikeSa === null ? {} : { ikeSa: child.ikeSa.id }),
    policy: { name: entry.policy.name, sequence: entry.policy.sequence },
    selector: selectorShown(child),
    origin: originOf(child),
    ...(port === undefined ? {} : { interface: port }),
    mode: suite.mode,
    local: localEndpoint(child),
    remote: remoteEndpoint(child),
    ...(entry.policy.vrf === undefined ? {} : { vrf: entry.policy.vrf }),
    udpEncapsulation: child.udpEncapsulation,
    ...(suite.pfsGroup === 0 ? {} : { pfsGroup: suite.pfsGroup }),
    created: child.created,
    ...(hardExpires === undefined ? {} : { hardExpires }),
    ...(softExpires === undefined ? {} : { softExpires }),
    hardKilobytes: child.hardKilobytes,
    softKilobytes: child.softKilobytes,
    inbound: halvesOf(gateway, child, true),
    outbound: halvesOf(gateway, child, false),
  };
}

/** The configured one where it was not narrowed: it has a name. */
function selectorShown(child: ChildSaRecord): ChildSa['selector'] {
  const [configured] = child.entry.selectors;
  return configured !== undefined && sameFlow(child, child.entry) ? configured : selectorOf(child);
}
function originOf({ entry }: ChildSaRecord): ChildSa['origin'] {
  const { policy } = entry;
  if (isManual(entry)) return 'manual';
  if (policy.kind === 'route-based') return 'route-based';
  return policy.acceptSelectors === 'offered' ? 'ike-template' : 'ike';
}

function halvesOf(gateway: GatewayState, child: ChildSaRecord, isInbound: boolean): readonly SaHalf[] {
  const { suite } = child;
  const spi = isInbound ? child.inboundSpi : child.outboundSpi;
  const ahSpi = isInbound ? child.inboundAhSpi : child.outboundAhSpi;
  if (suite.espEncryption === 0) return [ahHalf(gateway, child, isInbound, spi)];
  const esp = half(gateway, child, isInbound, spi, 'esp', {
    encryption: encryptionOf(suite.espEncryption),
    ...(suite.espIntegrity === 0 ? {} : { integrity: integrityOf(suite.espIntegrity) }),
  });
  return ahSpi === 0 ? [esp] : [ahHalf(gateway, child, isInbound, ahSpi), esp];
}
function ahHalf(gateway: GatewayState, child: ChildSaRecord, isInbound: boolean, spi: number): SaHalf {
  return half(gateway, child, isInbound, spi, 'ah', { integrity: integrityOf(child.suite.ahIntegrity) });
}

interface Algorithms {
  readonly encryption?: EncryptionTransform;
  readonly integrity?: IntegrityTransform;
}

function half(
  gateway: GatewayState,
  child: ChildSaRecord,
  isInbound: boolean,
  spi: number,
  protocol: 'esp' | 'ah',
  algorithms: Algorithms,
): SaHalf {
  const { antiReplay } = child.entry.policy;
  const row = child.counters;
  const read = (column: number): number => (row === 0 ? 0 : gateway.traffic.get(row, column));
  const lastUsed = row === 0 ? -1 : read(isInbound ? COUNTER.lastIn : COUNTER.lastOut);
  return {
    protocol,
    spi: spi >>> 0,
    requestId: child.entry.requestId === 0 ? 0 : child.entry.requestId + (isInbound ? 0 : 1),
    state: child.state,
    ...algorithms,
    ...keysOf(keyOf(child, isInbound), spi, algorithms),
    sequenceNumber: read(isInbound ? COUNTER.sequenceIn : COUNTER.sequenceOut),
    replayWindow: antiReplay.enabled ? antiReplay.window : 0,
    packets: read(isInbound ? COUNTER.packetsIn : COUNTER.packetsOut),
    bytes: read(isInbound ? COUNTER.bytesIn : COUNTER.bytesOut),
    dropped: read(isInbound ? COUNTER.droppedIn : COUNTER.droppedOut),
    ...(lastUsed < 0 ? {} : { lastUsed }),
  };
}

/** Bits of a key, parity included, of ciphers without a key length and of integrity algorithms (RFC 2403, 2404, 2451, 4868). */
const CIPHER_BITS: Readonly<Partial<Record<EncryptionTransform['name'], number>>> = {
  ENCR_DES: 64,
  ENCR_DES_IV64: 64,
  ENCR_3DES: 192,
  ENCR_NULL: 0,
};
const INTEGRITY_BITS: Readonly<Partial<Record<IntegrityTransform['name'], number>>> = {
  AUTH_HMAC_SHA1_96: 160,
  AUTH_HMAC_RIPEMD160_96: 160,
  AUTH_HMAC_SHA2_256_96: 256,
  AUTH_HMAC_SHA2_256_128: 256,
  AUTH_HMAC_SM3: 256,
  AUTH_HMAC_SHA2_384_192: 384,
  AUTH_HMAC_SHA2_512_256: 512,
};
const USUAL_BITS = 128;

function keyOf(child: ChildSaRecord, isInbound: boolean): number {
  if (!(child instanceof ManualSaRecord)) return child.key;
  return isInbound ? child.inboundKey : child.outboundKey;
}
/** Drawn from the SA's own key, so that both ends print the same digits. */
function keysOf(
  key: number,
  spi: number,
  { encryption, integrity }: Algorithms,
): Pick<SaHalf, 'encryptionKey' | 'integrityKey'> {
  const digits = (bits: number, purpose: string): string => {
    let text = '';
    for (let word = 0; 8 * text.length < 2 * bits; word++) {
      const drawn = mixTwo(mixTwo(key, spi), hashText(`${purpose} ${word}`)) >>> 0;
      text += drawn.toString(16).padStart(8, '0');
    }
    return text;
  };
  return {
    ...(encryption && {
      encryptionKey: digits(encryption.keyLength ?? CIPHER_BITS[encryption.name] ?? USUAL_BITS, 'encryption'),
    }),
    ...(integrity && { integrityKey: digits(INTEGRITY_BITS[integrity.name] ?? USUAL_BITS, 'integrity') }),
  };
}
