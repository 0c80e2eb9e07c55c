import type { Seen } from '../../../ir/captured.ts';
import type { EngineEvent, EngineEventKind, Timer } from '../../../ir/result.ts';
import { address, dateTime, integer } from '../../../text/layout/codecs.ts';
import { cell, type Cell, dateCell, type Form } from '../../../text/layout/form.ts';
import { outputKind } from '../../dialect-outputs.ts';
import { eventLayouts, scheduleLayouts } from '../layouts/events.ts';

type Row = Seen<EngineEvent>;

/** What stands before the addresses; of an event without words its number (`reference/racoon.md` 1.8). */
const EVENTS: readonly (readonly [kind: EngineEventKind, text: string])[] = [
  ['stopped', 'Racoon terminated :'],
  ['ike-sa-established', 'Phase 1 established :'],
  ['ike-sa-deleted', 'Phase 1 deleted :'],
  ['peer-not-responding', 'Phase 1 error: peer not responding :'],
  ['no-proposal-chosen', 'Phase 1 error: no proposal chosen :'],
  ['authentication-failed', 'Phase 1 error: authentication failed (bad certificate?) :'],
  ['peer-dead', 'Phase 1 error: dead peer detected :'],
  ['peer-deleted-sa', 'Event 262:'],
  ['configuration-received', 'Phase 1 mode configuration done :'],
  ['xauth-succeeded', 'Phase 1 Xauth succeeded :'],
  ['xauth-failed', 'Phase 1 Xauth failed :'],
  ['no-ike-sa', 'Phase 2 error: no suitable phase 1 :'],
  ['child-sa-established', 'Phase 2 established :'],
  ['child-sa-deleted', 'Phase 2 deleted :'],
  ['child-no-response', 'Phase 2 error: no response :'],
];

const NOBODY = 'anonymous';

/** `192.0.2.1[500]`; without an address it is anonymous. */
function endCell(end: 'local' | 'remote'): Cell<Row> {
  return {
    pattern: String.raw`[\w:.%]+\[\d+\]|${NOBODY}`,
    print: (row) => {
      const { address: host, port } = row[end] ?? {};
      return host === undefined ? NOBODY : `${address.print(host)}[${port ?? 0}]`;
    },
    read: (text) => {
      if (text.toLowerCase() === NOBODY) return {};
      const [, name = '', port] = /^(.*)\[(\d+)\]$/.exec(text) ?? [];
      const host = address.read(name);
      return host === undefined ? undefined : { [end]: { address: host, port: Number(port) } };
    },
  };
}

const form: Form<Row> = {
  cells: {
    event: {
      pattern: String.raw`(?:Racoon|Phase|Event)\s.*?:`,
      print: ({ kind }) => EVENTS.find(([known]) => known === kind)?.[1],
      read: (text) => {
        const [kind] = EVENTS.find(([, words]) => words === text.replaceAll(/\s+/g, ' ')) ?? [];
        return kind === undefined ? undefined : { kind };
      },
    },
    local: endCell('local'),
    remote: endCell('remote'),
  },
};

/** `racoonctl show-event`. */
export const showEvent = outputKind<Row>({
  layouts: eventLayouts,
  form,
  empty: {},
  rows: ({ events }) => events,
  gather: (rows, { events }) => {
    events.push(...rows);
  },
});

const timerForm: Form<Seen<Timer>> = {
  cells: {
    index: cell(
      integer,
      ({ id }) => id,
      (id) => ({ id }),
    ),
    tick: cell(
      integer,
      ({ intervalSeconds }) => intervalSeconds,
      (intervalSeconds) => ({ intervalSeconds }),
    ),
    // Seconds of the clock that began with the device: no date.
    due: cell(
      integer,
      ({ due }) => (due === undefined ? undefined : Math.floor(due / 1000)),
      (seconds) => ({ due: seconds * 1000 }),
    ),
    created: dateCell(
      dateTime(),
      ({ created }) => created,
      (created) => ({ created }),
    ),
  },
};

/** `racoonctl show-schedule`. */
export const showSchedule = outputKind<Seen<Timer>>({
  layouts: scheduleLayouts,
  form: timerForm,
  empty: {},
  rows: ({ timers }) => timers,
  gather: (rows, { timers }) => {
    timers.push(...rows);
  },
});
