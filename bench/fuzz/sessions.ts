import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from '../../src/dialects/dialect.ts';
import { dialectNamed, dialects } from '../../src/dialects/registry.ts';
import { newGateways } from '../../src/simulator/engine-gateways.ts';
import { DEFAULT_START, type Lab } from '../../src/simulator/lab/lab.ts';
import { Session } from '../../src/simulator/session/session.ts';
import { type LoadedDevice, Simulation } from '../../src/simulator/simulation.ts';
import type { Random } from '../random.ts';
import { transcripts } from './captures.ts';
import { ConfigurationInputs } from './configuration-inputs.ts';
import { attempt, type Subject } from './subject.ts';
import { anyOf, TextBreaker } from './text-breaker.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const LAB: Lab = { seed: 1, start: DEFAULT_START, devices: [], links: [], events: [] };
/** Names of devices, their dialects and what is on them. */
const DEVICES: readonly (readonly [
  name: string,
  dialect: string,
  profile: string,
  files: readonly string[],
])[] = [
  ['hub', 'vrp', 'usg', ['ikev2/hub.cfg']],
  ['core', 'vrp', 'ne', []],
  ['spoke', 'tmsh', '16', ['ikev2/bigip.conf']],
  ['linux', 'racoon', '0.9', ['ikev1/racoon.conf', 'ikev1/psk.txt', 'ikev1/setkey.conf']],
];
const NAMES = DEVICES.map(([name]) => name);
/** What leads on: without it random lines stay where they begin. */
const WAYS =
  'system-view return quit save y n undo display current-configuration this ike sa ipsec | include ? list show create modify delete net ipsec one-line all-properties run util bash tmsh racoonctl -l show-sa isakmp setkey -DP -c exit echo <<EOF EOF && || ; reset flush-sa'.split(
    ' ',
  );
const LINES_A_LAB = 200;
const MOST_WORDS = 8;
/** Characters that one line may print. */
const MOST_PRINTED = 10_000_000;
const IDLE: readonly [number, number] = [1, 60_000];

function named(name: string): Dialect {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return dialect;
}

function newSimulation(): Simulation {
  const devices = DEVICES.map(([name, dialect, profile, files]): LoadedDevice => {
    const read = files.map((file) => ({ name: file, text: readFileSync(join(EXAMPLES, file), 'utf8') }));
    return { name, dialect: { dialect: named(dialect), profile }, files: read };
  });
  return new Simulation({ lab: LAB, devices, gateways: newGateways(LAB, devices) });
}

/** Lines typed at the devices of a lab that runs; a new lab every so often. */
export function sessions(random: Random): Subject {
  const inputs = dialects.map((dialect) => new ConfigurationInputs(dialect, random));
  const [own] = inputs;
  if (own === undefined) throw new Error('there is no dialect');
  const words = dialects.flatMap(({ rows }) => rows.flatMap(({ line }) => line.split(/[\s<>{}[\]|*]+/)));
  const breaker = new TextBreaker(random, [...words, ...transcripts().join('\n').split(/\s+/)]);
  const ways = new TextBreaker(random, WAYS);
  let simulation = newSimulation();
  let open = new Map<string, Session>();
  let turn = 0;
  const nextLine = (): string => {
    if (random.chance(0.5)) return ways.line(MOST_WORDS);
    if (random.chance(0.5)) return breaker.line(MOST_WORDS);
    const lines = anyOf(random, inputs, own).next().text.split('\n');
    return anyOf(random, lines, '');
  };
  return {
    name: 'sessions',
    next() {
      if (turn % LINES_A_LAB === 0) [simulation, open] = [newSimulation(), new Map()];
      turn += 1;
      const name = anyOf(random, NAMES, 'hub');
      const spoken = anyOf(random, ['', '', 'vrp', 'tmsh', 'racoon'], '');
      const key = `${name} ${spoken}`;
      const line = nextLine();
      const found = attempt('typing', () => {
        const session = open.get(key) ?? openSession(simulation, name, spoken);
        open.set(key, session);
        const before = session.prompt;
        session.help(line);
        session.complete(line);
        let printed = 0;
        for (const text of session.type(line).lines) printed += text.length;
        if (!session.isOpen) open.delete(key);
        simulation.advance(random.between(...IDLE));
        return [
          ...(/[\r\n]/.test(before) ? [`a prompt of several lines: ${JSON.stringify(before)}`] : []),
          ...(printed > MOST_PRINTED ? [`${printed} characters printed`] : []),
        ];
      });
      return { input: `${key}, line ${turn}: ${JSON.stringify(line)}`, found };
    },
  };
}

function openSession(simulation: Simulation, name: string, spoken: string): Session {
  const device = simulation.devices.get(name);
  if (device === undefined) throw new Error(`no such device: ${name}`);
  const dialect = spoken === '' ? undefined : named(spoken);
  return new Session(
    device.open(dialect === undefined ? undefined : { dialect, profile: dialect.defaultProfile }),
  );
}
