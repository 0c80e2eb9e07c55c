import { describe, expect, it } from 'vitest';
import { compareGateways } from '../../src/ir/comparison.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import {
  column,
  defaultRows,
  directions,
  expandRows,
  lowerFiles,
  readLosses,
  statementRows,
  translateFiles,
  writtenPart,
} from './scenario.ts';

/** Member paths that differ; the members of a selector count as one. */
function pathsOf(left: Gateway, right: Gateway): readonly string[] {
  const differences = compareGateways(left, right, { unreached: false });
  const paths = differences.map(({ path }) => path.replace(/^(policies\.selectors)\..*/, '$1'));
  return [...new Set(paths)].toSorted();
}

it('is said for every direction', () => {
  const unsaid = directions.filter(
    ({ scenario, from, to }) => readLosses(scenario.name, from, to) === undefined,
  );
  expect(unsaid.map(({ direction }) => direction)).toEqual([]);
});

describe.each(directions)('$direction', ({ scenario, from, to }) => {
  const losses = readLosses(scenario.name, from, to);
  const { files, profile } = column(scenario, from);
  const target = column(scenario, to).profile;
  const { report, written, bugs } = translateFiles(files, profile, target, {
    because: scenario.because,
    map: to === 'vrp' ? scenario.back : scenario.map,
  });

  it('reports every statement', () => {
    expect(bugs).toEqual([]);
    expect(statementRows(report)).toEqual(expandRows(losses?.statements ?? []));
    expect([report.from, report.to, report.verdict]).toEqual([losses?.from, losses?.to, losses?.verdict]);
  });

  it('counts them', () => {
    const counts = Object.values(report.counts).reduce((sum, count) => sum + count, 0);
    expect(counts).toBe(report.statements.length);
    for (const [status, count] of Object.entries(report.counts))
      expect(report.statements.filter((row) => row.status === status).length).toBe(count);
  });

  it('reports defaults and added lines', () => {
    expect(defaultRows(report)).toEqual(losses?.defaults);
    const added = report.added.map(({ line, code }) => `${line - 1} ${code}`);
    expect(added).toEqual(losses?.added ?? added);
  });

  it('means the same, but for what is listed', () => {
    const withheld = losses?.withheld ?? [];
    const source = writtenPart(lowerFiles(profile, files), withheld);
    const made = lowerFiles(
      target,
      written.map(({ file, text }) => ({ name: file, text })),
    );
    const isCounted = (path: string): boolean => withheld.length === 0 || !path.startsWith('routes');
    expect(pathsOf(source, made).filter(isCounted)).toEqual(losses?.differences);
  });
});
