import { abandonChild, adoptChild } from '../gateway/child-sas.ts';
import type { ChildSaRecord, IkeSaRecord, Path } from '../gateway/records.ts';
import type { GatewayState } from '../gateway/state.ts';
import { gatewayMemory } from './gateway-memory.ts';

type Addresses = Pick<Path, 'local' | 'remote'>;

/** Lets a child SA live on without its IKE SA (RFC 2409 section 5.5 binds it to none). */
export function leaveDangling(gateway: GatewayState, child: ChildSaRecord): void {
  abandonChild(child);
  const { dangling } = gatewayMemory(gateway);
  const key = keyOf(child.path);
  const others = dangling.get(key);
  if (others === undefined) dangling.set(key, [child]);
  else others.push(child);
}

/** Child SAs between two addresses that have no IKE SA. */
export function danglingChildren(gateway: GatewayState, path: Addresses): readonly ChildSaRecord[] {
  const { dangling } = gatewayMemory(gateway);
  if (dangling.size === 0) return [];
  const key = keyOf(path);
  const living = (dangling.get(key) ?? []).filter(({ state, ikeSa }) => state !== 'dead' && ikeSa === null);
  if (living.length === 0) dangling.delete(key);
  else dangling.set(key, living);
  return living;
}

/** A new IKE SA takes the child SAs over that have none. */
export function adoptDangling(gateway: GatewayState, sa: IkeSaRecord): void {
  const children = danglingChildren(gateway, sa.path);
  for (const child of children) {
    child.path = sa.path;
    adoptChild(sa, child);
  }
  if (children.length > 0) gatewayMemory(gateway).dangling.delete(keyOf(sa.path));
}

/** The path of a child SA as the gateway has it now: without an IKE SA the old one may have been forgotten. */
export function refreshPath(gateway: GatewayState, child: ChildSaRecord): Path {
  if (child.ikeSa === null) child.path = gateway.paths.between(child.path.local, child.path.remote);
  return child.path;
}

function keyOf({ local, remote }: Addresses): string {
  return `${local} ${remote}`;
}
