import type { LayoutsByVariant } from '../../dialect-outputs.ts';

/** `racoonctl show-event` (`reference/racoon.md` 1.8): a line an event. */
export const eventLayouts: LayoutsByVariant = {
  any: { header: [], row: ['{event} {local} -> {remote}'], footer: [] },
};

/** `racoonctl show-schedule` (1.6). */
export const scheduleLayouts: LayoutsByVariant = {
  any: {
    header: ['index    tick     xtime    created'],
    row: ['{index<8} {tick<8} {due<8} {created}'],
    footer: [],
  },
};
