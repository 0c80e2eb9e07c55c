import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialects } from '../../src/dialects/registry.ts';
import type { IrDocument } from '../../src/ir/document.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import { chooseDialect, readDialectName } from '../../src/translate/choose-dialect.ts';
import type { Report, Status, Verdict } from '../../src/translate/report/report.ts';
import type { DialectProfile } from '../../src/translate/dialect-profile.ts';
import { translate, type Translation } from '../../src/translate/translate.ts';

export const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');

/** What `losses.json` says; its README tells how lines are counted. */
export interface Losses {
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
  readonly counts: Readonly<Record<Status, number>>;
  readonly statements: readonly {
    readonly lines: string;
    readonly status: Status;
    readonly codes: readonly string[];
  }[];
  readonly defaults: readonly { readonly path: string; readonly code: string; readonly status: Status }[];
  readonly added: readonly { readonly line: number; readonly code: string }[];
  readonly withheld: readonly string[];
  readonly differences: readonly string[];
}
interface Options {
  readonly to?: string;
  readonly map?: Readonly<Record<string, string>>;
}

/** A folder of `fixtures/rosetta`: one gateway in every language, and what translating it loses. */
export interface Scenario {
  readonly name: string;
  readonly vrp: string;
  readonly tmsh: string;
  readonly ir: string;
  readonly gateway: Gateway;
  readonly losses: Losses;
  readonly source: DialectProfile;
  readonly target: DialectProfile;
  readonly because: string;
  readonly map: Readonly<Record<string, string>>;
}

export const scenarios: readonly Scenario[] = readdirSync(ROSETTA, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => readScenario(name));

function readScenario(name: string): Scenario {
  const path = (file: string): string => join(ROSETTA, name, file);
  const text = (file: string): string => readFileSync(path(file), 'utf8');
  const options: Options = existsSync(path('options.json')) ? JSON.parse(text('options.json')) : {};
  const ir = text('gateway.json');
  const { gateway }: IrDocument = JSON.parse(ir);
  if (gateway === undefined) throw new Error(`${name}/gateway.json has no gateway`);
  const losses: Losses = JSON.parse(text('losses.json'));
  const vrp = text('vrp.cfg');
  const choice = chooseDialect([vrp], dialects);
  if (choice.kind === 'problem') throw new Error(choice.message);
  return {
    name,
    vrp,
    tmsh: text('tmsh.conf'),
    ir,
    gateway,
    losses,
    source: choice.chosen,
    target: dialectProfile(options.to ?? 'tmsh@16'),
    because: choice.because,
    map: options.map ?? {},
  };
}

/** `vrp@usg`, or `ir`. */
export function dialectProfile(text: string): DialectProfile {
  const found = readDialectName(text, dialects);
  if ('message' in found) throw new Error(found.message);
  return { dialect: found.dialect, profile: found.profile ?? found.dialect.defaultProfile };
}

/** Full print, nothing accepted. */
export function translateText(
  name: string,
  text: string,
  from: DialectProfile,
  to: DialectProfile,
  { because, map }: Pick<Scenario, 'because' | 'map'>,
): Translation {
  return translate([{ name, text }], {
    from,
    to,
    because,
    accepted: new Set(),
    placeholders: map,
    compact: false,
  });
}

export function lowerText({ dialect, profile }: DialectProfile, name: string, text: string): Gateway {
  const read = dialect.read([{ name, text }], profile);
  const lowered = dialect.lower(read, profile);
  const errors = [...read.diagnostics, ...lowered.diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return lowered.gateway;
}

/** Target text without the first line, the comment that names the generator. */
export function withoutHeader(text: string): string {
  return text.replace(/^# translated by .*\n/, '');
}

/** `6-7` as [6, 7]. */
export function linesOf(range: string): readonly number[] {
  const [first = 0, last = first] = range.split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Each statement's line with its status and the codes of the notes that gave it the status. */
export function statementRows({ statements }: Report): readonly string[] {
  return statements.map(({ line, status, notes }) => {
    const codes = notes.filter((note) => note.status === status).map(({ code }) => code);
    return `${line} ${status} ${[...new Set(codes)].toSorted().join(' ')}`.trimEnd();
  });
}
