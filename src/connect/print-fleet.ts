import type { Fleet } from './fleet.ts';
import { summaryLines, summaryOf } from './fleet-summary.ts';
import { printMatrix } from './matrix.ts';
import { type Paint, printConnection } from './print-text.ts';

/** For people: what is wrong between which gateways, who connects to whom, and how many there are. */
export function printFleet(fleet: Fleet, paint: Paint): readonly string[] {
  const told = fleet.connected
    .flatMap(({ connections }) => connections)
    .filter(({ verdict }) => verdict !== 'up'); // one that comes up says nothing but that
  return [
    ...told.flatMap((connection) => [...printConnection(connection, paint), '']),
    ...fleet.strangers.map(
      ({ end, peer, remote }) => `${end}: peer ${peer} (${remote}) is no gateway of these`,
    ),
    ...printMatrix(fleet),
    '',
    ...summaryLines(summaryOf(fleet)),
  ];
}
