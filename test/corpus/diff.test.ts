import { describe, expect, it } from 'vitest';
import { diff } from '../../src/diff/diff.ts';
import { fix } from '../../src/diff/fix/fix.ts';
import { readSide, type Side } from '../../src/diff/side.ts';
import { MUTATIONS } from '../diff/mutations.ts';
import { sideOf } from '../diff/sides.ts';
import { CORPUS_DIALECTS, dialectCalled, isCorpusThere, namesOf, textOf } from './files.ts';

const skipped = isCorpusThere ? '' : ' (skipped: ../shared/corpus is not here)';
function filesOf(folder: string): readonly string[] {
  return isCorpusThere ? namesOf(folder) : ['none'];
}

function sideOfFile(folder: string, file: string): Side {
  const dialect = dialectCalled(folder);
  const text = textOf(folder, file);
  const profile = dialect.detect(text)?.profile ?? dialect.defaultProfile;
  return readSide([{ name: file, text }], { dialect, profile });
}

describe.each(CORPUS_DIALECTS)(`each file of %s means what it means${skipped}`, (folder) => {
  it.skipIf(!isCorpusThere).each(filesOf(folder))('%s', (file) => {
    expect(diff(sideOfFile(folder, file), sideOfFile(folder, file)).differences).toEqual([]);
  });
});

describe.each(['vrp', 'tmsh'])(`each file of %s can be made into another gateway${skipped}`, (folder) => {
  it.skipIf(!isCorpusThere).each(filesOf(folder))('%s', (file) => {
    const side = sideOfFile(folder, file);
    const { gateway } = side.lowered;
    if (gateway.policies.length === 0) return;
    for (const mutation of MUTATIONS) {
      const { name } = mutation;
      const changed = mutation.ir(gateway);
      if (changed === undefined) continue;
      const made = fix(side, sideOf('ir', JSON.stringify({ ir: 1, gateway: changed })));
      const isFilledIn = made?.lines.some((line) => line.includes('{{')) === true;
      // What a person fills in cannot be proved before.
      const wrong = isFilledIn ? [] : (made?.bugs ?? []).map(({ path }) => path);
      expect([name, wrong]).toEqual([name, []]);
    }
  });
});
