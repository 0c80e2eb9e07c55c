import type { Json } from '../ir/json.ts';

export type JsonRecord = { readonly [member: string]: Json };

export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
export function isJsonRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object of the IR, whose names are not known before. */
export function membersOf(object: object): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>(Object.entries(object));
}
