import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, Span } from '../../ir/diagnostic.ts';
import { nearestWord } from '../../text/nearest-word.ts';
import { DURATION_FORM, DURATION_PATTERN, readDuration } from './duration.ts';
import {
  DEFAULT_SEED,
  DEFAULT_START,
  type Ends,
  type Lab,
  type LabEvent,
  type Link,
  type LinkQuality,
  PLAIN_LINK,
} from './lab.ts';
import { labSchema } from './schema.ts';

export type ReadLab =
  | { readonly kind: 'lab'; readonly lab: Lab }
  | { readonly kind: 'problems'; readonly problems: readonly Diagnostic[] };

/** A lab file as its schema lets it be. */
interface LabFile {
  readonly seed?: number;
  readonly start?: string;
  readonly devices: Readonly<
    Record<
      string,
      { readonly config: string | readonly string[]; readonly dialect?: string; readonly level?: number }
    >
  >;
  readonly links?: readonly ({ readonly between: Ends; readonly nat?: Link['nat'] } & QualityTexts)[];
  readonly events?: readonly ({
    readonly at: string;
    readonly link: Ends;
    readonly state?: 'up' | 'down';
  } & QualityTexts)[];
}
type QualityTexts = { readonly [Name in keyof LinkQuality]?: string };

/** Aliases in a YAML file may be nested so that it grows without end. */
const MOST_ALIASES = 100;

/** Reads a lab file. Its problems have the place in the text that each speaks of. */
export function readLab(text: string): ReadLab {
  const document = parseDocument(text, {
    lineCounter: new LineCounter(),
    prettyErrors: false,
    logLevel: 'silent',
  });
  const broken = document.errors.map(({ message, pos: [start, end] }) =>
    diagnostic('TG500', { problem: message }, { span: { file: 0, start, end } }),
  );
  if (broken.length > 0) return { kind: 'problems', problems: broken };
  const value = valueOf(document);
  if ('problem' in value) {
    const span = { file: 0, start: 0, end: 1 };
    return { kind: 'problems', problems: [diagnostic('TG500', value, { span })] };
  }
  const place = placesIn(document);
  const validate = (compiled ??= new Ajv({ allErrors: true, verbose: true }).compile<LabFile>(labSchema));
  if (!validate(value.value)) {
    const problems = (validate.errors ?? []).filter(isTelling).map((error) => problemOf(error, place));
    return { kind: 'problems', problems };
  }
  const file: LabFile = value.value;
  const problems = dangling(file, place);
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'lab', lab: labOf(file) };
}
let compiled: ValidateFunction<LabFile> | undefined;

function valueOf(document: Document.Parsed): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

type PlaceOf = (path: readonly (string | number)[], part?: 'key' | 'value') => Span;

function placesIn(document: Document.Parsed): PlaceOf {
  return (path, part = 'value') => {
    for (let length = path.length; length >= 0; length--) {
      const range = rangeAt(document, path.slice(0, length), length < path.length ? 'value' : part);
      if (range !== undefined) return { file: 0, start: range[0], end: Math.max(range[1], range[0] + 1) };
    }
    return { file: 0, start: 0, end: 1 };
  };
}

function rangeAt(
  document: Document.Parsed,
  path: readonly (string | number)[],
  part: 'key' | 'value',
): readonly [number, number, number] | undefined {
  const last = path.at(-1);
  if (part === 'key' && typeof last === 'string') {
    const holder: unknown = document.getIn(path.slice(0, -1), true);
    if (typeof holder !== 'object' || holder === null || !('items' in holder)) return undefined;
    const items: readonly unknown[] = Array.isArray(holder.items) ? holder.items : [];
    for (const item of items) {
      if (typeof item !== 'object' || item === null || !('key' in item)) continue;
      const { key } = item;
      if (isNode(key) && String(key) === last) return key.range ?? undefined;
    }
  }
  const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  return isNode(node) ? (node.range ?? undefined) : undefined;
}

/** `anyOf` says that none of its branches fits; each of them says only that it is another one. */
function isTelling({ keyword, schemaPath }: ErrorObject): boolean {
  return keyword !== 'propertyNames' && !schemaPath.includes('/anyOf/');
}

function problemOf(error: ErrorObject, place: PlaceOf): Diagnostic {
  const { instancePath, keyword, params, message = 'not valid', propertyName } = error;
  const path = instancePath.split('/').slice(1).map(unescapePointer);
  const what = path.length === 0 ? 'the lab' : path.join('.');
  if (propertyName !== undefined) {
    const problem = `"${propertyName}" is no name: letters, digits, ".", "_" and "-", at most 63`;
    return diagnostic('TG501', { what, problem }, { span: place([...path, propertyName], 'key') });
  }
  if (keyword === 'additionalProperties') {
    const unknown = String(Reflect.get(params, 'additionalProperty'));
    const near = nearestWord(unknown, knownNames(error));
    return diagnostic(
      'TG501',
      { what, problem: `"${unknown}" is not known here` },
      {
        span: place([...path, unknown], 'key'),
        ...(near === undefined ? {} : { help: `did you mean "${near}"?` }),
      },
    );
  }
  return diagnostic('TG501', { what, problem: wordsOf(error, message) }, { span: place(path) });
}

function unescapePointer(part: string): string | number {
  const text = part.replaceAll('~1', '/').replaceAll('~0', '~');
  return /^\d+$/.test(text) ? Number(text) : text;
}

function knownNames({ parentSchema }: ErrorObject): readonly string[] {
  const properties: unknown = parentSchema?.['properties'];
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : KNOWN;
}
const KNOWN = [
  'lab',
  'seed',
  'start',
  'devices',
  'links',
  'events',
  'config',
  'dialect',
  'level',
  'between',
  'latency',
];

function wordsOf({ keyword, params, parentSchema }: ErrorObject, message: string): string {
  if (keyword === 'required') return `"${String(Reflect.get(params, 'missingProperty'))}" is missing`;
  if (keyword === 'anyOf') return 'must be a file, or a list of files';
  if (keyword === 'const') return `must be ${JSON.stringify(Reflect.get(params, 'allowedValue'))}`;
  if (keyword === 'enum') return `must be one of ${[Reflect.get(params, 'allowedValues')].flat().join(', ')}`;
  const pattern: unknown =
    keyword === 'pattern' || keyword === 'type' ? parentSchema?.['pattern'] : undefined;
  if (typeof pattern !== 'string') return message;
  if (pattern === DURATION_PATTERN) return `must be ${DURATION_FORM}`;
  if (pattern.includes('%')) return 'must be a percentage: 0%, 2.5%';
  if (pattern.includes('T')) return 'must be a time: 2024-11-09T08:50:30Z';
  return 'must be a name: letters, digits, ".", "_" and "-", at most 63';
}

/** Names of devices that the lab does not have, and a NAT that is at neither end. */
function dangling({ devices, links = [], events = [] }: LabFile, place: PlaceOf): readonly Diagnostic[] {
  const names = Object.keys(devices);
  const check = (ends: Ends, path: readonly (string | number)[]): readonly Diagnostic[] =>
    ends.flatMap((name, index) => {
      if (names.includes(name)) return [];
      const near = nearestWord(name, names);
      const help =
        near === undefined ? `there are ${names.slice(0, 10).join(', ')}` : `did you mean "${near}"?`;
      return [diagnostic('TG502', { name }, { span: place([...path, index]), help })];
    });
  return [
    ...links.flatMap(({ between }, index) => check(between, ['links', index, 'between'])),
    ...links.flatMap(({ between, nat }, index) =>
      nat === undefined || between.includes(nat.inside)
        ? []
        : [
            diagnostic(
              'TG501',
              { what: `links.${index}.nat.inside`, problem: `must be one of ${between.join(', ')}` },
              { span: place(['links', index, 'nat', 'inside']) },
            ),
          ],
    ),
    ...events.flatMap(({ link }, index) => check(link, ['events', index, 'link'])),
  ];
}

function labOf(file: LabFile): Lab {
  const { seed = DEFAULT_SEED, start, devices, links = [], events = [] } = file;
  return {
    seed,
    start: start === undefined ? DEFAULT_START : Date.parse(start),
    devices: Object.entries(devices).map(([name, { config, dialect, level }]) => ({
      name,
      files: typeof config === 'string' ? [config] : config,
      ...(dialect === undefined ? {} : { dialect }),
      ...(level === undefined ? {} : { level }),
    })),
    links: links.map(({ between, nat, ...texts }): Link => ({
      between,
      quality: { ...PLAIN_LINK, ...qualityOf(texts) },
      ...(nat === undefined ? {} : { nat }),
    })),
    events: events
      .map(({ at, link, state, ...texts }): LabEvent => {
        const quality = qualityOf(texts);
        return {
          at: readDuration(at) ?? 0,
          link,
          ...(state === undefined ? {} : { state }),
          ...(Object.keys(quality).length === 0 ? {} : { quality }),
        };
      })
      .toSorted((left, right) => left.at - right.at),
  };
}

function qualityOf(texts: QualityTexts): Partial<LinkQuality> {
  const { latency, jitter, loss, duplication } = texts;
  return {
    ...(latency === undefined ? {} : { latency: readDuration(latency) ?? 0 }),
    ...(jitter === undefined ? {} : { jitter: readDuration(jitter) ?? 0 }),
    ...(loss === undefined ? {} : { loss: shareOf(loss) }),
    ...(duplication === undefined ? {} : { duplication: shareOf(duplication) }),
  };
}

function shareOf(percentage: string): number {
  return Number(percentage.slice(0, -1)) / 100;
}
