import type { Code } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { Json } from '../ir/json.ts';
import type { Change, MemberPath } from '../ir/limits.ts';
import type { ObjectReference } from '../ir/operation.ts';
import { type Origin, type Origins, originsOf } from '../ir/origins.ts';
import type { Adjusted, Leave } from './dialect.ts';
import type { Peer } from '../ir/ike.ts';
import type { Policy } from '../ir/ipsec.ts';

/** A rule over two members: gives the gateway without what the target cannot say, and says what it changed. */
export type Rule = (gateway: Gateway, adjustment: Adjustment) => Gateway;

/** What the rules share in one run. */
export class Adjustment {
  readonly origins: Origins;
  readonly profile: string;
  readonly changes: Change[] = [];
  readonly placeholders: Leave['placeholders'];
  readonly #accepted: Leave['accepted'];

  constructor(origins: Origins, profile: string, { accepted, placeholders }: Leave) {
    this.origins = origins;
    this.profile = profile;
    this.placeholders = placeholders;
    this.#accepted = accepted;
  }

  note(change: Change): void {
    this.changes.push(change);
  }

  /**
   * A loss that withholds the tunnel unless a person lets it through; says whether one did, so that the rule
   * writes its fallback.
   */
  refuse(
    code: Code,
    place: { readonly object: ObjectReference; readonly path: MemberPath; readonly from: Json },
    origins: readonly Origin[],
    note: string,
    todo?: string,
  ): boolean {
    const accepted = this.#accepted.has(code);
    this.changes.push({
      code,
      kind: accepted ? 'approximated' : 'error',
      ...place,
      origins: origins.filter((origin) => origin >= 0),
      note,
      ...(todo === undefined ? {} : { todo }),
    });
    return accepted;
  }
}

/** The statements behind members of an object. */
export function writersOf(
  { origins }: Adjustment,
  object: object,
  ...members: readonly string[]
): readonly Origin[] {
  const all = members.flatMap((member) => originsOf(origins, object, member));
  return [...new Set(all)].filter((origin) => origin >= 0);
}

export function peerReference({ name }: Peer): ObjectReference {
  return { kind: 'peer', name };
}
export function policyReference({ name, sequence }: Policy): ObjectReference {
  return { kind: 'policy', name, sequence };
}

/** The `adjust` of a dialect: its rules, in the order in which they build on each other. */
export function adjustBy(rules: readonly Rule[]) {
  return (gateway: Gateway, origins: Origins, profile: string, leave: Leave): Adjusted => {
    const adjustment = new Adjustment(origins, profile, leave);
    const adjusted = rules.reduce((current, rule) => rule(current, adjustment), gateway);
    return { gateway: adjusted, changes: adjustment.changes };
  };
}
