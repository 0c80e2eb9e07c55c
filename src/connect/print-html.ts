import { html } from '../translate/report/html-text.ts';
import type { Connection } from './connection.ts';
import type { Fleet } from './fleet.ts';
import { summaryLines, summaryOf } from './fleet-summary.ts';
import { type Paint, printConnection } from './print-text.ts';
import { COLOURS, topologySvg } from './topology-svg.ts';
import { VERDICTS } from './verdict.ts';

const BORDERS = VERDICTS.map((verdict) => `pre.${verdict} { border-left-color: ${COLOURS[verdict]} }`);
const STYLE = `
body { font: 14px/1.5 system-ui, sans-serif; margin: 1rem 1.5rem; }
h1 { font-size: 1.3rem; }
pre { font: 12px/1.5 ui-monospace, monospace; white-space: pre-wrap; border: 1px solid #8886; border-left: 6px solid;
  padding: .5rem .8rem; }
svg { max-width: 100%; height: auto; }
${BORDERS.join('\n')}
`;
const PLAIN: Paint = { bad: String, doubtful: String, good: String, faint: String };

/** One page that needs nothing else and runs nothing: how many, the topology, then each pair of peers, the worst first. */
export function* connectedHtml(fleet: Fleet): Iterable<string> {
  const lines = summaryLines(summaryOf(fleet));
  const title = html(lines.at(-1) ?? '');
  yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">\n`;
  yield `<title>${title}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<h1>${title}</h1>\n`;
  if (lines.length > 1) {
    const items = lines.slice(0, -1).map((line) => `<li>${html(line)}</li>`);
    yield `<ul>\n${items.join('\n')}\n</ul>\n`;
  }
  yield* topologySvg(fleet);
  const connections = fleet.connected.flatMap((pair) => pair.connections);
  for (const verdict of VERDICTS.toReversed()) {
    const found = connections.filter((connection) => connection.verdict === verdict);
    if (verdict !== 'up') yield* found.map(told);
    else if (found.length > 0) {
      yield `<details${found.length <= FEW ? ' open' : ''}><summary>${found.length} come up</summary>\n`;
      yield* found.map(told);
      yield '</details>\n';
    }
  }
  for (const { end, peer, remote } of fleet.strangers) {
    yield `<p>${html(`${end}: peer ${peer} (${remote}) is no gateway of these`)}</p>\n`;
  }
  yield '</body>\n</html>\n';
}
/** So many that come up are shown at once. */
const FEW = 3;

function told(connection: Connection): string {
  const text = printConnection(connection, PLAIN)
    .map((line) => html(line))
    .join('\n');
  return `<pre class="${connection.verdict}">${text}</pre>\n`;
}
