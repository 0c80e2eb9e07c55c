import { htmlReport } from './html.ts';
import { jsonReport } from './json.ts';
import { markdownReport } from './markdown.ts';
import type { Report } from './report.ts';
import { sarifReport } from './sarif.ts';
import type { GatewayTexts } from './texts.ts';

/** Prints a report in pieces, so that a report of any size is written as a stream; some show the texts beside it. */
export type ReportPrinter = (report: Report, gateways: readonly GatewayTexts[]) => Iterable<string>;

/** By the extension of the file. */
export const REPORT_FORMATS: Readonly<Record<string, ReportPrinter>> = {
  '.md': markdownReport,
  '.json': jsonReport,
  '.html': htmlReport,
  '.sarif': sarifReport,
};
