import { describe, expect, it } from 'vitest';
import {
  acceptsPfs,
  type AgreementRule,
  initiatorLifetime,
  respondLifetime,
} from '../../../src/engine/ikev1/agreement.ts';

// reference/sa-engine.md 2.4 (min), reference/translation.md 5.8 (the checks of racoon, tried on a real one)
describe('the lifetime that a responder gives its SA', () => {
  it.each<
    [
      rule: AgreementRule,
      phase: 'phase1' | 'phase2',
      offered: number,
      own: number,
      agreed: number | undefined,
    ]
  >([
    ['shorter', 'phase1', 86_400, 28_800, 28_800],
    ['shorter', 'phase1', 28_800, 86_400, 28_800],
    ['shorter', 'phase2', 0, 3_600, 3_600],
    ['shorter', 'phase2', 3_600, 0, 3_600],
    ['initiator', 'phase1', 86_400, 28_800, 86_400],
    ['initiator', 'phase2', 0, 3_600, 0],
    ['own', 'phase1', 86_400, 28_800, 28_800],
    ['obey', 'phase1', 86_400, 28_800, 86_400],
    ['claim', 'phase1', 86_400, 28_800, undefined],
    ['strict', 'phase1', 86_400, 28_800, undefined],
    ['strict', 'phase1', 28_800, 86_400, 28_800],
    ['strict', 'phase2', 3_600, 1_800, undefined],
    ['strict', 'phase1', 0, 28_800, undefined],
    ['claim', 'phase2', 3_600, 1_800, 1_800],
    ['claim', 'phase2', 1_800, 3_600, 1_800],
    ['exact', 'phase1', 28_800, 86_400, undefined],
    ['exact', 'phase2', 3_600, 3_600, 3_600],
  ])('%s, %s: %d s offered to %d s gives %s', (rule, phase, offered, own, agreed) => {
    expect(respondLifetime(rule, phase, offered, own)).toBe(agreed);
  });
});

describe('the lifetime that an initiator gives its SA', () => {
  it.each<[rule: AgreementRule, offered: number, answered: number | undefined, agreed: number]>([
    ['shorter', 86_400, 28_800, 28_800],
    ['shorter', 86_400, undefined, 86_400],
    ['initiator', 86_400, 28_800, 86_400],
    ['claim', 86_400, 28_800, 86_400],
  ])('%s: %d s with RESPONDER-LIFETIME %s is %d s', (rule, offered, answered, agreed) => {
    expect(initiatorLifetime(rule, offered, answered)).toBe(agreed);
  });
});

// reference/racoon.md 3.3 (none: any accepted), reference/translation.md TG415 (obey: no PFS too)
describe('the PFS group that a responder takes', () => {
  it.each<[rule: AgreementRule, offered: number, own: readonly number[], accepted: boolean]>([
    ['shorter', 0, [], true],
    ['shorter', 14, [14], true],
    ['shorter', 14, [], false],
    ['shorter', 0, [14], false],
    ['shorter', 2, [5, 2], true],
    ['claim', 14, [], true],
    ['claim', 14, [2], false],
    ['claim', 0, [14], false],
    ['obey', 0, [14], true],
    ['obey', 14, [2], true],
    ['exact', 14, [], false],
  ])('%s: group %d with own %j: %s', (rule, offered, own, accepted) => {
    expect(acceptsPfs(rule, offered, own)).toBe(accepted);
  });
});
