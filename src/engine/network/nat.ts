import type { Endpoint } from '../../ir/result.ts';
import type { Address } from '../../ir/scalars.ts';
import type { NatMapping, NatState, NetworkState } from './network-state.ts';

const LAST_PORT = 65_535;

/** What the outside sees as the source of a packet; makes or refreshes the mapping where a NAT device is in between. */
export function leaveThroughNat(
  network: NetworkState,
  gateway: string,
  address: Address,
  port: number,
  time: number,
): Endpoint {
  const nat = network.natByInside.get(gateway);
  if (nat === undefined) return { address, port };
  // A port that leads inside leads outside too: answers come from where the question went.
  const forward = nat.device.forwards?.find((row) => row.address === address && row.port === port);
  if (forward !== undefined) return { address: nat.device.outside, port };
  const key = `${address}:${port}`;
  const known = nat.byInside.get(key);
  const mapping =
    known !== undefined && isAlive(nat, known, time) ? known : map(nat, key, address, port, time);
  mapping.lastUsed = time;
  return { address: nat.device.outside, port: mapping.outsidePort };
}

/** Where a packet to an address really goes; absent: a NAT device has no mapping for it. */
export function arriveAtNat(
  network: NetworkState,
  address: Address,
  port: number,
  time: number,
): Endpoint | undefined {
  const nat = network.natByOutside.get(address);
  if (nat === undefined) return { address, port };
  const mapping = nat.byOutside.get(port);
  if (mapping !== undefined && isAlive(nat, mapping, time)) {
    mapping.lastUsed = time;
    return { address: mapping.address, port: mapping.port };
  }
  const forward = nat.device.forwards?.find((row) => row.port === port);
  return forward && { address: forward.address, port };
}

/** Forgets all mappings: the device was restarted, later packets leave from other ports. */
export function rebind(nat: NatState): void {
  nat.byInside.clear();
  nat.byOutside.clear();
}

function isAlive(nat: NatState, mapping: NatMapping, time: number): boolean {
  return time - mapping.lastUsed <= 1000 * nat.device.mappingTimeoutSeconds;
}

function map(nat: NatState, key: string, address: Address, port: number, time: number): NatMapping {
  const old = nat.byInside.get(key);
  if (old !== undefined) nat.byOutside.delete(old.outsidePort);
  for (let tried = 0; nat.byOutside.has(nat.nextPort) && tried < LAST_PORT; tried++) advance(nat);
  const mapping = { address, port, outsidePort: nat.nextPort, lastUsed: time };
  advance(nat);
  nat.byInside.set(key, mapping);
  nat.byOutside.set(mapping.outsidePort, mapping);
  return mapping;
}
function advance(nat: NatState): void {
  nat.nextPort = nat.nextPort === LAST_PORT ? 1024 : nat.nextPort + 1;
}
