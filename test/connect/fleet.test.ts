import { describe, expect, it } from 'vitest';
import { generateFleet } from '../../bench/connect/fleet-texts.ts';
import { connect, type Connected } from '../../src/connect/connect.ts';
import { type End, endOf } from '../../src/connect/end.ts';
import { type Fleet, PairedFleet } from '../../src/connect/fleet.ts';
import { summaryLines, summaryOf } from '../../src/connect/fleet-summary.ts';
import { topologySvg } from '../../src/connect/topology-svg.ts';
import { vrp } from '../../src/dialects/vrp/index.ts';
import { readSide } from '../../src/diff/side.ts';
import { endIn, rosettaGateway } from './gateways.ts';

function vrpEnd(name: string, text: string): End {
  return endOf(name, readSide([{ name: `${name}.cfg`, text }], { dialect: vrp, profile: 'usg' }));
}
function meshOf(texts: readonly string[]): readonly End[] {
  return texts.map((text, index) => vrpEnd(`site${index}`, text));
}
const TEXTS = generateFleet({ seed: 3, kind: 'mesh', gateways: 5 });
function told({ connections }: Connected): unknown {
  return connections.map(({ verdict, problems }) => [
    verdict,
    problems.map((problem) => [problem.class, problem.left.path]),
  ]);
}
function fleetOf(ends: readonly End[]): Fleet {
  const paired = new PairedFleet(ends);
  const connected = paired.pairs.map((pair) => paired.connect(pair));
  return { ends, connected, strangers: paired.strangers };
}

describe('a fleet', () => {
  const ends = meshOf(TEXTS);
  const fleet = fleetOf(ends);

  it('pairs each with each', () => {
    expect(fleet.connected.length).toBe(10);
    expect(fleet.strangers).toEqual([]);
  });

  it('finds of each pair what is found of it alone', () => {
    for (const connected of fleet.connected) {
      const { left, right } = connected.ends;
      const alone = connect(endOf(left.name, left.side), endOf(right.name, right.side), {
        among: true,
        largestRepaired: 0,
      });
      expect(told(connected)).toEqual(told(alone));
    }
  });

  it('is summed up', () => {
    const lines = summaryLines(summaryOf(fleet));
    expect(lines.at(-1)).toMatch(/^5 gateways, 10 tunnels: \d+ come up/);
  });

  it('is drawn with a line for each pair', () => {
    const svg = [...topologySvg(fleet)].join('');
    expect(
      svg.match(/<line x1="[\d.]+" y1="[\d.]+" x2="[\d.]+" y2="[\d.]+" [^>]*stroke-opacity/g)?.length,
    ).toBe(10);
    for (const { name } of ends) expect(svg).toContain(`>${name}</text>`);
  });

  it('is repaired pair by pair: what to type for one changes no other', () => {
    const [first = '', second = '', ...others] = TEXTS;
    const wrong = second.replace('dh group14', 'dh group5'); // shared by all peers with that group
    const broken = fleetOf(meshOf([first, wrong, ...others]));
    for (const { connections } of broken.connected) {
      for (const { ends: names, repairs } of connections) {
        for (const which of ['left', 'right'] as const) {
          const lines = repairs[which]?.lines ?? [];
          const place = Number(names[which].replace('site', ''));
          const texts = [first, wrong, ...others].map((text, index) =>
            index === place && lines.length > 0 ? `${text}${filled(lines)}\n` : text,
          );
          const after = fleetOf(meshOf(texts));
          const isOther = (connected: Connected): boolean =>
            connected.ends.left.name !== names.left || connected.ends.right.name !== names.right;
          expect([names, after.connected.filter(isOther).map(told)]).toEqual([
            names,
            broken.connected.filter(isOther).map(told),
          ]);
        }
      }
    }
  });
});
/** A key that is to be filled in is left as it is. */
function filled(lines: readonly string[]): string {
  return lines.filter((line) => !line.includes('{{')).join('\n');
}

describe('what a fleet has beside peers that find each other', () => {
  it('tells peers that are no gateway of it', () => {
    const [one = '', two = ''] = generateFleet({ seed: 3, kind: 'mesh', gateways: 3 });
    expect(new PairedFleet(meshOf([one, two])).strangers).toEqual([
      { end: 'site0', peer: 'site2', remote: '198.18.0.2' },
      { end: 'site1', peer: 'site2', remote: '198.18.0.2' },
    ]);
  });

  it('pairs SAs with keys of their own', () => {
    const near = rosettaGateway('ar-manual-keys');
    const far = {
      ...near,
      manualSas: near.manualSas.map((sa) => ({
        ...sa,
        direction: sa.direction === 'in' ? ('out' as const) : ('in' as const),
      })),
      policies: near.policies.map((policy) => ({
        ...policy,
        tunnel: { local: '203.0.113.2', remote: '198.51.100.1' },
      })),
    };
    const { connected } = fleetOf([endIn('near', near, 'tmsh@16'), endIn('far', far, 'racoon@0.9')]);
    expect(connected.map(({ connections }) => connections.map(({ verdict }) => verdict))).toEqual([['up']]);
  });
});

describe('ends that cannot run', () => {
  const [near = '', far = ''] = generateFleet({ seed: 3, kind: 'mesh', gateways: 2 });
  it.each([
    [
      'an IKE proposal that is not defined',
      (text: string) => text.replace(/ ike-proposal \d/, ' ike-proposal 9'),
      'peers.proposals',
    ],
    [
      'an IPsec proposal that is not defined',
      (text: string) => text.replace(/\n proposal \w+/, '\n proposal none'),
      'policies.proposals',
    ],
    [
      'the address of the other end',
      (text: string) => text.replaceAll('198.18.0.1', '198.18.0.0'),
      'policies.tunnel.local',
    ],
  ])('%s', (_what, change, path) => {
    const { connections } = connect(vrpEnd('near', near), vrpEnd('far', change(far)), { among: false });
    expect(
      connections.map(({ verdict, problems }) => [verdict, ...problems.map(({ right }) => right.path)]),
    ).toEqual([['fails', path]]);
  });
});
