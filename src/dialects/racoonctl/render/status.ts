import { type Form, nowCell } from '../../../text/layout/form.ts';
import { type LayoutsByVariant, outputKind, type Shown } from '../../dialect-outputs.ts';
import { statusLayouts, verboseStatusLayouts } from '../layouts/status.ts';
import { PHASE_1_CELLS } from './status-phase1.ts';
import { PHASE_2_CELLS } from './status-phase2.ts';
import type { StatusRow } from './status-row.ts';
import { bothRows, gatherStatus, phase1Rows } from './status-rows.ts';
import { isoTime } from './status-words.ts';

const form: Form<StatusRow> = {
  cells: { at: nowCell(isoTime, {}), ...PHASE_1_CELLS, ...PHASE_2_CELLS },
};

function statusKind(
  layouts: LayoutsByVariant,
  rows: (shown: Shown) => Iterable<StatusRow>,
  isVerbose: boolean,
) {
  return outputKind<StatusRow>({
    layouts,
    form,
    empty: {},
    rows,
    summary: ({ counts }, { epoch = 0, now = 0 }) => ({
      at: isoTime.print(epoch + now) ?? '',
      ...(counts.ikeSas === 0 ? { noPhase1: '(no phase 1 SAs)' } : {}),
      ...(isVerbose && counts.childSas === 0 ? { noPhase2: '(no phase 2 SAs)' } : {}),
    }),
    gather: gatherStatus,
  });
}

/** `racoonctl status` (`reference/racoon.md` 1.9). */
export const status = statusKind(statusLayouts, phase1Rows, false);
/** `racoonctl status -v`. */
export const verboseStatus = statusKind(verboseStatusLayouts, bothRows, true);

/** What a JSON printer needs of the same output. */
export const statusForm = form;
export const statusRows = { brief: phase1Rows, verbose: bothRows } as const;
