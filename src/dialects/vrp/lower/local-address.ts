import type { Reading } from '../../../../grammars/notation/face.ts';
import type { ConfigurationObject } from '../../../../grammars/objects/object.ts';
import { diagnostic } from '../../../ir/codes.ts';
import type { Policy } from '../../../ir/ipsec.ts';
import { absent, assemble, sourced, type Sourced } from '../../../ir/origins.ts';
import type { Address } from '../../../ir/scalars.ts';
import { headerOrigin, type LoweringContext, originOf } from './context.ts';
import type { Binding } from './interfaces.ts';
import type { LoweredPeer } from './ike-peer.ts';
import { interfaceAddresses, interfaceNamed, reachingFrom } from './tunnel-interface.ts';
import type { SystemFace } from './settings.ts';

/** Lines that say where a tunnel starts, in the order in which they count (`translation.md` 1.6). */
export interface LocalAddressLines {
  readonly tunnelLocal: Reading<'from' | 'address'> | undefined;
  /** `local-address` of the policy (NE). */
  readonly localAddress: Reading<'local'> | undefined;
  /** Its `local-address` (old releases), and where it is. */
  readonly peer: LoweredPeer | undefined;
  /** `ipsec policy NAME shared local-interface LoopBack0` of the group. */
  readonly shared: readonly Sourced<Address>[];
}

/** The ends of a policy's tunnel; TG140 where the text does not tell the local one. */
export function lowerEnds(
  context: LoweringContext,
  object: ConfigurationObject,
  bindings: readonly Binding[],
  lines: LocalAddressLines,
): Policy['tunnel'] {
  const { tunnelLocal, localAddress, peer, shared } = lines;
  const remote = peer?.peer.remote ?? [];
  const typed = tunnelLocal?.text('address');
  const typedOfNe = localAddress?.text('local');
  const bound = reachingFrom(
    bindings.flatMap(({ addresses }) => addresses),
    remote,
  );
  const name = object.key.replace(' ', '-');
  let local: Sourced<Address> | undefined;
  const open = [
    { text: typed, origins: tunnelLocal?.origins },
    { text: typedOfNe, origins: localAddress?.origins },
    { text: peer?.localAddress?.value, origins: peer?.localAddress?.origins },
  ].find(({ text }) => isPlaceholder(text));
  if (open !== undefined) {
    const details = { policy: object.key, placeholder: `local-address:${name}` };
    const found = diagnostic('TG140', details, originOf(open.origins ?? []));
    context.reportOnce({ ...found, severity: 'warning', status: 'approximated' });
    return assemble<Policy['tunnel']>(context.origins, { local: absent(open.origins ?? []) });
  }
  if (tunnelLocal !== undefined && typed !== undefined) {
    local = sourced(context.address(typed, tunnelLocal), tunnelLocal.origins);
  } else if (localAddress !== undefined && typedOfNe !== undefined) {
    local = sourced(context.address(typedOfNe, localAddress), localAddress.origins);
  } else if (tunnelLocal !== undefined && bound !== undefined) {
    local = sourced(bound.value, [...tunnelLocal.origins, ...bound.origins]);
  } else local = peer?.localAddress ?? reachingFrom(shared, remote) ?? bound;
  if (local === undefined) {
    context.reportOnce(
      diagnostic(
        'TG140',
        { policy: object.key, placeholder: `local-address:${name}` },
        tunnelLocal === undefined ? headerOrigin(object) : originOf(tunnelLocal.origins),
      ),
    );
  }
  return assemble<Policy['tunnel']>(context.origins, { local });
}

/** `{{local-address:hub-1}}`: a person has yet to say it, and was told so where it was written. */
function isPlaceholder(text: string | undefined): boolean {
  return text?.startsWith('{{local-address:') === true;
}

/** The addresses of the interface that all tunnels of a group start from; absent: each starts from its own. */
export function sharedAddresses(
  context: LoweringContext,
  system: SystemFace,
  group: string,
): readonly Sourced<Address>[] | undefined {
  const [line] = system.select('sharedPolicy', (reading) => reading.text('name') === group);
  if (line === undefined) return undefined;
  const lender = interfaceNamed(context, line.text('lender'));
  const addresses = lender === undefined ? [] : interfaceAddresses(context, lender);
  if (addresses.length === 0) {
    const name = line.text('lender') ?? '';
    context.reportOnce(diagnostic('TG114', { object: 'interface', name }, originOf(line.origins)));
  }
  return addresses.map(({ value, origins }) => sourced(value, [...line.origins, ...origins]));
}
