import { diagnostic } from '../ir/codes.ts';
import type { Moment } from '../ir/captured.ts';
import type { Diagnostic, SourceFile } from '../ir/diagnostic.ts';
import type { Time } from '../ir/result.ts';
import { type CapturedLine, type Output, readOutputs, type Terminal } from '../text/layout/read-outputs.ts';
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
  return {
    names: (profile) =>
      Object.keys(kinds).filter((name) => variantOf(kinds[name] ?? NONE, profile) !== undefined),
    *print(name, shown, moment, profile) {
      const kind = kinds[name] ?? NONE;
      const variant = variantOf(kind, profile);
      if (variant === undefined) throw new Error(`${profile} has no output "${name}"`);
      yield* before?.(profile, moment) ?? [];
      yield* kind.print(shown, moment, variant);
    },
    showing,
    read: (capture, file) => readCapture(capture, file, kinds, terminal),
  };
}

const NONE: Pick<OutputKind, 'layouts' | 'print'> = { layouts: {}, print: () => [] };

/** Reads what the devices of a dialect printed. Lines that are no output are told by the diagnostics. */
function readCapture({ text }: SourceFile, file: number, kinds: Kinds, terminal: Terminal): Capture {
  const layouts = Object.fromEntries(
    Object.entries(kinds).flatMap(([name, kind]) =>
      Object.entries(kind.layouts).map(([variant, layout]) => [`${name} ${variant}`, layout]),
    ),
  );
  const { outputs, lines } = readOutputs(text, layouts, terminal);
  const spans = lineSpans(text, file);
  const diagnostics: Diagnostic[] = [];
  const clock = clockOf(outputs, kinds);
  const gathering = new Gathering();
  if (clock.isEstimated && clock.at !== undefined) {
    diagnostics.push(diagnostic('TG183', { time: new Date(clock.at).toISOString().slice(0, 19) }));
  }
  for (const output of outputs) {
    const refuse: RefuseAt = (line, cell, value) => {
      diagnostics.push(diagnostic('TG181', { value, cell }, spanOf(spans, line)));
    };
    gathering.device = deviceOf(output, gathering.device);
    gathering.command = output.prompt?.command ?? '';
    kindOf(output, kinds)?.read(output, momentOf(output, clock), gathering, refuse);
    const said = Number(output.summary['total'] ?? output.summary['count'] ?? output.rows.length);
    if (said !== output.rows.length) diagnostics.push(...tellCount(output, said, lines, outputs, spans));
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

function tellCount(
  output: Output,
  said: number,
  lines: readonly CapturedLine[],
  outputs: readonly Output[],
  spans: readonly Span[],
): readonly Diagnostic[] {
  const index = outputs.indexOf(output);
  const line = lines.findIndex((candidate) => 'output' in candidate && candidate.output === index);
  return [diagnostic('TG182', { said, read: output.rows.length }, spanOf(spans, line))];
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
