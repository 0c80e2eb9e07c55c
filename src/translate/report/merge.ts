import { countStatuses } from './build.ts';
import { type Proof, worstProof } from './proof.ts';
import type { DefaultRow, Report, Verdict } from './report.ts';

/** From best to worst. */
const VERDICTS: readonly Verdict[] = ['lossless', 'lossy', 'incomplete', 'refused'];

/** One report of a run over several gateways: equal rows of `defaults` are one. */
export function mergeReports(reports: readonly Report[]): Report {
  const [first, ...others] = reports;
  if (first === undefined) throw new Error('no report');
  if (others.length === 0) return first;
  const distinct = (values: readonly string[]): string => [...new Set(values)].join(', ');
  const statements = reports.flatMap((report) => report.statements);
  return {
    from: distinct(reports.map(({ from }) => from)),
    to: distinct(reports.map(({ to }) => to)),
    because: distinct(reports.map(({ because }) => because)),
    verdict: VERDICTS[Math.max(...reports.map(({ verdict }) => VERDICTS.indexOf(verdict)))] ?? 'refused',
    counts: countStatuses(statements),
    statements,
    defaults: mergeDefaults(reports.flatMap(({ defaults }) => defaults)),
    added: reports.flatMap(({ added }) => added),
    needed: reports.flatMap(({ needed }) => needed),
    ...mergeProofs(reports.flatMap(({ proof }) => proof ?? [])),
  };
}

function mergeProofs(proofs: readonly Proof[]): Pick<Report, 'proof'> {
  if (proofs.length === 0) return {};
  const verdict = worstProof(proofs.map((proof) => proof.verdict));
  return { proof: { verdict, peers: proofs.flatMap(({ peers }) => peers) } };
}

/** The report with its outputs called by other names. */
export function renameOutputs(report: Report, rename: (file: string) => string): Report {
  const renamed = <T extends { readonly file: string }>(places: readonly T[]): readonly T[] =>
    places.map((place) => ({ ...place, file: rename(place.file) }));
  return {
    ...report,
    statements: report.statements.map((row) => ({ ...row, targets: renamed(row.targets) })),
    added: renamed(report.added),
    needed: report.needed.map((row) => ({ ...row, targets: renamed(row.targets) })),
    ...(report.proof === undefined ? {} : { proof: renameProven(report.proof, renamed) }),
  };
}

function renameProven(
  { verdict, peers }: Proof,
  renamed: <T extends { readonly file: string }>(places: readonly T[]) => readonly T[],
): Proof {
  return {
    verdict,
    peers: peers.map((peer) => ({
      ...peer,
      differences: peer.differences.map((difference) => ({
        ...difference,
        translation: { ...difference.translation, places: renamed(difference.translation.places) },
      })),
    })),
  };
}

function mergeDefaults(rows: readonly DefaultRow[]): readonly DefaultRow[] {
  const merged = new Map<string, DefaultRow>();
  for (const row of rows) {
    const key = JSON.stringify([row.path, row.from, row.to, row.code, row.status]);
    const known = merged.get(key);
    if (known === undefined) merged.set(key, row);
    else {
      const objects = [...known.objects, ...row.objects].slice(0, 3);
      merged.set(key, { ...known, count: known.count + row.count, objects });
    }
  }
  return [...merged.values()];
}
