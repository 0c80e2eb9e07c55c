import type { Values } from '../../../../grammars/objects/object.ts';
import { COMMANDS } from '../../../../grammars/racoon/table.ts';
import type { TerminalHost } from '../../dialect-terminal.ts';
import { kernelTime } from './time.ts';

/** Numbers by which the kernel tells directions in the id of a policy (`reference/racoon.md` 1.5.4). */
const DIRECTIONS: Readonly<Record<string, number>> = { in: 0, out: 1, fwd: 2 };
const PROCESS_ID = 730;
const FULL = { v4: '/32', v6: '/128' } as const;

/** `setkey -DP`: a block for each policy of the kernel (`reference/racoon.md` 1.5.4). */
export function* policyLines(host: TerminalHost): Generator<string> {
  const policies = (host.running.slots.get(COMMANDS) ?? []).filter(
    ({ values }) => values['verb'] === 'spdadd',
  );
  if (policies.length === 0) {
    yield 'No SPD entries.';
    return;
  }
  const created = kernelTime({ ...host.clock, now: 0 });
  for (const [index, { values }] of policies.entries()) {
    const direction = textOf(values, 'direction');
    const priority = textOf(values, 'priority');
    yield `${endOf(values, 'source')} ${endOf(values, 'destination')} ${protocolOf(values)}`;
    yield `\t${direction} prio ${priority === '' ? 'def' : priority} ${textOf(values, 'action')}`;
    for (const request of [values['requests'] ?? []].flat()) yield `\t${request}`;
    yield `\tcreated: ${created}  lastused:${' '.repeat(21)}`;
    yield '\tlifetime: 0(s) validtime: 0(s)';
    const id = 8 * (index + 1) + (DIRECTIONS[direction] ?? 0);
    yield `\tspid=${id} seq=${policies.length - 1 - index} pid=${PROCESS_ID}`;
    yield '\trefcnt=1';
  }
}

/** A full prefix is left out, and ports stand in brackets; icmp has none. */
function endOf(values: Values, name: string): string {
  const prefix = textOf(values, name);
  const full = prefix.includes(':') ? FULL.v6 : FULL.v4;
  const shown = prefix.endsWith(full) ? prefix.slice(0, -full.length) : prefix;
  const port = textOf(values, `${name}-port`);
  return /^(?:icmp6?|gre)$/.test(textOf(values, 'protocol'))
    ? shown
    : `${shown}[${port === '' ? 'any' : port}]`;
}

/** "Any" is stored as 255 on Linux. */
function protocolOf(values: Values): string {
  const protocol = textOf(values, 'protocol');
  return protocol === 'any' || protocol === '' ? '255' : protocol;
}

function textOf(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value : '';
}
