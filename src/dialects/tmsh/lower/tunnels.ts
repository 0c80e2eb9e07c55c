import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { fullName } from '../../../../grammars/tmsh/names.ts';
import { self as selfComponent } from '../../../../grammars/tmsh/schema/network.ts';
import { tunnel as tunnelComponent, tunnelProfile } from '../../../../grammars/tmsh/schema/tunnels.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Interface } from '../../../ir/gateway.ts';
import { assemble, derived, type Origin, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address, Prefix } from '../../../ir/scalars.ts';
import { readAddress } from './address.ts';
import { headerOrigins, type LoweringContext, neutralName, originOf } from './context.ts';
import { noteLocalPlaceholder } from './local-placeholder.ts';
import { placeOfSelf, readSelfAddress } from './self-address.ts';
import { noteUnreached } from './unreached.ts';

/** A tunnel of interface mode: `net tunnels tunnel` with a profile of type ipsec, and the self IPs on it. */
export interface LoweredTunnel {
  /** Its full name. */
  readonly name: string;
  readonly interface: Interface;
  /** Route domain of the far end. */
  readonly domain: string | undefined;
  readonly local: Sourced<Address | undefined> | undefined;
  readonly remote: Sourced<Address> | undefined;
  /** The statements that tie it to its selector. */
  readonly origins: readonly Origin[];
}

/** The tunnels of interface mode, by the full name of the traffic-selector that their profile names. */
export function lowerTunnels(context: LoweringContext): ReadonlyMap<string, readonly LoweredTunnel[]> {
  const objects = context.objects(tunnelProfile);
  const profiles = new Map(
    objects.flatMap((object): [string, Sourced<string>][] => {
      const selector = selectorOf(context, object, objects);
      return selector === undefined ? [] : [[object.key, selector]];
    }),
  );
  const tunnels = new Map<string, LoweredTunnel[]>();
  for (const object of context.objects(tunnelComponent)) {
    const profile = profiles.get(fullName(textOf(object, 'profile') ?? ''));
    if (profile === undefined) continue;
    const known = tunnels.get(profile.value) ?? [];
    tunnels.set(profile.value, [...known, lowerTunnel(context, object, profile.origins)]);
  }
  return tunnels;
}

/** A profile says nothing but which selector its tunnels use; where it names none, that of its parent. */
function selectorOf(
  context: LoweringContext,
  object: ConfigurationObject,
  all: readonly ConfigurationObject[],
  seen: ReadonlySet<ConfigurationObject> = new Set(),
): Sourced<string> | undefined {
  const face = context.face(tunnelProfile, object);
  const [named, parent] = [face.text('traffic-selector'), face.text('defaults-from')];
  const own = [...headerOrigins(object), ...(named?.origins ?? []), ...(parent?.origins ?? [])];
  if (named !== undefined) return sourced(fullName(named.value), own.filter(isWritten));
  const above = all.find(({ key }) => key === fullName(parent?.value ?? ''));
  if (above === undefined || seen.has(above)) return undefined;
  const inherited = selectorOf(context, above, all, new Set([...seen, object]));
  return inherited === undefined
    ? undefined
    : sourced(inherited.value, [...own, ...inherited.origins].filter(isWritten));
}

function lowerTunnel(
  context: LoweringContext,
  object: ConfigurationObject,
  profile: readonly Origin[],
): LoweredTunnel {
  const face = context.face(tunnelComponent, object);
  const [near, far] = [face.text('local-address'), face.text('remote-address')];
  const [local, remote] = [readAddress(near?.value ?? 'any'), readAddress(far?.value ?? 'any')];
  const mtu = face.number('mtu');
  if (mtu.value === 0) face.noteDefault('mtu');
  const isOpen = noteLocalPlaceholder(context, neutralName(object.key), near);
  const isGiven = near !== undefined && (local.address !== undefined || isOpen);
  const source = isGiven ? sourced(local.address, near.origins) : undefined;
  const destination = remote.address === undefined ? undefined : sourced(remote.address, far?.origins ?? []);
  const addresses = selfAddressesOn(context, object);
  const tunnel = assemble<NonNullable<Interface['tunnel']>>(context.origins, {
    protocol: sourced('ipsec', face.text('profile')?.origins ?? []),
    source,
    destination,
  });
  const lowered = assemble<Interface>(context.origins, {
    name: sourced(neutralName(object.key), headerOrigins(object)),
    kind: derived('tunnel'),
    addresses: addresses.prefixes,
    vrf: addresses.domain === undefined ? undefined : sourced(addresses.domain, addresses.prefixes.origins),
    enabled: derived(true),
    mtu: mtu.value === 0 ? undefined : mtu,
    tunnel: derived(tunnel),
  });
  context.blameUnreadable(lowered, object);
  for (const [property, value] of [
    ['local-address', source],
    ['remote-address', destination],
  ] as const) {
    if (value === undefined) noteOpenEnd(context, face.text(property));
  }
  return {
    name: object.key,
    interface: lowered,
    domain: remote.domain,
    local: source,
    remote: destination,
    origins: [...headerOrigins(object), ...profile, ...(face.text('profile')?.origins ?? [])],
  };
}

/** `any` is no address, whoever writes it. */
function noteOpenEnd(context: LoweringContext, value: Sourced<string> | undefined): void {
  if (value?.value.startsWith('any') !== true) return;
  const details = { what: `"${value.value}"`, where: context.source, value: 'no address' };
  context.reportOnce(diagnostic('TG100', details, originOf(value.origins)));
}

/** The self IPs on a tunnel, in the order of their text. */
function selfAddressesOn(
  context: LoweringContext,
  { key }: ConfigurationObject,
): { readonly prefixes: Sourced<readonly Prefix[]>; readonly domain: string | undefined } {
  const found = context.objects(selfComponent).flatMap((object) => {
    if (placeOfSelf(object) !== key) return [];
    const address = readSelfAddress(context, object);
    return address === undefined ? [] : [address];
  });
  const sorted = found.toSorted((left, right) => (left.prefix < right.prefix ? -1 : 1));
  const origins = sorted.flatMap(({ placed, written }) => [...placed, ...written]);
  return {
    prefixes: sourced(
      sorted.map(({ prefix }) => prefix),
      origins,
    ),
    domain: sorted[0]?.domain,
  };
}

function textOf({ slots }: ConfigurationObject, property: string): string | undefined {
  const value = slots.get(property)?.at(-1)?.values['value'];
  return typeof value === 'string' ? value : undefined;
}

function isWritten(origin: Origin): boolean {
  return origin >= 0;
}

/** A tunnel, or the profile of one, whose selector no peer reaches. */
export function noteIdleTunnels(
  context: LoweringContext,
  tunnels: ReadonlyMap<string, readonly LoweredTunnel[]>,
  reached: readonly Interface[],
): void {
  const written = new Set(reached);
  const carried = new Set(
    [...tunnels.values()].flat().flatMap((tunnel) => (written.has(tunnel.interface) ? tunnel.origins : [])),
  );
  const idle = new Set(
    [...tunnels.values()].flat().flatMap((tunnel) => (written.has(tunnel.interface) ? [] : tunnel.name)),
  );
  for (const object of context.objects(selfComponent)) {
    if (idle.has(placeOfSelf(object))) noteUnreached(context, object, selfComponent.name);
  }
  for (const component of [tunnelProfile, tunnelComponent]) {
    for (const object of context.objects(component)) {
      const isUsed = headerOrigins(object).some((origin) => context.used.has(origin));
      const isCarried = headerOrigins(object).some((origin) => carried.has(origin));
      if (!isUsed || isCarried) continue;
      noteUnreached(context, object, component.name);
    }
  }
}
