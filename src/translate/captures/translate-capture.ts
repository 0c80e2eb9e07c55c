import type { Outputs, Written } from '../../dialects/dialect.ts';
import { type Capture, showCaptured } from '../../dialects/dialect-outputs.ts';
import { momentOf } from '../../ir/captured.ts';
import { diagnostic } from '../../ir/codes.ts';
import type { Diagnostic, SourceFile } from '../../ir/diagnostic.ts';
import { BlankCells, spacedName } from '../../text/layout/blank-cells.ts';
import { nameOf } from '../dialect-profile.ts';
import type { Report } from '../report/report.ts';
import type { CaptureOptions, Printed } from './printed.ts';
import { reportCapture } from './report.ts';

/** As a `Translation`: bugs are none. */
export interface TranslatedCapture {
  readonly report: Report;
  readonly written: readonly Written[];
  readonly diagnostics: readonly Diagnostic[];
  readonly bugs: readonly string[];
}

/**
 * Translates what devices printed: the same SAs in the target's own tables. Nothing where the text is a
 * configuration.
 */
export function translateCapture(
  files: readonly SourceFile[],
  options: CaptureOptions,
): TranslatedCapture | undefined {
  const { from, to } = options;
  const reader = from.dialect.outputs;
  const isPossible = reader !== undefined && files.some(({ text }) => reader.mayHold(text));
  if (!isPossible || nameOf(from) === nameOf(to)) return undefined;
  const captures = files.map((file, index) => reader.read(file, index));
  if (!captures.some(({ outputs }) => outputs.length > 0) || isConfiguration(files, captures, options)) {
    return undefined;
  }
  const printer = to.dialect.outputs;
  if (printer === undefined) throw new Error(`${to.dialect.name} prints nothing`);
  const printed = captures.map((capture, index) =>
    printCapture(capture, files[index]?.name ?? '', printer, options),
  );
  return {
    report: reportCapture({ files, captures, printed, printer, options }),
    written: printed.map(({ written }) => written).filter(({ text }) => text !== ''),
    diagnostics: captures.flatMap(({ diagnostics }) => diagnostics),
    bugs: [],
  };
}

/** Where more is configured than shown, the text is a configuration, with something shown in between. */
function isConfiguration(
  files: readonly SourceFile[],
  captures: readonly Capture[],
  { from }: CaptureOptions,
): boolean {
  const shown = captures.flatMap(({ lines }) => lines.filter((line) => 'output' in line)).length;
  const read = from.dialect.read(files, from.profile);
  return read.statements.filter(({ row }) => row !== undefined).length > shown;
}

function printCapture(
  { captured, outputs }: Capture,
  file: string,
  printer: Outputs,
  { from, to }: CaptureOptions,
): Printed {
  const shown = showCaptured(captured);
  const moment = momentOf(captured);
  const blanks = new BlankCells();
  const own = outputs.map(({ layout }) => layout.split(' ')[0] ?? '');
  const names =
    from.dialect === to.dialect
      ? [...new Set(own)].filter((name) => printer.names(to.profile).includes(name))
      : printer.showing(captured, to.profile);
  const lines = names.flatMap((name, index) => [
    ...(index > 0 ? [''] : []),
    ...printer.print(name, shown, moment, to.profile, blanks),
  ]);
  const columns = blanks.names.map(spacedName);
  return {
    written: {
      file: file === '-' ? 'capture.txt' : file,
      text: lines.map((line) => `${line}\n`).join(''),
      lines: lines.map(() => []),
    },
    diagnostics:
      columns.length === 0 ? [] : [diagnostic('TG316', { columns: [...new Set(columns)].join(', ') })],
  };
}
