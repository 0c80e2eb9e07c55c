import type { Release } from '../../../../grammars/racoonctl/table.ts';
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
  return answer(understood, host, release);
}

function answer(understood: UnderstoodCommand, host: TerminalHost, release: Release): Reply {
  const { command, operation, values } = understood;
  switch (command) {
    case 'reloadConfig':
      return { lines: [], status: host.load(host.saved()) === undefined ? 1 : 0 };
    case 'showSa': {
      const verbosity = Math.min(2, Number(values['verbosity'] ?? 0));
      const protocol = String(values['protocol']);
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
    default:
      return withStatus(host.answer(operation));
  }
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
    return {
      lines: ['racoonctl: racoon closed the admin connection before sending a reply header (EOF)'],
      status: 1,
      refused: true,
    };
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
