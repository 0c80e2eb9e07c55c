import { spacedName } from '../../text/layout/blank-cells.ts';

/** Members that only number records within one document. */
const NUMBERS: ReadonlySet<string> = new Set(['id', 'ikeSa', 'childSas']);

/** The paths of what a record says: "suite.encryption.name"; lists count as their elements. */
export function pathsOf(record: object, before = ''): ReadonlySet<string> {
  const paths = new Set<string>();
  collect(record, before, paths);
  return paths;
}

function collect(value: unknown, path: string, paths: Set<string>): void {
  if (Array.isArray(value)) {
    for (const element of value) collect(element, path, paths);
  } else if (typeof value === 'object' && value !== null) {
    const members: readonly [string, unknown][] = Object.entries(value);
    for (const [name, member] of members) {
      if (path === '' && NUMBERS.has(name)) continue;
      collect(member, path === '' ? name : `${path}.${name}`, paths);
    }
  } else if (value !== undefined) {
    paths.add(path);
  }
}

/** What people call them; `from` and `to` of a name may stand for several. */
const WORDS: readonly (readonly [path: RegExp, words: string])[] = [
  [/^connectionId$/, 'connection number'],
  [/^(?:in|out)bound\.(?:encryption|integrity)\./, 'algorithms'],
  [/^(?:in|out)bound\.(?:encryption|integrity)Key$/, 'keys'],
  [/^(?:in|out)bound\.spi$/, 'SPIs'],
  [/^(?:in|out)bound\.requestId$/, 'request ids'],
  [/^(?:in|out)bound\.(?:bytes|packets|dropped)$/, 'counters'],
  [/^(?:in|out)bound\.(?:sequenceNumber|replayWindow)$/, 'replay protection'],
  [/^(?:in|out)bound\.lastUsed$/, 'time of last use'],
  [/^(?:in|out)bound\.(?:state|protocol)$/, 'state and protocol of each direction'],
  [/^(?:in|out)bound\.apart\./, 'what differs between the directions'],
  [/^(?:initiator|responder)Spi$/, 'SPIs of the IKE SA'],
  [/^(?:local|remote)\.port$/, 'ports'],
  [/^local\.address$/, 'local address'],
  [/^remote\.address$/, 'remote address'],
  [/^(?:local|remote)Id\./, 'identities'],
  [/^suite\.lifetimeSeconds$/, 'lifetime'],
  [/^suite\./, 'algorithms of the IKE SA'],
  [/^selector\./, 'traffic selector'],
  [/^policy\./, 'policy'],
  [/^(?:hard|soft)(?:Expires|Kilobytes)$/, 'lifetimes'],
  [/^(?:created|established|expires)$/, 'times'],
  [/^messages(?:Sent|Received)$/, 'progress of the exchange'],
  [/^childSaCount$/, 'number of child SAs'],
  [/^marks$/, 'flags'],
];

/** Paths in words, each once. */
export function describePaths(paths: Iterable<string>): string {
  const words = [...paths].map(
    (path) => WORDS.find(([pattern]) => pattern.test(path))?.[1] ?? spacedName(path.split('.')[0] ?? path),
  );
  return [...new Set(words)].join(', ');
}
