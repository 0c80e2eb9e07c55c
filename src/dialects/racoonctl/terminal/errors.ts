import type { Failure, FailureReason } from '../../../../grammars/racoonctl/read.ts';
import type { Release } from '../../../../grammars/racoonctl/table.ts';
import type { Answer, AnswerLine } from '../../dialect-operations.ts';

interface Text {
  readonly stream: AnswerLine['stream'];
  /** `{word}`: the word at fault. */
  readonly text: string;
}
interface ErrorText {
  readonly lines: readonly Text[];
  readonly exitCode: number;
}

/** What the program prints and how it ends (`reference/racoon.md` 1.4). */
const ERRORS: Readonly<Record<FailureReason, ErrorText>> = {
  usage: { lines: [], exitCode: 0 },
  'unknown-option': {
    lines: [{ stream: 'err', text: "racoonctl: invalid option -- '{letter}'" }],
    exitCode: 0,
  },
  'unknown-command': {
    lines: [
      { stream: 'out', text: 'Invalid command [{word}]' },
      { stream: 'err', text: 'racoonctl: kmpstat: Invalid argument' },
    ],
    exitCode: 1,
  },
  insufficient: failing('racoonctl: insufficient arguments'),
  'too-many': failing('racoonctl: too many arguments'),
  'unknown-protocol': failing('racoonctl: unknown protocol {word}'),
  'protocol-not-supported': failing('racoonctl: kmpstat: Protocol not supported'),
  invalid: failing('racoonctl: kmpstat: Invalid argument'),
  'wrong-family': failing('racoonctl: kmpstat: Address family not supported by protocol'),
  unresolved: {
    lines: [
      { stream: 'out', text: 'Address family for hostname not supported: {word}/(null)' },
      { stream: 'err', text: 'racoonctl: kmpstat: Success' },
    ],
    exitCode: 1,
  },
  'port-without-prefix': failing('racoonctl: kmpstat: Success'),
  'option-without-value': failing('racoonctl: -u require an argument'),
  'wrong-status-option': failing('racoonctl: usage: status [-v] [-f text|json] [--format=text|json]'),
  'no-gateway': failing('racoonctl: VPN gateway required'),
  'long-login': failing('racoonctl: bad login (too long?)'),
};

function failing(text: string): ErrorText {
  return { lines: [{ stream: 'err', text }], exitCode: 1 };
}

/** The usage text, printed for a bad option and where no command is given (1.2); a BIG-IP has no `status`. */
const COMMANDS = `Usage:
  racoonctl [opts] reload-config
  racoonctl [opts] show-schedule
  racoonctl [opts] show-sa <protocol>
  racoonctl [opts] flush-sa <protocol>
  racoonctl [opts] delete-sa <saopts>
  racoonctl [opts] establish-sa [-u identity] [-n remoteconf] [-w] <saopts>
  racoonctl [opts] vpn-connect [-u identity] vpn_gateway
  racoonctl [opts] vpn-disconnect vpn_gateway
  racoonctl [opts] show-event
  racoonctl [opts] logout-user login`.split('\n');
const STATUS = '  racoonctl [opts] status [-v] [-f text|json] [--format=text|json]';
const PARAMETERS = `
General options:
  -d\t\tdump the request before it is sent
  -l\t\tmore of each SA: may be given twice (show-sa isakmp)
  -s <socket>\tthe socket of racoon (/var/run/racoon/racoon.sock)

Parameter specifications:
  <protocol>: "isakmp", "esp", "ah" or "ipsec" (both)
  <saopts>: "isakmp" <family> <src> <dst>
            {"esp","ah"} <family> <src/prefixlen/port> <dst/prefixlen/port> <ul_proto>
  <family>: "inet" or "inet6"
  <ul_proto>: "icmp", "tcp", "udp", "gre" or "any"
`.split('\n');
const USAGE: Readonly<Record<Release, readonly string[]>> = {
  fork: [...COMMANDS, STATUS, ...PARAMETERS],
  f5: [...COMMANDS, ...PARAMETERS],
};

/** The answer of racoonctl to a line that it does not take. */
export function answerOf({ why, at }: Failure, release: Release): Answer {
  const { lines, exitCode } = ERRORS[why];
  const letter = /^-[lds]*(.)/.exec(at.text)?.[1] ?? 's';
  const printed = lines.map(({ stream, text }) => ({
    stream,
    text: text.replace('{word}', at.text).replace('{letter}', letter),
  }));
  const usage = why === 'usage' || why === 'unknown-option' ? USAGE[release] : [];
  return { lines: [...printed, ...usage.map((text) => ({ stream: 'out' as const, text }))], exitCode };
}
