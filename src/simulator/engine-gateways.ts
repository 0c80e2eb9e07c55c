import type { Gateways } from './gateways.ts';
import { idleGateways } from './idle-gateways.ts';
import type { Lab } from './lab/lab.ts';
import type { LoadedDevice } from './simulation.ts';

/** The gateways of a lab. */
export function newGateways(_lab: Lab, _devices: readonly LoadedDevice[]): Gateways {
  return idleGateways();
}
