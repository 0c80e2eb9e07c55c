import type { Code } from '../../ir/diagnostic.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Change, MemberPath } from '../../ir/limits.ts';
import { groupBy } from '../../text/group.ts';
import { objectKey } from '../../translate/causes.ts';
import type { Subject } from './subject.ts';

/** A member, and the codes of the worst that was said of it. */
export interface Announced {
  readonly path: MemberPath;
  readonly codes: readonly Code[];
}

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

  /**
   * What was announced of the members of a peer's tunnels that may explain a difference: the first member of which
   * something is lost; where nothing is lost, the first of which anything was said.
   */
  explaining(subject: Subject, paths: readonly MemberPath[]): Announced | undefined {
    const told = paths.flatMap((path) => {
      const changes = this.#changesOf(subject, path);
      return changes.length === 0 ? [] : [{ path, changes }];
    });
    const chosen = told.find(({ changes }) => changes.some(({ kind }) => kind !== 'adapted')) ?? told[0];
    if (chosen === undefined) return undefined;
    const { path, changes } = chosen;
    const worst = WORST_FIRST.find((kind) => changes.some((change) => change.kind === kind));
    return { path, codes: [...new Set(changes.flatMap(({ kind, code }) => (kind === worst ? code : [])))] };
  }

  #changesOf({ peer, policies }: Subject, path: MemberPath): readonly Change[] {
    const proposals = policies.flatMap((policy) => policy.proposals);
    const keys = new Set([
      'ike-settings',
      `peer ${peer.name}`,
      ...peer.proposals.map((name) => `ike-proposal ${name}`),
      ...proposals.map((name) => `ipsec-proposal ${name}`),
      ...policies.map(({ name, sequence }) => objectKey({ kind: 'policy', name, sequence })),
    ]);
    const changes = [...[...keys].flatMap((key) => this.#byObject.get(key) ?? []), ...this.#byNobody];
    return changes.filter((change) => isPart(change.path, path));
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
