import { splitPrefix } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Diagnostic } from '../../../ir/diagnostic.ts';
import { derived, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { type LoweringContext, originOf, type Reading } from './context.ts';
import type { SpdPair } from './pairs.ts';
import type { SpdRange, SpdRequest } from './spd.ts';
import { readAddress } from './values.ts';

/** The protocols that an entry asks for, and between whom. */
export interface Stack {
  readonly esp: boolean;
  readonly ah: boolean;
  readonly compressed: boolean;
  readonly mode: 'tunnel' | 'transport';
  readonly local: Sourced<Address> | undefined;
  readonly remote: Address | undefined;
  /** A placeholder stands for the local end. */
  readonly isLocalGiven?: true;
  readonly faults: readonly Diagnostic[];
}

/** `esp/tunnel/L-R/require …` of the out entry. */
export function readStack(context: LoweringContext, { entry, readings }: SpdPair): Stack {
  const { requests, reading } = entry;
  const faults: Diagnostic[] = [];
  const at = originOf(reading.origins);
  const named = (protocol: string): readonly SpdRequest[] =>
    requests.filter((request) => request.protocol === protocol);
  const [esp, ah, ipcomp] = [named('esp'), named('ah'), named('ipcomp')];
  const [first] = [...esp, ...ah, ...ipcomp];
  if (esp.length + ah.length === 0)
    faults.push(diagnostic('TG106', { what: '"esp/…" or "ah/…" of the policy' }, at));
  if (esp.length > 1 || ah.length > 1) {
    faults.push(diagnostic('TG118', { a: 'one tunnel', b: 'another inside it' }, at));
  }
  const [outer] = ah;
  if (first !== undefined && outer !== undefined && esp.length > 0 && outer.mode !== first.mode) {
    const found = diagnostic('TG220', { target: 'another device' }, at);
    faults.push({ ...found, help: 'AH and ESP of one policy must be of one mode: tunnel or transport' });
  }
  for (const one of readings) noteLevels(context, one);
  const mode = first?.mode === 'transport' ? 'transport' : 'tunnel';
  const flow = { near: entry.source, far: entry.destination };
  const [near, far] = first?.ends ?? [];
  return {
    esp: esp.length > 0,
    ah: ah.length > 0,
    compressed: ipcomp.length > 0,
    mode,
    local: mode === 'transport' ? hostOf(flow.near, derived) : endOf(near, reading),
    remote: mode === 'transport' ? hostOf(flow.far, derived)?.value : readAddress(far ?? ''),
    ...(near?.startsWith('{{local-address:') === true ? { isLocalGiven: true as const } : {}),
    faults,
  };
}

function endOf(text: string | undefined, { origins }: Reading): Sourced<Address> | undefined {
  if (text === undefined || text.startsWith('{{local-address:')) return undefined;
  const address = readAddress(text);
  return address === undefined ? undefined : sourced(address, origins);
}

/** The one host of a range. */
function hostOf(
  { prefix }: SpdRange,
  from: (address: Address) => Sourced<Address>,
): Sourced<Address> | undefined {
  const { address, length } = splitPrefix(prefix);
  return length === (address.includes(':') && !address.startsWith('unknown:') ? 128 : 32)
    ? from(address)
    : undefined;
}

/** Nothing else can fall back to clear; each selector has its own SA everywhere (`translation.md` 2.6, C15). */
function noteLevels(context: LoweringContext, reading: Reading): void {
  const levels = reading.texts('requests').map((text) => text.split('/').at(-1) ?? '');
  const at = originOf(reading.origins);
  const lax = levels.find((level) => level === 'use');
  if (lax !== undefined) context.reportOnce(diagnostic('TG258', { level: lax }, at));
  if (levels.some((level) => level.startsWith('unique'))) context.reportOnce(diagnostic('TG257', {}, at));
}
