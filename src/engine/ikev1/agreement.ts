import type { EngineBehaviour } from '../../ir/behaviour.ts';
import type { LifetimeCheck } from '../../ir/ike.ts';
import type { Transform } from '../message/payloads.ts';
import { algorithmNumber, keyLengthOf } from '../negotiation/transforms.ts';

/** How an IKEv1 end agrees on what is negotiated by more than equality. */
export type AgreementRule = 'initiator' | 'own' | LifetimeCheck;

interface Agreement {
  /** Key lengths of one cipher that a responder takes. */
  readonly keyLength: 'equal' | 'not-shorter' | 'any';
  /** What a responder makes of the offered lifetime. */
  readonly phase1: LifetimeRule;
  readonly phase2: LifetimeRule;
  /** PFS groups that a responder takes: its own; with none of its own any; any, and none too. */
  readonly pfs: 'equal' | 'own-if-any' | 'any';
  /** Whether an initiator heeds RESPONDER-LIFETIME. */
  readonly heedsResponder: boolean;
}
type LifetimeRule = 'shorter' | 'offered' | 'own' | 'offered-if-not-longer' | 'offered-if-equal';

/** `reference/sa-engine.md` 2.3, 2.4; the four checks: `proposal_check`, `reference/translation.md` 5.8. */
const AGREEMENTS: Readonly<Record<AgreementRule, Agreement>> = {
  shorter: { keyLength: 'equal', phase1: 'shorter', phase2: 'shorter', pfs: 'equal', heedsResponder: true },
  initiator: {
    keyLength: 'equal',
    phase1: 'offered',
    phase2: 'offered',
    pfs: 'equal',
    heedsResponder: false,
  },
  own: { keyLength: 'equal', phase1: 'own', phase2: 'own', pfs: 'equal', heedsResponder: false },
  obey: { keyLength: 'any', phase1: 'offered', phase2: 'offered', pfs: 'any', heedsResponder: false },
  strict: {
    keyLength: 'not-shorter',
    phase1: 'offered-if-not-longer',
    phase2: 'offered-if-not-longer',
    pfs: 'own-if-any',
    heedsResponder: false,
  },
  claim: {
    keyLength: 'not-shorter',
    phase1: 'offered-if-not-longer',
    phase2: 'shorter',
    pfs: 'own-if-any',
    heedsResponder: false,
  },
  exact: {
    keyLength: 'equal',
    phase1: 'offered-if-equal',
    phase2: 'offered-if-equal',
    pfs: 'equal',
    heedsResponder: false,
  },
};

/** The rule of a gateway towards one peer. */
export function agreementRule(behaviour: EngineBehaviour, lifetimeCheck: LifetimeCheck): AgreementRule {
  return behaviour.lifetimeAgreement === 'check' ? lifetimeCheck : behaviour.lifetimeAgreement;
}

/** Whether a responder takes the offered cipher for its own: the same, with a key that its rule allows. */
export function acceptsEncryption(rule: AgreementRule, offered: Transform, own: Transform): boolean {
  if (offered === own) return true;
  if (algorithmNumber(offered) !== algorithmNumber(own)) return false;
  const { keyLength } = AGREEMENTS[rule];
  return keyLength === 'any' || (keyLength === 'not-shorter' && keyLengthOf(offered) > keyLengthOf(own));
}

/** Whether a responder takes the offered PFS group (0: none) with these groups of its own. */
export function acceptsPfs(rule: AgreementRule, offered: number, own: readonly number[]): boolean {
  const { pfs } = AGREEMENTS[rule];
  if (pfs === 'any' || own.includes(offered)) return true;
  return own.length === 0 && (offered === 0 || pfs === 'own-if-any');
}

/** The lifetime that a responder gives its SA, in the unit of both (0: no limit); absent: it refuses the offer. */
export function respondLifetime(
  rule: AgreementRule,
  phase: 'phase1' | 'phase2',
  offered: number,
  own: number,
): number | undefined {
  const lifetimeRule = AGREEMENTS[rule][phase];
  switch (lifetimeRule) {
    case 'shorter':
      return shorterLifetime(offered, own);
    case 'offered':
      return offered;
    case 'own':
      return own;
    case 'offered-if-not-longer':
      return shorterLifetime(offered, own) === offered ? offered : undefined;
    case 'offered-if-equal':
      return offered === own ? offered : undefined;
    default:
      return lifetimeRule satisfies never;
  }
}

/** The same in kilobytes: no rule refuses an SA for its volume. */
export function respondKilobytes(rule: AgreementRule, offered: number, own: number): number {
  if (rule === 'own') return own;
  return rule === 'initiator' ? offered : shorterLifetime(offered, own);
}

/** The lifetime that an initiator gives its SA once it has the answer. */
export function initiatorLifetime(
  rule: AgreementRule,
  offered: number,
  answered: number | undefined,
): number {
  const heeds = AGREEMENTS[rule].heedsResponder && answered !== undefined;
  return heeds ? shorterLifetime(offered, answered) : offered;
}

/** The smaller of two limits, where 0 is none. */
function shorterLifetime(left: number, right: number): number {
  if (left === 0) return right;
  return right === 0 ? left : Math.min(left, right);
}
