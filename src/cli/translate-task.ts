import { dialectNamed } from '../dialects/registry.ts';
import type { SourceFile } from '../ir/diagnostic.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import type { Proof } from '../translate/report/proof.ts';
import { translate, type TranslateOptions, type Translation } from '../translate/translate.ts';

/** A dialect in one of its profiles, by their names. */
interface NamedProfile {
  readonly dialect: string;
  readonly profile: string;
}
/** What one gateway is translated from and with: data alone, so that it can be sent to a worker. */
export interface TranslateTask extends Omit<TranslateOptions, 'from' | 'to' | 'evidence'> {
  /** For progress. */
  readonly name: string;
  readonly files: readonly SourceFile[];
  readonly from: NamedProfile;
  readonly to: NamedProfile;
  /** Put source and translation on the engine. */
  readonly prove: boolean;
}

export function namedProfile({ dialect, profile }: DialectProfile): NamedProfile {
  return { dialect: dialect.name, profile };
}

/** Translates one gateway, here or in a worker. The engine is loaded for a proof alone. */
export async function translateTask({
  files,
  prove: isProved,
  ...task
}: TranslateTask): Promise<Translation> {
  const [from, to] = [resolve(task.from), resolve(task.to)];
  const { evidence, ...translation } = translate(files, { ...task, from, to, evidence: isProved });
  if (!isProved || translation.bugs.length > 0) return translation;
  const { prove } = await import('../connect/prove/prove.ts');
  const proof = evidence === undefined ? NOTHING_TO_PROVE : prove(evidence, from, to);
  const report = { ...translation.report, proof };
  return { ...translation, report, bugs: unannounced(proof) };
}
const NOTHING_TO_PROVE: Proof = { verdict: 'proven', peers: [] };

/** What the engine finds and no loss announces is a bug of ours, as what validation finds is. */
function unannounced({ peers }: Proof): readonly string[] {
  return peers.flatMap(({ peer, verdict, differences }) =>
    verdict !== 'differs'
      ? []
      : differences.flatMap(({ words, announced, isBehaviour, source, translation }) =>
          isBehaviour || announced.length > 0
            ? []
            : `${words} of ${peer}: ${source.observed} became ${translation.observed}`,
        ),
  );
}

function resolve({ dialect: name, profile }: NamedProfile): DialectProfile {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return { dialect, profile };
}
