import type { Diagnostic } from './diagnostic.ts';

export type Severity = Diagnostic['severity'];
export type Status = NonNullable<Diagnostic['status']>;
/** `status`: what a diagnostic with this code makes of its statement, where that is always the same. */
export interface CodeProperties {
  readonly severity: Severity;
  readonly status?: Status;
  readonly text: string;
}

/**
 * Every code that a report or a diagnostic can carry (`translation.md` 2.10 and 2.11). Numbers are stable and
 * never reused: TG1xx reading, TG2xx legalizing and raising, TG3xx operations, TG4xx lint, TG50x and TG51x labs and
 * scripts, TG52x the SA engine.
 */
export const CODES = {
  TG100: { severity: 'note', status: 'adapted', text: '{what} is not written: {where} means {value}' },
  TG101: { severity: 'error', text: '"{word}" is not a {kind} of {where}' },
  TG102: { severity: 'note', status: 'adapted', text: 'read as "{canonical}"' },
  TG103: { severity: 'note', status: 'adapted', text: 'old spelling of "{new}"' },
  TG104: { severity: 'note', status: 'out-of-scope', text: 'not IPsec: kept as it is' },
  TG105: { severity: 'error', text: '{block} opened at line {line} is never closed' },
  TG106: { severity: 'error', text: 'incomplete: {what} is missing' },
  TG107: { severity: 'error', text: '"{word}" is more than {command} takes' },
  TG108: { severity: 'error', text: 'to be typed as "{canonical}"' },
  TG110: { severity: 'error', text: '{parameter} must be {kind}' },
  TG111: { severity: 'error', text: '{parameter} must be {first}..{last}' },
  TG112: { severity: 'note', status: 'adapted', text: 'without effect: line {line} {does}' },
  TG113: { severity: 'error', text: '{object} {name} exists already (line {line})' },
  TG114: { severity: 'error', text: '{object} {name} is referred to but defined nowhere' },
  TG115: { severity: 'note', text: '{object} {name} belongs to no tunnel' },
  TG116: { severity: 'warning', text: 'policy {name} is bound to no interface' },
  TG117: { severity: 'note', status: 'adapted', text: 'factory object: not translated' },
  TG118: { severity: 'error', text: '{a} cannot be combined with {b}' },
  TG119: { severity: 'note', status: 'adapted', text: 'has no effect under {what}' },
  TG120: {
    severity: 'note',
    status: 'approximated',
    text: 'the key of {peer} is encrypted by the device: {{{placeholder}}} stands for it',
  },
  TG121: {
    severity: 'warning',
    text: 'no key for {peer}: {{{placeholder}}} stands for it',
  },
  TG122: {
    severity: 'warning',
    status: 'approximated',
    text: '"{text}" is a masked address: {{{placeholder}}} stands for it',
  },
  TG123: { severity: 'note', status: 'adapted', text: 'key re-spelled as {form}' },
  TG124: { severity: 'warning', text: 'one key for every peer ("*")' },
  TG125: { severity: 'warning', text: '{file} has weak file permission' },
  TG130: { severity: 'note', status: 'adapted', text: 'wildcard {wildcard} is {count} prefixes' },
  TG131: { severity: 'error', text: 'wildcard {wildcard} would be {count} prefixes (limit {limit})' },
  TG132: {
    severity: 'note',
    status: 'adapted',
    text: 'deny rule {id} overlaps no later permit: nothing to translate',
  },
  TG134: { severity: 'note', status: 'adapted', text: '"{condition}" is not part of an IPsec selector' },
  TG135: { severity: 'error', text: 'ACL {name} has no permit rule: nothing is protected' },
  TG140: {
    severity: 'error',
    text: 'the local address of {policy} is not in this text: {{{placeholder}}} stands for it',
  },
  TG141: { severity: 'note', text: 'local address taken from {where}' },
  TG142: { severity: 'warning', text: '{count} local addresses: {count} tunnels' },
  TG150: { severity: 'note', text: 'both IKE versions: this end starts with IKEv2' },
  TG151: { severity: 'warning', text: 'no ike-proposal: all {count} proposals of the device are offered' },
  TG152: { severity: 'note', text: 'default of release {release}: {value}' },
  TG153: {
    severity: 'warning',
    text: 'SHA-2 without the compatibility switch: 96-bit tags on {profile}',
  },
  TG154: { severity: 'note', text: 'read as {dialect} because {reason}' },
  TG160: { severity: 'note', status: 'adapted', text: 'inherited from {parent}: written out' },
  TG161: { severity: 'error', text: 'include {path}: {problem}' },
  TG162: {
    severity: 'note',
    status: 'dropped',
    text: '{section} serves remote access, not gateways',
  },
  TG163: { severity: 'error', text: 'no sainfo matches {source} {destination} {protocol}' },
  TG164: {
    severity: 'note',
    status: 'approximated',
    text: 'no SPD entry for this sainfo: tunnel mode between {local} and {remote} is assumed',
  },
  TG165: { severity: 'error', text: 'the in entry of {selector} is missing or not its mirror image' },
  TG166: { severity: 'note', text: 'no remote uses this key' },
  TG167: { severity: 'note', text: '{count} combinations of {lists}' },
  TG170: { severity: 'note', text: '{count} bytes are not UTF-8: kept' },
  TG171: { severity: 'warning', text: '{a} and {b} have the same remote address' },
  TG180: { severity: 'warning', status: 'dropped', text: 'no line of an output that is known: not read' },
  TG181: { severity: 'warning', text: '"{value}" cannot be read as {cell}: left out' },
  TG182: { severity: 'warning', text: 'it says {said} entries, {read} were read: the capture is not whole' },
  TG183: {
    severity: 'note',
    text: 'nothing says when the capture was made: its last date is taken, {time}',
  },
  TG184: { severity: 'note', text: 'nothing says which end is local: {local} is taken' },
  TG200: { severity: 'note', status: 'adapted', text: 'written out: {target} would mean {value}' },
  TG201: { severity: 'note', status: 'adapted', text: '"{old}" is named "{new}"' },
  TG202: { severity: 'note', status: 'adapted', text: '{a} = {b}' },
  TG203: { severity: 'note', status: 'approximated', text: '{a} s is not whole minutes: {b} min' },
  TG204: { severity: 'note', status: 'approximated', text: '{value} is outside {first}..{last}: {new}' },
  TG205: {
    severity: 'note',
    status: 'dropped',
    text: 'no lifetime by volume in {target}: {kilobytes} KB dropped',
  },
  TG206: {
    severity: 'note',
    status: 'approximated',
    text: '{source} and {target} settle different lifetimes differently: {how}',
  },
  TG209: { severity: 'note', status: 'dropped', text: 'withheld with {cause}' },
  TG210: { severity: 'error', text: '{target} has no IKEv2' },
  TG211: { severity: 'error', text: '{target} cannot encrypt with {algorithm}' },
  TG212: { severity: 'error', text: '{target} cannot authenticate with {algorithm}' },
  TG213: { severity: 'error', text: '{target} has no PRF {algorithm}' },
  TG214: { severity: 'error', text: '{target} has no DH group {group}' },
  TG215: { severity: 'error', text: '{target} cannot authenticate peers by {method}' },
  TG216: { severity: 'note', status: 'adapted', text: '{algorithm} is written in both properties' },
  TG217: {
    severity: 'note',
    status: 'approximated',
    text: 'the source truncates SHA-2 to 96 bits, {target} to 128: set the compatibility switch at the peer',
  },
  TG218: {
    severity: 'note',
    status: 'approximated',
    text: '{target} takes one proposal: {kept} kept, {lost} dropped',
  },
  TG219: { severity: 'error', text: 'only {kept} is left, which is weaker than the first choice {best}' },
  TG220: { severity: 'error', text: '{target} cannot combine AH and ESP' },
  TG221: { severity: 'note', status: 'approximated', text: 'encapsulation {from} becomes {to}' },
  TG222: { severity: 'note', status: 'approximated', text: 'no compression in {target}' },
  TG223: { severity: 'error', text: '{target} cannot hold this manual key: {why}' },
  TG224: { severity: 'note', status: 'adapted', text: 'proposal {a} is {b}' },
  TG225: {
    severity: 'note',
    status: 'approximated',
    text: 'lists would offer more than the source: {lost} left out',
  },
  TG230: { severity: 'error', text: 'perfect forward secrecy would be lost' },
  TG231: { severity: 'error', text: '{target} has no PFS group {group}' },
  TG240: { severity: 'note', status: 'approximated', text: 'exchange mode {from} becomes {to}' },
  TG241: { severity: 'error', text: '{target} cannot send identity {identity}' },
  TG242: { severity: 'error', text: "{target} would not check the peer's identity" },
  TG243: { severity: 'note', status: 'adapted', text: 'identity {identity}: {where}' },
  TG244: { severity: 'error', text: '{target} allows one peer per {what}: {a} and {b} share {shared}' },
  TG245: { severity: 'error', text: '{target} takes addresses only: resolve {name} by hand' },
  TG246: { severity: 'error', text: 'peers with unknown addresses: {how}' },
  TG247: { severity: 'error', text: '{target} has no address range for a peer' },
  TG248: { severity: 'note', status: 'approximated', text: 'backup address {address} dropped' },
  TG250: { severity: 'note', status: 'approximated', text: 'port range written as {count} selectors' },
  TG251: { severity: 'error', text: 'selector would widen from {from} to {to}' },
  TG252: { severity: 'error', text: '{target} cannot leave out {selector}' },
  TG253: { severity: 'note', status: 'adapted', text: 'order {a} becomes {b}' },
  TG254: { severity: 'note', status: 'adapted', text: 'one {a} becomes {count} {b}' },
  TG255: { severity: 'note', status: 'adapted', text: 'selects all traffic' },
  TG256: { severity: 'error', text: '{target} has no tunnel interface' },
  TG257: { severity: 'note', status: 'adapted', text: 'level unique: each selector has its own SA' },
  TG258: {
    severity: 'note',
    status: 'approximated',
    text: 'level {level} becomes required: nothing leaves in clear',
  },
  TG260: { severity: 'note', status: 'approximated', text: 'NAT traversal only when a NAT is found' },
  TG261: { severity: 'note', status: 'approximated', text: 'DPD {from} becomes {to}' },
  TG262: { severity: 'note', status: 'dropped', text: '{what} of DPD cannot be set in {target}' },
  TG263: {
    severity: 'note',
    status: 'dropped',
    text: 'no IKE heartbeat in {target}; a peer that expects it deletes the SA: remove it there, use DPD',
  },
  TG264: {
    severity: 'note',
    status: 'approximated',
    text: 'NAT keepalive cannot be switched off in {target}',
  },
  TG265: { severity: 'note', status: 'approximated', text: '{target} starts {when}' },
  TG266: {
    severity: 'note',
    status: 'approximated',
    text: 'in {target} phase-2 SAs {do} end with their phase-1 SA',
  },
  TG267: { severity: 'note', status: 'approximated', text: 'replay window of {target} stays at {window}' },
  TG268: { severity: 'note', status: 'dropped', text: '{what} is set elsewhere in {target}' },
  TG269: { severity: 'note', status: 'dropped', text: 'no equivalent in {target}: {advice}' },
  TG270: {
    severity: 'note',
    status: 'approximated',
    text: '{{{placeholder}}} must be replaced by the key',
  },
  TG271: { severity: 'error', text: 'this key cannot be written in {target}: {why}' },
  TG272: {
    severity: 'note',
    status: 'dropped',
    text: 'certificate {name}: give the file of the target with --map',
  },
  TG273: { severity: 'note', status: 'adapted', text: 'the key is in {file}' },
  TG280: { severity: 'note', status: 'adapted', text: '{object} {done}: {target} {why}' },
  TG281: {
    severity: 'warning',
    status: 'adapted',
    text: '{target} needs {what}, which this translation does not make',
  },
  TG282: { severity: 'note', status: 'dropped', text: 'bind by hand: {what}' },
  TG283: { severity: 'note', status: 'adapted', text: 'VRF {a} is route domain {b}' },
  TG284: {
    severity: 'note',
    status: 'dropped',
    text: "log level is not part of {target}'s VPN configuration",
  },
  TG285: { severity: 'note', status: 'adapted', text: '{target} listens on {what}' },
  TG286: { severity: 'note', status: 'dropped', text: '{directive} belongs to the {source} daemon' },
  TG290: { severity: 'error', text: '{count} missing from this output: {tunnels}' },
  TG291: { severity: 'note', status: 'adapted', text: '{a} and {b}: one {object}' },
  TG299: { severity: 'error', text: '{what} (a bug: please report)' },
  TG300: { severity: 'note', status: 'dropped', text: 'no such command in {target}: {nearest}' },
  TG301: {
    severity: 'error',
    text: 'connection {number} is a number of the source device: give --sas FILE ({capture})',
  },
  TG302: { severity: 'error', text: 'this would also reach {what}' },
  TG303: {
    severity: 'error',
    text: "which SA is meant depends on the device's state: give {needed}",
  },
  TG304: { severity: 'warning', status: 'approximated', text: 'does not reach {what}' },
  TG305: { severity: 'warning', status: 'approximated', text: '{target} {does}' },
  TG306: { severity: 'warning', status: 'approximated', text: 'reaches {version} only' },
  TG307: { severity: 'note', status: 'approximated', text: '{option} has no meaning in {target}' },
  TG308: { severity: 'note', status: 'approximated', text: '{target} shows no {columns}' },
  TG309: { severity: 'warning', status: 'approximated', text: 'comes back {then} instead of {wanted}' },
  TG310: { severity: 'note', status: 'approximated', text: 'shows more: {filter}' },
  TG311: { severity: 'note', status: 'adapted', text: '{count} commands' },
  TG312: { severity: 'note', status: 'adapted', text: 'order matters: IPsec SAs first' },
  TG313: { severity: 'note', status: 'adapted', text: 'runs in bash, not in tmsh' },
  TG314: {
    severity: 'error',
    text: 'what {name} stands for is not known to {target}: give the configuration that has it (--config FILE)',
  },
  TG315: { severity: 'note', status: 'adapted', text: 'read from the configuration' },
  TG316: {
    severity: 'note',
    status: 'approximated',
    text: 'left blank, because the source does not say it: {columns}',
  },
  TG317: { severity: 'note', status: 'dropped', text: '{target} has no output that shows this' },
  TG400: { severity: 'warning', text: 'IKEv1 is historic (RFC 9395)' },
  TG401: { severity: 'error', text: '{algorithm} must not be used ({rfc})' },
  TG402: { severity: 'warning', text: '{algorithm} should not be used' },
  TG403: {
    severity: 'error',
    text: 'aggressive mode with a pre-shared key can be attacked offline',
  },
  TG404: { severity: 'error', text: 'ESP without {what}' },
  TG405: { severity: 'warning', text: 'no perfect forward secrecy' },
  TG406: { severity: 'warning', text: '{what}' },
  TG407: { severity: 'warning', text: 'pre-shared key shorter than {least} characters' },
  TG408: { severity: 'warning', text: 'one key, {count} peers' },
  TG409: { severity: 'warning', text: 'AH with ESP is not recommended' },
  TG410: {
    severity: 'warning',
    text: 'identity asn1dn needs a certificate; this peer has a pre-shared key',
  },
  TG411: { severity: 'warning', text: "the peer's identity is not checked" },
  TG412: {
    severity: 'warning',
    text: '{algorithm} needs the weak-algorithm package on this release',
  },
  TG413: { severity: 'warning', text: 'an identifier is configured but not enforced' },
  TG414: { severity: 'warning', text: '64-bit block cipher without a limit by volume' },
  TG415: {
    severity: 'warning',
    text: 'proposal_check obey lets the peer choose lifetime, key length and PFS',
  },
  TG416: { severity: 'warning', text: 'IPsec lifetime is not shorter than the IKE lifetime' },
  TG417: { severity: 'warning', text: 'selector {a} hides {b}' },
  TG418: { severity: 'warning', text: 'certificate of the peer is not verified' },
  TG419: { severity: 'warning', text: 'heartbeat is sent but not expected at the other end' },
  TG500: { severity: 'error', text: 'not YAML: {problem}' },
  TG501: { severity: 'error', text: '{what}: {problem}' },
  TG502: { severity: 'error', text: 'there is no device "{name}" in this lab' },
  TG503: { severity: 'error', text: 'the configuration of {device} cannot be read: {problem}' },
  TG510: { severity: 'error', text: '"{word}" is no directive' },
  TG511: { severity: 'error', text: 'expected {what}' },
  TG512: { severity: 'error', text: 'no session is open: a line "@DEVICE" opens one' },
  TG513: {
    severity: 'error',
    text: 'the script has more than {limit} lines: {option} lets longer ones in',
  },
  TG514: {
    severity: 'error',
    text: 'the script opens more than {limit} sessions: {option} lets more be opened',
  },
  TG521: { severity: 'error', text: 'two objects are called {object} {name}' },
  TG522: { severity: 'error', text: '{from} refers to {object} {name}, which is not there' },
  TG523: { severity: 'error', text: '{object} has nothing to propose' },
  TG524: {
    severity: 'warning',
    text: 'peers {a} and {b} have the address {address}: the first whose identity fits answers',
  },
  TG525: { severity: 'warning', text: '{b} is never reached: {a} has {selector} already' },
  TG526: { severity: 'error', text: "the address {address} is {gateway}'s already" },
} as const satisfies Readonly<Record<`TG${number}`, CodeProperties>>;

export type KnownCode = keyof typeof CODES;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? WithoutBraces<Name> | Placeholders<Rest>
  : never;
type WithoutBraces<Name extends string> = Name extends `{${infer Inner}` ? WithoutBraces<Inner> : Name;
/** What a code's text wants filled in. */
export type Details<Code extends KnownCode> = {
  readonly [Name in Placeholders<(typeof CODES)[Code]['text']>]: string | number;
};

/** The text of a code with its details filled in. `{{{x}}}` gives `{{VALUE}}`, as placeholders are written. */
export function describe<Code extends KnownCode>(code: Code, details: Details<Code>): string {
  const values: Readonly<Record<string, string | number>> = details;
  const parts = partsOf(code);
  if (parts.length === 1) return parts[0] ?? '';
  // Joined, not added up: a text that is kept is then one piece of memory.
  return parts.map((part, index) => (index % 2 === 0 ? part : String(values[part] ?? ''))).join('');
}

/** The texts of codes cut into words of their own and names of details by turns, as each is first asked for. */
const cut = new Map<KnownCode, readonly string[]>();

function partsOf(code: KnownCode): readonly string[] {
  let parts = cut.get(code);
  if (parts === undefined) cut.set(code, (parts = CODES[code].text.split(/\{(\w+)\}/)));
  return parts;
}

/** A diagnostic with the severity, the status and the text of its code. */
export function diagnostic<Code extends KnownCode>(
  code: Code,
  details: Details<Code>,
  more: Partial<Omit<Diagnostic, 'code' | 'message'>> = {},
): Diagnostic {
  const { severity, status }: CodeProperties = CODES[code];
  const message = describe(code, details);
  const found = status === undefined ? { code, severity, message } : { code, severity, status, message };
  return 'placeholder' in details
    ? { ...found, placeholder: String(details.placeholder), ...more }
    : { ...found, ...more };
}
