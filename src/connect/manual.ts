import type { ManualSa } from '../ir/ipsec.ts';
import { sameJson } from '../ir/json.ts';
import type { MemberPath } from '../ir/limits.ts';
import type { Secret } from '../ir/scalars.ts';
import { groupBy } from '../text/group.ts';
import type { Connection } from './connection.ts';
import { effectiveWithoutKey } from './effective.ts';
import type { Ends } from './end.ts';
import type { Finding, Problem } from './problem.ts';
import { verdictOf } from './verdict.ts';

/** What two ends have between the same two addresses. */
interface ManualTunnel {
  readonly left: readonly ManualSa[];
  readonly right: readonly ManualSa[];
}
/** An SA that one end sends through and the other receives by. */
interface Halves {
  readonly left: ManualSa;
  readonly right: ManualSa;
}

/**
 * Tunnels with keys of their own negotiate nothing: each SA that one end sends through has to be the very one that the
 * other receives by.
 */
export function manualConnections(ends: Ends): readonly Connection[] {
  return tunnelsBetween(ends).map((tunnel) => {
    const problems = tunnel.left.flatMap((left): readonly Problem[] => {
      const right = counterpartOf(left, tunnel.right);
      if (right === undefined) return missing(ends, left, tunnel.right);
      return compared({ left, right }).map((finding) => ({
        ...finding,
        left: effectiveWithoutKey(ends.left, left.name, finding.paths.left, finding.class),
        right: effectiveWithoutKey(ends.right, right.name, finding.paths.right, finding.class),
        logs: { left: [], right: [] },
      }));
    });
    return {
      ends: { left: ends.left.name, right: ends.right.name },
      peers: { left: nameOf(tunnel.left), right: nameOf(tunnel.right) },
      basis: 'both-addresses',
      verdict: verdictOf(problems),
      problems,
      assumed: {},
      nats: {},
      repairs: {},
    };
  });
}

function tunnelsBetween({ left, right }: Ends): readonly ManualTunnel[] {
  const theirs = groupBy(right.gateway.manualSas, placeOf);
  return [...groupBy(left.gateway.manualSas, placeOf)].flatMap(([place, own]) => {
    const other = theirs.get(place);
    return other === undefined ? [] : { left: own, right: other };
  });
}
/** The two addresses of an SA, whichever of them sends. */
export function placeOf({ source, destination }: ManualSa): string {
  return [source, destination].toSorted().join(' ');
}
function nameOf([first]: readonly ManualSa[]): string {
  if (first?.policy === undefined) return first?.name ?? '';
  return `${first.policy.name} ${first.policy.sequence}`;
}

/** The one of the same direction on the wire, of several the one of the same protocol. */
function counterpartOf(
  { source, direction, protocol }: ManualSa,
  others: readonly ManualSa[],
): ManualSa | undefined {
  const same = others.filter((other) => other.source === source && other.direction !== direction);
  return same.find((other) => other.protocol === protocol) ?? same[0];
}

function missing(ends: Ends, left: ManualSa, [other]: readonly ManualSa[]): readonly Problem[] {
  const path = 'manualSas.direction';
  return [
    {
      class: 'stops',
      paths: { left: path, right: path },
      left: effectiveWithoutKey(ends.left, left.name, path, 'stops'),
      right: effectiveWithoutKey(ends.right, other?.name ?? '', path, 'stops'),
      logs: { left: [], right: [] },
    },
  ];
}

/** Both ends have to say the same of each; what is negotiated elsewhere is typed here. */
const MEMBERS = ['protocol', 'mode', 'spi', 'encryption', 'integrity'] as const;
const KEYS = ['encryptionKey', 'integrityKey', 'keyString'] as const;

function compared({ left, right }: Halves): readonly Finding[] {
  const finding = (severity: Finding['class'], member: string): Finding => {
    const path: MemberPath = `manualSas.${member}`;
    return { class: severity, paths: { left: path, right: path } };
  };
  const members = MEMBERS.filter((member) => !sameJson(left[member], right[member]));
  if (members.length > 0) return members.map((member) => finding('stops', member));
  return KEYS.flatMap((member) => {
    const match = matchSecrets(left[member], right[member]);
    if (match === 'match') return [];
    return finding(match === 'mismatch' ? 'stops' : 'unverifiable', member);
  });
}

/** Text and its hexadecimal form are one key; of one that cannot be read, or is derived from a pass phrase, nobody knows. */
function matchSecrets(
  left: Secret | undefined,
  right: Secret | undefined,
): 'match' | 'mismatch' | 'unverifiable' {
  if (left === undefined && right === undefined) return 'match';
  if (left === undefined || right === undefined) return 'unverifiable';
  if ('unreadable' in left || 'unreadable' in right) return 'unverifiable';
  return digitsOf(left) === digitsOf(right) ? 'match' : 'mismatch';
}
function digitsOf({ psk, encoding }: Extract<Secret, { readonly psk: string }>): string {
  if (encoding === 'hex') return psk.replace(/^0x/i, '').toLowerCase();
  return Array.from(new TextEncoder().encode(psk), (octet) => octet.toString(16).padStart(2, '0')).join('');
}
