import { describe, expect, test } from 'vitest';
import type { Action, PacketRule } from '../../src/engine/index.ts';
import { type Changes, type Lab, labOf, type LabOptions } from './lab.ts';

// The exchange tests of strongSwan (reference 4.1), told as labs: collisions are forced by nonces, messages held,
// dropped or delayed by rules. Row names are strongSwan's.

const CREATE_CHILD_SA = 36;
const INFORMATIONAL = 37;
const JOIN: Partial<LabOptions> = {
  a: { policy: { initiation: 'on-traffic' } },
  b: { policy: { initiation: 'on-traffic' } },
};

/** A tunnel that stands, and nothing that comes back by itself. */
function standing(options: LabOptions = {}): Lab {
  const lab = labOf({ ...JOIN, ...options });
  lab.simulation.execute('a', { kind: 'initiate', select: {}, level: 'child', wait: false });
  return lab.settle();
}
function nonces(lab: Lab, ofA: readonly number[], ofB: readonly number[]): void {
  lab.simulation.perform({ kind: 'impair', gateway: 'a', impairments: { nonces: ofA } });
  lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { nonces: ofB } });
}
function soft(lab: Lab, gateway: string, level: 'ike' | 'child'): void {
  lab.simulation.perform({ kind: 'expire', gateway, level, how: 'soft', select: {} });
}
function clearChild(lab: Lab, gateway: string): void {
  lab.simulation.execute(gateway, { kind: 'clear-child-sa', select: {}, then: 'never' });
}
function clearIke(lab: Lab, gateway: string): void {
  lab.simulation.execute(gateway, {
    kind: 'clear-ike-sa',
    select: {},
    children: 'delete',
    then: 'never',
    childConnection: 'not-selected',
  });
}
/** Holds the next matching packet, and those after it, until `release`. */
function hold(lab: Lab, name: string, match: PacketRule['match'], last = 99): void {
  rule(lab, { name, match, first: 1, last, effect: { kind: 'hold' } });
}
function drop(lab: Lab, match: PacketRule['match'], last = 1): void {
  rule(lab, { name: 'drop', match, first: 1, last, effect: { kind: 'drop' } });
}
function rule(lab: Lab, packetRule: PacketRule): void {
  const action: Action = { kind: 'packet-rule', rule: packetRule };
  lab.simulation.perform(action);
}
function release(lab: Lab, name: string): void {
  lab.simulation.perform({ kind: 'release', rule: name });
}
function wait(lab: Lab, milliseconds: number): void {
  lab.until(lab.time + milliseconds);
}

/** How many IKE and child SAs both ends hold, all in use; a text where they disagree. */
function agreement(lab: Lab): readonly [number, number] | string {
  const ike = (end: string): readonly string[] =>
    lab.ike(end).map((sa) => `IKE ${sa.initiatorSpi} ${sa.responderSpi} ${sa.state}`);
  const child = (
    end: string,
    own: 'inbound' | 'outbound',
    other: 'inbound' | 'outbound',
  ): readonly string[] =>
    lab.children(end).map((sa) => `child ${sa[own][0]?.spi} ${sa[other][0]?.spi} ${sa.inbound[0]?.state}`);
  const text = (sas: readonly string[]): string => [...new Set(sas)].toSorted(compareTexts).join(', ');
  const a = text([...ike('a'), ...child('a', 'inbound', 'outbound')]);
  const b = text([...ike('b'), ...child('b', 'outbound', 'inbound')]);
  if (a !== b || /connecting|rekey|deleting/.test(a)) return `a: ${a}; b: ${b}`;
  return [lab.ike('a').length, lab.children('a').length];
}
function compareTexts(left: string, right: string): number {
  return left < right ? -1 : 1;
}

describe('child_rekey', () => {
  test('regular: the initiator deletes the old SA', () => {
    const lab = standing();
    const [old] = lab.children('a');
    soft(lab, 'a', 'child');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
    expect(lab.children('a')[0]?.id).not.toBe(old?.id);
    expect(lab.offline('b').map(({ reason }) => reason)).toEqual(['child-sa-replaced']);
  });
  test('ke_invalid: the responder asks for another group, once', () => {
    const lab = standing({
      a: { policy: { pfsGroups: [2, 14], initiation: 'on-traffic' } },
      b: { policy: { pfsGroups: [14, 2], initiation: 'on-traffic' } },
    });
    soft(lab, 'a', 'child');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
    expect(lab.children('b').map(({ pfsGroup }) => pfsGroup)).toEqual([14]);
  });
  test('responder_ignore_soft_expire: its own soft lifetime begins nothing while the old SA waits for its delete', () => {
    const lab = standing({ behaviour: { replacedChildSa: { deleteAfterSeconds: 5 } } });
    soft(lab, 'a', 'child');
    wait(lab, 100);
    soft(lab, 'b', 'child'); // both SAs are there: only the new one may be rekeyed
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
  });
  test('responder_handle_hard_expire: it deletes the old SA itself', () => {
    const lab = standing({ behaviour: { replacedChildSa: { deleteAfterSeconds: 5 } } });
    const [old] = lab.children('b');
    soft(lab, 'a', 'child');
    wait(lab, 100);
    lab.simulation.perform({
      kind: 'expire',
      gateway: 'b',
      level: 'child',
      how: 'hard',
      select: { connectionId: old?.connectionId ?? 0 },
    });
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
  });
  test('responder_delete: it deletes the SA before the rekeying reaches it', () => {
    const lab = standing();
    hold(lab, 'rekey', { from: 'a', exchange: CREATE_CHILD_SA });
    soft(lab, 'a', 'child');
    wait(lab, 100);
    clearChild(lab, 'b');
    wait(lab, 100);
    release(lab, 'rekey');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 0]); // CHILD_SA_NOT_FOUND, for an SA that a knows to be gone
  });
  test('delete_timeout: the delete of the old SA is never answered', () => {
    const lab = standing();
    drop(lab, { from: 'b', exchange: INFORMATIONAL }, 99);
    soft(lab, 'a', 'child');
    lab.settle();
    expect(lab.ike('a')).toEqual([]);
    expect(lab.offline('a').map(({ reason }) => reason)).toContain('exchange-timeout');
  });
  describe.each([
    ['a loses', [1, 30], [20, 40]],
    ['a loses by the answer', [10, 30], [20, 1]],
    ['b loses', [10, 30], [1, 40]],
    ['b loses by the answer', [10, 1], [20, 40]],
  ])('%s', (_name, ofA, ofB) => {
    test('collision', () => {
      const lab = standing();
      nonces(lab, ofA, ofB);
      soft(lab, 'a', 'child');
      soft(lab, 'b', 'child');
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
    test.each(['a', 'b'])('collision_delayed_response to %s', (to) => {
      const lab = standing();
      nonces(lab, ofA, ofB);
      hold(lab, 'response', { to, exchange: CREATE_CHILD_SA, isResponse: true });
      soft(lab, 'a', 'child');
      soft(lab, 'b', 'child');
      wait(lab, 1000);
      release(lab, 'response');
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
    test.each(['a', 'b'])('collision_delayed_request of %s', (from) => {
      const lab = standing();
      nonces(lab, ofA, ofB);
      hold(lab, 'request', { from, exchange: CREATE_CHILD_SA, isResponse: false });
      soft(lab, 'a', 'child');
      soft(lab, 'b', 'child');
      wait(lab, 1000);
      release(lab, 'request');
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
    test.each(['a', 'b'])('collision_delayed_request_more of %s: after the old SA is gone', (from) => {
      const lab = standing();
      nonces(lab, ofA, ofB);
      hold(lab, 'request', { from, exchange: CREATE_CHILD_SA, isResponse: false });
      hold(lab, 'delete', { from: from === 'a' ? 'b' : 'a', exchange: INFORMATIONAL, isResponse: false });
      soft(lab, 'a', 'child');
      soft(lab, 'b', 'child');
      wait(lab, 100);
      release(lab, 'request');
      wait(lab, 100);
      release(lab, 'delete');
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
    test.each(['a', 'b'])('collision_ke_invalid: %s has to ask again', (first) => {
      const groups = (list: readonly number[]): Changes => ({
        policy: { pfsGroups: list, initiation: 'on-traffic' },
      });
      const lab = standing({
        a: groups(first === 'a' ? [2, 14] : [14, 2]),
        b: groups(first === 'a' ? [14, 2] : [2, 14]),
      });
      nonces(lab, ofA, ofB);
      soft(lab, 'a', 'child');
      soft(lab, 'b', 'child');
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
  });
  test.each(['a', 'b'])('collision_delete: %s deletes while the other rekeys', (deleter) => {
    const lab = standing();
    clearChild(lab, deleter);
    soft(lab, deleter === 'a' ? 'b' : 'a', 'child');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 0]); // TEMPORARY_FAILURE: what is deleted is not replaced
  });
  test.each(['a', 'b'])('collision_delete_drop_delete: the delete of %s is lost once', (deleter) => {
    const lab = standing();
    drop(lab, { from: deleter, exchange: INFORMATIONAL });
    clearChild(lab, deleter);
    soft(lab, deleter === 'a' ? 'b' : 'a', 'child');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 0]);
  });
  test.each(['a', 'b'])('collision_delete_drop_rekey: the rekeying of the other is lost once', (deleter) => {
    const lab = standing();
    drop(lab, { to: deleter, exchange: CREATE_CHILD_SA });
    clearChild(lab, deleter);
    soft(lab, deleter === 'a' ? 'b' : 'a', 'child');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 0]);
  });
  test.each(['a', 'b'])('collision_ike_rekey: %s rekeys the IKE SA meanwhile', (other) => {
    const lab = standing();
    soft(lab, other, 'ike');
    soft(lab, other === 'a' ? 'b' : 'a', 'child');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
    expect(
      lab
        .offline('a')
        .map(({ reason }) => reason)
        .toSorted(),
    ).toEqual(['child-sa-replaced', 'ike-sa-replaced']);
  });
  test.each(['a', 'b'])('collision_ike_delete: %s deletes the IKE SA meanwhile', (other) => {
    const lab = standing();
    clearIke(lab, other);
    soft(lab, other === 'a' ? 'b' : 'a', 'child');
    lab.settle();
    expect(agreement(lab)).toEqual([0, 0]);
  });
});

describe('ike_rekey', () => {
  test('regular: children move, the old SA goes by its initiator', () => {
    const lab = standing();
    const [child] = lab.children('a');
    soft(lab, 'a', 'ike');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
    expect(lab.children('a')[0]).toMatchObject({ id: child?.id, ikeSa: lab.ike('a')[0]?.id });
    expect(lab.offline('b').map(({ reason }) => reason)).toEqual(['ike-sa-replaced']);
    soft(lab, 'b', 'ike'); // message ids begin again at 0, both ways
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
  });
  test('ke_invalid', () => {
    const lab = standing();
    lab.simulation.perform({ kind: 'impair', gateway: 'b', impairments: { invalidKeyExchanges: 1 } });
    soft(lab, 'a', 'ike');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
  });
  describe.each([
    ['a loses', [1, 30], [20, 40]],
    ['a loses by the answer', [10, 30], [20, 1]],
    ['b loses', [10, 30], [1, 40]],
    ['b loses by the answer', [10, 1], [20, 40]],
  ])('%s', (_name, ofA, ofB) => {
    test('collision', () => {
      const lab = standing();
      nonces(lab, ofA, ofB);
      soft(lab, 'a', 'ike');
      soft(lab, 'b', 'ike');
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
    test.each(['a', 'b'])('collision_delayed_response to %s', (to) => {
      const lab = standing();
      nonces(lab, ofA, ofB);
      hold(lab, 'response', { to, exchange: CREATE_CHILD_SA, isResponse: true });
      soft(lab, 'a', 'ike');
      soft(lab, 'b', 'ike');
      wait(lab, 1000);
      release(lab, 'response');
      wait(lab, 200_000);
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
    test.each(['a', 'b'])('collision_dropped_request of %s', (from) => {
      const lab = standing();
      nonces(lab, ofA, ofB);
      drop(lab, { from, exchange: CREATE_CHILD_SA, isResponse: false });
      soft(lab, 'a', 'ike');
      soft(lab, 'b', 'ike');
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
    test.each(['a', 'b'])('collision_delayed_request of %s', (from) => {
      const lab = standing();
      nonces(lab, ofA, ofB);
      hold(lab, 'request', { from, exchange: CREATE_CHILD_SA, isResponse: false });
      soft(lab, 'a', 'ike');
      soft(lab, 'b', 'ike');
      wait(lab, 1000);
      release(lab, 'request');
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
    test.each(['a', 'b'])('collision_delayed_request_and_delete of %s', (from) => {
      const lab = standing();
      nonces(lab, ofA, ofB);
      hold(lab, 'request', { from, exchange: CREATE_CHILD_SA, isResponse: false });
      hold(lab, 'delete', { to: from, exchange: INFORMATIONAL, isResponse: false });
      soft(lab, 'a', 'ike');
      soft(lab, 'b', 'ike');
      wait(lab, 100);
      release(lab, 'request');
      wait(lab, 100);
      release(lab, 'delete');
      lab.settle();
      expect(agreement(lab)).toEqual([1, 1]);
    });
  });
  test.each(['a', 'b'])('collision_delete: %s deletes the IKE SA', (deleter) => {
    const lab = standing();
    clearIke(lab, deleter);
    soft(lab, deleter === 'a' ? 'b' : 'a', 'ike');
    lab.settle();
    expect(agreement(lab)).toEqual([0, 0]);
  });
  test.each(['a', 'b'])('collision_delete_drop_delete: the delete of %s is lost once', (deleter) => {
    const lab = standing();
    drop(lab, { from: deleter, exchange: INFORMATIONAL });
    clearIke(lab, deleter);
    soft(lab, deleter === 'a' ? 'b' : 'a', 'ike');
    lab.settle();
    expect(agreement(lab)).toEqual([0, 0]);
  });
});

describe('child_delete', () => {
  test('regular', () => {
    const lab = standing();
    clearChild(lab, 'a');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 0]);
    expect(lab.offline('b').map(({ reason }) => reason)).toEqual(['peer-request']);
  });
  test('collision: both ends delete, and answer without a Delete payload', () => {
    const lab = standing();
    clearChild(lab, 'a');
    clearChild(lab, 'b');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 0]);
    const answers = lab.messages().filter((line) => line.includes(' 37 ') && line.includes('answer'));
    expect(answers.map((line) => line.split(' ').slice(5).join(' '))).toEqual(['', '']);
  });
  test.each(['a', 'b'])('collision_ike_rekey by %s', (other) => {
    const lab = standing();
    soft(lab, other, 'ike');
    clearChild(lab, other === 'a' ? 'b' : 'a');
    lab.settle();
    expect(agreement(lab)).toEqual([1, 0]);
  });
  test('delete of an SA that the other end does not know: an empty answer', () => {
    const lab = standing();
    drop(lab, { from: 'b', exchange: INFORMATIONAL });
    clearChild(lab, 'a'); // b's answer is lost, a's request comes again: b has no such SA any more
    lab.settle();
    expect(agreement(lab)).toEqual([1, 0]);
  });
});

describe('ike_delete', () => {
  test('regular', () => {
    const lab = standing();
    clearIke(lab, 'a');
    lab.settle();
    expect(agreement(lab)).toEqual([0, 0]);
  });
  test('collision', () => {
    const lab = standing();
    clearIke(lab, 'a');
    clearIke(lab, 'b');
    lab.settle();
    expect(agreement(lab)).toEqual([0, 0]);
  });
});

describe('child_create', () => {
  test.each(['a', 'b'])('collision_ike_rekey by %s: TEMPORARY_FAILURE, then again', (other) => {
    const lab = standing();
    clearChild(lab, 'a');
    lab.settle();
    soft(lab, other, 'ike');
    const end = other === 'a' ? 'b' : 'a';
    lab.simulation.execute(end, { kind: 'initiate', select: {}, level: 'child', wait: false });
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
  });
  test('collision_ike_delete: nothing is made under an SA that goes', () => {
    const lab = standing();
    clearChild(lab, 'a');
    lab.settle();
    clearIke(lab, 'b');
    lab.simulation.execute('a', { kind: 'initiate', select: {}, level: 'child', wait: false });
    lab.settle();
    expect(agreement(lab)).toEqual([0, 0]);
  });
});

describe('childless', () => {
  test('an IKE SA alone, then a child SA under it', () => {
    const lab = labOf(JOIN);
    lab.simulation.execute('a', { kind: 'initiate', select: {}, level: 'ike', wait: false });
    lab.settle();
    expect(agreement(lab)).toEqual([1, 0]);
    expect(lab.messages().at(-2)).toMatch(/ID AUTH$/);
    lab.simulation.execute('b', { kind: 'initiate', select: {}, level: 'child', wait: false });
    lab.settle();
    expect(agreement(lab)).toEqual([1, 1]);
  });
});
