import { basename, dirname, extname } from 'node:path';
import type { Dialect } from '../dialects/dialect.ts';
import { dialects } from '../dialects/registry.ts';
import {
  type Choice,
  chooseDialect,
  chooseProfile,
  explain,
  readDialectName,
} from '../translate/choose-dialect.ts';
import type { DialectProfile } from '../translate/dialect-profile.ts';
import type { InputFile } from './files.ts';
import { InputProblem, UsageProblem } from './problems.ts';

/** The files of one gateway, and what they are written in. */
export interface SourceGateway {
  /** For the name of its output: `hub` for `sites/hub.cfg`. */
  readonly name: string;
  readonly files: readonly InputFile[];
  /** Where it stood in the folder that was named; empty: at its top, or named itself. */
  readonly folder: string;
  readonly from: DialectProfile;
  readonly because: string;
}

/** A dialect that the command line names. */
export function namedDialect(text: string): {
  readonly dialect: Dialect;
  readonly profile: string | undefined;
} {
  const found = readDialectName(text, dialects);
  if ('message' in found) throw new UsageProblem(found.message);
  return found;
}

/** Sorts files into gateways: some dialects keep one in each file, others in each folder. `option`: what named the dialect. */
export function groupFiles(
  files: readonly InputFile[],
  fromOption: string | undefined,
  option = '--from',
): readonly SourceGateway[] {
  const named = fromOption === undefined ? undefined : namedDialect(fromOption);
  const groups = new Map<string, { files: InputFile[]; dialect: Dialect }>();
  for (const file of files) {
    const beside = companion(file, files, named?.dialect);
    if (named !== undefined && beside === undefined) checkClaim(file, named.dialect);
    const dialect =
      named?.dialect ??
      beside ??
      settle(chooseDialect([file.text], dialects, option), file.name).from.dialect;
    const key =
      dialect.filesOfGateway === 'folder' && file.name !== '-'
        ? `${dialect.name} ${gatewayFolder(dialect, file.name)}`
        : `${dialect.name} ${groups.size} ${file.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { files: [file], dialect });
    else group.files.push(file);
  }
  return [...groups.values()].map((group) => gatewayOf(group.files, group.dialect, named?.profile, option));
}

/** All files as one gateway (`--join`): together they tell what they are written in. */
export function joinFiles(
  files: readonly InputFile[],
  fromOption: string | undefined,
): readonly SourceGateway[] {
  const texts = files.map(({ text }) => text);
  const named = fromOption === undefined ? undefined : namedDialect(fromOption);
  const dialect = named?.dialect ?? settle(chooseDialect(texts, dialects), files[0]?.name ?? '').from.dialect;
  for (const file of files) {
    if (companion(file, files, dialect) === undefined) checkClaim(file, dialect);
  }
  return [gatewayOf(files, dialect, named?.profile, '--from')];
}

/** One gateway of these files; where no profile is named, they tell it. */
function gatewayOf(
  files: readonly InputFile[],
  dialect: Dialect,
  profile: string | undefined,
  option: string,
): SourceGateway {
  const shared = { name: gatewayName(files), folder: files[0]?.folder ?? '', files };
  if (profile !== undefined) {
    const from = { dialect, profile };
    return { ...shared, from, because: explain(from, `${option} says so`) };
  }
  const texts = files.map(({ text }) => text);
  return { ...shared, ...settle(chooseProfile(texts, dialect, option), files[0]?.name ?? '') };
}

function gatewayFolder({ folderOfParts }: Dialect, file: string): string {
  const folder = dirname(file);
  const above = dirname(folder);
  return folderOfParts !== undefined && basename(above) === folderOfParts ? dirname(above) : folder;
}

/** What a file is written in that tells nothing by itself, and stands in the folder of a gateway of several files. */
function companion(
  file: InputFile,
  files: readonly InputFile[],
  claimed: Dialect | undefined,
): Dialect | undefined {
  if (file.name === '-' || dialects.some((dialect) => dialect.detect(file.text) !== undefined))
    return undefined;
  const neighbours = files.filter(
    (other) => other !== file && other.name !== '-' && dirname(other.name) === dirname(file.name),
  );
  return dialects.find(
    (dialect) =>
      dialect.filesOfGateway === 'folder' &&
      (claimed === undefined || dialect === claimed) &&
      neighbours.some(({ text }) => {
        const choice = chooseDialect([text], dialects);
        return choice.kind === 'chosen' && choice.chosen.dialect === dialect;
      }),
  );
}

/** A text that has nothing of what `--from` says it is, or far more of something else, is a mistake. */
function checkClaim({ name, text }: InputFile, claimed: Dialect): void {
  const shown = name === '-' ? 'standard input' : name;
  if (text.trim() === '') throw new InputProblem(`${shown} is empty`);
  const own = claimed.detect(text)?.score ?? 0;
  const [other] = dialects
    .filter((dialect) => dialect !== claimed)
    .map((dialect) => ({ dialect, score: dialect.detect(text)?.score ?? 0 }))
    .toSorted((left, right) => right.score - left.score);
  const isOther = other !== undefined && other.score > own + CLEARLY;
  if (own > 0 && !isOther) return;
  const seems = other !== undefined && other.score > 0 ? `: it looks like ${other.dialect.name}` : '';
  throw new InputProblem(`${shown} is no text of ${claimed.name}${seems}`);
}
/** Points that decide against what a person says. */
const CLEARLY = 4;

function settle(choice: Choice, file: string): { readonly from: DialectProfile; readonly because: string } {
  if (choice.kind === 'problem') {
    throw new InputProblem(`${file === '-' ? 'standard input' : file}: ${choice.message}`);
  }
  return { from: choice.chosen, because: choice.because };
}

function gatewayName(files: readonly InputFile[]): string {
  const [first] = files;
  if (first === undefined || first.name === '-') return 'gateway';
  return files.length === 1
    ? basename(first.name, extname(first.name))
    : basename(dirname(first.name)) || 'gateway';
}
