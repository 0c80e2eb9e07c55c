import type { Message } from '../message/message.ts';
import type { Phase1Transform, Phase2SaPayload, Phase2Transform } from '../message/ikev1-payloads.ts';
import type { AuthPayload } from '../message/ikev2-payloads.ts';
import type { NotifyPayload, Proposal, TrafficSelector } from '../message/payloads.ts';

/** One integer of all that the payloads say. */
export function hashPayloads(message: Message): number {
  let hash: number = message.version;
  for (const payload of message.payloads) hash = hashPayload(hash, payload);
  return hash;
}

/** The payloads of every set-up by their members, the others whatever they hold. */
function hashPayload(hash: number, payload: Message['payloads'][number]): number {
  switch (payload.kind) {
    case 'SA':
      return payload.proposals.reduce(hashProposal, two(two(hash, payload.spi), payload.secondSpi));
    case 'KE':
      return two(two(hash, payload.group), payload.value);
    case 'N':
      return two(hash, payload.value);
    case 'TS':
      return payload.selectors.reduce(hashSelector, hashString(hash, payload.of));
    case 'NAT-D':
      return two(hashString(hash, payload.address), payload.port);
    case 'HASH':
      return two(hash, payload.kind.length);
    case 'HEARTBEAT':
      return hashNumbers(two(two(hash, payload.sequence), payload.numbering === 'old' ? 1 : 2), payload.spis);
    case 'NOTIFY':
      return hashNotify(hash, payload);
    case 'D':
      return hashNumbers(two(hash, payload.protocol.length), payload.spis);
    case 'ID':
      return hashString(hashString(hashString(hash, payload.of), payload.type), payload.value);
    case 'IDc':
      return hashSelector(hashString(hash, payload.of), payload.selector);
    case 'PROOF':
      return hashString(two(hash, payload.tag), payload.unreadable);
    case 'SA1':
      return payload.transforms.reduce(hashPhase1, two(hash, payload.transforms.length));
    case 'SA2':
      return payload.transforms.reduce(hashPhase2, hashPhase2Sa(hash, payload));
    case 'AUTH':
      return hashAuth(hash, payload);
    case 'CERT':
    case 'CERTREQ':
    case 'CP':
    case 'NAT-OA':
    case 'VID':
      return hashValue(hash, payload);
    default:
      return payload satisfies never;
  }
}
function hashAuth(hash: number, { kind, method, tag, unreadable }: AuthPayload): number {
  return hashString(two(hashString(hashString(hash, kind), method), tag), unreadable);
}
function hashNotify(hash: number, { type, spi, data }: NotifyPayload): number {
  const result = two(two(hash, type), spi);
  return typeof data === 'number' ? two(result, data) : hashString(result, data);
}
function hashPhase1(hash: number, transform: Phase1Transform): number {
  const { encryption, hash: algorithm, group, lifetimeSeconds, method } = transform;
  return hashString(two(two(two(two(hash, encryption), algorithm), group), lifetimeSeconds), method);
}
function hashPhase2Sa(hash: number, payload: Phase2SaPayload): number {
  const limits = two(two(two(hash, payload.pfsGroup), payload.lifetimeSeconds), payload.lifetimeKilobytes);
  return two(two(limits, payload.espSpi), payload.ahSpi);
}
function hashPhase2(hash: number, transform: Phase2Transform): number {
  const algorithms = two(two(hash, transform.espEncryption), transform.espIntegrity);
  const flags = (transform.udpEncapsulation ? 1 : 0) + (transform.extendedSequenceNumbers ? 2 : 0);
  const result = two(two(algorithms, transform.ahIntegrity), flags);
  return hashString(hashString(result, transform.mode), transform.compression);
}
function hashProposal(hash: number, proposal: Proposal): number {
  let result = two(two(hash, proposal.number), proposal.protocol.length);
  result = hashNumbers(result, proposal.encryption);
  result = hashNumbers(result, proposal.prf);
  result = hashNumbers(result, proposal.integrity);
  result = hashNumbers(result, proposal.groups);
  return hashNumbers(result, proposal.extendedSequenceNumbers);
}
function hashSelector(hash: number, selector: TrafficSelector): number {
  const ports = two(two(two(hash, selector.protocol), selector.firstPort), selector.lastPort);
  return hashString(hashString(ports, selector.first), selector.last);
}
function hashNumbers(hash: number, numbers: readonly number[]): number {
  let result = two(hash, numbers.length);
  for (const number of numbers) result = two(result, number);
  return result;
}
function two(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193);
}

/** Members in their order: a payload is always built with the same ones in the same order. */
function hashValue(hash: number, value: unknown): number {
  if (typeof value === 'number') return Math.imul(hash ^ value, 0x01000193);
  if (typeof value === 'string') return hashString(hash, value);
  if (typeof value === 'boolean') return Math.imul(hash ^ (value ? 3 : 5), 0x01000193);
  if (Array.isArray(value)) return hashList(hash, value);
  if (typeof value === 'object' && value !== null) return hashObject(hash, value);
  throw new TypeError(`a message holds a ${typeof value}`);
}
function hashString(hash: number, text: string): number {
  let result = hash;
  for (let index = 0; index < text.length; index++) {
    result = Math.imul(result ^ text.charCodeAt(index), 0x01000193);
  }
  return result;
}
function hashList(hash: number, list: readonly unknown[]): number {
  let result = Math.imul(hash ^ list.length, 0x01000193);
  for (const element of list) result = hashValue(result, element);
  return result;
}
function hashObject(hash: number, object: object): number {
  let result = hash;
  for (const value of Object.values(object)) result = hashValue(result, value);
  return result;
}
