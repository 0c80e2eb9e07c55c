import type { Message } from '../message/message.ts';

/** One integer of all that the payloads say. */
export function hashPayloads(message: Message): number {
  let hash: number = message.version;
  for (const payload of message.payloads) hash = hashValue(hash, payload);
  return hash;
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
