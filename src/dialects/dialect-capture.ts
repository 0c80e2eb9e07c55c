import { diagnostic } from '../ir/codes.ts';
import type { Moment } from '../ir/captured.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import type { Time } from '../ir/result.ts';
import { signsOf } from '../text/layout/layout.ts';
import { spacedName } from '../text/layout/blank-cells.ts';
import {
  type CapturedLine,
  type CompiledLayouts,
  compileLayouts,
  type Output,
  readOutputs,
  type Terminal,
} from '../text/layout/read-outputs.ts';
import type { Outputs } from './dialect.ts';
import { Gathering } from './dialect-gathering.ts';
import type { Capture, OutputKind, RefuseAt } from './dialect-outputs.ts';

type Kinds = Readonly<Record<string, OutputKind>>;

/** The outputs of a dialect from their kinds. A layout of the variant `any` serves every profile. */
export function dialectOutputs(given: {
  readonly kinds: Kinds;
  readonly terminal: Terminal;
  /** What its devices print before each output. */
  readonly before?: (profile: string, moment: Moment) => Iterable<string>;
  readonly showing: Outputs['showing'];
}): Outputs {
  const { kinds, terminal, before, showing } = given;
  const variantOf = ({ layouts }: Pick<OutputKind, 'layouts'>, profile: string): string | undefined =>
    [profile, 'any'].find((variant) => variant in layouts);
  const signs = Object.values(kinds).flatMap(({ layouts }) => Object.values(layouts).flatMap(signsOf));
  let compiled: CompiledLayouts | undefined;
  return {
    names: (profile) =>
      Object.keys(kinds).filter((name) => variantOf(kinds[name] ?? NONE, profile) !== undefined),
    *print(name, shown, moment, profile, blanks) {
      const kind = kinds[name] ?? NONE;
      const variant = variantOf(kind, profile);
      if (variant === undefined) throw new Error(`${profile} has no output "${name}"`);
      yield* before?.(profile, moment) ?? [];
      yield* kind.print(shown, moment, variant, blanks);
    },
    showing,
    mayHold: (text) => signs.some((sign) => text.includes(sign)),
    read: (capture, file) => readCapture(capture, file, kinds, (compiled ??= compile(kinds)), terminal),
  };
}

/** Made when first asked for: most runs read no capture. */
function compile(kinds: Kinds): CompiledLayouts {
  const layouts = Object.fromEntries(
    Object.entries(kinds).flatMap(([name, kind]) =>
      Object.entries(kind.layouts).map(([variant, layout]) => [`${name} ${variant}`, layout]),
    ),
  );
  return compileLayouts(layouts);
}

const NONE: Pick<OutputKind, 'layouts' | 'print'> = { layouts: {}, print: () => [] };

/** Reads what the devices of a dialect printed. Lines that are no output are told by the diagnostics. */
function readCapture(
  { text }: SourceFile,
  file: number,
  kinds: Kinds,
  layouts: CompiledLayouts,
  terminal: Terminal,
): Capture {
  const { outputs, lines } = readOutputs(text, layouts, terminal);
  const spans = lineSpans(text, file);
  const diagnostics: Diagnostic[] = [];
  const clock = clockOf(outputs, kinds);
  const gathering = new Gathering();
  if (clock.isEstimated && clock.at !== undefined) {
    diagnostics.push(diagnostic('TG183', { time: new Date(clock.at).toISOString().slice(0, 19) }));
  }
  for (const output of outputs) {
    const refused = new Set<string>();
    const refuse: RefuseAt = (line, cell, value) => {
      const key = `${line} ${value}`;
      if (!refused.has(key)) {
        diagnostics.push(diagnostic('TG181', { value, cell: spacedName(cell) }, spanOf(spans, line)));
      }
      refused.add(key);
    };
    gathering.device = deviceOf(output, gathering.device);
    gathering.command = output.prompt?.command ?? '';
    kindOf(output, kinds)?.read(output, momentOf(output, clock), gathering, refuse);
    const said = Number(output.summary['total'] ?? output.summary['count'] ?? output.rows.length);
    const found = [
      ...(said === output.rows.length ? [] : [diagnostic('TG182', { said, read: output.rows.length })]),
      ...gathering.takeAssumed().map((local) => diagnostic('TG184', { local })),
    ];
    if (found.length > 0) {
      const place = spanOf(spans, lineOf(output, lines, outputs));
      diagnostics.push(...found.map((each) => ({ ...each, ...place })));
    }
  }
  for (const [line, { kind }] of lines.entries()) {
    if (kind === 'unknown') diagnostics.push(diagnostic('TG180', {}, spanOf(spans, line)));
  }
  const { at } = clock;
  const captured = gathering.result({
    clock: clock.isCalendar ? 'calendar' : 'capture',
    ...(at === undefined ? {} : { at }),
    ...(clock.isEstimated ? { isAtEstimated: true } : {}),
  });
  return { captured, outputs, lines, diagnostics };
}

function kindOf({ layout }: Output, kinds: Kinds): OutputKind | undefined {
  return kinds[layout.split(' ')[0] ?? ''];
}

/** In its views a device's prompt has more behind its name. */
function deviceOf({ prompt }: Output, last: string): string {
  const device = prompt?.device ?? '';
  return last !== '' && device.startsWith(`${last}-`) ? last : device;
}

/** The first line of an output. */
function lineOf(output: Output, lines: readonly CapturedLine[], outputs: readonly Output[]): number {
  const index = outputs.indexOf(output);
  return lines.findIndex((candidate) => 'output' in candidate && candidate.output === index);
}

type Span = NonNullable<Diagnostic['span']>;

function lineSpans(text: string, file: number): readonly Span[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const span = { file, start, end: start + line.trimEnd().length };
    start += line.length + 1;
    return span;
  });
}

function spanOf(spans: readonly Span[], line: number): { readonly span?: Span } {
  const span = spans[line];
  return span === undefined ? {} : { span };
}

interface Clock {
  /** Some date was seen. */
  readonly isCalendar: boolean;
  /** When the capture was made. */
  readonly at?: Time;
  /** Nothing says it: the last date in the text was taken. */
  readonly isEstimated: boolean;
}

/**
 * Dates need a calendar, ages the moment of the capture. A clock in the text tells it; without one it is the last
 * date in the text, where an age has to be understood.
 */
function clockOf(outputs: readonly Output[], kinds: Kinds): Clock {
  const said = outputs.flatMap((output) => kindOf(output, kinds)?.times(output) ?? []);
  const clocks = [
    ...outputs.flatMap(({ stamp }) => stamp ?? []),
    ...said.flatMap((each) => (each.time === 'now' ? [each.date] : [])),
  ];
  const dates = said.flatMap((each) => (each.time === 'date' ? [each.date] : []));
  const hasAges = said.some(({ time }) => time === 'age');
  if (clocks.length > 0) return { isCalendar: true, at: latest(clocks), isEstimated: false };
  if (dates.length === 0) return { isCalendar: false, isEstimated: false };
  return hasAges
    ? { isCalendar: true, at: latest(dates), isEstimated: true }
    : { isCalendar: true, isEstimated: false };
}

function latest(dates: readonly number[]): number {
  return dates.reduce((last, date) => Math.max(last, date), -Infinity);
}

/** An output has a clock of its own where one stands before it. */
function momentOf({ stamp }: Output, { isCalendar, at }: Clock): Moment {
  if (!isCalendar) return { now: 0 };
  const now = stamp ?? at;
  return now === undefined ? { epoch: 0 } : { epoch: 0, now };
}

/** How much of a text is output of a dialect, and of which profile; nothing: it holds none. */
export function detectOutputs(
  text: string,
  outputs: Outputs,
  profiles: readonly string[],
): DetectedOutputs | undefined {
  if (!outputs.mayHold(text)) return undefined;
  const found = outputs.read({ name: '', text: text.slice(0, LONGEST_LOOK) }, 0).outputs;
  if (found.length === 0) return undefined;
  const exact = found.filter(({ isExact }) => isExact);
  const [profile] = exact.flatMap(({ layout }) => {
    const variant = layout.split(' ')[1] ?? '';
    return profiles.filter(
      (name) => variant === name || (!profiles.includes(variant) && variant.startsWith(`${name}-`)),
    );
  });
  return { score: 2 * found.length + exact.length, ...(profile === undefined ? {} : { profile }) };
}
/** Two points for each output, three where its columns are those of the dialect. */
export interface DetectedOutputs {
  readonly score: number;
  readonly profile?: string;
}
const LONGEST_LOOK = 65536;
