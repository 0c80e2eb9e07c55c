import { describe, expect, it } from 'vitest';
import { connect } from '../../src/connect/connect.ts';
import type { Connection } from '../../src/connect/connection.ts';
import type { Problem } from '../../src/connect/problem.ts';
import type { End } from '../../src/connect/end.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import { peers } from './changes.ts';
import { afterTyping, endIn, otherEnd, rosettaGateway } from './gateways.ts';
import { IKEV1, IKEV2, type Mismatch, NEUTRAL } from './mismatches.ts';

/** Both ends watch for a dead peer: one that does not is a finding of its own. */
function watched(gateway: Gateway): Gateway {
  const [peer] = rosettaGateway('usg-ikev2').peers;
  return peer === undefined ? gateway : peers({ dpd: { ...peer.dpd, mode: 'periodic' } })(gateway);
}

const KEY = 'Tg-Demo-2026';

const GROUPS = [
  { scenario: 'usg-ikev2', rows: IKEV2, languages: ['vrp@usg', 'tmsh@16'] },
  { scenario: 'usg-ikev2', rows: NEUTRAL, languages: ['ir@1'] },
  { scenario: 'ar-ikev1-main', rows: IKEV1, languages: ['vrp@ar', 'tmsh@16', 'racoon@0.9'] },
] as const;

/** Two ends that differ in one parameter. */
function endsOf(
  gateway: Gateway,
  { base = (same) => same, change, edit }: Mismatch,
  left: string,
  right: string,
) {
  const agreed = base(gateway);
  return {
    left: endIn('near', agreed, left),
    right: endIn('far', otherEnd(agreed, change), right, edit),
  };
}
function connectEnds(
  ends: ReturnType<typeof endsOf>,
  repairs: boolean,
  isBehindNat = false,
): readonly Connection[] {
  return connect(ends.left, ends.right, {
    among: false,
    behindNat: isBehindNat ? ['left'] : [],
    ...(repairs ? {} : { largestRepaired: 0 }),
  }).connections;
}
/** What a person fills in for the placeholder of a key. */
function keyOf({ side }: End): string {
  const [key] = side.lowered.gateway.peers[0]?.preSharedKeys ?? [];
  return key !== undefined && 'psk' in key.secret ? key.secret.psk : '';
}
const shown = ({ class: severity, right }: Problem): readonly string[] => [severity, right.path];

for (const { scenario, rows, languages } of GROUPS) {
  const gateway = peers({ preSharedKeys: [{ secret: { psk: KEY } }] })(watched(rosettaGateway(scenario)));
  const pairs = languages.flatMap((left) => languages.map((right): [string, string] => [left, right]));

  describe.each(pairs)(`${scenario} in %s against its mirror image in %s`, (left, right) => {
    const said = rows
      .filter((row) => (row.left ?? languages).some((one) => one === left))
      .filter((row) => (row.right ?? languages).some((one) => one === right))
      .map((row): [string, Mismatch] => [row.what, row]);

    it('comes up, either end starting', () => {
      const same = { what: '', change: (one: Gateway) => one, found: ['harmless', ''] } as const;
      const connections = connectEnds(endsOf(gateway, same, left, right), false);
      expect(connections.map(({ verdict }) => verdict)).toEqual(['up']);
      const differing = connections.flatMap(({ problems }) => problems.map(({ right: { path } }) => path));
      expect(differing).not.toContain('policies.selectors');
    });

    it.each(said)('%s: is named, and nothing else', (_what, row) => {
      const connections = connectEnds(endsOf(gateway, row, left, right), false, row.behindNat);
      const problems = connections.flatMap((connection) => connection.problems);
      expect(problems.map(shown)).toContainEqual([...row.found]);
      const named = problems.find(({ right: { path } }) => path === row.found[1]);
      const { at = [named?.exchange, named?.seenBy], when = '' } = row;
      expect([named?.exchange, named?.seenBy]).toEqual([...at]);
      expect(named?.when ?? '').toContain(when);
      const others = problems.filter((one) => one !== named && one.class !== 'harmless');
      expect(others.map(shown)).toEqual([]);
    });

    const stopping = said.filter(([, { found, isByHand }]) => found[0] === 'stops' && isByHand !== true);
    it.each(stopping)('%s: what connect says to type at one end makes it come up', (_what, row) => {
      const ends = endsOf(gateway, row, left, right);
      const [found] = connectEnds(ends, true);
      const typed = (['left', 'right'] as const).filter(
        (which) => (found?.repairs[which]?.lines.length ?? 0) > 0,
      );
      // Files of racoon are written, never typed at.
      const able = row.repairedAt === undefined ? [left, right] : [row.repairedAt === 'left' ? left : right];
      expect(typed.length > 0 || able.every((one) => one.startsWith('racoon'))).toBe(true);
      for (const which of typed) {
        const key = which === 'left' ? keyOf(ends.right) : keyOf(ends.left);
        const mended = {
          ...ends,
          [which]: afterTyping(ends[which], found?.repairs[which]?.lines ?? [], key),
        };
        expect([which, ...connectEnds(mended, false).map(({ verdict }) => verdict)]).toEqual([which, 'up']);
      }
    });
  });
}
