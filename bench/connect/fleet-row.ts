// One fleet in a process of its own, so that its peak memory is its own. Prints JSON.
// Usage: node bench/connect/fleet-row.ts hub|mesh GATEWAYS
import { endOf } from '../../src/connect/end.ts';
import { PairedFleet } from '../../src/connect/fleet.ts';
import { worstVerdict } from '../../src/connect/verdict.ts';
import { vrp } from '../../src/dialects/vrp/index.ts';
import { readSide } from '../../src/diff/side.ts';
import { type FleetShape, generateFleet } from './fleet-texts.ts';

/** Milliseconds of processor time, and what was found. */
export interface FleetRow {
  readonly peers: number;
  readonly pairs: number;
  readonly reading: number;
  readonly pairing: number;
  readonly connecting: number;
  readonly verdicts: Readonly<Record<string, number>>;
  /** MiB. */
  readonly peak: number;
}

function timed<T>(work: () => T): { readonly value: T; readonly milliseconds: number } {
  const before = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(before);
  return { value, milliseconds: (user + system) / 1000 };
}

const [word = '', gateways = ''] = process.argv.slice(2);
const kind: FleetShape['kind'] = word === 'mesh' ? 'mesh' : 'hub';
const texts = generateFleet({ seed: 1, kind, gateways: Number(gateways) });
const from = { dialect: vrp, profile: 'usg' };
const reading = timed(() =>
  texts.map((text, index) => endOf(`site${index}`, readSide([{ name: `site${index}.cfg`, text }], from))),
);
const pairing = timed(() => new PairedFleet(reading.value));
const fleet = pairing.value;
const connecting = timed(() => {
  const verdicts: Record<string, number> = {};
  for (const pair of fleet.pairs) {
    const { connections } = fleet.connect(pair);
    const verdict = worstVerdict(connections.map((connection) => connection.verdict)) ?? 'nothing';
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  }
  return verdicts;
});
const row: FleetRow = {
  peers: fleet.ends.reduce((sum, { gateway }) => sum + gateway.peers.length, 0),
  pairs: fleet.pairs.length,
  reading: reading.milliseconds,
  pairing: pairing.milliseconds,
  connecting: connecting.milliseconds,
  verdicts: connecting.value,
  peak: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(row));
