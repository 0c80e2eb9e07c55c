import { jsonReport } from './json.ts';
import { markdownReport } from './markdown.ts';
import type { Report } from './report.ts';

/** Prints a report in pieces, so that a report of any size is written as a stream. */
export type ReportPrinter = (report: Report) => Iterable<string>;

/** By the extension of the file. */
export const REPORT_FORMATS: Readonly<Record<string, ReportPrinter>> = {
  '.md': markdownReport,
  '.json': jsonReport,
};
