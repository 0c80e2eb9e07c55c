import { compareGateways } from '../../ir/comparison.ts';
import type { Gateway } from '../../ir/gateway.ts';
import type { Change } from '../../ir/limits.ts';
import { wordsFor } from '../../diff/members.ts';
import type { PeerProof } from '../../translate/report/proof.ts';

/** SAs with keys of their own negotiate nothing: what either device has installed is compared. */
export function proofOfManualSas(
  source: Gateway,
  translation: Gateway,
  changes: readonly Change[],
): readonly PeerProof[] {
  const { manualSas } = source;
  if (manualSas.length === 0) return [];
  const announced = [
    ...new Set(
      changes.flatMap(({ path, kind, code }) =>
        path.startsWith('manualSas') && kind !== 'adapted' ? code : [],
      ),
    ),
  ];
  const found = compareGateways(source, translation, { unreached: true }).filter(({ path }) =>
    path.startsWith('manualSas'),
  );
  const differences = found.map(({ path, object }) => {
    const name = 'name' in object ? object.name : '';
    const words = `${wordsFor(path)} of ${name}`;
    const told = { observed: 'not the same', says: 'another value', places: [] };
    return { words, path, trials: [], source: told, translation: told, announced, isBehaviour: false };
  });
  const verdict = differences.length > 0 && announced.length === 0 ? 'differs' : 'proven';
  return [
    {
      peer: 'manual SAs',
      verdict,
      trialsUp: 0,
      trials: 0,
      ikeSas: 0,
      childSas: manualSas.filter(({ direction }) => direction === 'out').length,
      differences,
    },
  ];
}
