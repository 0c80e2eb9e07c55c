import { describe, expect, it } from 'vitest';
import { printDifferences } from '../../src/cli/print-differences.ts';
import { connect } from '../../src/connect/connect.ts';
import { endOf } from '../../src/connect/end.ts';
import type { Fleet } from '../../src/connect/fleet.ts';
import { connectedHtml } from '../../src/connect/print-html.ts';
import { connectedJson } from '../../src/connect/print-json.ts';
import { connectedSarif } from '../../src/connect/print-sarif.ts';
import { printConnected } from '../../src/connect/print-text.ts';
import { topologySvg } from '../../src/connect/topology-svg.ts';
import { dialectNamed } from '../../src/dialects/registry.ts';
import { diff } from '../../src/diff/diff.ts';
import { differenceRows } from '../../src/diff/json.ts';
import { readSide, type Side } from '../../src/diff/side.ts';
import { scenarios } from '../rosetta/scenario.ts';

const PLAIN = (text: string): string => text;
const PAINT = { bad: PLAIN, doubtful: PLAIN, good: PLAIN, faint: PLAIN };

/** Fixtures have keys of this form, whatever else is in them; in hexadecimal digits it begins "5467". */
const KEYS = /Tg-[\w.-]+|\b(?:0x)?5467[0-9a-f]{12,}/g;

/** Everything that `connect` and `diff` print of two gateways. */
function printedOf(left: Side, right: Side): string {
  const ends = [endOf('left', left), endOf('right', right)] as const;
  const connected = connect(...ends, { among: false });
  const fleet: Fleet = { ends, connected: [connected], strangers: [] };
  const found = diff(left, right);
  const rows = differenceRows(found, left, right);
  return [
    ...printConnected(connected, PAINT),
    ...connectedHtml(fleet),
    JSON.stringify(connectedJson(connected)),
    ...connectedSarif([connected]),
    ...topologySvg(fleet),
    JSON.stringify(rows),
    ...printDifferences(rows, { left: 'left', right: 'right' }, (_colour, text) => text),
  ].join('\n');
}

const RACOON = dialectNamed('racoon');

/** Another gateway in another language, with its keys and with others. */
const CASES = scenarios.flatMap(({ name, vrp, tmsh, racoon, source, target }) => [
  { name: `${name}: vrp and tmsh`, vrp, source, other: target, files: [{ name: 'tmsh.conf', text: tmsh }] },
  ...(racoon.length === 0 || RACOON === undefined
    ? []
    : [
        {
          name: `${name}: vrp and racoon`,
          vrp,
          source,
          other: { dialect: RACOON, profile: RACOON.defaultProfile },
          files: racoon,
        },
      ]),
]);

describe('what is told of two gateways holds no key of either', () => {
  it.each(CASES)('$name', ({ vrp, source, other, files }) => {
    const changed = files.map(({ name, text }) => ({ name, text: text.replaceAll('Tg-', 'Tg-Other-') }));
    const texts = [vrp, ...[...files, ...changed].map(({ text }) => text)];
    const keys = texts.flatMap((text) => text.match(KEYS) ?? []);
    expect(keys.length).toBeGreaterThan(0);
    const left = readSide([{ name: 'vrp.cfg', text: vrp }], source);
    for (const given of [files, changed]) {
      const printed = printedOf(left, readSide(given, other));
      expect(keys.filter((key) => printed.includes(key))).toEqual([]);
    }
  });
});
