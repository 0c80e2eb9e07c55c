import { sarifDocument, sarifLocation } from '../translate/report/sarif-document.ts';
import type { Connected } from './connect.ts';
import type { Connection } from './connection.ts';
import type { Effective } from './effective.ts';
import type { Problem } from './problem.ts';
import type { ProblemClass } from './problem-class.ts';

const LEVELS: Readonly<Record<ProblemClass, { readonly kind: string; readonly level: string }>> = {
  stops: { kind: 'fail', level: 'error' },
  'shows-later': { kind: 'fail', level: 'warning' },
  unverifiable: { kind: 'open', level: 'none' },
  harmless: { kind: 'informational', level: 'none' },
};

/** SARIF 2.1.0: a result for each problem, at the statements of the left end; those of the right end are related. */
export function connectedSarif(connected: readonly Connected[]): Iterable<string> {
  const connections = connected.flatMap((pair) => pair.connections);
  const rules = new Map(
    connections.flatMap(({ problems }) => problems.map(({ left }) => [left.path, left.words])),
  );
  return sarifDocument(
    [...rules].map(([id, text]) => ({ id, shortDescription: { text } })),
    {},
    connections.flatMap((connection) => connection.problems.map((problem) => resultOf(connection, problem))),
  );
}

function resultOf({ ends, peers }: Connection, problem: Problem): object {
  const { left, right, when } = problem;
  const text = `${ends.left} ${peers.left} and ${ends.right} ${peers.right}: ${left.words}: ${left.text} at ${left.end}, ${right.text} at ${right.end}`;
  return {
    ruleId: left.path,
    ...LEVELS[problem.class],
    message: { text: when === undefined ? text : `${text} (${when})` },
    locations: placesOf(left),
    relatedLocations: placesOf(right).map((place, id) => ({ id, ...place })),
    properties: { class: problem.class },
  };
}
function placesOf({ source }: Effective): readonly object[] {
  return source.statements.map(({ file, line, text }) =>
    sarifLocation({ file, line }, { snippet: { text } }),
  );
}
