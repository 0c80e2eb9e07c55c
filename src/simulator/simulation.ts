import type { SavedFile } from '../dialects/dialect-terminal.ts';
import type { ReadOptions } from '../dialects/dialect.ts';
import type { SourceFile } from '../ir/diagnostic.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import { labCipher } from './cipher.ts';
import { Device, type KeptFiles } from './device.ts';
import type { Gateways } from './gateways.ts';
import type { Lab, LabEvent } from './lab/lab.ts';

/** A device of a lab with what its files hold. */
export interface LoadedDevice {
  readonly name: string;
  readonly dialect: DialectProfile;
  readonly files: readonly SourceFile[];
  readonly reading?: ReadOptions;
  readonly others?: readonly SavedFile[];
  readonly level?: number;
}
export interface SimulationParts {
  readonly lab: Lab;
  readonly devices: readonly LoadedDevice[];
  readonly gateways: Gateways;
  /** Keeps what a device saves. */
  readonly keep?: (device: string, files: KeptFiles) => void;
}

/** A lab that runs: its devices, its time, and what befalls its links. */
export class Simulation {
  readonly devices: ReadonlyMap<string, Device>;
  readonly gateways: Gateways;
  readonly start: number;
  readonly #events: LabEvent[];

  constructor({ lab, devices, gateways, keep }: SimulationParts) {
    this.gateways = gateways;
    this.start = lab.start;
    this.#events = [...lab.events];
    const cipher = labCipher(lab.seed);
    const advance = (milliseconds: number): void => this.advance(milliseconds);
    this.devices = new Map(
      devices.map((loaded) => {
        const kept = keep === undefined ? {} : { keep: (files: KeptFiles) => keep(loaded.name, files) };
        return [loaded.name, new Device({ ...loaded, cipher, start: lab.start, gateways, advance, ...kept })];
      }),
    );
  }

  /** Lets time pass; what the lab has planned happens on its way. */
  advance(milliseconds: number): void {
    const end = this.gateways.now + milliseconds;
    for (let next = this.#events[0]; next !== undefined && next.at <= end; next = this.#events[0]) {
      this.#events.shift();
      this.gateways.advance(Math.max(0, next.at - this.gateways.now));
      const { link, state, quality } = next;
      this.gateways.setLink(link, {
        ...(state === undefined ? {} : { isUp: state === 'up' }),
        ...(quality === undefined ? {} : { quality }),
      });
    }
    this.gateways.advance(Math.max(0, end - this.gateways.now));
  }
}
