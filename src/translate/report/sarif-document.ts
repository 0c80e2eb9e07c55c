import type { Place } from '../source-map.ts';
import { visible } from './visible.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** A document of SARIF 2.1.0 with one run, in pieces. */
export function* sarifDocument(
  rules: readonly object[],
  properties: object,
  results: Iterable<object>,
): Iterable<string> {
  const members = {
    tool: { driver: { name: 'tunnelglot', rules } },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true }],
    properties,
  };
  yield `{"$schema":${JSON.stringify(SCHEMA)},"version":"2.1.0","runs":[${JSON.stringify(members).slice(0, -1)},"results":[`;
  let before = '\n';
  for (const result of results) {
    yield `${before}${JSON.stringify(result)}`;
    before = ',\n';
  }
  yield '\n]}]}\n';
}

/** A line of a file; `more`: other members of its region. */
export function sarifLocation({ file, line }: Place, more: object = {}): object {
  const uri = visible(file).split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: { artifactLocation: { uri }, region: { startLine: line, ...more } },
  };
}
