import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialects } from '../../src/dialects/registry.ts';
import type { IrDocument } from '../../src/ir/document.ts';
import type { SourceFile } from '../../src/ir/diagnostic.ts';
import type { Gateway } from '../../src/ir/gateway.ts';
import { chooseDialect, readDialectName } from '../../src/translate/choose-dialect.ts';
import type { Report, Verdict } from '../../src/translate/report/report.ts';
import type { DialectProfile } from '../../src/translate/dialect-profile.ts';
import { translate, type Translation } from '../../src/translate/translate.ts';

export const ROSETTA = join(import.meta.dirname, '../../fixtures/rosetta');
const RACOON_FILES = ['racoon.conf', 'psk.txt', 'setkey.conf'] as const;

/** What `losses/FROM-to-TO.json` says; the README of the fixtures tells what each member holds. */
export interface Losses {
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
  readonly statements: readonly string[];
  readonly defaults: readonly string[];
  readonly added?: readonly string[];
  readonly withheld: readonly string[];
  readonly differences: readonly string[];
}
/** The languages of a scenario's files. */
export const LANGUAGES = ['vrp', 'tmsh', 'racoon'] as const;
export type Language = (typeof LANGUAGES)[number];

interface Options {
  readonly to?: string;
  readonly map?: Readonly<Record<string, string>>;
  readonly back?: Readonly<Record<string, string>>;
}

/** A folder of `fixtures/rosetta`: one gateway in every language, and what translating it loses. */
export interface Scenario {
  readonly name: string;
  readonly vrp: string;
  readonly tmsh: string;
  readonly ir: string;
  /** racoon.conf, psk.txt and setkey.conf; none where IKEv1 cannot say the gateway. */
  readonly racoon: readonly SourceFile[];
  readonly gateway: Gateway;
  /** Of VRP to tmsh. */
  readonly losses: Losses;
  readonly source: DialectProfile;
  readonly target: DialectProfile;
  readonly because: string;
  /** What `--map` says of a name, and of what it became on the way back to VRP. */
  readonly map: Readonly<Record<string, string>>;
  readonly back: Readonly<Record<string, string>>;
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
  const losses = readLosses(name, 'vrp', 'tmsh');
  if (losses === undefined) throw new Error(`${name} has no losses of VRP to tmsh`);
  const racoon = RACOON_FILES.filter((file) => existsSync(path(`racoon/${file}`))).map((file) => ({
    name: file,
    text: text(`racoon/${file}`),
  }));
  const vrp = text('vrp.cfg');
  const choice = chooseDialect([vrp], dialects);
  if (choice.kind === 'problem') throw new Error(choice.message);
  return {
    name,
    vrp,
    tmsh: text('tmsh.conf'),
    ir,
    racoon,
    gateway,
    losses,
    source: choice.chosen,
    target: dialectProfile(options.to ?? 'tmsh@16'),
    because: choice.because,
    map: options.map ?? {},
    back: options.back ?? {},
  };
}

/** What translating from one language of a scenario to another loses; undefined where no file says it. */
export function readLosses(scenario: string, from: Language, to: Language): Losses | undefined {
  const path = join(ROSETTA, scenario, 'losses', `${from}-to-${to}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
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
  scenario: Pick<Scenario, 'because' | 'map'>,
): Translation {
  return translateFiles([{ name, text }], from, to, scenario);
}

/** The same of a gateway of several files. */
export function translateFiles(
  files: readonly SourceFile[],
  from: DialectProfile,
  to: DialectProfile,
  { because, map }: Pick<Scenario, 'because' | 'map'>,
): Translation {
  return translate(files, {
    from,
    to,
    because,
    accepted: new Set(),
    placeholders: map,
    compact: false,
  });
}

export function lowerText(from: DialectProfile, name: string, text: string): Gateway {
  return lowerFiles(from, [{ name, text }]);
}

export function lowerFiles({ dialect, profile }: DialectProfile, files: readonly SourceFile[]): Gateway {
  const read = dialect.read(files, profile);
  const lowered = dialect.lower(read, profile);
  const errors = [...read.diagnostics, ...lowered.diagnostics].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return lowered.gateway;
}

/** Target text without the first line, the comment that names the generator. */
export function withoutHeader(text: string): string {
  return text.replace(/^# translated by .*\n/, '');
}

/** `6-7 adapted TG254` as the two lines' rows; `racoon.conf:6-7 …` likewise. */
export function expandRows(rows: readonly string[]): readonly string[] {
  return rows.flatMap((row) => {
    const [, file = '', first = '', last = first, rest = ''] =
      /^(\S+:)?(\d+)(?:-(\d+))?(.*)$/.exec(row) ?? [];
    const count = Number(last) - Number(first) + 1;
    return Array.from({ length: count }, (_, index) => `${file}${Number(first) + index}${rest}`);
  });
}

/** Each statement's line with its status and the codes of the notes that gave it the status; of racoon with its file. */
export function statementRows({ from, statements }: Report): readonly string[] {
  return statements.map(({ file, line, status, notes }) => {
    const codes = notes.filter((note) => note.status === status).map(({ code }) => code);
    const place = from === 'racoon' ? `${file}:` : '';
    return `${place}${line} ${status} ${[...new Set(codes)].toSorted().join(' ')}`.trimEnd();
  });
}

/** A value that the source never wrote, once for each path and code. */
export function defaultRows({ defaults }: Report): readonly string[] {
  return [...new Set(defaults.map(({ path, status, code }) => `${path} ${status} ${code}`))].toSorted();
}

/** What the written tunnels need of a gateway: policies that are not withheld, and their peers. */
export function writtenPart(gateway: Gateway, withheld: readonly string[]): Gateway {
  if (withheld.length === 0) return gateway;
  const policies = gateway.policies.filter(({ name, sequence }) => !withheld.includes(`${name} ${sequence}`));
  const reached = new Set(policies.map(({ peer }) => peer));
  return { ...gateway, policies, peers: gateway.peers.filter(({ name }) => reached.has(name)) };
}

/** One language of a scenario: its text, and how it is read. */
export interface Column {
  readonly files: readonly SourceFile[];
  readonly profile: DialectProfile;
}

export function column({ vrp, tmsh, racoon, source, target }: Scenario, language: Language): Column {
  switch (language) {
    case 'vrp':
      return { files: [{ name: 'vrp.cfg', text: vrp }], profile: source };
    case 'tmsh':
      return { files: [{ name: 'tmsh.conf', text: tmsh }], profile: target };
    case 'racoon':
      return { files: racoon, profile: dialectProfile('racoon') };
  }
  throw new Error(language satisfies never);
}

/** Every pair of languages that a scenario has files in. */
export const directions = scenarios.flatMap((scenario) => {
  const languages = LANGUAGES.filter((language) => column(scenario, language).files.length > 0);
  return languages.flatMap((from) =>
    languages
      .filter((to) => to !== from)
      .map((to) => ({ direction: `${scenario.name}: ${from} to ${to}`, scenario, from, to })),
  );
});
