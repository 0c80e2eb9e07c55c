import type { Face } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { interfaceView } from '../../../../grammars/vrp/chapters/interface.ts';
import { canonicalAddress } from '../../../ir/address.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Interface } from '../../../ir/gateway.ts';
import { assemble, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { type LoweringContext, originOf, originsOfAll } from './context.ts';

type Tunnel = NonNullable<Interface['tunnel']>;

/** Interface names differ in blanks and letter case only: `LoopBack 0`, `loopback0`. */
export function interfaceKey(name: string): string {
  return name.replace(/ +/g, '').toLowerCase();
}

export function interfaceNamed(
  context: LoweringContext,
  name: string | undefined,
): ConfigurationObject | undefined {
  if (name === undefined) return undefined;
  const key = interfaceKey(name);
  return context.objects('interface').find((object) => interfaceKey(object.key) === key);
}

/** The first address of an interface, or of the one that lends it its own; absent: the text has none. */
export function interfaceAddress(
  context: LoweringContext,
  object: ConfigurationObject,
): Sourced<Address> | undefined {
  const face = context.face(interfaceView, object);
  const [first] = face.all('address');
  if (first !== undefined) return sourced(context.address(first.text('address') ?? '', first), first.origins);
  const [first6] = face.all('address6');
  const typed = first6?.text('address') ?? first6?.text('prefix')?.split('/')[0];
  if (first6 !== undefined && typed !== undefined) {
    return sourced(canonicalAddress(typed) ?? typed, first6.origins);
  }
  const lender = face.one('unnumbered');
  const lent = interfaceNamed(context, lender?.text('lender'));
  const address = lent === undefined || lent === object ? undefined : interfaceAddress(context, lent);
  return lender === undefined || address === undefined
    ? undefined
    : sourced(address.value, [...lender.origins, ...address.origins]);
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
  const lent = lender === undefined ? undefined : interfaceAddress(context, lender);
  const remote = far?.text('remote');
  const destination =
    far === undefined || remote === undefined
      ? undefined
      : sourced(context.address(remote, far), far.origins);
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
