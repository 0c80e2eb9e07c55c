import { dialectNamed } from '../dialects/registry.ts';
import type { SourceFile } from '../ir/diagnostic.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import { translate, type TranslateOptions, type Translation } from '../translate/translate.ts';

/** A dialect in one of its profiles, by their names. */
interface NamedProfile {
  readonly dialect: string;
  readonly profile: string;
}
/** What one gateway is translated from and with: data alone, so that it can be sent to a worker. */
export interface TranslateTask extends Omit<TranslateOptions, 'from' | 'to'> {
  /** For progress. */
  readonly name: string;
  readonly files: readonly SourceFile[];
  readonly from: NamedProfile;
  readonly to: NamedProfile;
}

export function namedProfile({ dialect, profile }: DialectProfile): NamedProfile {
  return { dialect: dialect.name, profile };
}

/** Translates one gateway, here or in a worker. */
export function translateTask({ files, from, to, ...options }: TranslateTask): Translation {
  return translate(files, { ...options, from: resolve(from), to: resolve(to) });
}

function resolve({ dialect: name, profile }: NamedProfile): DialectProfile {
  const dialect = dialectNamed(name);
  if (dialect === undefined) throw new Error(`no such dialect: ${name}`);
  return { dialect, profile };
}
