import { describe, expect, test } from 'vitest';
import { readLab } from '../../src/simulator/lab/read-lab.ts';
import { readScript } from '../../src/simulator/script/read-script.ts';
import { LineIndex } from '../../src/text/lines.ts';
import { screen } from './transcript.ts';

/** "line:column: message", as a person sees a problem. */
function problemsOf(
  text: string,
  read: ReturnType<typeof readLab> | ReturnType<typeof readScript>,
): string[] {
  if (read.kind !== 'problems') return [];
  const lines = new LineIndex(text);
  return read.problems.map(({ span, message }) =>
    span === undefined ? message : `${lines.line(span.start)}:${lines.column(span.start)}: ${message}`,
  );
}

const LAB = screen`
  lab: 1
  seed: 42
  start: 2024-11-09T08:50:30Z
  devices:
    hub: { config: hub.cfg, dialect: vrp@usg }
    spoke: { config: [bigip.conf], dialect: tmsh }
  links:
    - { between: [hub, spoke], latency: 20ms, loss: 2.5% }
  events:
    - { at: 10m, link: [hub, spoke], state: down }
`;

describe('a lab file', () => {
  test('is read with its defaults', () => {
    const read = readLab(LAB);
    expect(read).toEqual({
      kind: 'lab',
      lab: {
        seed: 42,
        start: Date.UTC(2024, 10, 9, 8, 50, 30),
        devices: [
          { name: 'hub', files: ['hub.cfg'], dialect: 'vrp@usg' },
          { name: 'spoke', files: ['bigip.conf'], dialect: 'tmsh' },
        ],
        links: [
          { between: ['hub', 'spoke'], quality: { latency: 20, jitter: 0, loss: 0.025, duplication: 0 } },
        ],
        events: [{ at: 600_000, link: ['hub', 'spoke'], state: 'down' }],
      },
    });
  });

  const WRONG: readonly (readonly [what: string, from: string, to: string, problem: string])[] = [
    ['a member misspelt', 'seed: 42', 'sead: 42', '2:1: the lab: "sead" is not known here'],
    ['another version', 'lab: 1', 'lab: 2', '1:6: lab: must be 1'],
    [
      'a bad duration',
      'latency: 20ms',
      'latency: 20',
      '8:39: links.0.latency: must be a duration: 20ms, 30s, 5m, 1h, 2d',
    ],
    [
      'a duration without a unit',
      'at: 10m',
      'at: "10"',
      '10:11: events.0.at: must be a duration: 20ms, 30s, 5m, 1h, 2d',
    ],
    ['a bad share', 'loss: 2.5%', 'loss: 250%', '8:51: links.0.loss: must be a percentage: 0%, 2.5%'],
    ['a bad time', '2024-11-09T08:50:30Z', 'today', '3:8: start: must be a time: 2024-11-09T08:50:30Z'],
    [
      'an unknown device',
      'link: [hub, spoke]',
      'link: [hub, spoek]',
      '10:28: there is no device "spoek" in this lab',
    ],
    [
      'no files',
      'config: hub.cfg',
      'config: 5',
      '5:18: devices.hub.config: must be a file, or a list of files',
    ],
    ['no configuration', 'config: hub.cfg, ', '', '5:8: devices.hub: "config" is missing'],
    ['another state', 'state: down', 'state: gone', '10:43: events.0.state: must be one of up, down'],
    [
      'broken YAML',
      'links:',
      'links: [',
      '8:3: not YAML: Block collections are not allowed within flow collections',
    ],
  ];
  test.each(WRONG)('with %s is refused', (_what, from, to, problem) => {
    const text = LAB.replace(from, to);
    expect(problemsOf(text, readLab(text))[0]).toBe(problem);
  });

  test('cannot grow by aliases', () => {
    const bomb = `lab: 1\na: &a [x, x, x]\n${Array.from({ length: 9 }, (_each, index) => `b${index}: &b${index} [${'*a, '.repeat(9)}*a]`).join('\n')}\ndevices: {}\n`;
    expect(readLab(bomb).kind).toBe('problems');
  });
});

describe('a script', () => {
  const KNOWN = { devices: ['hub', 'spoke'], dialects: ['vrp', 'tmsh'] };
  const read = (text: string): string[] => problemsOf(text, readScript(text, KNOWN));

  const WRONG: readonly (readonly [line: string, problem: string])[] = [
    ['@hbu', '1:1: "@hbu" is no directive'],
    ['@hub ios', '1:6: expected one of vrp, tmsh, or nothing'],
    ['@wait soon', '1:7: expected a duration: 20ms, 30s, 5m, 1h, 2d'],
    ['@link hub nowhere down', '1:11: there is no device "nowhere" in this lab'],
    [
      '@link hub spoke sideways',
      '1:17: expected up, down, latency=20ms, jitter=5ms, loss=1% or duplication=1%',
    ],
    ['@traffic hub 10.1.0.5 10.2.0.9', '1:23: expected ->'],
    ['@traffic hub 10.1.0.5 -> 10.2.0.9 x many', '1:37: expected a number of packets, 1..1000000'],
    ['@expect "x"', '1:9: expected contains, matches or equals, with or without "not" before it'],
    ['@hub\n@expect matches "("', '2:17: expected a regular expression (RE2)'],
    ['display ike sa', '1:1: no session is open: a line "@DEVICE" opens one'],
    ['@wait 5s and more', '1:10: expected the end of the line'],
  ];
  test.each(WRONG)('%s', (line, problem) => {
    expect(read(line)[0]).toBe(problem);
  });

  test('takes remarks, and lines that begin with the sign of directives', () => {
    const text = '# a remark\n@hub   # another\n\n@@x\n@wait 30s # and a third';
    const script = readScript(text, KNOWN);
    expect(
      script.kind === 'script' && script.script.steps.map(({ kind, text: said }) => [kind, said]),
    ).toEqual([
      ['open', '@hub'],
      ['type', '@@x'],
      ['wait', '@wait 30s'],
    ]);
  });
});

describe('the size of a script', () => {
  const KNOWN = { devices: ['hub', 'spoke'], dialects: ['vrp'] };
  test('is limited, and the message says how to raise the limit', () => {
    const limits = { lines: 2, sessions: 1 };
    const read = (text: string): string[] => problemsOf(text, readScript(text, KNOWN, limits));
    expect(read('@hub\n# a remark\nquit\n')).toEqual([]);
    expect(read('@hub\nquit\nquit\n')).toEqual([
      '3:1: the script has more than 2 lines: --max-script-lines lets longer ones in',
    ]);
    expect(read('@hub\n@spoke\n')).toEqual([
      '2:1: the script opens more than 1 sessions: --max-sessions lets more be opened',
    ]);
  });
});
