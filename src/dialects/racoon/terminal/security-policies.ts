import type { ConfigurationObject, Values } from '../../../../grammars/objects/object.ts';
import { COMMANDS } from '../../../../grammars/racoon/table.ts';
import type { CapturedSecurityPolicy } from '../../../ir/captured.ts';

const DIRECTIONS: Readonly<Record<string, NonNullable<CapturedSecurityPolicy['direction']>>> = {
  in: 'in',
  out: 'out',
  fwd: 'forward',
};
const ACTIONS: Readonly<Record<string, NonNullable<CapturedSecurityPolicy['action']>>> = {
  ipsec: 'protect',
  none: 'bypass',
  discard: 'discard',
};
const FULL = { v4: '/32', v6: '/128' } as const;

/** The entries that setkey has put in the kernel's SPD, as the kernel dumps them (`reference/racoon.md` 1.5.4). */
export function securityPolicies(running: ConfigurationObject): readonly CapturedSecurityPolicy[] {
  return (running.slots.get(COMMANDS) ?? []).flatMap(({ values }) =>
    values['verb'] === 'spdadd' ? [entryOf(values)] : [],
  );
}

function entryOf(values: Values): CapturedSecurityPolicy {
  const priority = textOf(values, 'priority');
  const direction = DIRECTIONS[textOf(values, 'direction')];
  const action = ACTIONS[textOf(values, 'action')];
  return {
    source: endOf(values, 'source'),
    destination: endOf(values, 'destination'),
    protocol: protocolOf(values),
    ...(direction === undefined ? {} : { direction }),
    ...(action === undefined ? {} : { action }),
    // setkey stores "def" where none is given.
    priority: priority === '' ? 'def' : priority,
    processing: [values['requests'] ?? []].flat(),
    created: 0,
  };
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
