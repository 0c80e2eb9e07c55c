import type { Answer } from '../../dialect-operations.ts';

/**
 * What tmsh prints instead of doing what was typed (tmsh reference 1.11). Those that no capture shows are of this project's
 * choosing, in the frames that captures show.
 */
const ERROR_TEXTS = {
  unexpected: 'Syntax Error: unexpected argument "{word}"',
  'unknown-property': 'Syntax Error: "{word}" unknown property',
  'no-value': 'Syntax Error: "{word}" requires a value',
  'invalid-value': 'Syntax Error: "{word}" invalid value "{value}"',
  'invalid-integer': 'Data Input Error: invalid integer "{word}"',
  ambiguous: 'Syntax Error: "{word}" ambiguous argument',
  'out-of-range': '01070734:3: Configuration error: {word} value {value} is out of range ({first}-{last})',
  'missing-brace': 'Syntax Error: missing "}"',
  'missing-quote': 'Syntax Error: missing closing quote',
  'missing-property': '01070734:3: Configuration error: "{word}" must be specified for {object}',
  'not-found': '01020036:3: The requested {object} was not found.',
  exists: '01020066:3: The requested {object} already exists in partition {partition}.',
  'in-use': '01070734:3: Configuration error: {object} is in use by {user}',
  'no-folder': "01070734:3: Configuration error: Can't associate {object} folder does not exist",
  'of-factory': '01070734:3: Configuration error: {object} is of the factory and cannot be deleted',
  'in-file': 'Syntax Error:({file} at line: {line}) {text}',
  'no-transaction': 'Data Input Error: there is no transaction: "create cli transaction" begins one',
  'in-transaction': 'Data Input Error: a transaction is open already',
  'not-own':
    '01070734:3: Configuration error: the files of this device are of another language: load them in a session of its own',
  'load-failed': 'Unexpected Error: Loading configuration process failed.',
} as const;
export type ErrorKind = keyof typeof ERROR_TEXTS;

/** What the kinds of objects are called in error texts. */
export const OBJECT_NOUNS: Readonly<Record<string, string>> = {
  'net ipsec ike-peer': 'IKE Peer',
  'net ipsec ipsec-policy': 'IPsec Policy',
  'net ipsec traffic-selector': 'IPsec Trafficselector',
  'net ipsec manual-security-association': 'IPsec Manual Security Association',
  'net tunnels tunnel': 'Tunnel',
  'net self': 'self IP',
  'net route': 'Route',
};

/** What an object is called that another one is in use by, where that is another word. */
export const USER_NOUNS: Readonly<Record<string, string>> = {
  ...OBJECT_NOUNS,
  'net ipsec traffic-selector': 'Traffic Selector',
};

/** A text with its details filled in. */
export function errorText(kind: ErrorKind, details: Readonly<Record<string, string>>): string {
  return ERROR_TEXTS[kind].replaceAll(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole);
}

/** The answer of tmsh: in one-shot mode the shell gets 1. */
export function answerOf(kind: ErrorKind, details: Readonly<Record<string, string>>): Answer {
  return { lines: [{ stream: 'err', text: errorText(kind, details) }], exitCode: 1 };
}
