import type { Release } from '../../../../grammars/racoonctl/table.ts';
import { canonicalAddress } from '../../../ir/address.ts';
import type { Operation } from '../../../ir/operation.ts';
import type { Endpoint, Result } from '../../../ir/result.ts';
import type { UnderstoodCommand } from '../../dialect-operations.ts';
import type { Reply, TerminalHost } from '../../dialect-terminal.ts';
import { understandRacoonctl } from '../understand.ts';

/** By verbosity the output of `show-sa isakmp`; a BIG-IP has one. */
const ISAKMP_OUTPUTS: Readonly<Record<Release, readonly string[]>> = {
  fork: ['isakmp-sa', 'isakmp-sa-l', 'isakmp-sa-ll'],
  f5: ['isakmp-sa', 'isakmp-sa', 'isakmp-sa'],
};
/** What waits gives up after so long: racoon's own retransmissions end earlier. */
const PATIENCE_MILLISECONDS = 120_000;
const CLOSED = 'racoonctl: racoon closed the admin connection before sending a reply header (EOF)';
/** A request without arguments, as `-d` dumps it (1.4). */
const DUMP_OF_EMPTY_REQUEST = ' 08000000 00000000';
const WITHOUT_ARGUMENTS: ReadonlySet<string> = new Set([
  'reloadConfig',
  'showSchedule',
  'showSa',
  'flushSa',
  'showEvent',
  'status',
]);

/** The program racoonctl: what it prints, and its exit status (`reference/racoon.md` 1.4). */
export function runRacoonctl(words: readonly string[], host: TerminalHost, release: Release): Reply {
  const understood = understandRacoonctl(['racoonctl', ...words.map(quoted)].join(' '), release);
  if (understood === undefined || understood.kind === 'other') return { lines: [], status: 1, refused: true };
  if (understood.kind === 'refused') {
    const { lines, exitCode } = understood.answer;
    return {
      lines: lines.map(({ text }) => text),
      status: exitCode,
      ...(exitCode === 0 ? {} : { refused: true }),
    };
  }
  const reply = unresolved(understood) ?? answer(understood, host, release);
  const isDumped = isDebugged(words) && WITHOUT_ARGUMENTS.has(understood.command);
  return isDumped ? { ...reply, lines: withFirst(DUMP_OF_EMPTY_REQUEST, reply.lines) } : reply;
}

/** Whether `-d` stands before the command; behind `-s` stands a path. */
function isDebugged(words: readonly string[]): boolean {
  for (const [index, word] of words.entries()) {
    if (/^-[ld]*s$/.test(words[index - 1] ?? '')) continue;
    if (!word.startsWith('-')) return false;
    if (/^-l*d/.test(word)) return true;
  }
  return false;
}

function* withFirst(first: string, rest: Iterable<string>): Generator<string> {
  yield first;
  yield* rest;
}

function failed(...lines: readonly string[]): Reply {
  return { lines, status: 1, refused: true };
}

/** Names of hosts: a lab has no name server. */
function unresolved({ values }: UnderstoodCommand): Reply | undefined {
  const { gateway } = values;
  if (typeof gateway === 'string' && !isNumeric(gateway)) {
    return failed('racoonctl: Cannot resolve destination address');
  }
  for (const name of ['source', 'destination']) {
    const text = values[name];
    const host = typeof text === 'string' ? text.replace(/\/.*$/, '') : undefined;
    if (host === undefined || isNumeric(host)) continue;
    return failed(`Name or service not known: ${host}/(null)`, 'racoonctl: kmpstat: Success');
  }
  return undefined;
}
function isNumeric(host: string): boolean {
  return canonicalAddress(host) !== undefined;
}

function answer(understood: UnderstoodCommand, host: TerminalHost, release: Release): Reply {
  const { command, operation, values } = understood;
  switch (command) {
    case 'reloadConfig':
      return { lines: [], status: host.load(host.saved()) === undefined ? 1 : 0 };
    case 'showSa': {
      const verbosity = Math.min(2, Number(values['verbosity'] ?? 0));
      const protocol = String(values['protocol']);
      // The daemon does not know it, and the client says nothing.
      if (protocol === 'internal') return failed();
      const output = protocol === 'isakmp' ? ISAKMP_OUTPUTS[release][verbosity] : `${protocol}-sa`;
      return { ...host.answer(operation, output), status: 0 };
    }
    case 'showSchedule':
      return host.answer(operation, 'schedule');
    case 'showEvent':
      return host.answer(operation, 'event');
    case 'status':
      return host.answer(operation, statusOutput(values));
    case 'establishSa':
    case 'vpnConnect':
      return withStatus(
        'wait' in operation && operation.wait ? waiting(understood, host) : host.answer(operation),
      );
    case 'vpnDisconnect':
      return disconnected(operation, host);
    default:
      return withStatus(host.answer(operation));
  }
}

/** It waits until the SA is gone; where there is none the daemon just closes (1.2, 1.7). */
function disconnected(operation: Operation, host: TerminalHost): Reply {
  const select = 'select' in operation ? operation.select : {};
  const ends = endsOf(host.execute({ kind: 'show-ike-sa', select, detail: 'brief' }));
  if (ends === undefined) return failed(CLOSED);
  const reply = withStatus(host.answer(operation));
  return reply.refused === true ? reply : { ...reply, lines: [`Phase 1 deleted : ${ends}`] };
}

function statusOutput(values: UnderstoodCommand['values']): string {
  const options = [values['options'] ?? [], values['format'] ?? []].flat();
  const form = options.some((word) => word.endsWith('json')) ? 'status-json' : 'status';
  return options.includes('-v') ? `${form}-v` : form;
}

/** An error number in the reply prints nothing; what exists already is no error. */
function withStatus(reply: Reply): Reply {
  const result = reply.result?.();
  const isRefused = result?.kind === 'refused' && result.reason !== 'exists';
  if (isRefused) return { ...reply, status: 1, refused: true };
  return {
    lines: reply.lines,
    status: reply.status ?? 0,
    ...(reply.refused === true ? { refused: true } : {}),
  };
}

/** `-w`: lets time pass until the SA is there (`reference/racoon.md` 1.7). */
function waiting({ operation, command }: UnderstoodCommand, host: TerminalHost): Reply {
  const reply = host.answer(operation);
  const result = reply.result?.();
  if (operation.kind !== 'initiate' || result?.kind !== 'done' || result.affected === 0) return reply;
  const { level, select } = operation;
  const find = (): Result =>
    host.execute(
      level === 'ike'
        ? { kind: 'show-ike-sa', select: { ...select, version: 'ikev1' }, detail: 'brief' }
        : { kind: 'show-child-sa', select, detail: 'brief' },
    );
  if (!host.wait(() => isUp(find()), PATIENCE_MILLISECONDS)) {
    return failed(CLOSED);
  }
  const ends = endsOf(find());
  const isPhase1 = level === 'ike' || command === 'vpnConnect';
  return {
    lines: isPhase1 || ends === undefined ? ['VPN connexion established'] : [`Phase 2 established : ${ends}`],
    status: 0,
  };
}

function isUp(result: Result): boolean {
  if (result.kind === 'ike-sas') return result.sas.some(({ state }) => state === 'established');
  return (
    result.kind === 'child-sas' &&
    result.sas.some(({ inbound }) => inbound.some(({ state }) => state === 'installed'))
  );
}

function endsOf(result: Result): string | undefined {
  const [sa] = result.kind === 'child-sas' || result.kind === 'ike-sas' ? result.sas : [];
  const end = ({ address, port }: Endpoint): string => `${address}[${port}]`;
  return sa === undefined ? undefined : `${end(sa.local)} -> ${end(sa.remote)}`;
}

/** A word that the shell has taken out of its quotes. */
function quoted(word: string): string {
  return word === '' || /\s/.test(word) ? `"${word}"` : word;
}
