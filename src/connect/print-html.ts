import { html } from '../translate/report/html-text.ts';
import type { Connected } from './connect.ts';
import type { Fleet } from './fleet.ts';
import { type Paint, printConnection } from './print-text.ts';
import { topologySvg } from './topology-svg.ts';

const STYLE = `
body { font: 14px/1.5 system-ui, sans-serif; margin: 1rem 1.5rem; }
pre { font: 12px/1.5 ui-monospace, monospace; white-space: pre-wrap; border: 1px solid #8886; padding: .5rem .8rem; }
svg { max-width: 60rem; width: 100%; height: auto; }
`;
const PLAIN: Paint = { bad: String, doubtful: String, good: String, faint: String };

/** One page that needs nothing else and runs nothing: the topology, then each pair of peers. */
export function* connectedHtml(fleet: Fleet): Iterable<string> {
  yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n`;
  yield `<title>${html(titleOf(fleet.connected))}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`;
  yield `<h1>${html(titleOf(fleet.connected))}</h1>\n`;
  yield* topologySvg(fleet);
  for (const { connections } of fleet.connected) {
    for (const connection of connections) {
      const text = printConnection(connection, PLAIN)
        .map((line) => html(line))
        .join('\n');
      yield `<pre class="${connection.verdict}">${text}</pre>\n`;
    }
  }
  for (const { end, peer, remote } of fleet.strangers) {
    yield `<p>${html(`${end}: peer ${peer} (${remote}) is no gateway of these`)}</p>\n`;
  }
  yield '</body>\n</html>\n';
}

function titleOf(connected: readonly Connected[]): string {
  const all = connected.flatMap(({ connections }) => connections);
  const bad = all.filter(({ verdict }) => verdict === 'fails').length;
  return `${all.length} connections, ${bad} of them fail`;
}
