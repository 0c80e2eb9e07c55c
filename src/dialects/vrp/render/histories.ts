import type { CapturedFailure, CapturedOffline, Seen } from '../../../ir/captured.ts';
import type {
  FailureCause,
  NegotiationFailure,
  OfflineReason,
  OfflineRecord,
  Time,
} from '../../../ir/result.ts';
import { address, dateTime, integer, vocabulary, words } from '../../../text/layout/codecs.ts';
import { cell, type Cell, type Codec, dateCell, type Form } from '../../../text/layout/form.ts';
import { outputKind, type Shown } from '../../dialect-outputs.ts';
import { failureLayouts, historyLayouts, offlineLayouts } from '../layouts/histories.ts';
import { type FlowStyle, printFlow, readFlow, USG_FLOW } from './flow.ts';

/** `reference/vrp.md` 3.9, in the order of the manual page. */
const REASONS: Readonly<Record<string, OfflineReason>> = {
  'dpd timeout': 'dpd-timeout',
  'peer request': 'peer-request',
  'config modify or manual offline': 'configuration-change-or-manual',
  'phase1 hard expiry': 'ike-hard-expiry',
  'phase2 hard expiry': 'child-hard-expiry',
  'heartbeat timeout': 'heartbeat-timeout',
  'modecfg address soft expiry': 'address-lease-expiry',
  're-auth timeout': 'reauthentication-timeout',
  'aaa cut user': 'aaa-disconnect',
  'hard expiry triggered by port mismatch': 'port-mismatch-expiry',
  'spi conflict': 'spi-conflict',
  'phase1 sa replace': 'ike-sa-replaced',
  'phase2 sa replace': 'child-sa-replaced',
  'receive invalid spi notify': 'invalid-spi-received',
  'dns resolution status change': 'dns-change',
  'ikev1 phase1-phase2 sa dependent offline': 'dependent-ike-sa-gone',
  'exchange timeout': 'exchange-timeout',
};

/** The alarm's words for why a negotiation failed; of causes without words of their own the nearest ones. */
const CAUSES: readonly (readonly [cause: FailureCause, words: string])[] = [
  ['ike-proposal-mismatch', 'phase1 proposal mismatch'],
  ['authentication-method-mismatch', 'phase1 proposal authentication method mismatch'],
  ['child-proposal-mismatch', 'phase2 proposal or pfs mismatch'],
  ['pfs-mismatch', 'phase2 proposal or pfs mismatch'],
  ['lifetime-refused', 'phase2 proposal or pfs mismatch'],
  ['encapsulation-mismatch', 'encapsulation mode mismatch'],
  ['selector-mismatch', 'flow or peer mismatch'],
  ['version-mismatch', 'version mismatch'],
  ['dh-group-mismatch', 'responder dh mismatch'],
  ['no-peer-configured', 'peer address mismatch'],
  ['remote-id-mismatch', 'config ID mismatch'],
  ['local-id-missing', 'construct local ID fail'],
  ['authentication-failed', 'authentication fail'],
  ['unverifiable-secret', 'authentication fail'],
  ['exchange-mode-mismatch', 'exchange mode mismatch'],
  ['nat-not-supported', 'nat detection fail'],
  ['limit-reached', 'ipsec tunnel number reaches limitation'],
  ['responder-only', 'in disconnect state'],
  ['no-policy', 'no policy applied on interface'],
  ['no-response', 'max transmit reached'],
];
const INITIATOR_DH = 'initiator dh mismatch';

/** The alarm's words for what one end saw. */
export function wordsOfFailure({
  cause,
  role,
}: Seen<Pick<NegotiationFailure, 'cause' | 'role'>>): string | undefined {
  if (cause === 'dh-group-mismatch' && role === 'initiator') return INITIATOR_DH;
  return CAUSES.find(([known]) => known === cause)?.[1];
}

const WORDS = String.raw`\S.*?`;

/** Some devices write hyphens for blanks. */
const reasons: Codec<OfflineReason> = {
  pattern: WORDS,
  print: (reason) => Object.keys(REASONS).find((words) => REASONS[words] === reason),
  read: (text) => Object.entries(REASONS).find(([words]) => plain(words) === plain(text))?.[1],
};
function plain(words: string): string {
  return words.toLowerCase().replaceAll(/[-\s]+/g, ' ');
}

type Ended = Pick<OfflineRecord, 'remote' | 'version' | 'time'>;

/** What both tables have; `time` is when. */
function cellsOf<Row extends Seen<Ended>>(
  put: (row: Seen<Ended>) => Row,
): Readonly<Record<string, Cell<Row>>> {
  const dateCellOf = (dates: Codec<number>): Cell<Row> =>
    dateCell<Row>(
      dates,
      ({ time }) => time,
      (time) => put({ time }),
    );
  return {
    peer: cell<Row, string>(
      address,
      ({ remote }) => remote?.address,
      (host) => put({ remote: { address: host } }),
    ),
    port: cell<Row, number>(
      integer,
      ({ remote }) => remote?.port,
      (port) => put({ remote: { port } }),
    ),
    version: cell<Row, 'ikev1' | 'ikev2'>(
      vocabulary({ v1: 'ikev1', v2: 'ikev2' } as const),
      ({ version }) => version,
      (version) => put({ version }),
    ),
    time: dateCellOf(dateTime()),
    timeSlashed: dateCellOf(dateTime('/', '  ')),
    vpn: { print: () => '-', read: () => put({}) },
  };
}

type Offline = CapturedOffline;

const offlineForm: Form<Offline> = {
  cells: {
    ...cellsOf<Offline>((row) => row),
    reason: cell(
      reasons,
      ({ reason }) => reason,
      (reason) => ({ reason }),
    ),
    reasonHyphenated: {
      pattern: WORDS,
      print: ({ reason }) => (reason === undefined ? undefined : reasons.print(reason)?.replaceAll(' ', '-')),
      read: (text) => {
        const reason = reasons.read(text);
        return reason === undefined ? undefined : { reason };
      },
    },
  },
};

/** The SAs that ended, newest first. */
export const offlineInfo = outputKind<Offline>({
  layouts: offlineLayouts,
  form: offlineForm,
  empty: {},
  rows: ({ offlineLog }) => offlineLog,
  summary: ({ counts }) => ({ total: String(counts.offlineLog) }),
  gather: (rows, { offlineLog }) => {
    offlineLog.push(...rows);
  },
});

/** One side of a flow without ports: the record of a tunnel says none. */
function flowCell(side: 'local' | 'remote'): Cell<Offline> {
  return {
    pattern: String.raw`[\dA-Fa-fxX*:.]+(?:\/[\w.:*]+)?|-`,
    print: ({ selector }) => printFlow(selector, side, RECORD_FLOW) ?? '-',
    read: (text) => {
      const selector = text === '-' ? undefined : readFlow(text, side, RECORD_FLOW);
      return selector === undefined ? {} : { selector };
    },
  };
}
const RECORD_FLOW: FlowStyle = { ...USG_FLOW, print: (flow) => flow };

const recordForm: Form<Offline> = {
  cells: {
    ...offlineForm.cells,
    interface: cell(
      words,
      ({ interface: name = '-' }) => name,
      (name) => (name === '-' ? {} : { interface: name }),
    ),
    public: { print: () => 'public', read: () => ({}) },
    flowSource: flowCell('local'),
    flowDestination: flowCell('remote'),
    times: cell(
      integer,
      ({ timesInDay = 1 }) => timesInDay,
      (timesInDay) => ({ timesInDay }),
    ),
  },
};

const DAY = 86_400_000;

/** By tunnel the last of its records, with what its policy says of it. */
function tunnelsOf({ offlineLog, policies = [] }: Shown, now?: Time): readonly Offline[] {
  const found = new Map<string, Offline>();
  for (const { timesInDay, ...record } of offlineLog) {
    const { remote, policy, selector, time } = record;
    const key = JSON.stringify([remote?.address, policy, selector]);
    const isRecent = time === undefined || now === undefined || now - time <= DAY;
    const known = found.get(key);
    if (known !== undefined) {
      found.set(key, { ...known, timesInDay: (known.timesInDay ?? 0) + (isRecent ? 1 : 0) });
      continue;
    }
    const of = policies.find(({ name, sequence }) => name === policy?.name && sequence === policy?.sequence);
    const [onInterface] = of?.interfaces ?? [];
    const [flow] = of?.selectors ?? [];
    found.set(key, {
      ...(onInterface === undefined ? {} : { interface: onInterface }),
      ...(flow === undefined ? {} : { selector: flow }),
      ...record,
      timesInDay: timesInDay ?? (isRecent ? 1 : 0),
    });
  }
  return [...found.values()];
}

/** `display ipsec history record`. */
export const historyRecord = outputKind<Offline>({
  layouts: historyLayouts,
  form: recordForm,
  empty: {},
  rows: (shown, { now }) => tunnelsOf(shown, now),
  summary: (shown) => ({ total: String(tunnelsOf(shown).length) }),
  gather: (rows, { offlineLog }) => {
    offlineLog.push(...rows);
  },
});

const failureForm: Form<CapturedFailure> = {
  cells: {
    ...cellsOf<CapturedFailure>((row) => row),
    cause: {
      pattern: WORDS,
      print: wordsOfFailure,
      read: (text) => {
        if (plain(text) === INITIATOR_DH) return { cause: 'dh-group-mismatch', role: 'initiator' };
        const [cause] = CAUSES.find(([, words]) => plain(words) === plain(text)) ?? [];
        return cause === undefined ? undefined : { cause };
      },
    },
  },
};

/** The negotiations that failed, newest first. */
export const errorInfo = outputKind<CapturedFailure>({
  layouts: failureLayouts,
  form: failureForm,
  empty: {},
  rows: ({ failureLog }) => failureLog,
  summary: ({ counts }) => ({ total: String(counts.failureLog) }),
  gather: (rows, { failureLog }) => {
    failureLog.push(...rows);
  },
});
