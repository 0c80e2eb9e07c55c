import type { Face } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { interfaceView } from '../../../../grammars/vrp/chapters/interface.ts';
import { interfaceInFull } from '../../../../grammars/vrp/interface-names.ts';
import { canonicalAddress, isIpv6Address } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Interface } from '../../../ir/gateway.ts';
import type { RemoteAddress } from '../../../ir/ike.ts';
import { assemble, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { type LoweringContext, originOf, originsOfAll } from './context.ts';

type Tunnel = NonNullable<Interface['tunnel']>;

/** Interface names differ in blanks, letter case and how short they are: `LoopBack 0`, `loopback0`, `lo0`. */
export function interfaceKey(name: string): string {
  return interfaceInFull(name).replace(/ +/g, '').toLowerCase();
}

export function interfaceNamed(
  context: LoweringContext,
  name: string | undefined,
): ConfigurationObject | undefined {
  if (name === undefined) return undefined;
  const key = interfaceKey(name);
  return context.objects('interface').find((object) => interfaceKey(object.key) === key);
}

/**
 * The first address of each family of an interface, or of the one that lends it its own; empty: the text has none
 * (DHCP, PPPoE).
 */
export function interfaceAddresses(
  context: LoweringContext,
  object: ConfigurationObject,
): readonly Sourced<Address>[] {
  const face = context.face(interfaceView, object);
  const [first] = face.all('address');
  const [first6] = face.all('address6');
  const typed6 = first6?.text('address') ?? first6?.text('prefix')?.split('/')[0];
  const own = [
    ...(first === undefined
      ? []
      : [sourced(context.address(first.text('address') ?? '', first), first.origins)]),
    ...(first6 === undefined || typed6 === undefined
      ? []
      : [sourced(canonicalAddress(typed6) ?? typed6, first6.origins)]),
  ];
  if (own.length > 0) return own;
  const lender = face.one('unnumbered');
  const lent = interfaceNamed(context, lender?.text('lender'));
  if (lender === undefined || lent === undefined || lent === object) return [];
  return interfaceAddresses(context, lent).map(({ value, origins }) =>
    sourced(value, [...lender.origins, ...origins]),
  );
}

/** The first address that can reach a peer: of the family of one of its addresses, where it has any. */
export function reachingFrom(
  addresses: readonly Sourced<Address>[],
  remote: readonly RemoteAddress[],
): Sourced<Address> | undefined {
  const families = new Set(
    remote.flatMap((entry) => ('address' in entry ? isIpv6Address(entry.address) : [])),
  );
  return addresses.find(({ value }) => families.size === 0 || families.has(isIpv6Address(value)));
}

/** What a tunnel interface with a profile says of its ends. */
export interface LoweredTunnel {
  readonly tunnel: Sourced<Tunnel>;
  readonly address: Sourced<Address> | undefined;
  readonly destination: Sourced<Address> | undefined;
}

const PROTOCOLS: Readonly<Record<string, Tunnel['protocol']>> = { ipsec: 'ipsec', gre: 'gre' };

/** `tunnel-protocol`, `source` (an address or an interface) and `destination` (`translation.md` 2.8). */
export function lowerTunnel(
  context: LoweringContext,
  face: Face<(typeof interfaceView)['slots']>,
  name: string,
): LoweredTunnel {
  const protocol = face.one('tunnelProtocol');
  const source = face.one('source');
  const far = face.one('destination');
  const from = source?.text('from') ?? '';
  const lender = interfaceNamed(context, from);
  const typed = lender === undefined && isAddress(from) ? from : undefined;
  const remote = far?.text('remote');
  const destination =
    far === undefined || remote === undefined
      ? undefined
      : sourced(context.address(remote, far), far.origins);
  const reached = destination === undefined ? [] : [{ address: destination.value }];
  const lent = lender === undefined ? undefined : reachingFrom(interfaceAddresses(context, lender), reached);
  noteMissing(context, name, { protocol, source });
  const tunnel = assemble<Tunnel>(context.origins, {
    protocol: sourced(PROTOCOLS[protocol?.text('protocol') ?? 'ipsec'] ?? 'other', protocol?.origins ?? []),
    source:
      source === undefined
        ? undefined
        : sourced(
            typed === undefined ? { interface: from.replace(/ +/g, '') } : context.address(typed, source),
            source.origins,
          ),
    destination,
  });
  return {
    tunnel: sourced(tunnel, originsOfAll([protocol])),
    address:
      source !== undefined && typed !== undefined
        ? sourced(context.address(typed, source), source.origins)
        : source === undefined || lent === undefined
          ? undefined
          : sourced(lent.value, [...source.origins, ...lent.origins]),
    destination,
  };
}

function isAddress(text: string): boolean {
  return /^[\dx*]+(?:\.[\dx*]+){3}$/i.test(text) || canonicalAddress(text) !== undefined;
}

function noteMissing(
  context: LoweringContext,
  name: string,
  found: Readonly<Record<string, object | undefined>>,
): void {
  for (const [what, reading] of Object.entries(found)) {
    if (reading !== undefined) continue;
    const line = what === 'protocol' ? '"tunnel-protocol ipsec"' : '"source"';
    const origins = interfaceNamed(context, name)?.headers.map(({ origin }) => origin) ?? [];
    context.report(diagnostic('TG106', { what: `${line} of ${name}` }, originOf(origins)));
  }
}
