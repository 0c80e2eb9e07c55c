// Measures what sessions cost: a table of 200,704 SAs (rows a second, time to the first line, memory meanwhile), an hour of
// a hub with 50 spokes, and random lines typed at a device. Nothing is asserted. Usage: npm run bench:sessions
import { dialectNamed } from '../src/dialects/registry.ts';
import { newGateways, gatewaysOn } from '../src/simulator/engine-gateways.ts';
import { DEFAULT_START, type Lab } from '../src/simulator/lab/lab.ts';
import { newLab } from '../src/simulator/lab/new-lab.ts';
import { Session } from '../src/simulator/session/session.ts';
import { shownOf } from '../src/simulator/shown.ts';
import { type LoadedDevice, Simulation } from '../src/simulator/simulation.ts';
import type { DialectProfile } from '../src/translate/dialect-profile.ts';
import { BEHAVIOUR, Fleet } from './engine/fleet.ts';

const ROWS = 200_704;
const SPOKES = 50;
const LINES = 100_000;
const MEBIBYTE = 2 ** 20;
const WORDS =
  'system-view quit return display this current-configuration ike peer proposal sa ipsec policy 1 10 isakmp undo acl 3000 rule permit ip source any interface g0/0/1 | include x ? sysname a'.split(
    ' ',
  );

function profile(name: string, of: string): DialectProfile {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return { dialect, profile: of };
}
const USG = profile('vrp', 'usg');

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

const UNSHOWN = { ikeProposals: [], peers: [], ipsecProposals: [], policies: [] } as const;

function longTable(): void {
  if (USG.dialect.outputs === undefined) throw new Error('no usg');
  const fleet = new Fleet({ tunnels: ROWS / 2, version: 'ikev2', trace: 'off' });
  const begun = performance.now();
  while (fleet.join()) fleet.simulation.runFor(fleet.hostMilliseconds);
  const setUp = performance.now() - begun;
  const gateways = gatewaysOn(fleet.simulation, new Map([['hub', BEHAVIOUR]]));
  const shown = shownOf(
    gateways,
    'hub',
    UNSHOWN,
    { kind: 'show-ike-sa', select: {}, detail: 'brief' },
    {
      processorOf: () => undefined,
      marks: [],
      beside: {},
    },
  );
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  let [rows, first, most] = [0, 0, 0];
  for (const line of USG.dialect.outputs.print(
    'ike-sa',
    shown,
    { epoch: DEFAULT_START, now: gateways.now },
    'usg',
  )) {
    if (first === 0) first = performance.now() - start;
    if (/ RD\b/.test(line)) rows += 1;
    if (rows % 10_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
  }
  const seconds = (performance.now() - start) / 1000;
  print(
    `display ike sa: ${rows} rows in ${seconds.toFixed(2)} s, ${Math.round(rows / seconds)} a second; first line after ${first.toFixed(0)} ms`,
  );
  print(
    `  heap: ${Math.round(before / MEBIBYTE)} MiB before (the SAs), at most ${Math.round((most - before) / MEBIBYTE)} MiB more meanwhile (garbage included); set up in ${(setUp / 1000).toFixed(1)} s`,
  );
}

function hour(): void {
  const files = newLab({ spokes: SPOKES, hub: USG, spoke: profile('vrp', 'ar') });
  const devices = files.flatMap(({ path, text }): LoadedDevice[] => {
    const name = /^devices\/(\w+)\./.exec(path)?.[1];
    const dialect = name === 'hub' ? USG : profile('vrp', 'ar');
    return name === undefined ? [] : [{ name, dialect, files: [{ name: path, text }] }];
  });
  const lab: Lab = { seed: 1, start: DEFAULT_START, devices: [], links: [], events: [] };
  const start = performance.now();
  const simulation = new Simulation({ lab, devices, gateways: newGateways(lab, devices) });
  const ready = performance.now();
  simulation.advance(3_600_000);
  const end = performance.now();
  print(
    `${SPOKES} spokes: read in ${((ready - start) / 1000).toFixed(2)} s, an hour in ${((end - ready) / 1000).toFixed(2)} s`,
  );
}

function randomLines(): void {
  const lab: Lab = { seed: 1, start: DEFAULT_START, devices: [], links: [], events: [] };
  const devices: LoadedDevice[] = [
    { name: 'hub', dialect: USG, files: [{ name: 'hub.cfg', text: '#\nreturn\n' }] },
  ];
  const simulation = new Simulation({ lab, devices, gateways: newGateways(lab, devices) });
  const device = simulation.devices.get('hub');
  if (device === undefined) throw new Error('no hub');
  let session = new Session(device.open());
  let state = 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const start = performance.now();
  let printed = 0;
  for (let line = 0; line < LINES; line++) {
    const typed = Array.from({ length: 1 + next(6) }, () => WORDS[next(WORDS.length)] ?? '').join(' ');
    for (const text of session.type(typed).lines) printed += text.length;
    if (!session.isOpen) session = new Session(device.open());
  }
  const seconds = (performance.now() - start) / 1000;
  print(
    `${LINES} random lines in ${seconds.toFixed(1)} s, ${Math.round(LINES / seconds)} a second; ${printed} characters printed; prompt ${session.prompt}`,
  );
}

longTable();
hour();
randomLines();
