import type { AlgorithmNames } from '../ir/algorithms.ts';
import type { Diagnostic } from '../ir/diagnostic.ts';
import type { Gateway } from '../ir/gateway.ts';
import type { MemberPath } from '../ir/limits.ts';
import { allOrigins, isWritten, type Origin, type Origins, originsOf } from '../ir/origins.ts';
import { describeSelector } from '../ir/selectors.ts';
import {
  ikeProposalAlgorithms,
  ipsecProposalAlgorithms,
  manualSaAlgorithms,
  peerAlgorithms,
  policyAlgorithms,
} from './algorithm-rules.ts';
import { hiddenSelectors } from './hidden-selectors.ts';
import { IPSEC_PROPOSAL_RULES, MANUAL_SA_RULES, POLICY_RULES } from './ipsec-rules.ts';
import { PEER_RULES, sharedKeyRule } from './peer-rules.ts';
import { type Found, type LintRule, rule, type Subject, type Wrong } from './rule.ts';
import { type PolicySubject, subjectsOf } from './subjects.ts';
import { UNUSED_IKE_PROPOSAL, UNUSED_IPSEC_PROPOSAL, UNUSED_PEER } from './unused-rules.ts';

/** A finding of lint: `alsoAt` is the statement that it has to do with. */
export interface LintFinding extends Diagnostic {
  readonly alsoAt?: { readonly message: string; readonly origin: Origin };
}

const NOTHING: AlgorithmNames = { encryption: [], hashes: [], integrity: [], prfs: [], dhGroups: [] };

/**
 * What is weak or unused in a gateway (`translation.md` 2.11), whatever it was written in. `packaged`: algorithms
 * that its release has only with an extra package. A value that no statement wrote is shown where its object, or
 * the first that uses it, begins.
 */
export function lint(
  gateway: Gateway,
  origins: Origins,
  packaged: AlgorithmNames = NOTHING,
): readonly LintFinding[] {
  const subjects = subjectsOf(gateway);
  const run = new LintRun(origins);
  run.apply(subjects.peers, [
    ...PEER_RULES,
    ...peerAlgorithms(packaged),
    sharedKeyRule(gateway.peers),
    UNUSED_PEER,
  ]);
  run.apply(subjects.ikeProposals, [...ikeProposalAlgorithms(packaged), UNUSED_IKE_PROPOSAL]);
  run.apply(subjects.ipsecProposals, [
    ...IPSEC_PROPOSAL_RULES,
    ...ipsecProposalAlgorithms(packaged),
    UNUSED_IPSEC_PROPOSAL,
  ]);
  run.apply(subjects.policies, [
    ...POLICY_RULES,
    ...policyAlgorithms(packaged),
    hiddenSelectorRule(gateway.policies),
  ]);
  run.apply(subjects.manualSas, [...MANUAL_SA_RULES, ...manualSaAlgorithms(packaged)]);
  return run.found;
}

/** TG417: the selectors of the whole gateway are compared once. */
function hiddenSelectorRule(policies: Gateway['policies']): LintRule<PolicySubject> {
  const byPolicy = hiddenSelectors(policies);
  return rule({
    path: 'policies.selectors',
    code: 'TG417',
    severity: 'warning',
    advice: 'remove it, or put it before the one that hides it',
    when: ({ object }: PolicySubject): readonly Wrong<'TG417'>[] =>
      (byPolicy.get(object) ?? []).map(({ position, hidden, by }) => ({
        details: { a: describeSelector(by), b: describeSelector(hidden) },
        position,
        related: { message: 'hidden by', object: by, member: 'action' },
      })),
  });
}

class LintRun {
  readonly found: LintFinding[] = [];
  readonly #origins: Origins;
  readonly #told = new Set<string>();

  constructor(origins: Origins) {
    this.#origins = origins;
  }

  apply<S extends Subject>(subjects: readonly S[], rules: readonly LintRule<S>[]): void {
    for (const subject of subjects) {
      for (const row of rules) {
        for (const finding of row.find(subject)) this.#report(subject, row, finding);
      }
    }
  }

  /** What one statement means for several objects is told once. */
  #report(subject: Subject, { code, severity, path, advice, writtenOnly }: RuleParts, found: Found): void {
    const written = this.#writtenAt(subject.object, path, found.position);
    if (written === undefined && (writtenOnly || !subject.inEffect)) return;
    const origin = written ?? this.#beginningOf([subject.object, ...subject.usedBy.slice(0, 1)]);
    const key = `${code} ${String(origin)} ${found.message}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    const { related } = found;
    const also =
      related === undefined ? undefined : this.#writtenAt(related.object, `.${related.member}`, undefined);
    this.found.push({
      code,
      severity,
      message: found.message,
      help: written === undefined && isMember(path) ? `${advice} (it is not written: a default)` : advice,
      ...(origin === undefined ? {} : { origin }),
      ...(related === undefined || also === undefined
        ? {}
        : { alsoAt: { message: related.message, origin: also } }),
    });
  }

  /** The statement that wrote a member: an element by its own statement, else a member on the way to it. */
  #writtenAt(root: object, path: MemberPath, position: number | undefined): Origin | undefined {
    let holder: unknown = root;
    let above: readonly Origin[] = [];
    for (const member of path.split('.').slice(1)) {
      if (!isObject(holder)) break;
      const own = originsOf(this.#origins, holder, member);
      if (isWritten(own)) above = own;
      if (position !== undefined) {
        const element = originsOf(this.#origins, holder, member, position);
        if (isWritten(element)) above = element;
      }
      holder = memberOf(holder, member);
    }
    const value = Array.isArray(holder) && position !== undefined ? elementOf(holder, position) : holder;
    const inside = [...allOrigins(this.#origins, value)];
    if (position === undefined && isWritten(above)) return above.find(isStatement);
    return inside.find((origin) => !above.includes(origin)) ?? inside[0] ?? above.find(isStatement);
  }

  /** The statement that opened the first of these objects that has one. */
  #beginningOf(objects: readonly object[]): Origin | undefined {
    for (const object of objects) {
      const named = originsOf(this.#origins, object, 'name');
      if (isWritten(named)) return named.find(isStatement);
    }
    for (const object of objects) {
      const [any] = allOrigins(this.#origins, object);
      if (any !== undefined) return any;
    }
    return undefined;
  }
}

type RuleParts = Omit<LintRule<Subject>, 'find'>;

function isStatement(origin: Origin): boolean {
  return origin >= 0;
}
function isMember(path: MemberPath): boolean {
  return !path.endsWith('.name');
}
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
function memberOf(holder: object, member: string): unknown {
  const value: unknown = Reflect.get(holder, member);
  return value;
}
function elementOf(list: readonly unknown[], position: number): unknown {
  return list[position];
}
