import type { Code } from '../../ir/diagnostic.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Change, MemberPath } from '../../ir/limits.ts';
import { groupBy } from '../../text/group.ts';
import { objectKey } from '../../translate/causes.ts';
import type { Subject } from './subject.ts';

/** The losses of a translation, by the object of the source that they are of. */
export class Announcements {
  readonly #byObject: ReadonlyMap<string, readonly Change[]>;
  /** Of objects that the source does not have: made on the way. */
  readonly #byNobody: readonly Change[];

  constructor(source: Gateway, changes: readonly Change[]) {
    this.#byObject = groupBy(changes, ({ object }) => objectKey(object));
    const known = new Set(keysOf(source));
    this.#byNobody = changes.filter(({ object }) => !known.has(objectKey(object)));
  }

  /** The codes of the worst that was said of some members of what a peer's tunnels are made of. */
  of({ peer, policies }: Subject, paths: readonly MemberPath[]): readonly Code[] {
    const proposals = policies.flatMap((policy) => policy.proposals);
    const keys = new Set([
      'ike-settings',
      `peer ${peer.name}`,
      ...peer.proposals.map((name) => `ike-proposal ${name}`),
      ...proposals.map((name) => `ipsec-proposal ${name}`),
      ...policies.map(({ name, sequence }) => objectKey({ kind: 'policy', name, sequence })),
    ]);
    const changes = [...[...keys].flatMap((key) => this.#byObject.get(key) ?? []), ...this.#byNobody];
    const telling = changes.filter(({ path }) => paths.some((wanted) => isPart(path, wanted)));
    const worst = WORST_FIRST.find((kind) => telling.some((change) => change.kind === kind));
    return [...new Set(telling.flatMap(({ kind, code }) => (kind === worst ? code : [])))];
  }
}
/** What only looks otherwise explains nothing where something is really lost. */
const WORST_FIRST: readonly Change['kind'][] = ['error', 'dropped', 'approximated', 'adapted'];

function keysOf({
  peers,
  policies,
  ikeProposals,
  ipsecProposals,
  routes,
  interfaces,
  manualSas,
}: Gateway): string[] {
  return [
    'ike-settings',
    ...peers.map(({ name }) => objectKey({ kind: 'peer', name })),
    ...ikeProposals.map(({ name }) => objectKey({ kind: 'ike-proposal', name })),
    ...ipsecProposals.map(({ name }) => objectKey({ kind: 'ipsec-proposal', name })),
    ...policies.map(({ name, sequence }) => objectKey({ kind: 'policy', name, sequence })),
    ...routes.map(({ destination }) => objectKey({ kind: 'route', destination })),
    ...interfaces.map(({ name }) => objectKey({ kind: 'interface', name })),
    ...manualSas.map(({ name }) => objectKey({ kind: 'manual-sa', name })),
  ];
}

/** Whether one of two members holds the other, or is it. */
function isPart(path: MemberPath, other: MemberPath): boolean {
  return path === other || path.startsWith(`${other}.`) || other.startsWith(`${path}.`);
}
